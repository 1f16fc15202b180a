import type zh from '../zh/index.ts'
import acts from './acts.ts'
import common from './common.ts'
import desk from './desk.ts'
import doors from './doors.ts'
import forms from './forms.ts'
import live from './live.ts'
import me from './me.ts'
import places from './places.ts'
import plan from './plan.ts'
import proof from './proof.ts'
import war from './war.ts'

/** English must say everything that Chinese says: a missing key does not compile. */
const en: typeof zh = { ...common, ...acts, ...desk, ...doors, ...forms, ...live, ...me, ...places, ...plan, ...proof, ...war }
export default en
