"""The design guide says of colours what the pages have."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r"(--pz-[a-z0-9-]+): (#[0-9a-f]{6});")
TOLD = re.compile(r"\| `(--pz-[a-z0-9-]+)` \| `(#[0-9a-f]{6})`")


def brightness(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_guide_and_the_pages_have_the_same_colours() -> None:
    styles = (ROOT / "web" / "src" / "styles" / "tokens.css").read_text("utf-8")
    told = TOLD.findall((ROOT / "docs" / "design.md").read_text("utf-8"))
    assert len(told) >= 12
    assert [pair for pair in told if pair not in TOKEN.findall(styles)] == []


def test_every_ink_can_be_read_on_its_ground() -> None:
    styles = (ROOT / "web" / "src" / "styles" / "tokens.css").read_text("utf-8")
    of = dict(TOKEN.findall(styles))
    for ground in ("--pz-ground", "--pz-card"):
        for ink in ("--pz-ink", "--pz-ink-2", "--pz-primary", "--pz-war", "--pz-peace"):
            assert contrast(of[ink], of[ground]) >= 4.5, (ink, ground)
    for mode in ("--pz-peace", "--pz-war", "--pz-recovery", "--pz-navy", "--pz-primary"):
        assert contrast("#ffffff", of[mode]) >= 4.5, mode
    assert contrast(of["--pz-alert-ink"], of["--pz-alert"]) >= 4.5
