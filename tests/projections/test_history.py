"""The history: typed entries, and prose in both languages for every topic."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
import yaml

from domain.facts import TOPICS, Fact, campaign
from domain.facts import community as c
from domain.facts import group as g
from domain.facts.notice import NobodyReached, NoticeRead
from projections.history import concerns, entry, prose
from tests.projections.examples import ACTIVATION, COO, COO_01, SOON, clicked
from tests.projections.logbook import Logbook

ROOT = Path(__file__).parents[2]
CATALOGUE = yaml.safe_load((ROOT / "api/catalogue/history.yaml").read_text("utf-8"))

NAMES: dict[str, dict[str, Any]] = {
    "member": {"wang": "王甲", "li": "李乙"},
    "text": {"t1": "发现病例", "t2": "统计楼栋底数"},
    "grid": {"g1": "中山苑"},
    "group": {"coordination": {"zh": "综合协调组", "en": "Coordination"}},
    "task": {"coo.01": {"zh": "登记启动令", "en": "Record the activation"}},
    "role": {"volunteer": {"zh": "志愿者", "en": "volunteer"}},
    "playbook": {"epidemic": {"zh": "疫情八大组", "en": "Epidemic"}},
    "place": {"350102001001": "中山社区"},
    "actor": {"secretary": {"zh": "书记", "en": "The secretary"}},
}


def told(fact: Fact, actor: str = "secretary") -> tuple[str, str]:
    """The prose of a fact, Chinese and English."""
    [recorded] = Logbook().record(fact, actor=actor)
    words = prose(entry(recorded), CATALOGUE, NAMES)
    return words["zh"], words["en"]


def test_a_person_who_could_be_told_in_no_way_is_said_to_have_none() -> None:
    unreached = NobodyReached("n1", "wang", ACTIVATION)
    assert told(unreached) == (
        "未联系上王甲（没有电话也没有其他途径）",
        "Nobody was reached: 王甲 (no phone and no other way)",
    )
    tried = msgspec.structs.replace(unreached, tried=("wecom", "inbox"))
    assert told(tried) == (
        "未联系上王甲（试过：企业微信群、系统收件箱）",
        "Nobody was reached: 王甲 (tried: WeCom group, inbox)",
    )


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_has_words_in_both_languages(topic: str) -> None:
    template = CATALOGUE["topics"][topic]
    assert re.search("[\u4e00-\u9fff]", template["zh"])
    assert template["en"].isascii() or "“" in template["en"]


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_templates_name_only_what_their_fact_tells(topic: str) -> None:
    known = {field.name for field in msgspec.structs.fields(TOPICS[topic])}
    known |= {"actor", "who", "recorder"}
    for template in CATALOGUE["topics"][topic].values():
        assert set(re.findall(r"\{(\w+)\}|\[\?(\w+) ", template)) <= {
            pair for name in known for pair in ((name, ""), ("", name))
        }


def sample(kind: type[Fact]) -> Fact:
    """A fact of a kind with every field filled."""
    by_type = {str: "x1", int: 3, bool: True, datetime: SOON}
    fields = {}
    for name, hint in get_type_hints(kind).items():
        if name == "TOPIC":
            continue
        plain = next((a for a in get_args(hint) if a in by_type), hint)
        fields[name] = by_type.get(plain, {} if name == "forecasts" else ("x1",))
        if str(hint).startswith("tuple"):
            fields[name] = ("x1", "x2")
    return kind(**fields)


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_fact_full_or_bare_makes_a_sentence(topic: str) -> None:
    full = sample(TOPICS[topic])
    required = [f.name for f in msgspec.structs.fields(TOPICS[topic]) if f.required]
    bare = TOPICS[topic](**{name: getattr(full, name) for name in required})
    for fact in (full, bare):
        for text in told(fact):
            assert text
            assert not re.search(r"[{}\[\]]|None", text), text


@pytest.mark.parametrize(
    ("fact", "zh", "en"),
    [
        (
            c.PlaybookActivated("a1", "epidemic", "d", ("g1",), "wartime", 1, SOON, reason="t1"),
            "书记一键启动“疫情八大组”：中山苑；理由：发现病例",
            "The secretary activated “Epidemic” for 中山苑; reason: 发现病例",
        ),
        (
            g.MemberAssigned(*COO, "wang", "lead", "rule:volunteer"),
            "王甲任中山苑综合协调组组长（按六大员抽调：志愿者）",
            "王甲 was assigned to Coordination, 中山苑, as lead (chosen by role: volunteer)",
        ),
        (
            g.TaskOpened(*COO, COO_01, "coo.01", (), SOON),
            "综合协调组任务“登记启动令”下达给（无人），3月1日 16:30前完成",
            "Task “Record the activation” of Coordination was opened for nobody, due 1 Mar 16:30",
        ),
        (
            g.TaskOpened(*COO, "s.x.9", "x.9", ("li",), title="t2"),
            "综合协调组任务“统计楼栋底数”下达给李乙",
            "Task “统计楼栋底数” of Coordination was opened for 李乙",
        ),
        (
            g.TaskCompleted(*COO, COO_01, "li", late=True, report_owed=True),
            "李乙（由书记代记）完成任务“登记启动令”（超时），尚欠报告",
            "李乙 (recorded by The secretary) completed task “Record the activation” (late),"
            " a report is owed",
        ),
        (
            g.TaskCompleted(*COO, COO_01),
            "书记完成任务“登记启动令”",
            "The secretary completed task “Record the activation”",
        ),
        (
            c.CaseReported("k1", "t1"),
            "全社区报告病例（发现病例）",
            "A case was reported in the whole community (发现病例)",
        ),
        (
            c.RosterImported(17, 311, 300, 136, 4),
            "导入汇总表：17个网格，311人，300个角色，136个席位，4处疑问",
            "A table was imported: 17 grids, 311 people, 300 roles, 136 seats, 4 doubts",
        ),
    ],
)
def test_facts_are_told_as_a_secretary_would_say_them(fact: Fact, zh: str, en: str) -> None:
    assert told(fact) == (zh, en)


#: what a secretary may say for somebody who has only a telephone
FOR_OTHERS: list[Fact] = [
    g.MemberMustered(*COO, "li"),
    g.MemberReleased(*COO, "li", "member", "declined", "t1"),
    g.MemberAssigned(*COO, "li", "member", "returned"),
    g.TaskAccepted(*COO, COO_01, "li"),
    g.TaskAssigned(*COO, COO_01, ("wang", "li"), "accept"),
    g.TaskStarted(*COO, COO_01, "li"),
    g.TaskCompleted(*COO, COO_01, "li", report="t1"),
    g.TaskReported(*COO, COO_01, "t1", "li"),
    g.TaskNoted(*COO, COO_01, "t1", "li"),
    g.ExchangeAsked(*COO, COO_01, "li", "wang", reason="t1"),
    g.ExchangeClosed(*COO, COO_01, "li", "wang", "withdrawn"),
    g.ExchangeClosed(*COO, COO_01, "wang", "li", "agreed"),
    g.ExchangeClosed(*COO, COO_01, "wang", "li", "declined"),
    g.TaskAssigned(*COO, COO_01, ("wang", "li"), "agreed"),
    NoticeRead("n1", "li", ACTIVATION, "inbox"),
]


@pytest.mark.parametrize("fact", FOR_OTHERS, ids=lambda fact: fact.TOPIC)
def test_what_somebody_recorded_for_a_person_is_not_told_as_their_own_act(fact: Fact) -> None:
    zh, en = told(fact)
    assert "由书记代记）" in zh
    assert "recorded by The secretary)" in en
    own = told(fact, actor="li")
    assert not any("代记" in text or "recorded" in text for text in own)
    assert own == (
        re.sub("（由书记代记）|，由书记代记", "", zh),
        re.sub(r" \(recorded by The secretary\)|, recorded by The secretary", "", en),
    )


def test_the_recorder_is_told_with_whom_it_was_for() -> None:
    assert told(g.MemberMustered(*COO, "li")) == (
        "李乙（由书记代记）已到岗（中山苑综合协调组）",
        "李乙 (recorded by The secretary) is at the post (Coordination, 中山苑)",
    )
    # what nobody but the one who records it does is theirs alone
    released = told(g.MemberReleased(*COO, "li", "member", "hand_over"))
    assert not any("代记" in text or "recorded" in text for text in released)


def test_who_and_what_was_erased_is_said_to_be_so() -> None:
    gone = g.TaskNoted(*COO, COO_01, "gone", "nobody-knows")
    assert told(gone, actor="nobody-knows") == (
        "已清除在任务“登记启动令”上留言：已清除",
        "erased noted on task “Record the activation”: erased",
    )


def test_what_no_person_did_was_the_system() -> None:
    zh, en = told(c.PlaybookStoodDown("a1"), actor="system")
    assert (zh, en) == ("系统解除响应", "the system stood the activation down")


def test_an_end_says_where_it_ended() -> None:
    where = {"activation": {"a1": {"zh": "苕溪苑等4处", "en": "苕溪苑 and others, 4 in all"}}}
    [recorded] = Logbook().record(c.PlaybookStoodDown("a1"), actor="secretary")
    words = prose(entry(recorded), CATALOGUE, NAMES | where)
    assert "解除苕溪苑等4处的响应" in words["zh"]
    assert words["en"].endswith("stood the activation of 苕溪苑 and others, 4 in all down")


def test_an_entry_keeps_place_times_actor_and_fields() -> None:
    log = Logbook()
    earlier = log.now - timedelta(hours=1)
    [recorded] = log.record(
        g.TaskAssigned(*COO, COO_01, ("wang", "li"), "reassign", "t1"), occurred_at=earlier
    )
    made = entry(recorded)
    assert (made.position, made.at, made.occurred_at) == (1, log.now, earlier)
    assert (made.actor, made.type) == ("secretary", "task_assigned.v1")
    assert made.data["assignees"] == ("wang", "li")
    assert (made.mentions.members, made.mentions.texts) == (("wang", "li"), ("t1",))
    assert (made.mentions.task, made.mentions.grid) == (COO_01, "g1")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 8),
        ({"member": "li"}, 1),
        ({"member": "wang"}, 3),
        ({"member": "secretary"}, 8),
        ({"task": COO_01}, 1),
        ({"group": "coordination"}, 5),
        ({"group": "coordination", "member": "wang"}, 3),
        ({"grid": "g1"}, 8),
        ({"grid": "g2"}, 0),
        ({"activation": "a1"}, 8),
    ],
)
def test_entries_are_found_by_what_they_speak_of(asked: dict[str, str], count: int) -> None:
    log = Logbook()
    log.record(*clicked())
    assert sum(concerns(entry(r), **asked) for r in log.facts) == count


def test_a_campaigns_communities_are_named_or_told_by_code() -> None:
    assert told(campaign.CampaignCommunityActivated("k", "350102001001", "a1", already=True)) == (
        "批量启动：中山社区已启动（此前已在运行）",
        "Campaign: 中山社区 activated (ran already)",
    )
    assert told(campaign.CampaignCommunityActivated("k", "360102001001", "a1"))[0] == (
        "批量启动：360102001001已启动"
    )


def test_what_is_not_known_stays_away() -> None:
    assert told(c.CommunityRegistered("350102001001", "中山社区"))[0] == "登记社区“中山社区”"
    assert told(c.LevelChanged("a1", "II"))[1] == "The level was changed to II"
