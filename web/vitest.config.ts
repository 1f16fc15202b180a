import { defineConfig, mergeConfig } from 'vitest/config'
import pages from './vite.config.ts'

// Components run through the same plugins as the built pages; one process, for the tests are small and machines busy.
export default mergeConfig(
  pages,
  defineConfig({ test: { include: ['tests/**/*.test.ts'], pool: 'threads', isolate: false, maxWorkers: 1, css: false, server: { deps: { inline: ['vant', 'element-plus'] } } } }),
)
