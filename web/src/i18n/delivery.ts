import { withTexts } from './index.ts'
import en from './en/delivery.ts'
import zh from './zh/delivery.ts'

// How notices arrived is asked on few pages: its texts come with them.
withTexts(zh, en)
