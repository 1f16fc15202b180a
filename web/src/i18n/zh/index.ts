import acts from './acts.ts'
import common from './common.ts'
import desk from './desk.ts'
import doors from './doors.ts'
import forms from './forms.ts'
import live from './live.ts'
import places from './places.ts'
import plan from './plan.ts'
import proof from './proof.ts'
import war from './war.ts'

export default { ...common, ...acts, ...desk, ...doors, ...forms, ...live, ...places, ...plan, ...proof, ...war }
