import { withTexts } from './index.ts'
import en from './en/district.ts'
import zh from './zh/district.ts'

// A place at a glance is for a desk or a wall: its texts come with its pages.
withTexts(zh, en)
