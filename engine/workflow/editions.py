"""What runs goes on with another edition of its playbook."""

from __future__ import annotations

from domain.amending import adopt, stand_up
from domain.group import Group
from domain.ids import group_stream
from domain.playbook import Playbook
from domain.staffing import staff
from engine.workflow.changes import Scene
from engine.workflow.desk import Desk
from engine.workflow.leaving import gone_from


def adopt_edition(desk: Desk, scene: Scene, new: Playbook) -> None:
    """Every group goes on with the new edition; what only it has stands up, staffed."""
    running, roster, by = scene.running, scene.community.roster, scene.by
    lineups = {(line.group, line.grid): line for line in staff(new, roster, running.grids).groups}
    gone = gone_from(scene.community, scene.groups)
    for group in scene.groups:
        stays = lineups.pop((group.group, group.grid), None) is not None
        count, editions = roster.buildings(group.grid), (scene.plan, new)
        adopted = adopt(group, running, *editions, by.at, stays=stays, buildings=count, gone=gone)
        group.decide(adopted, by)
    streams = {place: group_stream(running.id, place[1], place[0]) for place in lineups}
    before = desk.store.get_many(Group, streams.values())
    for place, line in lineups.items():
        stream, buildings = streams[place], roster.buildings(line.grid)
        fresh = before.get(stream) or Group(stream, scene.community.community)
        stand_up(fresh, line, running, new, by, buildings)
        scene.groups.append(fresh)
