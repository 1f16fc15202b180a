"""A plan of procedures: requests, a meeting, visits, a deliberation, and what they report on."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from domain.playbook import Due, Event, Field, Form, Group, Playbook, Raise, Task
from tests.examples import HOUR, words

STEPS = ("asked", "proposed", "settled", "done", "published")


def _task(id: str, due: Due, **more: Any) -> Task:
    return Task(id, words(id), due, **more)


def _field(id: str, type: str = "text", **more: Any) -> Field:
    return Field(id, words(id), type, **more)


def of(event: str, hours: int = 1) -> Due:
    return Due("event", event=event, plus=hours * HOUR)


def phase(name: str, hours: int = 1) -> Due:
    return Due("phase", phase=name, plus=hours * HOUR)


def _choices(*ids: str) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple((id, words(id)) for id in ids)


FORMS = (
    Form(
        "f_request",
        words("诉求单"),
        pii="resident",
        keep=90,
        fields=(
            _field("kind", "choice", required=True, choices=_choices("water", "noise")),
            _field("said", "note"),
            _field("phone", "phone"),
            _field("room", "building"),
        ),
        ledger=words("群众诉求台账"),
    ),
    Form(
        "f_dispatch",
        words("转办单"),
        fields=(_field("handling_group", "group", required=True), _field("remark", "note")),
    ),
    Form(
        "f_minutes",
        words("碰头会纪要"),
        fields=(
            _field("summary", "note"),
            _field(
                "decisions",
                "rows",
                decisions=True,
                fields=(
                    _field("what", required=True),
                    _field("group", "group"),
                    _field("until", "datetime"),
                    _field("who", "member"),
                ),
            ),
        ),
    ),
    Form(
        "f_check",
        words("抽查表"),
        pii="resident",
        keep=30,
        fields=(
            _field("outcome", "choice", required=True, choices=_choices("aware", "unaware")),
            _field("drawn", "rows", fields=(_field("room", "building"), _field("said", "note"))),
        ),
    ),
    Form("f_visit", words("走访表"), pii="sensitive", keep=30, fields=(_field("said", "note"),)),
)
EVENTS = (
    Event(
        "request_logged",
        words("诉求登记"),
        "f_request",
        ("dispatched", "handled", "called_back"),
    ),
    Event("visit_needed", words("需要走访"), "f_visit"),
    Event("matter_raised", words("议题提出"), phases=STEPS),
    Event("pipe_burst", words("水管爆裂"), "f_request"),
    Event("check_failed", words("抽查不合格")),
    Event("room_drawn", words("抽中一户"), "f_request"),
    Event("roads_open", words("道路开放")),
    Event("round_ordered", words("要求逐栋告知")),
    Event("landfall_moved", words("登陆时间变化"), forecast="landfall"),
    Event("stand_down", words("解除"), system=True),
)
OFFICE = Group(
    "coordination",
    words("综合协调组"),
    words("统一指挥"),
    lead_role="grid_leader",
    tasks=(
        _task("off.01", of("request_logged"), form="f_dispatch", begins="dispatched"),
        _task("off.02", phase("handled", 24), begins="called_back"),
        _task("off.03", Due("offset", plus=HOUR), form="f_minutes"),
        _task(
            "off.04",
            Due("offset", plus=HOUR),
            form="f_check",
            raises=(
                Raise("check_failed", "outcome", ("unaware",)),
                Raise("room_drawn", "drawn", each=True),
            ),
        ),
        _task("off.05", of("check_failed")),
        _task("off.06", of("room_drawn")),
        _task("off.07", Due("before", target="landfall", minus=6 * HOUR)),
        _task("off.08", of("stand_down", 24)),
        _task("off.09", of("pipe_burst"), form="f_request"),
        *(
            _task(
                f"del.0{n}",
                of("matter_raised", 48) if n == 0 else phase(STEPS[n - 1], 48),
                begins=STEPS[n] if n < len(STEPS) else None,
            )
            for n in range(6)
        ),
    ),
)
SUPPLY = Group(
    "supply",
    words("物资保障组"),
    words("保供"),
    tasks=(
        _task(
            "sup.01",
            phase("dispatched", 4),
            form="f_request",
            begins="handled",
            group_from="handling_group",
        ),
        _task(
            "sup.02",
            Due("interval", every=timedelta(days=2)),
            each="visit_needed",
            form="f_visit",
        ),
        _task("sup.03", Due("offset", plus=HOUR), condition="roads_open"),
        _task("sup.04", of("round_ordered"), each="building"),
    ),
)
TESTING = Group("testing", words("核酸检测组"), words("采样"))
PROCEDURES = Playbook(
    id="procedures",
    revision="1",
    digest="digest-of-procedures-1",
    title=words("办事"),
    mode="wartime",
    groups=(OFFICE, SUPPLY, TESTING),
    papers={form.id: form for form in FORMS},
    forms={form.id: form.name for form in FORMS},
    events={event.id: event for event in EVENTS},
    forecasts={"landfall": words("登陆")},
    roles={"grid_leader": words("网格员")},
)
LATER = Playbook(
    id="readiness",
    revision="1",
    digest="digest-of-readiness-1",
    title=words("平时"),
    mode="peacetime",
    groups=(
        Group(
            "coordination",
            words("综合协调组"),
            words("平时"),
            tasks=(
                _task("rdy.01", of("stand_down", 24)),
                _task("rdy.02", Due("daily", at=(time(9),))),
            ),
        ),
    ),
    events={"stand_down": Event("stand_down", words("解除"), system=True)},
)
