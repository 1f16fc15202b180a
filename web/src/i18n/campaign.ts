import { withTexts } from './index.ts'
import en from './en/campaign.ts'
import zh from './zh/campaign.ts'

// An area is activated from a desk, and seldom: its texts come with its pages.
withTexts(zh, en)
