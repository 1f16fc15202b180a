"""The demonstration's house: every community of the district with its people, one at war."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from api.catalogue import catalogue, words
from api.cli.terminal import out
from api.demo.agenda import SteppingClock
from api.demo.day import live, outbreak
from api.demo.folder import fresh_file
from api.demo.places import CODES, Size, sizes
from api.demo.rosters import roster
from api.demo.sample import COMMUNITY, SAMPLE
from api.demo.script import script
from api.house import House
from api.settings import Settings
from domain.community import Community
from domain.ids import community_stream
from engine.clock import system_clock
from engine.workflow import Caller

#: a community at peace, whose table the sample is, and the one at war
PEACE, WAR = COMMUNITY, "350102100011"
DISTRICT = PEACE[:6]
#: tables were brought in on the evening before the case
EVENING = timedelta(hours=8)
LINKS_LAST = timedelta(days=30)


class Links(msgspec.Struct, frozen=True):
    """Secrets to sign in with: of two secretaries, the district's supervisor, the administrator."""

    secretary: str
    wartime: str
    supervisor: str
    administrator: str


class Furnished(msgspec.Struct):
    """A house that stands ready, with the communities in it and who may sign in."""

    house: House
    communities: list[Size]
    links: Links

    def words(self, addresses: Sequence[str]) -> dict[str, object]:
        """What there is to say of it; a link for each address that the server answers at."""
        names = {size.code: size.name for size in self.communities}

        def link(secret: str) -> str:
            return "\n        ".join(f"{a}/#/signin?token={secret}" for a in addresses)

        return {
            "communities": len(self.communities),
            "grids": sum(size.compounds for size in self.communities),
            "people": sum(size.people for size in self.communities),
            "peace": names[PEACE],
            "war": names[WAR],
            "secretary": link(self.links.secretary),
            "wartime": link(self.links.wartime),
            "supervisor": link(self.links.supervisor),
            "administrator": link(self.links.administrator),
            "sample": str(SAMPLE),
        }


def furnished(*, small: bool) -> list[Size]:
    """The communities to furnish: the whole district, or the two of the links."""
    return [size for size in sizes() if not small or size.code in (PEACE, WAR)]


def furnish(
    *,
    store: str = "",
    port: int | None = None,
    host: str = "127.0.0.1",
    small: bool = False,
    now: datetime | None = None,
) -> Furnished:
    """A house to serve, furnished up to ``now``; ``small`` is the two communities of the links.

    Without ``store`` it is in a folder that goes away with the process. What is furnished already
    stays as it is. A port that is taken gives way to the next free one.
    """
    settings = house_settings(store, port, host)
    communities = furnished(small=small)
    until = now or system_clock()
    with out.status(
        words(catalogue("demo")["furnishing"], {"communities": len(communities)})["zh"]
    ):
        links = _furnish(settings, communities, until)
    return Furnished(House(settings), communities, links)


def _furnish(settings: Settings, communities: list[Size], until: datetime) -> Links:
    clock = SteppingClock(outbreak(until) - EVENING)
    house = House(settings, clock)
    try:
        house.follower.catch_up()
        _bring_tables(house, communities)
        peace, _ = _secretary(house, communities, PEACE)
        war, caller = _secretary(house, communities, WAR)
        if not house.workflow.desk.community(WAR).activations:
            live(house, clock, WAR, caller, until)
        house.follower.catch_up()
        return Links(peace, war, _supervisor(house), settings.admin_token)
    finally:
        house.close()


def _bring_tables(house: House, communities: list[Size]) -> None:
    """Register the communities and bring in their tables, where that is not done yet."""
    known = house.store.get_many(Community, [community_stream(s.code) for s in communities])
    if len(known) < len(communities):
        codes = lines_of(CODES, {size.code for size in communities})
        house.workflow.organisation.import_codes(codes, administrator(house))
    for size in communities:
        there = known.get(community_stream(size.code))
        if there is None or not there.roster.grids:
            house.workflow.rosters.import_table(
                size.code, roster(size), administrator(house), dry_run=False
            )


def lines_of(file: Path, wanted: Collection[str]) -> bytes:
    """The lines of a file of official codes that speak of these communities."""
    header, *rows = file.read_bytes().splitlines(keepends=True)
    spoken = (row for row in rows if row.decode().rstrip().rpartition(",")[2] in wanted)
    return b"".join([header, *spoken])


def _secretary(house: House, communities: list[Size], code: str) -> tuple[str, Caller]:
    """A secretary's secret to sign in with, and the terms on which she acts."""
    return secretary(house, code, next(size.name for size in communities if size.code == code))


def secretary(house: House, code: str, community: str) -> tuple[str, Caller]:
    """The same of any community, by its name."""
    token, secret = house.tokens.create(
        "secretary",
        code,
        script().secretary.format(community=community),
        expires_at=system_clock() + LINKS_LAST,
    )
    return secret, Caller(f"token:{token.id}")


def _supervisor(house: House) -> str:
    """A secret of whoever looks after the whole district."""
    _, secret = house.tokens.create(
        "supervisor", DISTRICT, script().supervisor, expires_at=system_clock() + LINKS_LAST
    )
    return secret


def administrator(house: House) -> Caller:
    """Whoever furnishes the house."""
    return Caller(house.administrator.actor, cause="demo")


def house_settings(store: str, port: int | None, host: str) -> Settings:
    """The settings of the demonstration, which leaves alone what the environment says is real.

    Where only this machine reaches it, its webhooks may lead to this machine.
    """
    asked = Settings.from_environment(port=port, host=host)
    free = _free_port(host, asked.port)
    if free != asked.port != 0:
        said = words(catalogue("demo")["port_taken"], {"port": asked.port, "free": free})
        out.print(said["zh"], markup=False)
        out.print(said["en"], style="dim", markup=False)
    return msgspec.structs.replace(
        asked,
        store=store or f"sqlite:///{fresh_file()}",
        redis="",
        admin_token=asked.admin_token or secrets.token_urlsafe(24),
        port=free,
        private_targets=asked.private_targets or host in ("127.0.0.1", "localhost"),
    )


def _free_port(host: str, port: int) -> int:
    """That port, or the next that nobody listens on; any for 0."""
    for candidate in range(port, min(port + 100, 65_536)):
        with socket.socket() as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return port
