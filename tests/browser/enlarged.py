"""Text at twice its size: all of it is there, none lies over another, nothing slides sideways."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.visits import Screen

#: a text has a home, which is what slides or stays with it; only those of one home can collide
LOST = """() => {
    document.activeElement?.blur()  // what is only there for whoever goes by keys
    for (const one of document.getAnimations()) {
        if (one.effect.getComputedTiming().iterations !== Infinity) one.finish()
    }
    const faults = new Set()
    const root = document.scrollingElement
    const sheet = [...document.querySelectorAll('[aria-modal=true]')]
        .filter((e) => e.checkVisibility()).at(-1)
    const within = sheet ?? document.body
    const where = (e) => e.closest('[data-testid]')?.dataset.testid ?? e.tagName
    const said = (node) => node.data.trim().slice(0, 40)
    const slides = (style) => /auto|scroll/.test(style.overflowX + style.overflowY)
    const cuts = (style) => /hidden|clip/.test(style.overflowX + style.overflowY)
    const stays = (style) => style.position === 'fixed' || style.position === 'sticky'
    const isTold = (node) => node.data.trim()
        && node.parentElement.checkVisibility({
            visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true})
        && !node.parentElement.closest(
            '.visually-hidden, [aria-hidden=true], option, script, style, noscript')
    const surroundings = (e) => {
        let cut = null
        for (let up = e; up && up !== document.body; up = up.parentElement) {
            const style = getComputedStyle(up)
            if (slides(style) || stays(style)) return {cut, home: up}
            if (!cut && cuts(style)) cut = up
        }
        return {cut, home: document.body}
    }
    const drawn = []
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode()); ) {
        if (!isTold(node)) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const {cut, home} = surroundings(node.parentElement)
        const edge = cut?.getBoundingClientRect()
        const lines = [...range.getClientRects()]
        const size = parseFloat(getComputedStyle(node.parentElement).fontSize)
        if (lines.length > 2 && lines.every((line) => line.width < 1.5 * size)) {
            faults.add(`one letter a line in ${where(node.parentElement)}: ${said(node)}`)
        }
        for (const box of lines) {
            if (box.width < 2 || box.height < 2) continue
            const at = `${where(node.parentElement)}: ${said(node)}`
            if (edge && (box.right > edge.right + 2 || box.left < edge.left - 2
                || box.bottom > edge.bottom + 4 || box.top < edge.top - 4)) {
                faults.add(`cut off in ${at}`)
            } else if (home === document.body
                && (box.right > root.clientWidth + 1 || box.left < -1)) {
                faults.add(`beyond the edge in ${at}`)
            }
            drawn.push({box, node, home, at})
        }
    }
    drawn.sort((one, other) => one.box.top - other.box.top)
    for (const [i, {box, node, home, at}] of drawn.entries()) {
        for (let j = i + 1; j < drawn.length && drawn[j].box.top < box.bottom - 4; j++) {
            const other = drawn[j]
            if (other.home !== home || node.parentElement.contains(other.node)) continue
            const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
            const high = Math.min(box.bottom, other.box.bottom) - other.box.top
            if (wide > 3 && high > Math.min(box.height, other.box.height) * 0.35) {
                faults.add(`one over the other in ${at} | ${said(other.node)}`)
            }
        }
    }
    const wider = (e, than) => e.checkVisibility() && e.getBoundingClientRect().right > than + 1
    const frames = sheet ? [...sheet.querySelectorAll('*')].filter((e) =>
        getComputedStyle(e).overflowY === 'auto' && !e.matches('.scroll, table, pre, [tabindex]'))
        : [root]
    for (const frame of frames) {
        if (frame.scrollWidth <= frame.clientWidth) continue
        const edge = sheet ? frame.getBoundingClientRect().right : root.clientWidth
        const cause = [...frame.querySelectorAll('*')].filter((e) => wider(e, edge)
            && ![...e.children].some((child) => wider(child, edge))
            && surroundings(e.parentElement).home === (sheet ? frame : document.body))
        faults.add(`slides sideways by ${frame.scrollWidth - frame.clientWidth} px, for `
            + cause.slice(0, 3).map((e) => `${where(e)} ${e.tagName}`))
    }
    return [...faults]
}"""
#: the text has grown with the second frame
TWICE = """() => new Promise((grown) => {
    document.documentElement.style.setProperty('text-size-adjust', '200%')
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => grown(null))))
})"""
ONCE = "document.documentElement.style.removeProperty('text-size-adjust')"


def lost(page: Page) -> list[str]:
    """What is cut off, lies over another or leads out of the screen, as the page stands now."""
    return [str(fault) for fault in page.evaluate(LOST)]


def faults(page: Page, screen: Screen) -> list[str]:
    """What is lost where text is twice as large: by zooming the page, and on a phone text alone."""
    page.set_viewport_size({"width": screen.width // 2, "height": screen.height // 2})
    found = [f"at half the width: {fault}" for fault in lost(page)]
    page.set_viewport_size({"width": screen.width, "height": screen.height})
    if screen.touch:
        page.evaluate(TWICE)
        found += [f"with text twice as large: {fault}" for fault in lost(page)]
        page.evaluate(ONCE)
    return found
