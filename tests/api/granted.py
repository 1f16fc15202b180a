"""What docs/permissions.md says: which route opens to which role, inside and outside its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from fastapi import FastAPI

from api.app import create_app
from api.house import House
from engine.accounts import ROLES as OF_ACCOUNTS

TABLE = Path(__file__).parents[2] / "docs" / "permissions.md"
#: the heading of a region's table
REGION = "\n## pingzhan region\n"
HEAD = re.compile(r"^\| 路由 / route \|(.+)\|$", re.MULTILINE)
LINE = re.compile(r"^\| `(\w+) (\S+)` \|(.+)\|$", re.MULTILINE)
ROLES = (*OF_ACCOUNTS, "integrator")
WITHIN, ROOT, NEVER, OPEN, AT_WAR, OWN = "✓", "◎", "–", "○", "战", "己"
#: these speak of the caller's own place, or of no place
PLACELESS = re.compile(
    r"GET /api/v1/(communities|playbooks(/{id})?|tokens|webhooks|operations/webhooks"
    r"|events/({position}|schemas/{topic}))"
    r"|\w+ /api/v1/session(/everywhere|/password)?"
    r"|GET /api/v1/accounts"
    r"|(GET|POST) /api/v1/practice(/acts)?"
    r"|GET /api/v1/me/(post|shifts|stream)"
    r"|POST /api/v1/me/seen"
    r"|(POST|DELETE) /api/v1/me/calendars"
)

Route = tuple[str, str]


def routes(app: FastAPI | None = None) -> list[Route]:
    """Method and path of every route of an application's document: the server's, or a region's."""
    paths = (app or create_app(cast(House, None))).openapi()["paths"]
    return [(method.upper(), path) for path, ways in paths.items() for method in ways]


def written(*, of_region: bool = False) -> dict[Route, dict[str, str]]:
    """The table of the server, or that of a region: route to role to mark."""
    server, _, region = TABLE.read_text("utf-8").partition(REGION)
    table = region if of_region else server
    (head,) = HEAD.findall(table)
    return {
        (method, path): dict(zip(_cells(head), _cells(marks), strict=True))
        for method, path, marks in LINE.findall(table)
    }


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def allowed(mark: str, who: str, inside: bool, route: str) -> bool:
    """What the table says of a caller."""
    if mark in (WITHIN, AT_WAR, OWN):
        return inside or bool(PLACELESS.fullmatch(route))
    return mark == ROOT and who in ("root", "country")
