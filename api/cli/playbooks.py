"""Plans on the command line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files as resources
from pathlib import Path
from typing import Annotated

import typer

from api.catalogue import catalogue, words
from api.cli.drawing import drawn
from api.cli.terminal import StoreOption, opened, out, say
from api.findings import told
from api.publishing import publish
from domain.playbook import Playbook
from engine.playbooks import (
    SHIPPED,
    FaultyFile,
    Finding,
    Library,
    differences,
    home,
    json_schema,
    kinds,
    lint,
    load,
    merged,
    open_file,
    read,
)

app = typer.Typer(help="预案 / playbooks", no_args_is_help=True)
FileArgument = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
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
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
) -> None:
    """检查预案文件 / Check files: what is wrong, in which line, and how to mend it."""
    found = [finding for file in files for finding in lint(file)]
    _tell(found)
    if any(not finding.is_warning for finding in found):
        raise typer.Exit(1)
    say("linted", files=len(files))


@app.command("show")
def show(
    playbook: Annotated[str, typer.Argument(help="文件或编号 / a file, or an id that is shipped")],
    language: Annotated[Tongue, typer.Option("--language")] = Tongue.zh,
) -> None:
    """画出一个预案 / Draw a plan: groups, lines along time, what may occur, parameters."""
    out.print(drawn(_plan(playbook), language.value))


@app.command("diff")
def diff(old: FileArgument, new: FileArgument) -> None:
    """比较两版预案 / Compare two revisions: 0 the same, 1 other."""
    found = list(differences(_content(old), _content(new)))
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
        _tell(faulty.findings)
        raise typer.Exit(1) from None
    with opened(store, create=True) as house:
        for file in files:
            try:
                library = Library(home(file))
                told_of = publish(house.workflow.plans, read(file), library)
                code = "overlay_published" if told_of["overlay"] else "playbook_published"
                say(code, **told_of)
            except FaultyFile as faulty:
                _tell(faulty.findings)
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


def _plan(playbook: str) -> Playbook:
    file = Path(playbook)
    if not file.exists():
        file = SHIPPED / f"{playbook}.yaml"
    try:
        return load(file)
    except FaultyFile as faulty:
        _tell(faulty.findings)
        raise typer.Exit(1) from None


def _content(file: Path) -> dict[str, object]:
    try:
        return dict(read(file).content)
    except FaultyFile as faulty:
        _tell(faulty.findings)
        raise typer.Exit(1) from None


def _tell(found: Iterable[Finding]) -> None:
    for finding in found:
        said = told(finding)
        text = f"{finding.file}:{finding.line}: {said['zh']} / {said['en']}  [{finding.code}]"
        out.print(text, markup=False, soft_wrap=True)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:119]}…"
