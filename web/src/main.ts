// What all pages share comes before what one component says of itself, which must win.
import './styles/vant.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n/index.ts'
import { fetchRest, router } from './router.ts'

createApp(App).use(i18n).use(router).mount('#app')

void router.isReady().then(() => setTimeout(fetchRest, 3000))
