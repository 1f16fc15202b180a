import { withTexts } from './index.ts'
import en from './en/replay.ts'
import zh from './zh/replay.ts'

// The past is looked at from a desk: its texts come with its page.
withTexts(zh, en)
