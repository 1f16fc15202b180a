import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

interface Chunk {
  fileName: string
  isEntry: boolean
  facadeModuleId: string | null
  imports: string[]
  viteMetadata?: { importedCss: Set<string> }
}

/** Writes `sw.js` beside the page, with the names of all that a member's screen needs in either language. */
export function shell(...screen: string[]): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk') as unknown as Chunk[]
      const needed = new Set<string>()
      const take = (chunk: Chunk | undefined): void => {
        if (!chunk || needed.has(chunk.fileName)) return
        needed.add(chunk.fileName)
        for (const css of chunk.viteMetadata?.importedCss ?? []) needed.add(css)
        for (const name of chunk.imports) take(chunks.find((one) => one.fileName === name))
      }
      const entry = chunks.find((one) => one.isEntry)
      if (!entry) throw new Error('no entry')
      take(entry)
      for (const part of screen) {
        const page = chunks.find((one) => one.facadeModuleId?.endsWith(part))
        if (!page) throw new Error(`no ${part}`)
        take(page)
      }
      const files = JSON.stringify([...needed].sort().map((name) => `./${name}`))
      const digest = createHash('sha256').update(files).digest('hex').slice(0, 16)
      const words = { __FILES__: files, __ENTRY__: entry.fileName, __DIGEST__: digest }
      const source = readFileSync(new URL('./sw.js', import.meta.url), 'utf8')
      const filled = Object.entries(words).reduce((text, [name, word]) => text.replace(name, () => word), source)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: filled })
    },
  }
}
