"""What axe finds wrong with a page for people who see, hear or point differently."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.services.chromium import axe_script


def violations(page: Page) -> list[str]:
    """One line a broken rule: its id, what it asks for, and the first elements that break it."""
    page.evaluate(axe_script())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:5]]}"
        for rule in found
    ]
