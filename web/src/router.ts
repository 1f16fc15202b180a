import { createRouter, createWebHashHistory, type RouteLocationNormalized } from 'vue-router'
import { problemOf } from './api/problem.ts'
import { arrived } from './components/sheets.ts'
import { roomFor } from './composables/roomFor.ts'
import { say } from './composables/useSaid.ts'
import { useSession } from './composables/useSession.ts'
import { recall } from './me/device.ts'
import { i18n } from './i18n/index.ts'
import ActivatePage from './pages/ActivatePage.vue'
import BoardPage from './pages/BoardPage.vue'
import CommunityPage from './pages/CommunityPage.vue'
import CommunityShell from './pages/CommunityShell.vue'

// What a click needs comes with the first page; the rest follows once that stands, so that it is there
// before the line is lost. Pages for a desk stand in the desk's shell, and come when somebody asks for one.
const CommunitiesPage = () => import('./pages/CommunitiesPage.vue')
const RosterPage = () => import('./pages/RosterPage.vue')
const HistoryPage = () => import('./pages/HistoryPage.vue')
const NoticesPage = () => import('./pages/NoticesPage.vue')
const PlaybookPage = () => import('./pages/PlaybookPage.vue')
const PlaybooksPage = () => import('./pages/PlaybooksPage.vue')
const ReviewPage = () => import('./pages/ReviewPage.vue')
const LedgersPage = () => import('./pages/LedgersPage.vue')
const LedgerPage = () => import('./pages/LedgerPage.vue')
const IntegratorPage = () => import('./pages/IntegratorPage.vue')
const DistrictPage = () => import('./pages/DistrictPage.vue')
const TokensPage = () => import('./pages/TokensPage.vue')
const AccountsPage = () => import('./pages/AccountsPage.vue')
const AccountPage = () => import('./pages/AccountPage.vue')
const SignInPage = () => import('./pages/SignInPage.vue')
const InvitePage = () => import('./pages/InvitePage.vue')
const MePage = () => import('./pages/MePage.vue')
const CampaignsPage = () => import('./pages/CampaignsPage.vue')
const CampaignPage = () => import('./pages/CampaignPage.vue')
const AccessesPage = () => import('./pages/AccessesPage.vue')
const CallTreePage = () => import('./pages/CallTreePage.vue')
const DeskShell = () => import('./desk/DeskShell.vue')
const ReplayPage = () => import('./pages/ReplayPage.vue')
const WallPage = () => import('./pages/WallPage.vue')
const HandOverSheet = () => import('./board/HandOverSheet.vue')
const LATER = [HandOverSheet, RosterPage, NoticesPage, HistoryPage, CallTreePage, PlaybookPage, PlaybooksPage, LedgersPage, LedgerPage, ReviewPage]

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (_to, _from, saved) => (saved ? roomFor(saved) : { top: 0 }),
  routes: [
    { path: '/signin', name: 'signin', component: SignInPage },
    { path: '/invite', name: 'invite', component: InvitePage },
    { path: '/me', name: 'me', component: MePage },
    { path: '/account', name: 'account', component: AccountPage },
    { path: '/', name: 'communities', component: CommunitiesPage },
    {
      path: '/desk',
      component: DeskShell,
      redirect: '/district',
      children: [
        { path: '/tokens', name: 'tokens', component: TokensPage },
        { path: '/accounts', name: 'accounts', component: AccountsPage },
        { path: '/integrator', name: 'integrator', component: IntegratorPage },
        { path: '/district', name: 'district', component: DistrictPage },
        { path: '/campaigns', name: 'campaigns', component: CampaignsPage },
        { path: '/campaigns/:area/:id', name: 'campaign', component: CampaignPage, props: true },
        { path: '/accesses', name: 'accesses', component: AccessesPage },
      ],
    },
    { path: '/wall/:place(\\d{2,12})?', name: 'wall', component: WallPage, props: true },
    { path: '/playbooks', name: 'playbooks', component: PlaybooksPage },
    { path: '/playbooks/:id', name: 'playbook', component: PlaybookPage, props: true },
    {
      path: '/c/:code(\\d{12})',
      component: CommunityShell,
      props: true,
      children: [
        { path: '', name: 'community', component: CommunityPage, props: true },
        { path: 'roster', name: 'roster', component: RosterPage, props: true },
        { path: 'activate', name: 'activate', component: ActivatePage, props: true },
        { path: 'board', name: 'board', component: BoardPage, props: true },
        { path: 'replay', component: DeskShell, children: [{ path: '', name: 'replay', component: ReplayPage, props: true }] },
        { path: 'calls', name: 'calls', component: CallTreePage, props: true },
        { path: 'history', name: 'history', component: HistoryPage, props: true },
        { path: 'notices/:activation', name: 'notices', component: NoticesPage, props: true },
        { path: 'ledgers', name: 'ledgers', component: LedgersPage, props: true },
        { path: 'ledgers/:form', name: 'ledger', component: LedgerPage, props: true },
        { path: 'review/:activation', name: 'review', component: ReviewPage, props: true },
      ],
    },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})

/** Nobody sees a page without a session; a secretary starts in her own community, a program has no pages. */
async function door(to: RouteLocationNormalized) {
  if (to.name === 'signin' || to.name === 'invite' || (to.name === 'me' && to.query.link)) return true
  const { session, known, home } = useSession()
  try {
    await known()
  } catch (thrown) {
    // A member's last screen opens without a network; their session is asked for when it is back.
    if (recall('kept')) return to.name === 'me' ? true : { name: 'me' }
    return { name: 'signin', query: { why: problemOf(thrown).code, next: to.fullPath } }
  }
  // Whose link has ended is told so on their own screen, with what was not sent; then it is forgotten.
  if (!session.value && recall('kept')) return to.name === 'me' ? true : { name: 'me' }
  if (!session.value) return { name: 'signin', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
  const program = session.value.role === 'integrator'
  if (program && to.name !== 'integrator') return { name: 'integrator' }
  if (session.value.role === 'member') return to.name === 'me' || to.name === 'account' ? true : { name: 'me' }
  if (to.name === 'communities' && home.value) return { name: 'community', params: { code: home.value } }
  return true
}

router.beforeEach(door)
router.afterEach(arrived)

/** A page that the server no longer has under its old name comes with the new first page. */
router.onError(async (thrown, to) => {
  const missing = thrown instanceof TypeError || (thrown instanceof Error && thrown.message.startsWith('Unable to preload'))
  if (!missing) return
  // A page that was not fetched before the line was lost: say so, for to reload would leave nothing on the screen.
  const there = navigator.onLine && (await fetch(location.pathname, { cache: 'no-store' }).then((answer) => answer.ok, () => false))
  if (!there) return say(i18n.global.t('problem.unreachable'))
  location.hash = to.fullPath
  location.reload()
})

/** Fetches what was left for later, one after the other and in nobody's way. */
export async function fetchRest(): Promise<void> {
  for (const page of LATER) await page().catch(() => undefined)
}
