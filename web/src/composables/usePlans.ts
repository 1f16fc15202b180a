import { shallowReactive } from 'vue'
import { readPlaybook } from '../api/community.ts'
import type { Playbook } from '../api/types.ts'
import { language } from '../i18n/index.ts'

const plans = shallowReactive(new Map<string, Playbook>())
const asked = new Set<string>()

/** Plans in full, each read once for every language that somebody looks at it in. */
export function usePlans() {
  const keyOf = (id: string): string => `${language.value}/${id}`

  /** Reads what is not there yet; asked again, it tries again what failed. */
  function want(ids: Iterable<string>): void {
    for (const id of ids) {
      const key = keyOf(id)
      if (asked.has(key)) continue
      asked.add(key)
      readPlaybook(id).then(
        (plan) => plans.set(key, plan),
        () => asked.delete(key),
      )
    }
  }

  const planOf = (id: string): Playbook | undefined => plans.get(keyOf(id))
  return { want, planOf }
}
