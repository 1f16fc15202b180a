"""Plans on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.catalogue import catalogue, words
from api.cli.terminal import out, say
from engine.playbooks import lint

app = typer.Typer(help="预案 / playbooks", no_args_is_help=True)


@app.callback()
def playbooks() -> None:
    """预案 / Playbooks."""


@app.command("lint")
def lint_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
) -> None:
    """检查预案文件 / Check files: what is wrong, in which line, and how to mend it."""
    found = [finding for file in files for finding in lint(file)]
    for finding in found:
        entry = catalogue("playbook")[finding.code]
        said = words(entry, dict(finding.params))
        place = f"{finding.file}:{finding.line}"
        out.print(f"{place}: {said['zh']} / {said['en']}  [{finding.code}]", markup=False)
    if any(not finding.is_warning for finding in found):
        raise typer.Exit(1)
    say("linted", files=len(files))
