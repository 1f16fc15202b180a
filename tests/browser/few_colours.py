"""A page in the few colours that somebody's system draws everything with (forced colours)."""

from __future__ import annotations

from playwright.sync_api import Page

#: grounds and shadows are gone: a line has to tell what is chosen, and where one may write
UNTOLD = """() => {
    const shown = (selector) => [...document.querySelectorAll(selector)]
        .filter((e) => e.checkVisibility({visibilityProperty: true}))
    const named = (e) => e.getAttribute('aria-label') || e.innerText || e.dataset.testid || e.id
    const lined = (e) => {
        const style = getComputedStyle(e)
        return [style.outlineStyle, style.borderBottomStyle].some((line) => line !== 'none')
    }
    const isChosen = (e) => getComputedStyle(e).outlineStyle !== 'none'
    const frame = (e) => e.closest('.el-input__wrapper, .el-select__wrapper') ?? e
    const chosen = shown('button[aria-pressed=true], [role=tab][aria-selected=true]')
    const written = shown('textarea, select, input:not([type=checkbox], [type=radio],'
        + ' [type=range], [type=file])')
    return [
        ...chosen.filter((e) => !isChosen(e)).map((e) => `not seen to be chosen: ${named(e)}`),
        ...written.filter((e) => !lined(frame(e))).map((e) => `a field unseen: ${named(e)}`),
    ]
}"""


def faults(page: Page) -> list[str]:
    """What is told by a colour alone, and so not at all to whoever has few."""
    page.emulate_media(forced_colors="active")
    found = [f"in few colours: {fault}" for fault in page.evaluate(UNTOLD)]
    page.emulate_media(forced_colors="none")
    return found
