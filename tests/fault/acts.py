"""What a client may do next, and by which fact the log would know it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from tests.fault.places import OPEN, PLAYBOOK, Place
from tests.fault.records import Effect


class Act(msgspec.Struct, frozen=True):
    """A request, and its effect; the value ``$id`` of a field is the id that the answer tells."""

    kind: str
    path: str
    body: dict[str, Any]
    topic: str
    fields: dict[str, str]

    @property
    def effect(self) -> Effect:
        """The effect as far as it is known before the answer."""
        return Effect(self.topic, self.fields)

    def known_by(self, answer: dict[str, Any]) -> Effect:
        """The effect, once the answer told its id."""
        told = {k: answer["id"] if v == "$id" else v for k, v in self.fields.items()}
        return Effect(self.topic, told)


Choice = Callable[[Place, Random, str], Act | None]


def _case(place: Place, rng: Random, word: str) -> Act:
    body = {"grid": rng.choice(place.grids), "ref": f"C-{word}"}
    path = f"communities/{place.code}/cases"
    return Act("case", path, body, "case_reported.v1", {"case": "$id"})


def _activate(place: Place, rng: Random, word: str) -> Act:
    whole = rng.random() < 0.5
    scope = {"community": True} if whole else {"grids": [rng.choice(place.grids)]}
    body: dict[str, Any] = {"playbook": PLAYBOOK, "scope": scope, "reason": word}
    if rng.random() < 0.3:  # a drill, in which a minute is a second
        body |= {"drill": True, "pace": 60}
    elif rng.random() < 0.5:
        body["case_ref"] = f"C-{word}"
    path = f"communities/{place.code}/activations"
    return Act("activate", path, body, "playbook_activated.v1", {"activation": "$id"})


def _muster(place: Place, rng: Random, word: str) -> Act | None:
    if (post := place.post(rng)) is None:
        return None
    activation, member = post
    fields = {"activation": activation, "member": member}
    path = f"activations/{activation}/muster"
    return Act("muster", path, {"member": member}, "member_mustered.v1", fields)


def _decline(place: Place, rng: Random, word: str) -> Act | None:
    if (post := place.post(rng)) is None:
        return None
    activation, member = post
    fields = {"activation": activation, "member": member}
    path, body = f"activations/{activation}/decline", {"member": member, "reason": word}
    return Act("hand over", path, body, "member_released.v1", fields)


def _verb(verb: str, topic: str, *states: str) -> Choice:
    def act(place: Place, rng: Random, word: str) -> Act | None:
        if (task := place.task(rng, *states)) is None:
            return None
        body: dict[str, Any] = {}
        if verb in ("accept", "start", "complete") and task["assignees"]:
            body["for"] = task["assignees"][0]
        if verb == "reassign":
            others = [m for m in place.members if m not in task["assignees"]]
            body |= {"to": rng.choice(others), "reason": word}
        if verb == "note":
            body["reason"] = word
        return Act(verb, f"tasks/{task['id']}/{verb}", body, topic, {"task": task["id"]})

    return act


def _occurrence(place: Place, rng: Random, word: str) -> Act | None:
    if (running := place.running(rng)) is None:
        return None
    grids = sorted({g["grid"] for g in running["groups"] if g["grid"]})
    body = {"event": "something_found", "grid": rng.choice(grids), "about": word}
    path = f"communities/{place.code}/activations/{running['id']}/occurrences"
    return Act("occurrence", path, body, "occurrence_logged.v1", {"occurrence": "$id"})


def _stand_down(place: Place, rng: Random, word: str) -> Act | None:
    if (running := place.running(rng)) is None:
        return None
    return stand_down(place, running["id"], word)


def stand_down(place: Place, activation: str, word: str) -> Act:
    """End an activation."""
    path = f"communities/{place.code}/activations/{activation}/stand-down"
    fields = {"activation": activation}
    return Act("stand down", path, {"reason": word}, "playbook_stood_down.v1", fields)


def _enrol(place: Place, rng: Random, word: str) -> Act:
    body = {
        "name": f"某{word}",
        "phone": f"154{rng.randrange(10**8):08d}",
        "roles": [{"role": "volunteer", "grid": rng.choice(place.grids)}],
    }
    path = f"communities/{place.code}/members"
    return Act("enrol", path, body, "member_enrolled.v1", {"member": "$id"})


CHOICES: tuple[tuple[int, Choice], ...] = (
    (6, _case),
    (7, _activate),
    (14, _muster),
    (14, _verb("accept", "task_accepted.v1", "open")),
    (9, _verb("start", "task_started.v1", "accepted")),
    (15, _verb("complete", "task_completed.v1", *OPEN)),
    (9, _verb("reassign", "task_assigned.v1", *OPEN)),
    (8, _verb("note", "task_noted.v1", *OPEN)),
    (5, _decline),
    (6, _occurrence),
    (2, _stand_down),
    (3, _enrol),
)


def choose(place: Place, rng: Random, word: str) -> Act | None:
    """What to do next in a community, or nothing where nothing runs."""
    weights, choices = zip(*CHOICES, strict=True)
    (choice,) = rng.choices(choices, weights)
    return choice(place, rng, word)
