"""Where this machine fetches packages from, as its configuration has it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tests.services.chromium import npm_command

HERE = {"localhost", "127.0.0.1", "::1"}
VARIABLES = re.compile(r"(PIP|UV)_.*(INDEX|FIND_LINKS|HOST)|npm_config_.*registry", re.IGNORECASE)
UV_FILES = (Path("/etc/uv/uv.toml"), Path("~/.config/uv/uv.toml"))


def configured() -> str:
    """All that pip, uv and npm are told, by files and by the environment, as one text."""
    texts = [value for name, value in os.environ.items() if VARIABLES.fullmatch(name)]
    texts.append(_output([sys.executable, "-m", "pip", "config", "list"]))
    texts.append(_output(["pip", "config", "list"]))
    node, npm = npm_command()
    texts.append(_output([str(node), str(npm), "config", "get", "registry"]))
    texts += [f.expanduser().read_text() for f in UV_FILES if f.expanduser().is_file()]
    return "\n".join(texts)


def hosts_in(configuration: str) -> set[str]:
    """The hosts that a configuration names, but for this machine."""
    urls = re.findall(r"[a-z+]+://[^\s'\",]+", configuration)
    hosts = {urlsplit(url).hostname or "" for url in urls}
    hosts |= set(re.findall(r"trusted-host\s*=\s*'?([\w.-]+)", configuration))
    return hosts - HERE - {""}


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
