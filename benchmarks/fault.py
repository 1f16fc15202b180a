"""Everything killed for minutes, while clients go on: what was counted, and what does not hold.

``python -m benchmarks.fault --minutes 10 --seed N``; it exits 1 when anything does not hold. A seed
tells what is killed in which order; what the clients were at just then is the machine's affair.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time

from tests.fault.checker import objections
from tests.fault.counts import told
from tests.fault.run import Size, run


def main() -> None:
    """Run, check, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--clients", type=int, default=300)
    parser.add_argument("--pause", type=float, default=1.2, help="seconds between two kills")
    args = parser.parse_args()
    size = Size(
        args.minutes * 60,
        int(20 * args.minutes),
        args.pause,
        servers=3,
        clients=args.clients,
        rest=8.0,
        durable=True,
    )
    begun = time.monotonic()
    ran = run(size, args.seed)
    took, load = time.monotonic() - begun, os.getloadavg()[0]
    at_work = f"{args.clients} clients, {size.servers} servers, {size.workers} workers"
    print(f"\nunder fault: seed {args.seed}, {args.minutes:g} minutes of kills, {took:.0f} s")
    print(f"  {at_work}; load {load:.1f} at the end")
    print(told(ran.counts))
    found = objections(ran.evidence)
    for about, said in found[:50]:
        print(f"  DOES NOT HOLD ({about}): {said}")
    print(f"  {len(found)} objections" if found else "  all of it holds")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
