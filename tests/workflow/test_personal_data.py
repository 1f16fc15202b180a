"""After a whole scenario, no name, phone or free text is anywhere but in the directory."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import msgspec
import psycopg
import pytest

from domain.roster import Role
from engine.store import verify
from engine.workflow import ReceiptKey
from engine.workflow.activations import Asked
from engine.workflow.members import Particulars
from tests.examples import CODE, PLAN
from tests.given import NOON
from tests.rosters import person
from tests.town import (
    CHEN,
    EAST,
    LI,
    PHONES,
    QIAN,
    SUN,
    WANG,
    WEST,
    ZHAO,
    Town,
    caller,
    people,
    roster_table,
)

#: every text that a person typed in the scenario
TEXTS = {
    "case": "病例编号甲乙丙",
    "second case": "病例编号丁戊己",
    "reason": "三号楼抗原阳性",
    "authority": "闽防指〔2026〕七号",
    "stand down": "全部转阴解除",
    "undo": "演练误触按键",
    "report": "核酸已采三百人",
    "late report": "台账补交完毕",
    "note": "电梯口有人聚集",
    "hand over": "原负责人发烧",
    "cancel": "任务重复取消",
    "reopen": "返工再查一遍",
    "ad hoc": "给独居老人送药",
    "campaign": "全区统一行动",
    "remark": "东门快递柜旁",
    "new remark": "西门锁已更换",
    "person's note": "夜里值班",
    "changed note": "腰伤不能搬重物",
    "unit": "某某物业公司",
    "building": "七号楼二单元",
}
NEW_NAME, NEW_PHONE = "周拟七", "15400000077"


def key(name: str) -> ReceiptKey:
    return ReceiptKey("token:secretary", name, name)


def live(town: Town) -> None:
    """Everything that a community may go through, with names, phones and texts in all of it."""
    w, east = town.workflow, town.grid(EAST)
    drill = town.click(EAST, drill=True, reason=TEXTS["undo"])
    w.activations.undo(CODE, drill.body["id"], TEXTS["undo"], caller())
    w.cases.report(CODE, grid=east, ref=TEXTS["case"], reported_at=NOON, caller=caller())
    w.activations.preview(CODE, Asked(PLAN.id, reason=TEXTS["reason"]), caller())
    id = town.click(
        by=caller(receipt=key("click")), reason=TEXTS["reason"], case_ref=TEXTS["case"]
    ).body["id"]
    town.click(EAST, case_ref=TEXTS["second case"])
    w.activations.record_authority(CODE, id, TEXTS["authority"], caller(receipt=key("paper")))
    w.activations.set_planned_end(CODE, id, NOON + timedelta(days=3), caller())
    _tasks(town, id)
    _roster(town)
    _campaign(town)
    town.clock.advance(hours=3)
    w.duties.fulfil([town.group(id, "coordination", WEST).id.hex], caller("system"))
    w.activations.stand_down(CODE, id, TEXTS["stand down"], caller())


def _tasks(town: Town, id: str) -> None:
    w, first, second = town.workflow, town.task(id, "coo.01"), town.task(id, "coo.02")
    w.tasks.muster(id, town.member(WANG), caller())
    town.act(first, "accept", member=WANG)
    town.act(first, "note", reason=TEXTS["note"])
    town.act(first, "complete", by=caller(receipt=key("done")), report=TEXTS["report"])
    town.act(second, "reassign", to=LI, reason=TEXTS["hand over"])
    town.act(second, "cancel", reason=TEXTS["cancel"])
    town.act(second, "reopen", reason=TEXTS["reopen"])
    west = town.task(id, "coo.01", WEST)
    town.act(west, "complete")
    town.act(west, "complete", report=TEXTS["late report"])
    w.activations.add_task(
        CODE,
        id,
        group="supply",
        grid=town.grid(EAST),
        title=TEXTS["ad hoc"],
        due_at=NOON + timedelta(hours=9),
        assignees=(town.member(ZHAO),),
        caller=caller(receipt=key("task")),
    )


def _roster(town: Town) -> None:
    w = town.workflow
    said = Particulars(
        name=NEW_NAME,
        phone=NEW_PHONE,
        unit=TEXTS["unit"],
        building=TEXTS["building"],
        roles=[Role("medic", None)],
    )
    w.members.enrol(CODE, said, caller(receipt=key("enrol")))
    changed = Particulars(note=TEXTS["changed note"], phone="15400000078")
    w.members.change(town.member(WANG), changed, caller(receipt=key("change")))
    table = roster_table(*(p for p in people() if p.name != CHEN), person("吴拟八", "15400000088"))
    table.grids[0].note = TEXTS["new remark"]
    table.people[0].phone = ""
    w.rosters.import_table(CODE, table, caller(receipt=key("table")), dry_run=False)
    w.members.remove(town.member(QIAN), caller())


def _campaign(town: Town) -> None:
    asked = Asked(PLAN.id, reason=TEXTS["campaign"])
    started = town.workflow.campaigns.start("350102", [CODE], asked, caller(receipt=key("all")))
    town.workflow.campaigns.run(started.body["id"], caller("system"))


def secrets() -> list[str]:
    names = [WANG, LI, ZHAO, CHEN, SUN, QIAN, NEW_NAME, "吴拟八"]
    phones = [*PHONES.values(), NEW_PHONE, "15400000078", "15400000088"]
    return [*names, *phones, *TEXTS.values()]


def contents(town: Town) -> dict[str, str]:
    """Every table of the database with all that is in it, as text; escapes are resolved."""
    if town.url.startswith("sqlite"):
        return _sqlite(town.url.removeprefix("sqlite:///"))
    return _postgres(town.url)


def _sqlite(path: str) -> dict[str, str]:
    connection = sqlite3.connect(path)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {t: _text(connection.execute(f'SELECT * FROM "{t}"').fetchall()) for (t,) in tables}
    connection.close()
    return found


def _postgres(url: str) -> dict[str, str]:
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        return {
            name: _text(connection.execute(f'SELECT * FROM "{schema}"."{name}"').fetchall())
            for schema, name in tables
        }


def _text(rows: list[tuple[object, ...]]) -> str:
    said = []
    for value in (value for row in rows for value in row):
        raw = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
        said.append(raw)
        try:
            said.append(json.dumps(msgspec.json.decode(raw), ensure_ascii=False))
        except msgspec.MsgspecError:
            continue
    return "\n".join(said)


@pytest.fixture
def lived(town: Town) -> Town:
    live(town)
    return town


def test_outside_the_directory_there_is_no_name_phone_or_text(lived: Town) -> None:
    found = contents(lived)
    outside = {t: said for t, said in found.items() if not t.startswith("directory_")}
    assert {"events", "commits", "refs", "playbooks"} <= outside.keys()
    for table, said in outside.items():
        assert [secret for secret in secrets() if secret in said] == [], table


def test_the_scan_would_find_them(lived: Town) -> None:
    """All of it was kept, in the directory: a secret that was never typed proves nothing."""
    inside = "\n".join(s for t, s in contents(lived).items() if t.startswith("directory_"))
    assert [secret for secret in secrets() if secret not in inside] == []


def test_facts_of_every_kind_were_scanned(lived: Town) -> None:
    topics = {r.topic.partition(".")[0] for r in lived.facts()}
    assert topics >= {
        "case_reported",
        "contact_changed",
        "grid_drawn",
        "member_left",
        "authority_recorded",
        "planned_end_set",
        "activation_undone",
        "playbook_stood_down",
        "member_released",
        "task_reported",
        "task_noted",
        "task_cancelled",
        "task_reopened",
        "task_overdue",
        "campaign_finished",
    }


def test_when_everybody_is_erased_nothing_of_them_is_left_and_the_log_verifies(
    lived: Town,
) -> None:
    members = list(lived.store.directory.people(community=CODE))
    named = {p.name for p in lived.store.directory.people(community=CODE).values()}
    assert len(members) == 8
    for member in members:
        lived.workflow.members.erase(member, caller())
    everything = "\n".join(contents(lived).values())
    assert [name for name in named if name in everything] == []
    assert [phone for phone in secrets() if phone.isdigit() and phone in everything] == []
    assert list(verify(lived.store)) == []


def test_nothing_of_the_erased_is_left_in_the_file_itself(lived: Town) -> None:
    if not lived.url.startswith("sqlite"):
        pytest.skip("a file of SQLite")
    for member in list(lived.store.directory.people(community=CODE)):
        lived.workflow.members.erase(member, caller())
    path = Path(lived.url.removeprefix("sqlite:///"))
    lived.store.close()
    raw = b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*"))
    assert [n for n in (*PHONES, *PHONES.values()) if n.encode() in raw] == []
