import { withTexts } from './index.ts'
import en from './en/review.ts'
import zh from './zh/review.ts'

// A review is read afterwards: its texts come with its page.
withTexts(zh, en)
