"""Plans on the command line."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import partial
from importlib.resources import files as resources
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.catalogue import catalogue, words
from api.cli.drawing import drawn
from api.cli.finding_plans import content_of, files_of, plan_of, tell, told_or
from api.cli.terminal import StoreOption, opened, out, say
from api.cli.vocabulary import listed
from api.publishing import publish, unregistered
from engine.playbooks import (
    SHIPPED,
    FaultyFile,
    Library,
    differences,
    home,
    json_schema,
    kinds,
    lint,
    merged,
    open_file,
    read,
)

app = typer.Typer(help="预案 / playbooks", no_args_is_help=True)
FileArgument = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
PlanArgument = Annotated[
    str,
    typer.Argument(
        help="文件、编号，或库中的编号@revision / a file, a shipped id, or ID@REVISION in the store"
    ),
]
#: columns of a drawing that goes to a file or another program
PIPED = 200
KindArgument = Annotated[str, typer.Argument(help=f"{', '.join(kinds())}")]


class Tongue(StrEnum):
    """The languages in which a plan is drawn."""

    zh = "zh"
    en = "en"


@app.callback()
def playbooks() -> None:
    """预案 / Playbooks."""


@app.command("lint")
def lint_files(
    files: Annotated[list[Path], typer.Argument(exists=True)],
) -> None:
    """检查预案文件或文件夹 / Check files or folders: what is wrong, where, how to mend it."""
    all_files = files_of(files)
    found = [finding for file in all_files for finding in lint(file)]
    tell(found)
    if any(not finding.is_warning for finding in found):
        raise typer.Exit(1)
    say("linted", files=len(all_files))


@app.command("show")
def show(
    playbook: PlanArgument,
    language: Annotated[Tongue, typer.Option("--language")] = Tongue.zh,
    store: StoreOption = "",
) -> None:
    """画出一个预案 / Draw a plan: groups, lines along time, what may occur, forms, parameters."""
    console = out if out.is_terminal else Console(highlight=False, width=PIPED)
    console.print(drawn(told_or(lambda: plan_of(playbook, store)), language.value))


@app.command("words")
def words_of(
    vocabulary: Annotated[str, typer.Argument(help="词表编号 / its id")] = "community",
    folder: Annotated[Path, typer.Option("--folder", file_okay=False)] = SHIPPED,
) -> None:
    """列出可用的编号 / List what a playbook may name: roles, groups, forms, ladders, sources…"""
    lines = told_or(lambda: listed(vocabulary, Library(folder)))
    if lines is None:
        say("vocabulary_unknown", id=vocabulary)
        raise typer.Exit(1)
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


@app.command("diff")
def diff(old: PlanArgument, new: PlanArgument, store: StoreOption = "") -> None:
    """比较两版预案 / Compare two revisions: 0 the same, 1 other."""
    before, after = (told_or(partial(content_of, said, store)) for said in (old, new))
    found = list(differences(before, after))
    for each in found:
        entry = catalogue("cli")[f"playbook_{each.kind}"]
        shown = {"path": each.path, "old": _short(each.old), "new": _short(each.new)}
        said = words(entry, shown)
        out.print(f"{said['zh']} / {said['en']}", markup=False, soft_wrap=True)
    if found:
        raise typer.Exit(1)
    say("playbook_same")


@app.command("new")
def new(
    id: Annotated[str, typer.Argument(help="编号，如 heat_wave / an id such as heat_wave")],
    folder: Annotated[Path, typer.Option("--folder", file_okay=False)] = Path(),
) -> None:
    """新建一个预案骨架 / Write a commented playbook to start from."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", id) is None:
        say("playbook_id_unfit", id=id)
        raise typer.Exit(1)
    file = folder / f"{id}.yaml"
    if file.exists():
        say("playbook_file_there", file=file)
        raise typer.Exit(1)
    text = resources("api.catalogue").joinpath("skeleton.yaml").read_text("utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace("id: new_playbook", f"id: {id}", 1), encoding="utf-8")
    say("playbook_begun", file=file)


@app.command("schema")
def schema(kind: KindArgument = "playbook") -> None:
    """打印JSON Schema / Print the JSON Schema of a kind of file, for editors."""
    if kind not in kinds():
        say("kind_unknown", id=kind, known=", ".join(kinds()))
        raise typer.Exit(1)
    typer.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


@app.command("publish")
def publish_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    store: StoreOption = "",
) -> None:
    """发布预案或地方覆盖 / Publish playbooks or overlays: the next click runs them."""
    try:
        for file in files:
            open_file(file)
    except FaultyFile as faulty:
        tell(faulty.findings)
        raise typer.Exit(1) from None
    with opened(store, create=True) as house:
        for file in files:
            try:
                library = Library(home(file))
                told_of = publish(house.workflow.plans, read(file), library)
                for warning in unregistered(house, told_of["place"]):
                    out.print(f"{warning['zh']} / {warning['en']}", markup=False, soft_wrap=True)
                code = "overlay_published" if told_of["overlay"] else "playbook_published"
                say(code, **told_of)
            except FaultyFile as faulty:
                tell(faulty.findings)
                raise typer.Exit(1) from None


@app.command("merge")
def merge(
    base_old: FileArgument,
    base_new: FileArgument,
    overlay: FileArgument,
    write: Annotated[bool, typer.Option("--write", help="改写base_revision")] = False,
) -> None:
    """三方合并 / Lay an overlay over a newer base: 0 no conflict, 1 conflicts, each named."""
    newer = _content(base_new)
    found = merged(_content(base_old), newer, _content(overlay))
    for conflict in found.conflicts:
        shown = {k: _short(getattr(conflict, k)) for k in ("old", "new", "local")}
        say("playbook_conflict", path=conflict.path, **shown)
    for path in found.lost:
        say("playbook_lost", path=path)
    if found.conflicts or found.lost:
        raise typer.Exit(1)
    if write:
        text = overlay.read_text("utf-8")
        line = f"base_revision: {json.dumps(newer['revision'])}"
        overlay.write_text(re.sub(r"(?m)^base_revision:.*$", line, text), "utf-8")
    say("playbook_merged", revision=newer["revision"])


def _content(file: Path) -> dict[str, object]:
    return told_or(lambda: dict(read(file).content))


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:119]}…"
