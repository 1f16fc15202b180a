/**
 * What this device keeps for whoever's screen it is, so that it opens without a network and nothing
 * that was pressed is lost. All of it goes when they sign out, when their link lets nobody in, and when
 * nobody looked for as long as a link lasts.
 */
const PREFIX = 'pingzhan.me.'
const LASTS = 14 * 24 * 3_600_000
/** Where the browser keeps nothing, it lasts as long as the page. */
const memory = new Map<string, string>()

function stored(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null // A forbidden store: memory has it.
  }
}

export function recall<T>(name: string): T | null {
  try {
    const kept = stored(name) ?? memory.get(name)
    if (!kept) return null
    const { at, value } = JSON.parse(kept) as { at: number; value: T }
    return Date.now() - at < LASTS ? value : null
  } catch {
    return null
  }
}

export function keep(name: string, value: unknown): void {
  const kept = JSON.stringify({ at: Date.now(), value })
  memory.set(name, kept)
  try {
    localStorage.setItem(PREFIX + name, kept)
  } catch {
    // A full or forbidden store: memory has it.
  }
}

export function forgetDevice(): void {
  memory.clear()
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  } catch {
    // There was nothing to keep it in.
  }
}

/** Tells when another tab of this device changed what is kept. */
export function onKept(name: () => string, changed: () => void): () => void {
  const heard = (event: StorageEvent): void => {
    if (event.key === PREFIX + name()) changed()
  }
  window.addEventListener('storage', heard)
  return () => window.removeEventListener('storage', heard)
}
