"""The services that other tests stand on are the real ones."""

from __future__ import annotations

import psycopg
import redis
from playwright.sync_api import Browser

from tests.services.axe import violations


def version_of(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("select version()").fetchone()
    assert row is not None
    return str(row[0])


def test_postgresql_answers_as_itself(postgres_url: str) -> None:
    assert version_of(postgres_url).startswith("PostgreSQL 1")


def test_each_test_has_a_database_of_its_own(postgres_url: str, postgres_server_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("select count(*) from pg_tables where schemaname = 'public'")
        assert tables.fetchone() == (0,)
    assert postgres_url != postgres_server_url


def test_a_test_asking_for_a_store_runs_on_sqlite_and_on_postgresql(store_url: str) -> None:
    assert store_url.startswith(("sqlite:////", "postgresql://"))


def test_redis_keeps_a_stream_of_chinese_text(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        assert client.dbsize() == 0
        client.xadd("groups", {"name": "综合协调组"})
        assert [fields for _, fields in client.xrange("groups")] == [{"name": "综合协调组"}]


def test_chinese_is_drawn_with_a_real_font_not_with_boxes(browser: Browser) -> None:
    page = browser.new_page()
    pictures = set()
    for character in "平战":
        page.set_content(f"<body style='margin:0;font:40px sans-serif'>{character}")
        pictures.add(page.screenshot(clip={"x": 0, "y": 0, "width": 50, "height": 60}))
    page.close()
    assert len(pictures) == 2


def test_axe_names_the_rule_that_a_page_breaks(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=zh><title>平战</title><main><h1>平战</h1><img src=x></main>")
    found = violations(page)
    page.close()
    assert [line.split(":")[0] for line in found] == ["image-alt"]
