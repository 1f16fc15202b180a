import { withTexts } from './index.ts'
import en from './en/telling.ts'
import zh from './zh/telling.ts'

// Its texts come with the page of the notices.
withTexts(zh, en)
