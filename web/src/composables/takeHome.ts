import type { Taken } from '../api/http.ts'

/** Hands a file to the browser to keep, under its name. */
export function takeHome(file: Taken, fallback: string): void {
  const address = URL.createObjectURL(file.content)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name || fallback
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** The SHA-256 of a file in hex; nothing where the browser does not offer it, as over plain HTTP. */
export async function fingerprintOf(content: Blob): Promise<string> {
  if (!globalThis.crypto?.subtle) return ''
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
