"""The click from the command line: one community, or an area with a progress bar."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.auth.permissions import is_place, prefix
from api.catalogue import catalogue, words
from api.cli.terminal import StoreOption, err, opened, say
from api.house import House
from api.reading import communities
from domain.campaign import Campaign
from domain.refusal import Refused
from engine.workflow import Caller
from engine.workflow.activations import Asked
from engine.workflow.campaigns import progress


def activate(
    area: Annotated[str, typer.Option("--area", help="省市县街道代码 / a tier's code")] = "",
    community: Annotated[str, typer.Option("--community", help="12位社区代码 / one")] = "",
    playbook: Annotated[str, typer.Option("--playbook", help="预案 / the plan")] = "",
    reason: Annotated[str, typer.Option("--reason", help="原因 / why")] = "",
    drill: Annotated[bool, typer.Option("--drill", help="演练 / a drill")] = False,
    level: Annotated[str, typer.Option("--level", help="响应等级 / the level")] = "",
    store: StoreOption = "",
) -> None:
    """一键启动：一个社区或一片区域 / Activate a community, or every community of an area."""
    if bool(area) == bool(community):
        raise typer.BadParameter("--area / --community")
    with opened(store) as house:
        asked = Asked(
            playbook or house.vocabulary.playbook,
            reason=reason or None,
            level=level or None,
            drill=drill,
        )
        caller = Caller(house.administrator.actor, cause="cli")
        if community:
            answer = house.workflow.activations.activate(community, asked, caller)
            said = "activated" if answer.changed else "already_running"
            say(said, **answer.body["summary"], id=answer.body["id"])
        else:
            _campaign(house, area, asked, caller)


def _campaign(house: House, area: str, asked: Asked, caller: Caller) -> None:
    if not is_place(area):
        raise Refused("place_unknown", field="--area", value=area)
    campaigns = house.workflow.campaigns
    house.follower.catch_up()
    codes = communities.under(house, prefix(area))
    id = str(campaigns.start(area, codes, asked, caller).body["id"])
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err) as bar:
        task = bar.add_task(area, total=len(codes))

        def told(campaign: Campaign) -> None:
            bar.update(task, completed=len(campaign.outcomes))

        if house.leader.leads(f"campaign:{id}"):
            campaigns.run(id, caller, told=told)
        while (campaign := campaigns.get(id)).state == "running":
            told(campaign)
            time.sleep(0.2)
    house.follower.catch_up()
    result = progress(campaigns.get(id))
    fresh = result["activated"] - result["already"]
    say("campaign_done", **{**result, "failed": len(result["failed"]), "fresh": fresh})
    if result["failed"]:
        _say_failures(result["failed"])
        raise typer.Exit(1)


def _say_failures(failed: list[dict[str, str]]) -> None:
    by_code: dict[str, list[str]] = {}
    for outcome in failed:
        by_code.setdefault(outcome["failed"], []).append(outcome["community"])
    for code, codes in by_code.items():
        entry = catalogue("refusals").get(code, catalogue("refusals")["internal_error"])
        why = words(entry, {})
        some = ", ".join(codes[:3])
        say(
            "campaign_failed",
            code=code,
            count=len(codes),
            some=some,
            why=why["zh"],
            why_en=why["en"],
        )
