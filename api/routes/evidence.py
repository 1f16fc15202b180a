"""A bundle of evidence: what happened in a community, as a file that proves itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import structlog
from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from api.auth.permissions import EXPORT
from api.door_models import EvidenceBody
from api.doors import HouseDep, Who
from api.evidence import Wanted, bundle
from domain.reports import guard

router = APIRouter(prefix="/communities/{code}", tags=["evidence"])
logger = structlog.get_logger()
ZIP = "application/zip"
BUNDLE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A zip; docs/evidence.md tells what is in it",
        "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/evidence", summary="A bundle of evidence", response_class=Response, responses=BUNDLE)
def evidence(code: str, body: EvidenceBody, served: HouseDep, who: Who) -> Response:
    """The log with its digests, the board as of the moment, assignments, people and history, as a
    zip made while it is sent. Who takes it out and why is recorded, and told in it; names and
    phones are masked for whoever sees them masked.
    """
    who.require(EXPORT, code)
    guard(body.reason, "reason")
    wanted = Wanted(body.from_, body.activation, body.as_of, body.as_of_position)
    made = bundle(served, who, code, wanted, body.reason)
    accesses = served.register.accesses
    access = accesses.taken(who.actor, "evidence", code, len(made.people), made.reason)
    logger.info(
        "evidence_exported",
        actor=who.actor,
        community=code,
        access=access,
        after=made.after,
        until=made.until,
    )
    named = f"filename=\"evidence.zip\"; filename*=UTF-8''{quote(made.file_name)}"
    # what is deflated already is not made smaller once more on its way
    headers = {"Content-Disposition": f"attachment; {named}", "Content-Encoding": "identity"}
    return StreamingResponse(made.pieces(access), media_type=ZIP, headers=headers)
