import { withTexts } from './index.ts'
import en from './en/asking.ts'
import zh from './zh/asking.ts'

// Colleagues ask each other now and then: these texts come with the list of it.
withTexts(zh, en)
