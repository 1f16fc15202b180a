"""How many files a server may hold open: raised to what it promises, and never promised beyond."""

from __future__ import annotations

import subprocess
import sys

import pytest

SAID = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
from api.cli.descriptors import make_room
print(make_room(3000), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.parametrize(
    ("soft", "hard", "room", "after"),
    [
        (64, 4096, 3000, 3256),  # raised as far as it is needed
        (64, 1000, 744, 1000),  # as far as it may be, and told how far that goes
        (4000, 4096, 3000, 4000),  # never lowered
    ],
)
def test_room_is_made_as_far_as_the_system_allows(
    soft: int, hard: int, room: int, after: int
) -> None:
    code = SAID.format(soft=soft, hard=hard)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(room), str(after)]
