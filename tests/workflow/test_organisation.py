"""Official codes become communities."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.community import Community
from domain.ids import community_stream
from domain.refusal import Refused
from engine.workflow import ReceiptKey
from tests.examples import CODE, OTHER_CODE
from tests.town import HEADER, Town, at_once, caller, codes, roster_table

GULOU = Path("data/gulou.csv")
GUANGXI = Path("data/guangxi.csv")


def name_of(town: Town, code: str) -> str:
    found = town.store.get(Community, community_stream(code))
    return found.name if found else ""


def test_every_code_becomes_a_community_with_an_empty_roster(bare: Town) -> None:
    answer = bare.workflow.organisation.import_codes(GULOU.read_bytes(), caller())
    assert answer.body == {"communities": 69, "created": 69, "renamed": 0, "unchanged": 0}
    assert answer.position == bare.store.head() == 69
    community = bare.workflow.desk.community(CODE)
    assert (community.name, community.roster.members) == ("中山社区", {})
    assert community.registered is not None
    assert community.registered.street == "鼓东街道"


def test_the_same_codes_again_change_nothing(bare: Town) -> None:
    bare.workflow.organisation.import_codes(GULOU.read_bytes(), caller())
    again = bare.workflow.organisation.import_codes(GULOU.read_bytes(), caller())
    assert again.body == {"communities": 69, "created": 0, "renamed": 0, "unchanged": 69}
    assert (again.changed, bare.store.head()) == (False, 69)


def test_a_community_with_another_name_is_renamed_and_keeps_its_roster(town: Town) -> None:
    told = codes(CODE, OTHER_CODE, "350102001003", names=["新名社区"])
    answer = town.workflow.organisation.import_codes(told, caller())
    assert answer.body == {"communities": 3, "created": 1, "renamed": 1, "unchanged": 1}
    assert name_of(town, CODE) == "新名社区"
    assert town.take_in(roster_table()).body["changes"] == []
    again = town.workflow.organisation.import_codes(told, caller())
    assert again.body["unchanged"] == 3


def test_an_official_name_with_a_letter_of_private_use_is_a_name(bare: Town) -> None:
    rare = next(r for r in GUANGXI.read_text("utf-8").splitlines() if "\ue08b" in r)
    file = f"{HEADER}{rare}\n".encode()
    bare.workflow.organisation.import_codes(file, caller())
    assert name_of(bare, rare.rpartition(",")[2]) == "\ue08b尾村村委会"


def test_a_file_of_many_communities_is_one_save(bare: Town) -> None:
    many = [f"350102001{n:03}" for n in range(1, 700)]
    bare.workflow.organisation.import_codes(codes(*many), caller())
    assert len({r.recorded_at for r in bare.facts()}) == 1
    again = bare.workflow.organisation.import_codes(codes(*many[:600], names=["甲"]), caller())
    assert again.body == {"communities": 600, "created": 0, "renamed": 1, "unchanged": 599}


def test_imported_at_once_from_four_threads_every_community_is_created_once(bare: Town) -> None:
    answers = at_once(4, lambda _: bare.workflow.organisation.import_codes(codes(CODE), caller()))
    assert sorted(a.body["created"] for a in answers) == [0, 0, 0, 1]
    assert bare.store.head() == 1


def test_a_repeated_key_is_answered_again(bare: Town) -> None:
    by = caller(receipt=ReceiptKey("admin", "k1", "r1"))
    first = bare.workflow.organisation.import_codes(codes(CODE), by)
    again = bare.workflow.organisation.import_codes(codes(CODE), by)
    assert again.body == first.body
    assert again.body["created"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_any_usual_encoding_is_read(bare: Town, encoding: str) -> None:
    told = codes(CODE, names=["中山社区"]).decode().encode(encoding)
    bare.workflow.organisation.import_codes(told, caller())
    assert name_of(bare, CODE) == "中山社区"


def test_columns_may_stand_in_any_order_beside_others(bare: Town) -> None:
    told = (
        "序号,community_code,community,street_code,street,county_code,county,city,province\n"
        f"1,{CODE},中山社区,350102001,鼓东街道,350102,鼓楼区,福州市,福建省\n\n"
    )
    answer = bare.workflow.organisation.import_codes(told.encode(), caller())
    assert answer.body["created"] == 1
    with pytest.raises(Refused) as refused:
        bare.workflow.organisation.import_codes(told.replace(CODE, "35").encode(), caller())
    assert refused.value.params["cell"] == "B2"


ROW = "福建省,福州市,鼓楼区,350102,鼓东街道,350102001,中山社区,350102001001"


@pytest.mark.parametrize(
    ("right", "wrong", "code", "cell"),
    [
        (CODE, "35010200100", "code_invalid", "H2"),
        ("350102,", "3501,", "code_invalid", "D2"),
        ("350102001,", "35010200１,", "code_invalid", "F2"),
        ("350102,", "350103,", "code_misplaced", "H2"),
        ("中山社区", " ", "name_missing", "G2"),
    ],
)
def test_a_faulty_row_stops_the_import_and_names_its_cell(
    bare: Town, right: str, wrong: str, code: str, cell: str
) -> None:
    told = HEADER + ROW.replace(right, wrong, 1)
    with pytest.raises(Refused) as refused:
        bare.workflow.organisation.import_codes(told.encode(), caller())
    assert (refused.value.code, refused.value.params["cell"]) == (code, cell)
    assert bare.store.head() == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00\x81", "file_unreadable"),
        (b"", "columns_missing"),
        (b"province,city\n", "columns_missing"),
        (HEADER.encode() + b'"' + b"x" * 200_000 + b'"', "file_unreadable"),
        (b"x" * (20 * 1024 * 1024 + 1), "file_too_large"),
    ],
    ids=["neither encoding", "empty", "other columns", "a cell without end", "too large"],
)
def test_what_is_no_such_file_is_refused(bare: Town, content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        bare.workflow.organisation.import_codes(content, caller())
