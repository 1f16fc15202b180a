import acts from './acts.ts'
import common from './common.ts'
import places from './places.ts'
import war from './war.ts'

export default { ...common, ...acts, ...places, ...war }
