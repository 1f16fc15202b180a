import { withTexts } from './index.ts'
import en from './en/roster.ts'
import zh from './zh/roster.ts'

// Only the table's page needs these texts: the first page of a phone does not wait for them.
withTexts(zh, en)
