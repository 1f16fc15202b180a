"""Going through a page by its keys alone: what they reach, and whether one sees where one is."""

from __future__ import annotations

from playwright.sync_api import Page

#: Tabs for what a browser stops at of its own accord, such as a part that only slides
BESIDES = 6
#: remembers what there is to reach; each Tab then looks at where the one before it has led
BEGIN = """() => {
    const WANTED = 'a[href],button,input,select,textarea,summary,audio[controls],[tabindex]'
    const named = (e) => (e.dataset.testid ? `[${e.dataset.testid}] ` : '')
        + (e.getAttribute('aria-label') || e.innerText || e.outerHTML).trim().slice(0, 50)
    const root = [...document.querySelectorAll('[aria-modal=true]')]
        .filter((e) => e.checkVisibility()).at(-1) ?? document
    const reachable = (e) => !e.matches(':disabled') && e.tabIndex >= 0 && !e.closest('[inert]')
        && e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0
    const chosen = (e) => e.type !== 'radio' || !e.name || e.checked
        || ![...document.getElementsByName(e.name)].some((o) => o.checked)
    const wanted = [...root.querySelectorAll(WANTED)].filter((e) => reachable(e) && chosen(e))
    const radios = new Set()
    const left = new Set(wanted.filter((e) => {
        if (e.type !== 'radio' || !e.name) return true
        return !radios.has(e.name) && radios.add(e.name)
    }))
    const faults = []
    for (const e of left) if (e.tabIndex > 0) faults.push(`out of order: ${named(e)}`)
    const around = (e) => [e, e.labels?.[0], e.parentElement, e.parentElement?.parentElement]
    const outlined = (e) => {
        const s = getComputedStyle(e)
        return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
    }
    const seen = (e) => {
        const box = e.getClientRects()[0] ?? e.getBoundingClientRect()
        const [l, r] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
        const [t, b] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
        if (r - l < 1 || b - t < 1) return false
        return [0.5, 0.1, 0.9].some((x) => [0.5, 0.1, 0.9].some((y) => {
            const hit = document.elementFromPoint(l + (r - l) * x, t + (b - t) * y)
            return hit && (e.contains(hit) || hit.contains(e) || e.labels?.[0]?.contains(hit))
        }))
    }
    const look = () => {
        const at = document.activeElement
        if (!at || at === document.body) return
        if (root !== document && !root.contains(at)) faults.push(`out of the sheet: ${named(at)}`)
        if (!left.delete(at)) return
        for (const one of document.getAnimations()) {
            if (one.effect.getComputedTiming().iterations !== Infinity) one.finish()
        }
        if (!around(at).some((e) => e && outlined(e))) faults.push(`focus not seen: ${named(at)}`)
        if (!seen(at)) faults.push(`focus hidden: ${named(at)}`)
    }
    window.walked = {count: left.size, look, end: () => {
        removeEventListener('keydown', look, true)
        look()
        return [...faults, ...[...left].map((e) => `no key leads to: ${named(e)}`)]
    }}
    addEventListener('keydown', look, true)
    if (root === document) {
        document.activeElement?.blur()
        getSelection().removeAllRanges()
        scrollTo(0, 0)
        document.body.tabIndex = -1
        document.body.focus()
        document.body.removeAttribute('tabindex')
    }
    const more = [...left].filter((e) => /date|time/.test(e.type)).length * 6  // day, month, hour …
    return left.size + more
}"""


def faults(page: Page) -> list[str]:
    """What Tab does not reach on a page or in its open sheet, and where one does not see it.

    A live page may move under a key once; what is wrong with it is wrong again.
    """
    if not (found := walk(page)):
        return []
    page.wait_for_timeout(500)
    again = walk(page)
    return [fault for fault in found if fault in again]


def walk(page: Page) -> list[str]:
    """Go through it once, from its beginning to its end."""
    for _ in range(int(page.evaluate(BEGIN)) + BESIDES):
        page.keyboard.press("Tab")
    return [str(fault) for fault in page.evaluate("walked.end()")]
