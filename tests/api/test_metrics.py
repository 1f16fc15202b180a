"""What ``/metrics`` tells: of requests, saves, lags and leaders, and of no person and no place."""

from __future__ import annotations

import time
from typing import Any

import httpx2
from prometheus_client.parser import text_string_to_metric_families

from tests.api.places import click, peaceful
from tests.api.serving import Live

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def scraped(live: Live, **options: Any) -> Samples:
    """Every sample by its name and labels."""
    answer = httpx2.get(f"{live.url}/metrics", trust_env=False, timeout=30, **options)
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.raise_for_status().text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for f in families for s in f.samples}


def value(samples: Samples, name: str, **labels: str) -> float:
    """The sum of a metric's samples that have these labels."""
    wanted = set(labels.items())
    return sum(v for (n, told), v in samples.items() if n == name and wanted <= set(told))


def test_a_scrape_counts_requests_by_route_saves_by_type_and_tells_how_the_store_stands(
    sqlite_server: Live,
) -> None:
    before = scraped(sqlite_server)
    code = peaceful(sqlite_server.admin, seed=4)
    click(sqlite_server.admin, code)
    sqlite_server.admin.get("communities/359999999999")
    head = sqlite_server.admin.get(f"communities/{code}/board").json()["head"]
    until = time.monotonic() + 10
    while value(now := scraped(sqlite_server), "pingzhan_view_behind_facts") > 0:
        assert time.monotonic() < until
    route = "/api/v1/communities/{code}/activations"

    def more(name: str, **labels: str) -> float:
        return value(now, name, **labels) - value(before, name, **labels)

    assert more("pingzhan_requests_total", method="POST", route=route, status="201") == 1
    assert more("pingzhan_request_seconds_count", method="POST", route=route) == 1
    assert more("pingzhan_requests_total", route="/api/v1/communities/{code}", status="404") == 1
    assert more("pingzhan_facts_total", type="playbook_activated.v1") == 1
    assert more("pingzhan_commits_total") >= 3
    assert value(now, "pingzhan_log_head") >= head
    assert value(now, "pingzhan_store_up") == 1
    assert value(now, "pingzhan_work_led", work="deadlines") == 1
    assert value(now, "pingzhan_processes", does="works") == 1
    assert value(now, "pingzhan_process_resident_bytes") > 10**7
    labels = " ".join(v for _, told in now for _, v in told)
    assert code not in labels
    assert labels.isascii()  # no name of anybody or of any place


def test_an_open_stream_is_counted_while_it_is_open(sqlite_server: Live) -> None:
    with sqlite_server.admin.stream("GET", "events/stream") as answer:
        lines = answer.iter_lines()
        next(lines)
        assert value(scraped(sqlite_server), "pingzhan_open_streams") >= 1
