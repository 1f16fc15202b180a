import acts from './acts.ts'
import common from './common.ts'
import district from './district.ts'
import doors from './doors.ts'
import forms from './forms.ts'
import hooks from './hooks.ts'
import live from './live.ts'
import places from './places.ts'
import plan from './plan.ts'
import replay from './replay.ts'
import review from './review.ts'
import war from './war.ts'

export default { ...common, ...acts, ...district, ...doors, ...forms, ...hooks, ...live, ...places, ...plan, ...replay, ...review, ...war }
