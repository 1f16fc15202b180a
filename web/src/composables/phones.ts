/** Whether a phone is one that may be dialled: it may be masked, or missing. */
export const isDialled = (phone: string | null | undefined): phone is string => /^\d+$/.test(phone ?? '')

/** Whether a number is kept from this reader: masked, or left out; without one it is empty. */
export const isHidden = (phone: string | null | undefined): boolean => phone?.includes('*') ?? true
