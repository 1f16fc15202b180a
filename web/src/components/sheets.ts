/** The sheets that are open, the one that lies on top last: only that one hears the keys. */
let open: { sheet: symbol; close: () => void }[] = []

/** A sheet opens over the others; Back closes it. */
export function above(sheet: symbol, close: () => void): void {
  open = [...open.filter((one) => one.sheet !== sheet), { sheet, close }]
  if (depthOf(history.state) < open.length) history.pushState({ ...history.state, sheets: depthOf(history.state) + 1 }, '')
  here = seen()
}

/** A sheet closes. */
export function lower(sheet: symbol): void {
  open = open.filter((one) => one.sheet !== sheet)
}

/** Whether nothing lies over a sheet. */
export const isTop = (sheet: symbol): boolean => open.at(-1)?.sheet === sheet

// Each open sheet has an entry of its own in the window's history, at the address of the page, so that Back closes
// the sheet and not the page. An entry is never taken back by the program: that comes late, and would undo a page
// which was gone to meanwhile. One whose sheet is closed otherwise serves the next sheet, and Back passes over it.

const depthOf = (state: { sheets?: number } | null): number => state?.sheets ?? 0
const seen = (): { depth: number; position: unknown; href: string } => ({ depth: depthOf(history.state), position: history.state?.position, href: location.href })
let here = seen()

/** The router has gone somewhere. */
export function arrived(): void {
  here = seen()
}

function popped(event: PopStateEvent): void {
  const before = here
  here = seen()
  if (here.position !== before.position || here.depth >= before.depth) return
  const over = open.slice(here.depth).reverse()
  for (const one of over) one.close()
  // An address that a filter has changed meanwhile is the router's; else the page stays as it is.
  if (here.href !== before.href) return
  event.stopImmediatePropagation()
  if (!over.length) history.back()
}

window.addEventListener('popstate', popped, { capture: true })
