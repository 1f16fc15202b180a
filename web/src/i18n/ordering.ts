import { withTexts } from './index.ts'
import en from './en/ordering.ts'
import zh from './zh/ordering.ts'

// Its texts come with the page of the click.
withTexts(zh, en)
