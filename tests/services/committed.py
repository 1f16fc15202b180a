"""The files that git keeps, which are what others get."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def committed_files() -> list[Path]:
    """Every file in git's index that is there; RuntimeError where this is no clone."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise RuntimeError(f"git does not list the files of {ROOT}") from error
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]
