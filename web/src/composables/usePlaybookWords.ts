import { computed, shallowRef, watch } from 'vue'
import { listPlaybooks, readPlaybook } from '../api/community.ts'
import type { Playbook } from '../api/types.ts'
import { inWords, language } from '../i18n/index.ts'
import type { Language } from '../i18n/language.ts'

const plans = shallowRef<Playbook[]>([])
/** Whether the playbooks were read, or could not be: only then does an id stand in for a word. */
const settled = shallowRef(false)
let read: Language | null = null

async function readAll(wanted: Language): Promise<void> {
  if (read === wanted) return
  read = wanted
  try {
    const { items } = await listPlaybooks()
    plans.value = await Promise.all(items.map((line) => readPlaybook(line.id)))
  } catch {
    // Ids stand in for the words until somebody asks again.
    read = null
  } finally {
    settled.value = true
  }
}

const groups = computed(() => new Map(plans.value.flatMap((plan) => plan.groups.flatMap((group): [string, string][] => [[group.id, group.name], [`${plan.id}/${group.id}`, group.name]] as const))))
const roles = computed(
  () => new Map(plans.value.flatMap((plan) => Object.entries(plan.roles ?? {}).map(([id, name]) => [id, inWords(name)] as const))),
)

/** What roles and groups are called here: the playbooks say, for words are local. Read once for all pages. */
export function usePlaybookWords() {
  watch(language, readAll, { immediate: true })

  /** The name of a role or group; its id where no playbook knows it. */
  const roleWord = (role: string): string => roles.value.get(role) ?? (settled.value ? role : '')
  /** What a plan calls its group, for one id may have other names elsewhere. */
  const groupWord = (group: string, playbook?: string): string => groups.value.get(`${playbook ?? ''}/${group}`) ?? groups.value.get(group) ?? (settled.value ? group : '')
  return { roleWord, groupWord, plans, settled, readAgain: () => readAll(language.value) }
}
