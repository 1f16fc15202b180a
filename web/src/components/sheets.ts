/** The sheets that are open, the one that lies on top last: only that one hears the keys. */
let open: symbol[] = []

/** A sheet opens over the others. */
export function above(sheet: symbol): void {
  open = [...open.filter((one) => one !== sheet), sheet]
}

/** A sheet closes. */
export function lower(sheet: symbol): void {
  open = open.filter((one) => one !== sheet)
}

/** Whether nothing lies over a sheet. */
export const isTop = (sheet: symbol): boolean => open.at(-1) === sheet
