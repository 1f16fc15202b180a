import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { VantResolver } from '@vant/auto-import-resolver'

// The API that `npm run dev` talks to; a built page talks to whoever serves it.
const api = process.env.PINGZHAN_DEV_API ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: './',
  plugins: [
    vue(),
    // Styles are imported by hand in styles/vant.css, without Vant's 45 kB icon font.
    components({
      dirs: [],
      dts: 'components.d.ts',
      resolvers: [VantResolver({ importStyle: false })],
    }),
  ],
  define: { __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
})
