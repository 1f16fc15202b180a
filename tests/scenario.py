"""Everything that a community may go through, with names, phones and texts in all of it."""

from __future__ import annotations

from datetime import timedelta

from domain.roster import Role
from engine.workflow import ReceiptKey
from engine.workflow.activations import Asked
from engine.workflow.members import Particulars
from tests.examples import CODE, PLAN
from tests.given import NOON
from tests.office import Office
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
    "request": "六楼漏水三天了",
    "about": "九号楼独居老人",
    "dispatched": "先联系水电工",
    "decided": "周五前换水管",
    "minuted": "会上众人同意",
    "drawn": "敲门无人应答",
    "closed": "老人已接走",
}
NEW_NAME, NEW_PHONE = "周拟七", "15400000077"
#: of somebody on no roster: it goes with the report, when the time of its form is over
CALLER = "15400000099"


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
    _happenings(town)
    _roster(town)
    _campaign(town)
    town.clock.advance(hours=3)
    w.duties.fulfil([town.group(id, "coordination", WEST).id.hex], caller("system"))
    w.activations.stand_down(CODE, id, TEXTS["stand down"], caller())


def _tasks(town: Town, id: str) -> None:
    w, first, second = town.workflow, town.task(id, "coo.01"), town.task(id, "coo.02")
    w.posts.muster(id, town.member(WANG), caller())
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


def _happenings(town: Town) -> None:
    """Requests, a meeting and visits, with words in every field of a form."""
    office = Office(town)
    said = {"kind": "water", "said": TEXTS["request"], "phone": CALLER}
    by = caller(receipt=key("request"))
    asked = office.log("request_logged", report=said, about=TEXTS["about"], by=by)
    dispatched = {"handling_group": "supply", "remark": TEXTS["dispatched"]}
    office.done(asked.body["tasks"][0], dispatched, caller(receipt=key("dispatched")))
    decisions = [{"what": TEXTS["decided"], "who": town.member(WANG)}]
    office.done(office.task("off.03"), {"summary": TEXTS["minuted"], "decisions": decisions})
    drawn = [{"room": 3, "said": TEXTS["drawn"]}]
    office.done(office.task("off.04"), {"outcome": "unaware", "drawn": drawn})
    visits = office.log("visit_needed").body["id"]
    town.workflow.occurrences.close(CODE, office.id, visits, TEXTS["closed"], caller())
    town.workflow.activations.stand_down(CODE, office.id, None, caller())


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
    phones = [*PHONES.values(), NEW_PHONE, "15400000078", "15400000088", CALLER]
    return [*names, *phones, *TEXTS.values()]
