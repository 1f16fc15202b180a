"""Names, phones and texts beside the log, as they stand and as they stood."""

from __future__ import annotations

from engine.store import Person, Store, Text, Writes
from tests.store.examples import CODE, decided

OTHER = "350102001002"


def person(member: str, name: str, community: str = CODE, phone: str = "") -> Person:
    return Person(member, community, name, phone, unit="物业公司", building="3号楼", note="备注")


def test_people_are_found_by_community_and_by_member(store: Store) -> None:
    people = [person("m1", "甲某"), person("m2", "乙某"), person("m3", "丙某", OTHER)]
    store.save(decided(), writes=Writes(people=people))
    assert store.directory.people(CODE) == {"m1": people[0], "m2": people[1]}
    assert store.directory.people(members=["m3", "m1", "no"]) == {"m1": people[0], "m3": people[2]}
    assert store.directory.people(CODE, members=["m3"]) == {}
    assert store.directory.people(members=[]) == {}
    assert len(store.directory.people()) == 3
    assert store.directory.person("m2") == people[1]
    assert store.directory.person("no") is None


def test_as_of_shows_the_name_of_then(store: Store) -> None:
    first = store.save(decided("a"), writes=Writes(people=[person("m1", "甲某", phone="1")]))
    second = store.save(decided("b"), writes=Writes(people=[person("m1", "甲某某", phone="2")]))
    third = store.save(decided("c", 3))

    def name(as_of: int | None) -> str | None:
        found = store.directory.person("m1", as_of)
        return found.name if found else None

    assert name(first.last - 1) is None
    assert name(first.last) == "甲某"
    assert [name(p) for p in (second.last, third.last, None)] == ["甲某某"] * 3
    assert store.directory.people(CODE, as_of=first.last)["m1"].phone == "1"


def test_a_person_changed_twice_at_one_position_is_as_changed_last(store: Store) -> None:
    store.save(decided(), writes=Writes(people=[person("m1", "甲某")]))
    store.save(writes=Writes(people=[person("m1", "甲某某")]))
    found = store.directory.person("m1")
    assert found is not None
    assert found.name == "甲某某"


def test_more_people_than_a_query_has_parameters(store: Store) -> None:
    people = [person(f"m{i}", f"人{i}") for i in range(1200)]
    store.save(decided(), writes=Writes(people=people))
    found = store.directory.people(members=[p.member for p in people])
    assert list(found.values()) == people or set(found) == {p.member for p in people}


def test_texts_are_found_by_id_and_by_what_they_say(store: Store) -> None:
    texts = [
        Text("t1", CODE, "case_ref", "榕疾控〔2026〕3号"),
        Text("t2", CODE, "note", "榕疾控〔2026〕3号", author="m1", about="m2"),
        Text("t3", OTHER, "case_ref", "榕疾控〔2026〕3号"),
    ]
    store.save(decided(), writes=Writes(texts=texts))
    assert store.directory.texts(["t1", "t3", "no"]) == {"t1": texts[0].text, "t3": texts[0].text}
    assert store.directory.texts([]) == {}
    assert store.directory.text_ids(CODE, "case_ref", "榕疾控〔2026〕3号") == ["t1"]
    assert store.directory.text_ids(CODE, "case_ref", "榕疾控") == []
    assert store.directory.text("t2") == texts[1]


def test_any_character_that_people_type_is_kept(store: Store) -> None:
    odd = "a'b\"c\\d%s?{}\u2028😀\n\t𠮷\\u0041"
    store.save(decided(), writes=Writes(texts=[Text("t1", CODE, "note", odd)]))
    assert store.directory.texts(["t1"]) == {"t1": odd}
    assert store.directory.text_ids(CODE, "note", odd) == ["t1"]


def test_a_text_with_a_nul_does_not_stop_a_save(store: Store) -> None:
    store.save(decided(), writes=Writes(texts=[Text("t1", CODE, "note", "a\0b\\u0000c")]))
    said = store.directory.texts(["t1"])["t1"]
    assert said.replace("\0", "") == "ab\\u0000c"
    assert store.directory.text_ids(CODE, "note", "a\0b\\u0000c") == ["t1"]
