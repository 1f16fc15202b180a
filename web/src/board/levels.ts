import type { BoardActivation, BoardTask, Playbook, PlanTask } from '../api/types.ts'

/** What a change of level brings: the plan's lines by what becomes of them. */
export interface LevelEffect {
  raised: boolean
  opens: PlanTask[]
  /** Lines of levels that are left, and how many of their tasks nobody works on yet. */
  ends: { line: PlanTask; idle: number }[]
  /** Lines that recur at another interval. */
  paced: { line: PlanTask; every: string | undefined }[]
}

const IDLE = new Set(['waiting', 'open', 'accepted', 'locked'])

/** What a change to `level` will do to a running activation. */
export function effectOf(plan: Playbook, activation: BoardActivation, level: string): LevelEffect {
  const rank = (id: string | null | undefined): number => plan.levels.indexOf(id ?? '')
  const [from, to] = [rank(activation.level), rank(level)]
  const lines = plan.groups.flatMap((group) => group.tasks)
  const between = (line: PlanTask, low: number, high: number): boolean => {
    const at = line.due.kind === 'level' ? rank(line.due.level) : -1
    return at > low && at <= high
  }
  const tasks = activation.groups.flatMap((group) => group.tasks)
  const idleOf = (line: PlanTask): number => tasks.filter((task) => isIdle(task) && task.key === line.id).length
  return {
    raised: to > from,
    opens: lines.filter((line) => between(line, from, to)),
    ends: lines.filter((line) => between(line, to, from)).map((line) => ({ line, idle: idleOf(line) })),
    paced: lines
      .filter((line) => everyAt(line, activation.level) !== everyAt(line, level))
      .map((line) => ({ line, every: everyAt(line, level) })),
  }
}

const isIdle = (task: BoardTask): boolean => IDLE.has(task.state)

const everyAt = (line: PlanTask, level: string | null | undefined): string | undefined =>
  line.due.per_level ? (line.due.per_level[level ?? ''] ?? line.due.every ?? undefined) : undefined
