import { address, get } from './http.ts'
import type { Review } from './types.ts'

const of = (code: string, activation: string): string =>
  `/communities/${encodeURIComponent(code)}/activations/${encodeURIComponent(activation)}/review`

export const readReview = (code: string, activation: string): Promise<Review> => get(of(code, activation))

/** The address of the review as a document for Word and WPS. */
export const reviewDocument = (code: string, activation: string, lang: string): string => address(`${of(code, activation)}.docx`, { lang })
