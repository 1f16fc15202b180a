import { call } from './call.ts'
import { address } from './http.ts'

export const readReview = (code: string, activation: string) =>
  call('get', '/communities/{code}/activations/{id}/review', { path: { code, id: activation } })

/** The address of the review as a document for Word and WPS. */
export const reviewDocument = (code: string, activation: string, lang: string): string =>
  address(`/communities/${encodeURIComponent(code)}/activations/${encodeURIComponent(activation)}/review.docx`, { lang })
