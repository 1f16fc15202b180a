"""Files of the tests with one thing changed, and the line where it was."""

from __future__ import annotations

from pathlib import Path

from engine.playbooks import SHIPPED

EVERYTHING = Path(__file__).with_name("everything.yaml")
"""A playbook that says everything that the language can say."""


def spoil(name: str, old: str, new: str, folder: Path) -> tuple[Path, int]:
    """A copy of a file with its first such text replaced, and the line of the change.

    ``everything.yaml`` is that of the tests, every other name a shipped file's.
    """
    source = EVERYTHING if name == EVERYTHING.name else SHIPPED / name
    text = source.read_text("utf-8")
    assert old in text
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(old, new, 1), "utf-8")
    changed = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    return file, text[: text.index(old) + changed].count("\n") + 1
