"""Every route of the page, in the hands of whom it is for, with something to see in it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.api.places import board, click, peaceful
from tests.browser.furnished import PEACE, WAR, Furnished
from tests.browser.places import link

ROUTER = Path(__file__).parents[2] / "web" / "src" / "router.ts"
NAME = re.compile(r"\{ path: .*\bname: '(\w+)'")
#: of a street of its own, so that its campaign touches no other community
STREET = "990102970"
EPIDEMIC, STORM = "eight_groups_epidemic", "typhoon_flood_community"


def named_routes() -> set[str]:
    """The names of all routes, as the router's own file says."""
    return set(NAME.findall(ROUTER.read_text("utf-8")))


@dataclass(frozen=True)
class Stop:
    """A route on a way: its address with ``Ground`` to fill in, and what shows that it is there.

    ``sheets`` are what is pressed on it and the sheet that this opens.
    """

    route: str
    path: str
    shows: str
    sheets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Way:
    """Somebody's way through the page: who they are, where they belong, and where they go."""

    who: str
    role: str
    place: str
    stops: tuple[Stop, ...]


class Ground:
    """What the addresses of the stops name, made in a house when it is first asked for."""

    def __init__(self, house: Furnished) -> None:
        self.site = house.site
        assert self.invite  # so that there is an account to look at

    def address(self, stop: Stop) -> str:
        """Where a stop is."""
        names = re.findall(r"\{(\w+)\}", stop.path)
        return stop.path.format(**{name: getattr(self, name) for name in names})

    def token(self, way: Way) -> str | None:
        """What signs in whoever goes a way; nothing for those who come by the first address."""
        place = way.place.format(recovering=self.recovering) if way.place else ""
        return link(self.site, place, way.role, "鼗")["token"] if way.role else None

    @property
    def invite(self) -> str:
        """An invitation to an account that nobody has used yet."""
        said = {"login": f"walk.{secrets.token_hex(4)}", "name": "林书记"}
        asked = {**said, "role": "secretary", "place": WAR}
        return str(self.site.admin.post("accounts", json=asked).json()["invite"])

    @cached_property
    def activation(self) -> str:
        """The war that has lasted for a day."""
        return str(board(self.site.admin, WAR)["activations"][0]["id"])

    @property
    def post(self) -> str:
        """A personal link of somebody who has a post in it and tasks to do."""
        groups = board(self.site.admin, WAR)["activations"][0]["groups"]
        group = next(g for g in groups if len(g["members"]) > 1 and g["tasks"])
        asked = {"member": group["members"][1]["member"]}
        made = self.site.admin.post(f"activations/{self.activation}/links", json=asked)
        return str(made.json()["token"])

    @cached_property
    def form(self) -> str:
        """A ledger in which something stands."""
        ledgers = self.site.admin.get(f"communities/{WAR}/ledgers").json()["items"]
        return str(next(each["form"] for each in ledgers if each["reports"]))

    @cached_property
    def recovering(self) -> str:
        """A community that has come to its recovery."""
        admin = self.site.admin
        code = peaceful(admin, seed=7, street=STREET)
        at = f"communities/{code}/activations/{click(admin, code, reason='报告病例')['id']}"
        done = admin.post(f"{at}/recover", json={"reason": "清零"})
        assert done.status_code == 200, done.text
        return code

    @cached_property
    def campaign(self) -> str:
        """A drill of a whole street."""
        assert self.recovering
        asked = {"playbook": STORM, "drill": True}
        begun = self.site.admin.post(f"organisation/{STREET}/activations", json=asked)
        assert begun.status_code == 202, begun.text
        return f"{STREET}/{begun.json()['id']}"


P, W, R = f"/c/{PEACE}", f"/c/{WAR}", "/c/{recovering}"
TASK = "css=[data-testid^=task-][data-state]"
WAYS = (
    Way(
        "nobody yet",
        "",
        "",
        (
            Stop("signin", "/signin", "signin-link"),
            Stop("invite", "/invite?invite={invite}", "invite-who"),
        ),
    ),
    Way(
        "a secretary at peace",
        "secretary",
        PEACE,
        (
            Stop("community", P, "readiness", (("case-open", "case-sheet"),)),
            Stop("roster", f"{P}/roster", "roster"),
            Stop("activate", f"{P}/activate", "activate-preview"),
            Stop("board", f"{P}/board", "empty", (("past-open", "past-sheet"),)),
            Stop("history", f"{P}/history", "history-entry"),
            Stop("calls", f"{P}/calls", "call-tree-sheet"),
        ),
    ),
    Way(
        "a secretary at war",
        "secretary",
        WAR,
        (
            Stop("community", W, "board-open"),
            Stop("activate", f"{W}/activate", "activate-preview"),
            Stop(
                "board",
                f"{W}/board",
                "group",
                (
                    (TASK, "task-sheet"),
                    ("member", "member-sheet"),
                    ("occurrence-open", "occurrence-sheet"),
                    ("stand-down-open", "stand-down-sheet"),
                ),
            ),
            Stop("history", f"{W}/history", "history-entry"),
            Stop("notices", f"{W}/notices/{{activation}}", "notice"),
            Stop("ledgers", f"{W}/ledgers", "ledger-line"),
            Stop("ledger", f"{W}/ledgers/{{form}}", "ledger-csv"),
            Stop("review", f"{W}/review/{{activation}}", "review-figures"),
            Stop("playbooks", "/playbooks", "playbook-line"),
            Stop(
                "playbook", f"/playbooks/{STORM}", "plan-strip", (("plan-task", "plan-task-sheet"),)
            ),
        ),
    ),
    Way(
        "a secretary in recovery",
        "secretary",
        "{recovering}",
        (Stop("community", R, "board-open"), Stop("board", f"{R}/board", "group")),
    ),
    Way(
        "a member",
        "",
        "",
        (Stop("me", "/me?link={post}", "own-post", (("me-cannot", "cannot-sheet"),)),),
    ),
    Way(
        "a supervisor",
        "supervisor",
        WAR[:6],
        (
            Stop("communities", "/", "communities"),
            Stop("district", "/district", "district"),
            Stop("wall", f"/wall/{WAR}", "wall-page"),
            Stop("accesses", "/accesses", "access"),
            Stop("replay", f"{W}/replay", "replay-view", (("evidence-open", "evidence-sheet"),)),
            Stop("account", "/account", "account-who"),
        ),
    ),
    Way(
        "an administrator",
        "administrator",
        "",
        (
            Stop("communities", "/", "communities"),
            Stop("campaigns", "/campaigns", "campaigns"),
            Stop(
                "campaign",
                "/campaigns/{campaign}",
                "campaign-state",
                (("campaign-end", "campaign-end-sheet"),),
            ),
            Stop("accounts", "/accounts", "account-count"),
            Stop("tokens", "/tokens", "token-search"),
        ),
    ),
    Way(
        "an integrator",
        "integrator",
        WAR[:6],
        (
            Stop("integrator", "/integrator?begin=all", "feed-event"),
            Stop("integrator", "/integrator?part=webhooks", "hooks"),
            Stop("integrator", "/integrator?part=recipes", "recipe-code"),
        ),
    ),
)
