"""Forgetting a person: gone from the directory and from what others wrote; the log stands."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from engine.store import Person, Receipt, Store, Text, Writes, open_store, verify
from engine.store.erasure import STRUCK, pattern
from tests.store.examples import CODE, Clock, Remembering, decided, stream

NAME, FORMER, PHONE = "欧阳某某", "欧阳小某", "15400001234"
OTHER = "350102001002"


@pytest.fixture
def told(store: Store) -> Store:
    """A person known by two names, spoken of by others."""
    first = Person("m1", CODE, FORMER, "15400009999")
    store.save(decided("a"), writes=Writes(people=[first]))
    store.save(
        decided("b"),
        writes=Writes(
            people=[
                Person("m1", CODE, NAME, PHONE),
                Person("m2", CODE, "丙某", "15400005678", note=f"{NAME}的同事"),
            ],
            texts=[
                Text("own", CODE, "note", "我写的", author="m1"),
                Text("about", CODE, "note", "他的事", about="m1"),
                Text("said", CODE, "report", f"请找欧阳 某某（154-0000 1234），原名{FORMER}"),
                Text("else", CODE, "report", "电话 15400005678"),
                Text("away", OTHER, "report", f"另一社区的{NAME}"),
            ],
            receipt=Receipt("p", "k", "h", 200, f'{{"name":"{NAME}"}}'.encode()),
        ),
    )
    store.save(writes=Writes(erase=["m1"]))
    return store


def test_an_erased_person_is_in_no_version_of_the_directory(told: Store) -> None:
    assert told.directory.person("m1") is None
    assert told.directory.people(CODE).keys() == {"m2"}
    assert told.directory.people(as_of=1) == {}


def test_texts_of_and_about_them_are_gone(told: Store) -> None:
    assert told.directory.texts(["own", "about"]) == {}


def test_others_texts_lose_their_names_and_phones_only(told: Store) -> None:
    said = told.directory.texts(["said", "else", "away"])
    assert said["said"] == f"请找{STRUCK}（{STRUCK}），原名{STRUCK}"
    assert said["else"] == "电话 15400005678"
    assert said["away"] == f"另一社区的{NAME}"
    other = told.directory.person("m2")
    assert other is not None
    assert other.note == f"{STRUCK}的同事"


def test_answers_kept_for_idempotency_lose_them_too(told: Store) -> None:
    kept = told.receipt("p", "k")
    assert kept is not None
    assert kept.result == f'{{"name":"{STRUCK}"}}'.encode()


def test_answers_about_a_table_lose_their_lines_and_what_odd_cells_said(store: Store) -> None:
    """An invalid phone is in no entry of theirs, so nothing but its cell tells whose it is."""
    answer = {
        "changes": [
            {
                "kind": "contact_changed",
                "member": "m1",
                "field": "note",
                "before": "a",
                "after": "b",
            },
            {
                "kind": "contact_changed",
                "member": "m2",
                "field": "note",
                "before": "a",
                "after": "b",
            },
        ],
        "issues": [
            {"code": "phone_invalid", "cell": "F3", "value": "1547777002", "kept": "15477770021"},
            {
                "code": "value_unknown",
                "cell": "E9",
                "value": "怪",
                "suggestion": "组员",
                "params": {"case": "role", "term": "怪"},
            },
        ],
    }
    kept = Receipt("p", "table", "h", 200, msgspec.json.encode(answer))
    store.save(decided("a"), writes=Writes(receipt=kept))
    store.save(writes=Writes(erase=["m1"]))
    found = store.receipt("p", "table")
    assert found is not None
    told = msgspec.json.decode(found.result)
    assert [(c["before"], c["after"]) for c in told["changes"]] == [(STRUCK, STRUCK), ("a", "b")]
    assert told["issues"] == [
        {"code": "phone_invalid", "cell": "F3", "value": STRUCK, "kept": STRUCK},
        {
            "code": "value_unknown",
            "cell": "E9",
            "value": STRUCK,
            "suggestion": STRUCK,
            "params": {"case": "role", "term": STRUCK},
        },
    ]


def test_the_log_still_verifies_and_folds(told: Store) -> None:
    assert list(verify(told)) == []
    assert told.get(Remembering, stream("a")) is not None


def test_erasing_whom_nobody_knows_changes_nothing(told: Store) -> None:
    told.save(writes=Writes(erase=["nobody"]))
    assert told.directory.people(CODE).keys() == {"m2"}


def test_nothing_of_them_is_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "erased.sqlite"
    store = open_store(f"sqlite:///{file}", clock=Clock())
    person = Person("m1", CODE, "Zebedee Quark", PHONE)
    said = Text("t1", CODE, "note", "Zebedee Quark was here", author="m1")
    store.save(decided(), writes=Writes(people=[person], texts=[said]))
    assert b"Quark" in everything(file)
    store.save(writes=Writes(erase=["m1"]))
    assert b"Quark" not in everything(file)
    assert PHONE.encode() not in everything(file)
    store.close()


def everything(file: Path) -> bytes:
    beside = (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))
    return b"".join(f.read_bytes() for f in beside if f.exists())


@pytest.mark.parametrize(
    ("known", "text", "struck"),
    [
        (["王芳"], "王　芳来了", f"{STRUCK}来了"),
        (["15400001234"], "电话１５４－００００－１２３４。", f"电话{STRUCK}。"),
        (["15400001234"], "+86 154 0000 1234", f"+86 {STRUCK}"),
        (["Anna Li"], "ANNA LI / annali", f"{STRUCK} / {STRUCK}"),
        (["a.b"], "axb", "axb"),
    ],
)
def test_names_and_phones_are_found_however_they_are_written(
    known: list[str], text: str, struck: str
) -> None:
    said = pattern(known)
    assert said is not None
    assert said.sub(STRUCK, text) == struck


def test_one_letter_alone_is_looked_for_nowhere() -> None:
    assert pattern(["王", "", " "]) is None
