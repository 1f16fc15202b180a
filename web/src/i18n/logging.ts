import { withTexts } from './index.ts'
import en from './en/logging.ts'
import zh from './zh/logging.ts'

// What happened is logged now and then: its texts come with its sheet, and with what it told.
withTexts(zh, en)
