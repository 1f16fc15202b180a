/** What the API sends, as far as these pages read it. */
export type * from './types/activation.ts'
export type * from './types/board.ts'
export type * from './types/community.ts'
export type * from './types/roster.ts'
export type * from './types/forms.ts'
export type * from './types/playbook.ts'
export type * from './types/occurrences.ts'
