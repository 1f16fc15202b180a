"""Commands in this process, as if typed: most of their time would go by starting Python."""

from __future__ import annotations

import subprocess

import structlog
from typer.testing import CliRunner

from api.cli.main import app
from tests.api.serving import UNSET, environment


def typed(*words: str, **said: str) -> subprocess.CompletedProcess[str]:
    """A command with its exit code and what it said; an exception of ours is one here too."""
    unset: dict[str, str | None] = dict.fromkeys(UNSET)
    done = CliRunner().invoke(app, list(words), env={**unset, **environment(**said)})
    # what it logged to has ended with it
    structlog.reset_defaults()
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)
