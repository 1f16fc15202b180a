"""What is told to operators is true: every setting, and every metric that is watched."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from prometheus_client.parser import text_string_to_metric_families

from api.house import House
from api.scraping import scrape
from api.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
#: what a family's samples are called, by its kind
ENDINGS = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}


def test_every_setting_is_documented_and_every_documented_one_is_there() -> None:
    sources = [p for d in ("api", "engine", "projections") for p in (ROOT / d).rglob("*.py")]
    read = {
        n for p in sources for n in re.findall(r"PINGZHAN_[A-Z_]*[A-Z](?![A-Z_{])", p.read_text())
    }
    listed = set(re.findall(r"`(PINGZHAN_[A-Z_]+)`", (DOCS / "operations.md").read_text()))
    pages = (page.read_text() for page in DOCS.glob("*.md"))
    explained = {n for page in pages for n in re.findall(r"PINGZHAN_[A-Z_]+", page)}
    assert read - explained == set()
    assert listed - read == set()


def test_every_metric_that_is_watched_is_there(sqlite_url: str) -> None:
    house = House(Settings(store=sqlite_url))
    told = scrape(house.standing(), [work.name for work in house.works]).decode()
    house.close()
    families = list(text_string_to_metric_families(told))
    there = {f.name + ending for f in families for ending in ENDINGS.get(f.type, ("",))}
    assert watched() - there == set()
    assert len(watched()) >= 15


def watched() -> set[str]:
    """The metrics that the dashboard and the alerts name."""
    folder = DOCS / "operations"
    board = json.loads((folder / "grafana.json").read_text())
    rules: Any = yaml.safe_load((folder / "alerts.yaml").read_text())
    asked = [t["expr"] for panel in board["panels"] for t in panel["targets"]]
    asked += [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    return {name for expression in asked for name in re.findall(r"pingzhan_[a-z_]+", expression)}
