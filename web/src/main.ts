// What all pages share comes before what one component says of itself, which must win.
import './styles/vant.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { createApp } from 'vue'
import App from './App.vue'
import { fetchAllTexts, i18n, startInLanguage } from './i18n/index.ts'
import { fetchRest, router } from './router.ts'

async function start(): Promise<void> {
  await startInLanguage()
  createApp(App).use(i18n).use(router).mount('#app')
  await router.isReady()
  setTimeout(() => void fetchRest().then(fetchAllTexts).catch(() => undefined), 3000)
}

void start()
