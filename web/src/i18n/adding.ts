import { withTexts } from './index.ts'
import en from './en/adding.ts'
import zh from './zh/adding.ts'

// A task of one's own is added now and then: its texts come with its sheet.
withTexts(zh, en)
