"""Which provider signs people in, and what its claims mean here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from domain.refusal import Refused


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the claims to read, and what the provider's roles are called here.

    With ``create`` whoever has a role here gets an account at their first sign-in; otherwise only
    accounts that an administrator made, found by ``login``.
    """

    login: str = "preferred_username"
    name: str = "name"
    role: str = "pingzhan_role"
    place: str = "pingzhan_place"
    member: str = "pingzhan_member"
    roles: dict[str, str] = {}
    create: bool = False


class Oidc(msgspec.Struct, frozen=True):
    """A provider: its issuer, what we are called there, and what its claims mean."""

    issuer: str
    client: str
    secret: str = ""
    label: str = ""
    claims: Claims = Claims()

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Oidc | None:
        """The provider of ``PINGZHAN_OIDC_*``; ``None`` when no issuer is named."""
        issuer = env.get("PINGZHAN_OIDC_ISSUER", "")
        if not issuer:
            return None
        client = env.get("PINGZHAN_OIDC_CLIENT_ID", "")
        if not client:
            raise Refused("oidc_settings", field="PINGZHAN_OIDC_CLIENT_ID")
        return cls(
            issuer.rstrip("/"),
            client,
            env.get("PINGZHAN_OIDC_CLIENT_SECRET", ""),
            env.get("PINGZHAN_OIDC_LABEL", ""),
            _claims(env.get("PINGZHAN_OIDC_CLAIMS", "")),
        )


def _claims(path: str) -> Claims:
    if not path:
        return Claims()
    try:
        said: Any = yaml.safe_load(Path(path).read_text("utf-8"))
        return msgspec.convert(said or {}, Claims)
    except (OSError, UnicodeError, yaml.YAMLError, msgspec.ValidationError):
        raise Refused("oidc_settings", field="PINGZHAN_OIDC_CLAIMS") from None
