// Finds what the two languages lack: keys in one only, written twice, used by pages and written by nobody, used by
// nobody, placeholders that differ, Chinese or English left in a page, exclamation marks, long buttons.
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const BUTTON_LENGTH = 6

const files = readdirSync(SRC, { recursive: true })
  .map((name) => join(SRC, String(name)))
  .filter((path) => /\.(vue|ts)$/.test(path) && !path.includes(`${join('i18n', 'zh')}`) && !path.includes(`${join('i18n', 'en')}`))

function flatten(tree, prefix = '') {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

async function wordsOf(language) {
  const tree = (part) => import(new URL(`../src/i18n/${language}/${part}.ts`, import.meta.url))
  const parts = readdirSync(join(SRC, 'i18n', language)).map((name) => name.replace(/\.ts$/, '')).filter((name) => name !== 'index')
  const trees = await Promise.all(parts.map(async (part) => (await tree(part)).default))
  const words = new Map()
  for (const [key, text] of trees.flatMap((one) => flatten(one))) {
    if (words.has(key)) faults.push(`${key}: written twice`)
    words.set(key, text)
  }
  return words
}

const faults = []
const zh = await wordsOf('zh')
const en = await wordsOf('en')
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()

for (const key of new Set([...zh.keys(), ...en.keys()])) {
  if (!zh.has(key)) faults.push(`${key}: no Chinese`)
  else if (!en.has(key)) faults.push(`${key}: no English`)
  else if (placeholders(zh.get(key)) !== placeholders(en.get(key))) faults.push(`${key}: placeholders differ`)
}
for (const [key, text] of [...zh, ...en]) {
  if (/[!！]/.test(text)) faults.push(`${key}: exclamation mark`)
}
for (const [key, text] of zh) {
  const bare = text.replace(/\{\w+\}|全部|条/g, '')
  if (key.startsWith('act.') && bare.length > BUTTON_LENGTH) faults.push(`${key}: longer than ${BUTTON_LENGTH} characters`)
}

const used = new Set()
const stems = new Set()
for (const path of files) {
  const source = readFileSync(path, 'utf8')
  const where = relative(SRC, path)
  for (const [, key] of source.matchAll(/\bt\(\s*'([\w.]+)'/g)) {
    used.add(key)
    if (!zh.has(key)) faults.push(`${where}: uses ${key}, which nobody wrote`)
  }
  for (const [, key] of source.matchAll(/['"?: (]'([a-z]\w*(?:\.\w+)+)'/gi)) if (zh.has(key)) used.add(key)
  for (const [, stem] of source.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/gi)) stems.add(stem)
  const shown = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/gm, '')
  if (/[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(shown) && !where.endsWith('clockwords.ts') && !where.endsWith('LanguageSwitch.vue')) {
    faults.push(`${where}: Chinese text outside i18n/`)
  }
  const template = /<template>[\s\S]*<\/template>/.exec(source)?.[0] ?? ''
  for (const [, text] of template.matchAll(/>([^<>{}]*[A-Za-z]{3,}[^<>{}]*)</g)) {
    if (!/=>|&&|\|\||"/.test(text)) faults.push(`${where}: text outside i18n/: ${text.trim()}`)
  }
}
for (const key of zh.keys()) {
  if (!used.has(key) && ![...stems].some((stem) => key.startsWith(stem))) faults.push(`${key}: nobody uses it`)
}

if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`${zh.size} texts in both languages`)
