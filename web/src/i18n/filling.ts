import { withTexts } from './index.ts'
import en from './en/filling.ts'
import zh from './zh/filling.ts'

// A shift is filled now and then: its texts come with the choice of somebody.
withTexts(zh, en)
