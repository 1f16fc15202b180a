/** What the pages call what the API sends: shapes of its OpenAPI document, under shorter names where they help. */
import type { Shape } from './call.ts'
import type { components } from './document.ts'

export type Mode = Shape<'CommunityLine'>['mode']
export type Position = Shape<'HeldSeat'>['position']
export type TaskState = Shape<'Task'>['state']
/** What every write answers; `pending` where nothing happened yet, for a second person has to ask for the same. */
export type Written = Pick<Shape<'Made'>, 'position'> & Partial<Pick<Shape<'Pending'>, 'pending'>>

export type Page<T> = Omit<Shape<'Page_CommunityLine_'>, 'items'> & { items: T[] }

/** A shape of which only these parts are sure: what is left of an activation that ended is told with less. */
type Sure<Name extends keyof components['schemas'], Parts extends keyof Shape<Name>> = Pick<Shape<Name>, Parts> & Partial<Shape<Name>>

// Communities, readiness, history
export type Session = Shape<'Session'>
export type Band = Shape<'Band'>
export type CommunityLine = Shape<'CommunityLine'> & Partial<Pick<Shape<'OneCommunity'>, 'pending' | 'modes'>>
export type Waiting = Shape<'Waiting'>
export type Missing = Shape<'Missing'>
export type Check = Shape<'Check'>
export type Readiness = Shape<'Readiness'>
export type CaseLine = Shape<'CaseLine'>
export type AlertLine = Shape<'AlertLine'>
export type HistoryPage = Shape<'Numbered_HistoryEntry_'>
export type HistoryEntry = Shape<'HistoryEntry'>

// The click
export type Summary = Shape<'Summary'>
export type Scope = Shape<'ScopeBody'>
export type ActivationOrder = Shape<'ActivationBody'>
export type PostPlace = Shape<'PostPlace'>
/** An empty post; only a red one is a fault, the others are numbers below the plan's advice. */
export type Vacancy = Shape<'Vacancy'>
export type Preview = Shape<'Preview'>
export type Activated = Shape<'Activated'> | Shape<'Pending'>
export type CallSheetGroup = Shape<'CallSheetGroup'>
export type CallSheet = Shape<'CallSheet'>
export type ActivationLine = Shape<'ActivationLine'>

// The board
export type BoardMember = Sure<'BoardMember', 'member' | 'name' | 'position' | 'mustered_at'>
export type BoardTask = Shape<'Task'>
/** A task asked for by itself, with its report field by field. */
export type OneTask = Shape<'OneTask'>
export type Escalation = Shape<'Escalation'>
export type BoardGroup = Omit<Sure<'BoardGroup', 'group' | 'name' | 'grid' | 'members' | 'tasks'>, 'members'> & { members: BoardMember[] }
export type BoardActivation = Omit<Sure<'BoardActivation', 'id' | 'playbook' | 'started_at' | 'groups'>, 'groups'> & { groups: BoardGroup[]; ended_at?: string }
export type Aftermath = Shape<'Aftermath'>
export type Board = Shape<'Board'>
export type TaskAct = Shape<'TaskBody'>

// The roster
export type Severity = Shape<'Issue'>['severity']
export type Grid = Pick<Shape<'RosterGrid'>, 'id' | 'name' | 'kind'> & Partial<Shape<'RosterGrid'>>
export type RosterMember = Shape<'RosterMember'>
export type Roster = Shape<'Roster'>
export type ImportIssue = Shape<'Issue'>
export type ImportChange = Shape<'TableChange'>
export type ImportResult = Shape<'TableImported'>

// Forms and reports
export type FormField = Shape<'FormField'>
export type FieldType = NonNullable<FormField['type']>
export type FormPaper = Shape<'FormPaper'>
/** A field of a report that was handed in: what it is called, and its value in words. */
export type ReportField = Shape<'ReportField'>
/** What of it people read. */
export type ReadField = Pick<ReportField, 'id' | 'label' | 'text'>
/** What is filled into a form here; the API takes any value and checks it against the form. */
export type Filled = string | number | boolean | null | string[] | Report[] | Report
export interface Report {
  [field: string]: Filled
}
export type LedgerLine = Shape<'LedgerLine'>
export type LedgerRow = Shape<'Report'>

// Plans
export type Due = Shape<'PlanDue'>
export type DueKind = Due['kind']
export type PlanTask = Shape<'PlanTask'>
export type PlanGroup = Shape<'PlanGroup'>
export type PlanEvent = Shape<'PlanEvent'>
export type PlanLevel = Shape<'PlanLevel'>
export type PlaybookLine = Shape<'PlanLine'>
export type Playbook = Shape<'Plan'>

// What happened, notices, the past, reviews
export type OccurrenceOrder = Shape<'OccurrenceBody'>
export type Logged = Shape<'OccurrenceLogged'>
export type Occurrence = Shape<'Occurrence'>
export type NoticeState = Shape<'NoticeLine'>['state']
export type NoticeLine = Shape<'NoticeLine'>
export type PeopleTold = Shape<'PeopleTold'>
export type Lane = 'command' | 'posted' | 'mustered' | 'opened' | 'taken' | 'handed_over' | 'completed' | 'overdue' | 'escalated' | 'occurrences'
export type TimeStep = Shape<'TimeStep'>
export type TimeLine = Shape<'TimeLine'>
/** Who was assigned to what, from when to when, by whom; `task` is null for a post. */
export type Assignment = Shape<'Assignment'>
export type Outcome = Shape<'ReviewTask'>['outcome']
export type ReviewCounts = Shape<'TaskCounts'>
export type ReviewTask = Shape<'ReviewTask'>
export type ReviewGroup = Shape<'ReviewGroup'>
export type DrillScore = Shape<'DrillScore'>
export type Review = Shape<'Review'>

// Webhooks and events
export type Lag = Shape<'WebhookLag'>
export type Webhook = Shape<'WebhookLine'>
export type WebhookMade = Shape<'WebhookMade'>
export type HookLine = Shape<'Standing'>
export type Attempt = Shape<'AttemptLine'>
export type WireEvent = Shape<'CloudEvent'>

// The member's one screen, and the ways in
export type Ways = Shape<'Ways'>
export type Colleague = Shape<'Colleague'>
/** What only this device knows: it was pressed, and is not sent yet. */
type Here = { unsent?: boolean }
export type OwnPost = Shape<'OwnPost'> & Here
export type DeclinedPost = Shape<'DeclinedPost'> & Here
export type Rota = Shape<'OwnRota'>
export type OwnTask = Shape<'OwnTask'> & Here
export type OwnShift = Shape<'OwnShift'>
export type OwnAsking = Shape<'OwnAsking'>
export type OwnAnswer = Shape<'OwnAnswer'>
export type OwnActivation = Omit<Shape<'OwnActivation'>, 'posts' | 'declined' | 'tasks'> & { posts: OwnPost[]; declined: DeclinedPost[]; tasks: OwnTask[] }
export type OwnScreen = Omit<Shape<'OwnScreen'>, 'activations'> & { activations: OwnActivation[] }
