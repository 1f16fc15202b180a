"""The published catalogue: every event explained in both languages, with a right example."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx2
import jsonschema_rs
import msgspec
import pytest

from api.asyncapi import asyncapi
from api.catalogue import catalogue
from api.events_catalogue import example, explained, field_words, schema, shape
from domain.facts import TOPICS
from tests.api.places import click, peaceful
from tests.api.serving import Live
from tests.services.chromium import asyncapi_schema

CHINESE = re.compile(r"[一-鿿]")
ORIGIN = "https://pz.example.org"


def assert_both(words: dict[str, str]) -> None:
    assert CHINESE.search(words["zh"]), words
    assert words["en"]
    assert not CHINESE.search(words["en"]), words


def test_no_event_is_explained_that_cannot_happen() -> None:
    told = catalogue("events")
    assert set(told["topics"]) <= set(TOPICS)
    fields = {name for topic in TOPICS for name in shape(topic)["properties"]}
    assert {name.rpartition("/")[2] for name in told["fields"]} == fields
    places = {name.partition("/")[0] for name in told["fields"] if "/" in name}
    assert places <= set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_an_event_is_explained_with_an_example_that_is_right(topic: str) -> None:
    told = catalogue("events")
    words = told["topics"][topic]
    assert words["kind"] in told["kinds"]
    assert_both(words)
    for name in shape(topic)["properties"]:
        assert_both(field_words(topic, name))
    shown = schema(topic, ORIGIN)
    assert shown is not None
    jsonschema_rs.meta.validate(shown)
    event = example(topic, ORIGIN)
    checks = jsonschema_rs.validator_for(shown, validate_formats=True)
    checks.validate(event["data"])
    assert set(event["data"]) <= set(shown["properties"])
    # the fact itself reads it, strictly
    assert msgspec.convert(words["data"], TOPICS[topic])
    assert set(words["data"]) <= {f.name for f in msgspec.structs.fields(TOPICS[topic])}
    assert event["dataschema"] == shown["$id"]


def test_an_example_without_a_field_that_must_be_there_is_found_wrong() -> None:
    shown = schema("task_opened.v1")
    assert shown is not None
    data = dict(example("task_opened.v1")["data"])
    del data["task"]
    assert not jsonschema_rs.validator_for(shown).is_valid(data)
    assert schema("no_such.v1") is None


def test_the_asyncapi_document_is_one_and_has_every_event_on_every_channel() -> None:
    document = json.loads(json.dumps(asyncapi(ORIGIN, "pingzhan:events")))
    rules = jsonschema_rs.validator_for(json.loads(asyncapi_schema()))
    assert [error.message for error in rules.iter_errors(document)] == []
    assert not rules.is_valid({**document, "channels": {"x": {"addres": "y"}}})
    assert {name: c["address"] for name, c in document["channels"].items()} == {
        "stream": "/api/v1/events/stream",
        "webhook": None,
        "redis": "pingzhan:events",
    }
    for channel in document["channels"].values():
        assert set(channel["messages"]) == set(TOPICS)
    for ref in re.findall(r'"\$ref": "#([^"]+)"', json.dumps(document)):
        at: Any = document
        for part in ref.strip("/").split("/"):
            at = at[part]
    for topic, message in document["components"]["messages"].items():
        within = {"components": document["components"], **message["payload"]}
        jsonschema_rs.validator_for(within).validate(message["examples"][0]["payload"])
        assert message["name"] == f"pingzhan.{topic}"


def test_the_catalogue_is_read_without_a_token_from_where_it_is_asked(sqlite_server: Live) -> None:
    with sqlite_server.client() as anybody:
        told = anybody.get("events/catalogue").json()
        assert told == json.loads(json.dumps(explained(sqlite_server.url)))
        assert anybody.get(told["items"][0]["dataschema"]).json()["title"]
        here = anybody.get("asyncapi.json").json()
        assert here["servers"]["here"]["host"] == sqlite_server.url.partition("//")[2]
    with httpx2.Client(trust_env=False) as anybody:
        assert anybody.get(f"{sqlite_server.url}/asyncapi.json").json() == here


def test_what_really_happens_is_as_the_schemas_say(sqlite_server: Live) -> None:
    code = peaceful(sqlite_server.admin, seed=8)
    click(sqlite_server.admin, code, drill=True)
    events = sqlite_server.admin.get("events", params={"community": code, "limit": 1000}).json()
    checks: dict[str, Any] = {}
    for event in events:
        topic = event["type"].removeprefix("pingzhan.")
        if topic not in checks:
            shown = schema(topic)
            assert shown is not None
            checks[topic] = jsonschema_rs.validator_for(
                {**shown, "additionalProperties": False}, validate_formats=True
            )
        checks[topic].validate(event["data"])
    assert len(checks) > 8
    assert any(event["data"].get("drill") for event in events)
