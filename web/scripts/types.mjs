// Writes src/api/document.ts, the types of the API's OpenAPI document; with --check it only tells whether they are so.
// The document comes on standard input; `.venv/bin/python hatch_build.py types` gives it.
import { readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const FILE = fileURLToPath(new URL('../src/api/document.ts', import.meta.url))
const HEAD = '// Made from the OpenAPI document by scripts/types.mjs; do not change it by hand.\n\n'

/** The document without what is no type: titles, examples, and refusals, which are `Problem` of problem.ts everywhere. */
function bare(part) {
  if (Array.isArray(part)) return part.map(bare)
  if (part === null || typeof part !== 'object') return part
  const kept = Object.entries(part).filter(
    ([key, value]) => !(TOLD.has(key) && typeof value !== 'object') && key !== 'examples' && key !== 'default' && !/^(4XX|5XX|422)$/.test(key),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value)]))
}

const TOLD = new Set(['title', 'summary', 'format'])
const document = bare(JSON.parse(await text(process.stdin)))
for (const ways of Object.values(document.paths)) {
  for (const operation of Object.values(ways)) delete operation.description
}

const said = astToString(await openapiTS(document, { defaultNonNullable: false, alphabetize: true }))
const made = HEAD + said.replace(/^ +(headers: \{\n +\[name: string\]: unknown;\n +\};|\w+\?: never;|\/\*\* @enum .*\*\/|header\?: \{\n +\"accept-language\"\?: string \| null;\n +\};)\n/gm, '')

if (!process.argv.includes('--check')) writeFileSync(FILE, made)
else if (readFileSync(FILE, { encoding: 'utf8', flag: 'a+' }) !== made) {
  console.error('src/api/document.ts 与接口文档不符：请运行 .venv/bin/python hatch_build.py types / is not what the API says: run that')
  process.exit(1)
}
