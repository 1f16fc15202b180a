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
