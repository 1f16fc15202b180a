import { createRouter, createWebHashHistory, type RouteLocationNormalized } from 'vue-router'
import { problemOf } from './api/problem.ts'
import { useSession } from './composables/useSession.ts'

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/signin', name: 'signin', component: () => import('./pages/SignInPage.vue') },
    { path: '/', name: 'communities', component: () => import('./pages/CommunitiesPage.vue') },
    {
      path: '/c/:code(\\d{12})',
      component: () => import('./pages/CommunityShell.vue'),
      props: true,
      children: [
        { path: '', name: 'community', component: () => import('./pages/CommunityPage.vue'), props: true },
        { path: 'roster', name: 'roster', component: () => import('./pages/RosterPage.vue'), props: true },
        { path: 'activate', name: 'activate', component: () => import('./pages/ActivatePage.vue'), props: true },
        { path: 'board', name: 'board', component: () => import('./pages/BoardPage.vue'), props: true },
        { path: 'history', name: 'history', component: () => import('./pages/HistoryPage.vue'), props: true },
        { path: 'notices/:activation', name: 'notices', component: () => import('./pages/NoticesPage.vue'), props: true },
      ],
    },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})

/** Nobody sees a page without a session; a secretary starts in her own community. */
async function door(to: RouteLocationNormalized) {
  if (to.name === 'signin') return true
  const { session, known, home } = useSession()
  try {
    await known()
  } catch (thrown) {
    return { name: 'signin', query: { why: problemOf(thrown).code, next: to.fullPath } }
  }
  if (!session.value) return { name: 'signin', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  if (to.name === 'communities' && home.value) return { name: 'community', params: { code: home.value } }
  return true
}

router.beforeEach(door)
