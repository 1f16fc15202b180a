import type { FormPaper } from './forms.ts'

export interface Ways {
  password: boolean
  provider: { label: string; url: string } | null
}

export interface Colleague {
  member: string
  name: string | null
  position: 'lead' | 'deputy' | 'member'
  mustered_at: string | null
  phone: string
}

export interface OwnPost {
  group: string
  name: string
  grid: string | null
  grid_name: string | null
  position: 'lead' | 'deputy' | 'member'
  muster_by: string | null
  mustered_at: string | null
  leads: boolean
  leader: Colleague | null
  colleagues: Colleague[]
}

export interface OwnTask {
  id: string
  title: string | null
  group: string
  group_name: string
  grid: string | null
  grid_name: string | null
  state: 'waiting' | 'locked' | 'open' | 'accepted' | 'started' | 'completed' | 'cancelled'
  due_at: string | null
  starts_at: string | null
  overdue: boolean
  mine: boolean
  /** Whether anybody of the group may take it on. */
  free: boolean
  report_owed: boolean
  form: FormPaper | null
}

export interface OwnActivation {
  id: string
  playbook: string
  title: string
  drill: boolean
  started_at: string
  posts: OwnPost[]
  tasks: OwnTask[]
}

/** Everything for a member's one screen. */
export interface OwnScreen {
  member: string
  name: string | null
  community: string
  community_name: string
  mode: 'peacetime' | 'alert' | 'wartime' | 'recovery'
  position: number
  now: string
  ended: boolean
  activations: OwnActivation[]
}
