"""Every benchmark, one after the other: ``python -m benchmarks [--store …]``."""

from __future__ import annotations

import subprocess
import sys

ALL = (
    "append",
    "fold",
    "click",
    "click_http",
    "fanout",
    "own_screens",
    "task",
    "table_import",
    "district",
    "region",
    "rebuild",
    "asof",
    "deadlines",
    "relay",
    "webhooks",
    "fortnight_of_war",
    "board_scroll",
    "first_paint",
)


def main() -> None:
    """Run each in a process of its own; what is said to us is said to them."""
    for name in ALL:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
