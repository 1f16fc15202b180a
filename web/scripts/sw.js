// Lets a member's screen open without a network: the first page and the files of that screen, just as
// they were built together. Nothing that the API answers is kept here. With a network the page always
// comes from the server, so that an update is there at once; this file then differs, and is fetched anew.
const FILES = __FILES__
const ENTRY = '__ENTRY__'
const SHELL = 'pingzhan-__DIGEST__'
const HOME = new URL('./', self.location.href)
/** Milliseconds that a slow network may take before the page that is kept opens. */
const PATIENCE = 4000

self.addEventListener('install', (event) => event.waitUntil(keep()))
self.addEventListener('activate', (event) => event.waitUntil(begin()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== HOME.origin) return
  if (request.mode === 'navigate' && pathname === HOME.pathname) event.respondWith(page(request))
  else if (pathname.startsWith(`${HOME.pathname}assets/`)) event.respondWith(file(request))
})

async function keep() {
  const first = await fetch(HOME, { cache: 'no-cache' })
  // Built at another time than this file: its own comes with the next look.
  if (!first.ok || !(await first.clone().text()).includes(ENTRY)) throw new Error('another build')
  const shell = await caches.open(SHELL)
  await shell.addAll(FILES)
  await shell.put(HOME, first)
  await self.skipWaiting()
}

async function begin() {
  for (const name of await caches.keys()) if (name.startsWith('pingzhan-') && name !== SHELL) await caches.delete(name)
  await self.clients.claim()
}

async function page(request) {
  const kept = await caches.match(HOME, { cacheName: SHELL })
  if (!kept) return fetch(request)
  const answered = fetch(request).then((answer) => (answer.status < 500 ? answer : kept), () => kept)
  return Promise.race([answered, new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE))])
}

async function file(request) {
  return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request)
}
