"""One playbook shown at work: a sample community of its own, furnished up to now."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from api.catalogue import catalogue, words
from api.cli.terminal import out
from api.demo.agenda import SteppingClock
from api.demo.district import administrator, house_settings, lines_of, secretary
from api.demo.living import Life, beginning
from api.demo.places import DATA
from api.demo.settling import table_of
from api.demo.story import Story, playbooks, story
from api.house import House
from domain.playbook import Playbook
from domain.refusal import NotFound
from engine.clock import system_clock
from engine.playbooks import shipped

#: the table was brought in on the evening before
EVENING = timedelta(hours=8)


class Shown(msgspec.Struct):
    """A house with one community at work, and the secrets to sign in with."""

    house: House
    title: dict[str, str]
    community: str
    compounds: int
    people: int
    secretary: str
    administrator: str

    def words(self, addresses: Sequence[str]) -> dict[str, object]:
        """What there is to say of it; a link for each address that the server answers at."""

        def link(secret: str) -> str:
            return "\n        ".join(f"{a}/#/signin?token={secret}" for a in addresses)

        return {
            "title": self.title["zh"],
            "title_en": self.title["en"],
            "community": self.community,
            "compounds": self.compounds,
            "people": self.people,
            "secretary": link(self.secretary),
            "administrator": link(self.administrator),
        }


def show(
    playbook: str,
    *,
    store: str = "",
    port: int | None = None,
    host: str = "127.0.0.1",
    now: datetime | None = None,
) -> Shown:
    """A house in which a playbook runs, furnished up to ``now``; refused without a story of it.

    What is furnished already stays as it is.
    """
    if playbook not in playbooks():
        raise NotFound("playbook", playbook)
    plan = next(plan for plan in shipped() if plan.id == playbook)
    told, until = story(playbook), now or system_clock()
    settings = house_settings(store, port, host)
    clock = SteppingClock(beginning(told, plan, until) - EVENING)
    house = House(settings, clock)
    try:
        with out.status(words(catalogue("demo")["showing"], {"title": plan.title["zh"]})["zh"]):
            secret = _furnish(house, clock, told, plan, until)
        members = house.workflow.desk.community(told.code).roster.members
    finally:
        house.close()
    return Shown(
        House(settings),
        dict(plan.title),
        _name(told),
        len(told.homes),
        len(members),
        secret,
        settings.admin_token,
    )


def _furnish(
    house: House, clock: SteppingClock, told: Story, plan: Playbook, until: datetime
) -> str:
    """Bring in the table and live up to now, where that is not done yet; gives a secret."""
    start = clock() + EVENING
    by, workflow = administrator(house), house.workflow
    house.follower.catch_up()
    workflow.organisation.import_codes(lines_of(DATA / told.file, {told.code}), by)
    if not workflow.desk.community(told.code).roster.grids:
        table = table_of(told, plan, _name(told))
        workflow.rosters.import_table(told.code, table, by, dry_run=False)
    secret, caller = secretary(house, told.code, _name(told))
    if not workflow.desk.community(told.code).activations:
        Life(house, clock, told, plan, caller).live(start, until)
    house.follower.catch_up()
    return secret


def _name(told: Story) -> str:
    """What the official codes call the community."""
    rows = csv.DictReader(io.StringIO(lines_of(DATA / told.file, {told.code}).decode("utf-8")))
    name = next(rows)["community"]
    return name.removesuffix("居民委员会").removesuffix("居委会")
