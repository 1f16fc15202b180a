"""Published playbooks are read by content for ever."""

from __future__ import annotations

from engine.store import Store
from tests.store.examples import Opener


def test_a_playbook_is_found_by_digest_and_the_latest_by_id(store: Store) -> None:
    store.playbooks.put("d1", "eight_groups", "1", b"one")
    store.playbooks.put("d2", "eight_groups", "2", b"two")
    store.playbooks.put("d3", "flood", "1", b"three")
    assert store.playbooks.get("d1") == b"one"
    assert store.playbooks.get("none") is None
    assert store.playbooks.latest("eight_groups") == ("d2", "2", b"two")
    assert store.playbooks.latest("none") is None
    assert store.playbooks.all() == [
        ("eight_groups", "1", "d1"),
        ("eight_groups", "2", "d2"),
        ("flood", "1", "d3"),
    ]


def test_what_is_published_is_never_altered(store: Store) -> None:
    store.playbooks.put("d1", "eight_groups", "1", b"one")
    store.playbooks.put("d1", "eight_groups", "1", b"forged")
    assert store.playbooks.get("d1") == b"one"


def test_an_edition_published_again_is_the_latest_again(store: Store) -> None:
    for digest in ("d1", "d2", "d1"):
        store.playbooks.put(digest, "eight_groups", "1", digest.encode())
    assert store.playbooks.latest("eight_groups") == ("d1", "1", b"d1")


def test_the_shelf_outlives_its_store(opening: Opener) -> None:
    store = opening()
    store.playbooks.put("d1", "eight_groups", "1", b"one")
    store.close()
    assert opening().playbooks.get("d1") == b"one"


def test_what_runs_in_one_place_only_is_kept_and_never_the_latest(store: Store) -> None:
    store.playbooks.put("d1", "eight_groups", "1", b"one")
    store.playbooks.keep("d2", "eight_groups", "1", b"local")
    assert store.playbooks.get("d2") == b"local"
    assert store.playbooks.latest("eight_groups") == ("d1", "1", b"one")
    assert store.playbooks.all() == [("eight_groups", "1", "d1")]
    store.playbooks.keep("d1", "eight_groups", "1", b"one")
    assert store.playbooks.latest("eight_groups") == ("d1", "1", b"one")


def test_what_playbooks_are_made_of_is_found_by_revision_and_place(store: Store) -> None:
    store.playbooks.put("w1", "written:flood", "1", b"first")
    store.playbooks.put("w2", "written:flood", "2", b"second")
    store.playbooks.put("o1", "overlay:flood@35", "1", b"province")
    store.playbooks.put("o2", "overlay:flood@3501", "1", b"city")
    before = store.playbooks.state()
    store.playbooks.put("o3", "overlay:flood@35", "2", b"province again")
    assert store.playbooks.state() != before
    assert store.playbooks.revision("written:flood", "1") == b"first"
    assert store.playbooks.revision("written:flood", "9") is None
    assert store.playbooks.under("overlay:flood@") == {
        "overlay:flood@35": "o3",
        "overlay:flood@3501": "o2",
    }
    assert store.playbooks.all() == []
