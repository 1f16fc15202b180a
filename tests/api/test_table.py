"""The table over HTTP: as CSV or workbook, in dry run, in doubt, changed by one cell, and back."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from tests.api.places import as_csv, as_xlsx, fresh_code, import_table, peaceful, register, rows
from tests.api.serving import Live

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def code(live: Live) -> str:
    """A registered community with an empty roster."""
    fresh = fresh_code()
    register(live.admin, fresh)
    return fresh


def test_codes_make_communities_with_empty_rosters_once(live: Live) -> None:
    first, second = fresh_code(), fresh_code()
    done = register(live.admin, first, second)
    assert {k: done[k] for k in ("communities", "created", "renamed", "unchanged")} == {
        "communities": 2,
        "created": 2,
        "renamed": 0,
        "unchanged": 0,
    }
    again = register(live.admin, first, second)
    assert again["created"] == 0
    assert again["position"] >= done["position"]
    shown = live.admin.get(f"communities/{first}").json()
    assert (shown["code"], shown["mode"]) == (first, "peacetime")
    assert live.admin.get(f"communities/{first}/roster").json()["members"] == []


@pytest.mark.parametrize(("write", "name"), [(as_csv, "表.csv"), (as_xlsx, "表.xlsx")])
def test_a_table_becomes_the_roster(
    live: Live, code: str, write: Callable[..., bytes], name: str
) -> None:
    done = import_table(live.admin, code, write(rows()), name)
    assert done.status_code == 200
    body = done.json()
    assert body["dry_run"] is False
    assert body["summary"] == {"grids": 2, "members": 16, "roles": 16, "seats": 16}
    assert body["changes"]
    assert isinstance(body["position"], int)
    shown = live.admin.get(f"communities/{code}/roster", params={"at_least": body["position"]})
    roster = shown.json()
    assert [g["name"] for g in roster["grids"]] == ["槿园", "榧园"]
    assert {g["kind"] for g in roster["grids"]} == {"compound"}
    ids = {g["id"] for g in roster["grids"]}
    first = roster["members"][0]
    assert (first["name"], first["phone"]) == (rows()[1][3], rows()[1][6])
    assert [r["role"] for r in first["roles"]] == ["community_cadre"]
    assert first["roles"][0]["grid"] in ids
    seat = first["seats"][0]
    assert (seat["playbook"], seat["group"], seat["position"], seat["grid"] in ids) == (
        "eight_groups_epidemic",
        "coordination",
        "lead",
        True,
    )


def test_a_dry_run_shows_the_difference_and_writes_nothing(live: Live, code: str) -> None:
    before = live.admin.get(f"communities/{code}").headers["etag"]
    shown = import_table(live.admin, code, as_csv(rows()), params={"dry_run": "true"}).json()
    assert shown["dry_run"] is True
    assert shown["changes"]
    assert live.admin.get(f"communities/{code}").headers["etag"] == before
    real = import_table(live.admin, code, as_csv(rows())).json()
    assert (real["summary"], len(real["changes"])) == (shown["summary"], len(shown["changes"]))


def test_the_same_table_again_changes_nothing(live: Live, code: str) -> None:
    first = import_table(live.admin, code, as_csv(rows())).json()
    etag = live.admin.get(f"communities/{code}").headers["etag"]
    again = import_table(live.admin, code, as_xlsx(rows()), "同一张.xlsx").json()
    assert again["changes"] == []
    assert again["position"] >= first["position"]
    assert live.admin.get(f"communities/{code}").headers["etag"] == etag


def test_one_phone_edited_is_exactly_one_change(live: Live, code: str) -> None:
    table = rows()
    import_table(live.admin, code, as_csv(table))
    table[3][6] = "15499999999"
    done = import_table(live.admin, code, as_csv(table)).json()
    assert len(done["changes"]) == 1
    roster = live.admin.get(f"communities/{code}/roster").json()
    assert roster["members"][2]["phone"] == "15499999999"
    assert len(roster["members"]) == 16


def test_every_doubt_names_its_cell_and_speaks_both_languages(live: Live, code: str) -> None:
    table = rows()
    table[1][6], table[2][4], table[3][3] = "", "鼗官", ""
    done = import_table(live.admin, code, as_csv(table)).json()
    found = {(i["code"], i["cell"]): i for i in done["issues"]}
    assert ("phone_missing", "G2") in found
    assert ("role_unknown", "E3") in found
    assert ("name_missing", "D4") in found
    for issue in done["issues"]:
        assert set(issue) >= {"severity", "code", "sheet", "cell", "value", "message", "suggestion"}
        assert issue["message"]["zh"]
        assert issue["message"]["en"]
        assert "{" not in issue["message"]["zh"] + issue["message"]["en"]
    assert found["role_unknown", "E3"]["value"] == "鼗官"
    assert found["phone_missing", "G2"]["about"]["name"] == table[1][3]
    (part,) = done["excerpt"]["parts"]
    assert part["header_rows"] == [1]
    assert [c["header"] for c in part["columns"]][:4] == table[0][:4]
    as_sent = {c["cell"]: c["text"] for row in part["rows"] for c in row["cells"]}
    assert as_sent["E3"] == "鼗官"
    assert not {"G2", "D4"} & as_sent.keys()  # nothing stands where something is missing
    # the row without a name is left out, the others stay
    assert done["summary"]["members"] == 15


def test_a_doubt_about_a_phone_tells_which_one_is_kept(live: Live, code: str) -> None:
    table = rows()
    import_table(live.admin, code, as_csv(table)).raise_for_status()
    wrong, left = table[1][6], table[2][6]
    table[1][6], table[2][6] = wrong[:-1], ""
    table.append([*table[3][:3], "新来人", *table[3][4:6], "1540000", *table[3][7:]])
    for dry_run in ("true", "false"):
        done = import_table(live.admin, code, as_csv(table), params={"dry_run": dry_run}).json()
        told = {i["about"]["name"]: (i["code"], i["severity"], i["kept"]) for i in done["issues"]}
        said = {i["about"]["name"]: i["message"]["zh"] for i in done["issues"]}
        assert said[table[1][3]].endswith(f"不是11位手机号；表里的号码不采用，沿用名单里的{wrong}")
        assert said[table[2][3]].endswith(f"缺联系电话；沿用名单里的{left}")
        assert said["新来人"].endswith("；表里的号码不采用，名单里没有本人电话")
        assert told[table[1][3]] == ("phone_invalid", "error", wrong)
        # what the table merely leaves out is no fault while the roster knows it
        assert told[table[2][3]] == ("phone_missing", "notice", left)
        assert told["新来人"] == ("phone_invalid", "error", "")
        assert {i["kept"] for i in done["issues"] if not i["code"].startswith("phone_")} <= {None}
    roster = live.admin.get(f"communities/{code}/roster").json()
    phones = {m["name"]: m["phone"] for m in roster["members"]}
    assert (phones[table[1][3]], phones[table[2][3]], phones["新来人"]) == (wrong, left, "")


def test_the_table_comes_back_as_a_workbook_that_changes_nothing(live: Live) -> None:
    code = peaceful(live.admin)
    given = live.admin.get(f"communities/{code}/roster.xlsx")
    assert given.headers["content-type"] == XLSX
    assert "attachment" in given.headers["content-disposition"]
    again = import_table(live.admin, code, given.content, "汇总表.xlsx").json()
    assert again["changes"] == []


def test_people_without_a_place_come_back_once_each(live: Live) -> None:
    code = peaceful(live.admin)
    for phone in ("", "", "15400008888"):
        said = {"name": "张三", "phone": phone}
        assert live.admin.post(f"communities/{code}/members", json=said).status_code == 201
    for _ in range(2):
        given = live.admin.get(f"communities/{code}/roster.xlsx").content
        assert import_table(live.admin, code, given, "汇总表.xlsx").json()["changes"] == []


def test_an_erased_person_is_in_no_answer_given_again(live: Live, code: str) -> None:
    table, once = rows(), {"Idempotency-Key": f"table-{code}"}
    table[1][6], table[1][4] = "1547777002", "鼗官"
    import_table(live.admin, code, as_csv(table), headers=once)
    person = live.admin.get(f"communities/{code}/roster").json()["members"][0]
    again = import_table(live.admin, code, as_csv(table), headers=once)
    assert all(said in again.text for said in (person["name"], "1547777002", "鼗官"))
    assert again.json()["excerpt"] == {"parts": [], "rows_left_out": 0}
    live.admin.post(f"members/{person['id']}/erase")
    struck = import_table(live.admin, code, as_csv(table), headers=once)
    assert (struck.status_code, struck.json()["position"]) == (200, again.json()["position"])
    assert [i["cell"] for i in struck.json()["issues"]] == [
        i["cell"] for i in again.json()["issues"]
    ]
    assert not any(said in struck.text for said in (person["name"], "1547777002", "鼗官"))


def test_an_empty_community_offers_the_blank_table(live: Live, code: str) -> None:
    given = live.admin.get(f"communities/{code}/roster/template.xlsx")
    assert given.headers["content-type"] == XLSX
    sheet = openpyxl.load_workbook(io.BytesIO(given.content)).worksheets[0]
    assert "六大员" in "".join(str(c.value) for row in sheet for c in row if c.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK\x03\x04 no workbook at all"),
        ("a.csv", b"\x00\x01\x02\xff\xfe\xfd" * 20),
        ("a.pdf", b"%PDF-1.7"),
        ("a.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.csv", b""),
        ("a.csv", "今天,天气\n很,好\n".encode()),
    ],
    ids=["broken", "binary", "pdf", "et", "empty", "another"],
)
def test_a_file_that_is_no_table_gets_a_clear_word(
    live: Live, code: str, name: str, content: bytes
) -> None:
    refused = import_table(live.admin, code, content, name)
    assert refused.status_code in (413, 415, 422)
    said = refused.json()
    assert said["field"] == "file"
    assert said["code"] != "invalid_request"
    assert said["message"]["zh"] != said["message"]["en"]
    assert live.admin.get(f"communities/{code}/roster").json()["members"] == []


def test_readiness_says_what_is_missing_where(live: Live, code: str) -> None:
    empty = live.admin.get(f"communities/{code}/readiness").json()
    import_table(live.admin, code, as_csv(rows()))
    shown = live.admin.get(f"communities/{code}/readiness").json()
    assert shown["score"] > empty["score"]
    assert shown["band"]["name"]
    volunteers = [m for c in shown["checks"] for m in c["missing"] if m["text"]]
    assert volunteers
    assert {"槿园", "榧园"} & {m["grid_name"] for m in volunteers}
    assert shown["next"][0]["text"]
    listed = live.admin.get(f"communities/{code}").json()["readiness"]
    assert listed["score"] == shown["score"]
    english = live.admin.get(f"communities/{code}/readiness", headers={"Accept-Language": "en"})
    assert english.json()["next"][0]["text"] != shown["next"][0]["text"]


@pytest.mark.parametrize("odd", ["\x07", "\u202e", "\U000e0041", "𠮷", "'; --", "=1+1", "{x}"])
def test_odd_characters_in_a_table_hurt_nobody(live: Live, code: str, odd: str) -> None:
    table = rows()
    table[1][3] += odd
    table[2][5] += odd
    table[3][1] += odd
    table[4][10] += odd
    done = import_table(live.admin, code, as_csv(table))
    assert done.status_code == 200, done.text
    roster = live.admin.get(f"communities/{code}/roster")
    assert roster.status_code == 200
    given = live.admin.get(f"communities/{code}/roster.xlsx")
    assert given.status_code == 200
    again = import_table(live.admin, code, given.content, "回.xlsx")
    assert again.status_code == 200, again.text
    assert again.json()["changes"] == []
