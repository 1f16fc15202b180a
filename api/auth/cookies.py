"""The cookie of a browser's session: no script reads it, no other site sends it."""

from __future__ import annotations

from fastapi import Request, Response

COOKIE = "pingzhan_session"


def keep(request: Request, response: Response, secret: str, seconds: int, public: str) -> None:
    """Hand a session to the browser; over HTTPS it goes over nothing else."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=is_secure(request, public),
        path="/",
    )


def drop(response: Response) -> None:
    """Take the session away from the browser."""
    response.delete_cookie(COOKIE, path="/")


def is_secure(request: Request, public: str) -> bool:
    """Whether the page came over HTTPS, at the server or at the proxy before it."""
    return request.url.scheme == "https" or public.startswith("https://")


def address_of(request: Request, public: str) -> str:
    """The address at which people reach this server."""
    return (public or str(request.base_url)).rstrip("/")
