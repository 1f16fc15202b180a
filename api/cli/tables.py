"""Official codes and the table, from files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.terminal import StoreOption, opened, out, say
from api.reading import rosters
from api.reading.issues import told
from engine.tables import read_table
from engine.workflow import Caller

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="文件 / the file")]
Code = Annotated[str, typer.Option("--community", help="12位社区代码 / the community's code")]


def codes(file: File, store: StoreOption = "") -> None:
    """导入区划代码 CSV / Register the communities of a CSV of official codes."""
    with opened(store, create=True) as house:
        caller = Caller(house.administrator.actor, cause="cli")
        answer = house.workflow.organisation.import_codes(file.read_bytes(), caller)
        say("codes_imported", **answer.body)


def import_(
    table: File,
    community: Code,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看不存 / write nothing")] = False,
    store: StoreOption = "",
) -> None:
    """导入汇总表 / Make a community's roster say what the table says."""
    with opened(store) as house:
        house.follower.catch_up()
        grids = rosters.grid_names(house, community)
        read = read_table(table.name, table.read_bytes(), house.vocabulary, grids)
        caller = Caller(house.administrator.actor, cause="cli")
        answer = house.workflow.rosters.import_table(community, read, caller, dry_run=dry_run)
        _show(answer.body["issues"])
        code = "table_shown" if dry_run else "table_imported"
        said = {**answer.body["summary"], "changes": len(answer.body["changes"])}
        say(code, **said, issues=len(answer.body["issues"]))


def _show(issues: list[dict[str, object]]) -> None:
    """One doubt a line, whole, so that it may also be piped."""
    for said in map(told, issues):
        place = f"{said['sheet']}!{said['cell']}"
        todo = f"；{said['suggestion']['zh']}" if said["suggestion"] else ""
        line = f"{said['severity']}  {place}  {said['message']['zh']}{todo}  [{said['code']}]"
        out.print(line, markup=False, soft_wrap=True)
