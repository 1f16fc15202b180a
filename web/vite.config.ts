import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { VantResolver } from '@vant/auto-import-resolver'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { shell } from './scripts/shell.ts'

// The API that `npm run dev` talks to; a built page talks to whoever serves it.
const api = process.env.PINGZHAN_DEV_API ?? 'http://127.0.0.1:8000'

const SQUEEZED = /\.(js|css|html|svg)$/

/** Puts each built file there squeezed too, so that no server has to do it while people wait. */
function squeezing(): Plugin {
  return {
    name: 'squeezing',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(dir, { recursive: true }).map(String).filter((one) => SQUEEZED.test(one))) {
        const built = readFileSync(join(dir, name))
        writeFileSync(join(dir, `${name}.gz`), gzipSync(built, { level: 9 }))
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(built, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      }
    },
  }
}

export default defineConfig({
  base: './',
  plugins: [
    vue(),
    shell('/pages/MePage.vue', '/i18n/en/index.ts'),
    // Vant is for phones: its styles are imported by hand in styles/vant.css, without its 45 kB icon font.
    // Element Plus is for desks: each part and its style come with the pages that use them (src/desk/DeskShell.vue).
    components({
      dirs: [],
      dts: 'components.d.ts',
      resolvers: [VantResolver({ importStyle: false }), ElementPlusResolver()],
    }),
    squeezing(),
  ],
  define: { __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', manifest: 'manifest.json' },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
})
