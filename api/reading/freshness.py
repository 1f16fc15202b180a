"""How fresh a reading is: everybody reads their own writes, and what was committed before."""

from __future__ import annotations

from api.house import House
from domain.refusal import Refused

PATIENCE = 5.0
A_MOMENT = 1.0


def fresh(served: House, view: str, at_least: int | None = None) -> None:
    """Wait until a view holds a position: the one asked for, else what is committed by now.

    Refused with ``view_behind`` when the position asked for does not come, at once when the log
    itself is not there; without one, a view that lags is read as it stands, for an old board is
    better than none.
    """
    if at_least is not None and at_least > served.store.head():
        raise Refused("position_ahead", field="at_least", position=at_least)
    if at_least is None:
        served.follower.wait_for(view, served.store.head(), A_MOMENT)
    elif not served.follower.wait_for(view, at_least, PATIENCE):
        raise Refused("view_behind", position=at_least)
