import { withTexts } from './index.ts'
import './handing.ts'
import en from './en/naming.ts'
import zh from './zh/naming.ts'

// Somebody is named now and then: its texts come with its sheet, and those of who is near with them.
withTexts(zh, en)
