"""What every page must look like, to whoever sees it."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.visits import Visit
from tests.services.axe import violations

TOUCH = 44
CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff01-\uff5e]+")
CODES = re.compile(r"\b[a-z]{2,}(?:[._][a-z]{2,})+\b")
NO_CODES = {"xlsx", "xls", "csv"}  # .xlsx is how a file is called
SAID = """() => {
    const words = [document.title, document.body.innerText]
    for (const element of document.querySelectorAll('[aria-label],[placeholder],[title],[alt]')) {
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
            words.push(element.getAttribute(name) ?? '')
        }
    }
    for (const option of document.querySelectorAll('option,optgroup')) words.push(option.label)
    return words.join('\\n')
}"""
SMALL = """(least) => {
    const wanted = 'button, a[href], select, summary, label:has(input[type=checkbox]),'
        + 'input:not([type=checkbox]):not([type=file])'
    const seen = (element) => element.checkVisibility({visibilityProperty: true})
        && getComputedStyle(element).pointerEvents !== 'none'
        && !element.closest('[aria-hidden=true]')
    return [...document.querySelectorAll(wanted)].filter(seen).map((element) => {
        const box = element.getBoundingClientRect()
        return [box.width, box.height, element.outerHTML.slice(0, 120)]
    }).filter(([width, height]) => Math.min(width, height) < least - 0.5)
}"""
#: whatever moves has come to rest, but for what turns until something has loaded
AT_REST = """() => Promise.all(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => null)))"""
#: what moves for longer than a blink though it was asked not to
MOVES = """() => document.getAnimations().filter((one) => {
        const {duration, iterations} = one.effect.getComputedTiming()
        return duration > 50 || (iterations === Infinity && duration > 1)
    }).map((one) => one.effect.target?.outerHTML.slice(0, 120))"""
SLIDES = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def said(page: Page) -> str:
    """Every word that a page shows or tells a screen reader."""
    return str(page.evaluate(SAID))


def chinese(page: Page) -> list[str]:
    """What a page says in Chinese, but for the name of that language."""
    return [words for words in CHINESE.findall(said(page)) if words != "中文"]


def codes(page: Page) -> list[str]:
    """What a page shows that is no word for people: a text's key, or an identifier."""
    return [code for code in CODES.findall(said(page)) if not NO_CODES & set(code.split("."))]


def faults(visit: Visit) -> list[str]:
    """What is wrong with the looks of a page for the screen that it is on."""
    page = visit.page
    page.evaluate(f"({AT_REST})().then(() => null)")
    found = violations(page, sizes=not visit.screen.touch)  # a finger's are larger, see below
    if slides := page.evaluate(SLIDES):
        found.append(f"slides sideways by {slides} px")
    if visit.screen.touch:
        found += [f"too small to touch: {line}" for line in page.evaluate(SMALL, TOUCH)]
    return found + [f"not for people: {code}" for code in codes(page)]
