import type { components, paths } from './document.ts'
import { request, type Call } from './http.ts'

/** What the OpenAPI document calls the shapes that it tells of. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

type Way = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Short<P> = P extends `/api/v1${infer Rest}` ? Rest : never
/** The routes of the document that know a way, without their common beginning. */
export type Route<W extends Way> = { [P in keyof paths]: paths[P] extends Record<W, object> ? Short<P> : never }[keyof paths]
type Operation<W extends Way, R extends string> = `/api/v1${R}` extends infer P extends keyof paths ? (W extends keyof paths[P] ? paths[P][W] : never) : never
type Parameters<O> = O extends { parameters: infer P } ? P : never
type Path<O> = Parameters<O> extends { path: infer P } ? { path: P } : { path?: undefined }
type Query<O> = 'query' extends keyof Parameters<O> ? Pick<Parameters<O>, 'query' & keyof Parameters<O>> : { query?: undefined }
type Json<C> = C extends { content: { 'application/json': infer B } } ? B : never
type Body<O> = O extends { requestBody: infer C } ? { body: Json<C> } : O extends { requestBody?: infer C } ? { body?: Json<NonNullable<C>> } : { body?: undefined }
type Answers<O> = O extends { responses: infer R } ? R : never
/** What a route answers when it does what was asked. */
export type Answer<W extends Way, R extends string> = Json<Answers<Operation<W, R>>[keyof Answers<Operation<W, R>> & (200 | 201 | 202)]>
type Said<W extends Way, R extends string> = Path<Operation<W, R>> & Query<Operation<W, R>> & Body<Operation<W, R>> & Pick<Call, 'headers' | 'patience'>

/** Calls a route as the document has it: its path, query and body are checked, and its answer is known. */
export function call<W extends Way, R extends Route<W>>(way: W, route: R, said: Said<W, R>): Promise<Answer<W, R>> {
  const { path = {}, ...rest } = said as { path?: Record<string, string> } & Call
  const at = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  return request(way.toUpperCase(), at, rest)
}
