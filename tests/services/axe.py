"""What axe finds wrong with a page for people who see, hear or point differently."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.services.chromium import axe_script

#: the size of what is pressed is left out by axe unless it is asked for; what is not drawn while it
#: is out of sight has none; over an open sheet nothing is read of the page that it covers
LOOK = """async (sizes) => {
    const drawn = new CSSStyleSheet()
    drawn.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets.push(drawn)
    const rules = {'target-size': {enabled: sizes}}
    const sheets = [...document.querySelectorAll('[aria-modal=true]')]
    const seen = sheets.filter((one) => one.checkVisibility()).at(-1) ?? document
    const {violations} = await axe.run(seen, {resultTypes: ['violations'], rules})
    document.adoptedStyleSheets.pop()
    return violations
}"""


def violations(page: Page, *, sizes: bool = False) -> list[str]:
    """One line a broken rule: its id, what it asks for, and the first elements that break it.

    With ``sizes`` what is pressed has to be of the size that WCAG 2.2 asks for.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    found = page.evaluate(LOOK, sizes)
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:5]]}"
        for rule in found
    ]
