"""Where a webhook may lead: a full address, over TLS, outside the server's own network."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from domain.refusal import Refused
from engine.notices.targets import is_inward, leads_inward

LONGEST = 2000
#: what browsers and libraries read each in its own way
_ODD = re.compile(r"[\s\\\x00-\x20\x7f-\uffff]")
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")


def checked(url: str, *, inward: bool) -> str:
    """The address as it was written, or refused. ``inward`` allows plain HTTP and this network."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Refused("webhook_url_invalid", field="url") from None
    host = parts.hostname or ""
    odd = _ODD.search(url) or parts.username or parts.password or parts.fragment
    if odd or len(url) > LONGEST or not _HOST.fullmatch(host) or parts.port == 0:
        raise Refused("webhook_url_invalid", field="url")
    if parts.scheme not in (("https", "http") if inward else ("https",)):
        raise Refused("webhook_url_invalid", field="url")
    if inward:
        return url
    if is_inward(host):
        raise Refused("channel_target_private", field="url")
    try:
        if leads_inward(host):
            raise Refused("channel_target_private", field="url")
    except OSError:
        raise Refused("webhook_name_unresolved", field="url", host=host) from None
    except UnicodeError:
        raise Refused("webhook_url_invalid", field="url") from None
    return url
