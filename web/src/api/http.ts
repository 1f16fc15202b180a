import { language } from '../i18n/index.ts'
import { Refused, type Problem } from './problem.ts'

type Query = Record<string, string | number | boolean | null | undefined>

export interface Call {
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  /** Milliseconds until the call is given up; half a minute unless told. */
  patience?: number
}

/** The address of a route of the API, relative to wherever this page is served from. */
export function address(path: string, query: Query = {}): string {
  const said = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const search = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString()
  return `api/v1${path}${search ? `?${search}` : ''}`
}

async function refusalOf(response: Response): Promise<Refused> {
  const told = (await response.json().catch(() => null)) as Partial<Problem> | null
  // Something between us and the server answered in its place.
  const code = response.status >= 500 ? 'unreachable' : 'no_answer'
  return new Refused({ code, ...told, status: response.status })
}

async function send(method: string, path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language.value, ...call.headers }
  if (method !== 'GET') headers['X-Pingzhan'] = '1'
  const form = call.body instanceof FormData
  if (call.body !== undefined && !form) headers['Content-Type'] = 'application/json'
  const body = form ? (call.body as FormData) : JSON.stringify(call.body)
  const signal = AbortSignal.timeout(call.patience ?? 30_000)
  try {
    return await fetch(address(path, call.query), { method, headers, body, signal, credentials: 'same-origin' })
  } catch (thrown) {
    const late = thrown instanceof DOMException && thrown.name === 'TimeoutError'
    throw new Refused({ status: 0, code: late ? 'too_slow' : 'unreachable' })
  }
}

let signedOut: () => void = () => undefined

/** What to do when the server no longer knows the session. */
export function onSignedOut(react: () => void): void {
  signedOut = react
}

export interface Tagged<T> {
  value: T
  /** The `ETag` of the answer: what `If-Match` may ask for. */
  version: string | null
}

/** Calls the API and gives what it answers; throws `Refused` when it says no or cannot be reached. */
export async function request<T>(method: string, path: string, call: Call = {}): Promise<T> {
  return (await requestTagged<T>(method, path, call)).value
}

/** The same with the version that the answer is of. */
export async function requestTagged<T>(method: string, path: string, call: Call = {}): Promise<Tagged<T>> {
  const response = await send(method, path, call)
  if (response.status === 401 && !path.startsWith('/session')) signedOut()
  if (!response.ok) throw await refusalOf(response)
  const version = response.headers.get('ETag')
  if (response.status === 204) return { value: undefined as T, version }
  const value = (await response.json().catch(() => {
    throw new Refused({ status: 0, code: 'no_answer' })
  })) as T
  return { value, version }
}

export const get = <T>(path: string, query?: Query): Promise<T> => request<T>('GET', path, { query })
export const post = <T>(path: string, body: unknown = {}, call: Call = {}): Promise<T> =>
  request<T>('POST', path, { ...call, body })

/** A key that makes a repeated write the same write. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A file that the API answers with, under the name that it gives it. */
export interface Taken {
  name: string
  content: Blob
}

/** Calls a route that answers with a file. */
export async function fetchFile(method: string, path: string, call: Call = {}): Promise<Taken> {
  const response = await send(method, path, call)
  if (response.status === 401) signedOut()
  if (!response.ok) throw await refusalOf(response)
  const said = response.headers.get('Content-Disposition') ?? ''
  const name = /filename\*=UTF-8''([^;]+)/.exec(said)?.[1] ?? ''
  const content = await response.blob().catch(() => {
    // it ended before it was whole
    throw new Refused({ status: 0, code: 'unreachable' })
  })
  return { name: decodeURIComponent(name), content }
}
