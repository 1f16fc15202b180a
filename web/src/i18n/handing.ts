import { withTexts } from './index.ts'
import en from './en/handing.ts'
import zh from './zh/handing.ts'

// All is handed over now and then: its texts come with its sheet and its note.
withTexts(zh, en)
