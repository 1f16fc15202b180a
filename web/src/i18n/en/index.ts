import type zh from '../zh/index.ts'
import acts from './acts.ts'
import common from './common.ts'
import places from './places.ts'
import war from './war.ts'

/** English must say everything that Chinese says: a missing key does not compile. */
const en: typeof zh = { ...common, ...acts, ...places, ...war }
export default en
