import { i18n } from '../i18n/index.ts'

const { t, te } = i18n.global

/** The word for a role of the dossier, where the API sent only its id. */
export const roleWord = (role: string): string => (te(`role.${role}`) ? t(`role.${role}`) : role)

/** The word for a group, where the API sent only its id. */
export const groupWord = (group: string): string => (te(`group.${group}`) ? t(`group.${group}`) : group)
