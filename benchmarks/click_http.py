"""One click over HTTP at a real server, until a subscriber to its events holds the last one."""

from __future__ import annotations

import http.client
import re
import time
from itertools import cycle
from threading import Condition, Thread
from urllib.parse import urlsplit

from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch
from tests.api.serving import ADMIN, Live, serving

COMMUNITIES = 20
_ID = re.compile(rb"^id: (\d+)$", re.MULTILINE)


class Subscriber:
    """Holds the event stream open, and knows when it had which position."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        assert address.hostname is not None
        self._connection = http.client.HTTPConnection(address.hostname, address.port)
        headers = {"Authorization": f"Bearer {ADMIN}"}
        self._connection.request("GET", "/api/v1/events/stream", headers=headers)
        self._response = self._connection.getresponse()
        self._moved = Condition()
        self._last, self._at = 0, 0.0
        self.bytes = 0
        Thread(target=self._read, daemon=True).start()

    def when(self, position: int) -> float:
        """Wait for a position; the moment at which it was there."""
        with self._moved:
            assert self._moved.wait_for(lambda: self._last >= position, 30)
            return self._at

    def _read(self) -> None:
        rest = b""
        while some := self._response.read1(1 << 20):
            at = time.perf_counter()
            self.bytes += len(some)
            whole, _, rest = (rest + some).rpartition(b"\n\n")
            found = _ID.findall(whole)
            if found:
                with self._moved:
                    self._last, self._at = int(found[-1]), at
                    self._moved.notify_all()


class Clicks:
    """Clicks at a server, one community after the other, each taken back to peace."""

    def __init__(self, live: Live, codes: list[str]) -> None:
        self._live, self._codes = live, cycle(codes)
        self._subscriber = Subscriber(live.url)
        #: until the answer was there
        self.answered: list[Took] = []
        self._body = {
            "playbook": ground.CLICK.playbook,
            "scope": {"community": True},
            "reason": ground.CLICK.reason,
            "case_ref": ground.CLICK.case_ref,
        }

    def click(self) -> Took:
        """From the request until the subscriber held the last event."""
        code = next(self._codes)
        path = f"communities/{code}/activations"
        started = time.perf_counter()
        answer = self._live.admin.post(path, json=self._body)
        answered = time.perf_counter()
        assert answer.status_code == 201, answer.text
        held = self._subscriber.when(answer.json()["position"])
        self.answered.append(Took(answered - started))
        done = self._live.admin.post(f"{path}/{answer.json()['id']}/stand-down", json={})
        self._subscriber.when(done.json()["position"])
        return Took(max(held, answered) - started)

    def nothing(self) -> Took:
        """A request that asks for nothing."""
        url = f"{self._live.url}/healthz"
        took = stopwatch(lambda: self._live.admin.get(url).raise_for_status())
        return Took(took.wall)


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 150)
    with databases(args.store) as given:
        place = given.new()
        house = ground.furnished(place, COMMUNITIES)
        codes = ground.codes(house)[:COMMUNITIES]
        house.close()
        with serving(place) as live:
            clicks = Clicks(live, codes)
            taken = interleaved(
                {"ours": clicks.click, "floor": clicks.nothing}, rounds=args.rounds, warm=3
            )
            answered = clicks.answered[3:]
        floored = "floor: a request that asks for nothing"
        reach = (Target("p99", 150),)
        report(
            f"one click over HTTP · {given.kind}",
            [
                Line("pingzhan: until a subscriber holds it", taken["ours"], floored, 0, reach),
                Line("of which until the answer", answered, floored),
                Line(floored, taken["floor"], floored),
            ],
        )


if __name__ == "__main__":
    main()
