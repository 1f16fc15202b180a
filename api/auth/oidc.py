"""Signing in at the organisation's own provider: OpenID Connect, by code, with PKCE and nonce."""

from __future__ import annotations

import secrets
import time
from threading import Lock
from typing import Any

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from api.auth.asked import Asked
from api.auth.oidc_settings import Oidc
from domain.refusal import Refused

PATIENCE = 10
LEEWAY = 60
#: how long what the provider says of itself is kept
KEPT = 3600.0
#: signatures that the holder of a public key can check; never ``none``, never a shared secret
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
logger = structlog.get_logger()


class Provider:
    """An OpenID Connect provider, discovered at its issuer."""

    def __init__(self, settings: Oidc) -> None:
        self.settings = settings
        self._lock = Lock()
        self._known: dict[str, Any] = {}
        self._keys: dict[str, Any] = {}
        self._until = 0.0

    def address(self, asked: Asked, back: str) -> str:
        """Where to send the browser; it comes back to ``back``."""
        session, known = self._session(back), self._discovered()
        url, _ = session.create_authorization_url(
            known["authorization_endpoint"],
            state=asked.state,
            nonce=asked.nonce,
            code_verifier=asked.verifier,
        )
        return str(url)

    def claims(self, words: str, state: str, code: str, back: str) -> dict[str, Any]:
        """The claims of whoever came back with a code, proven; refused when anything is amiss."""
        asked = words.split(".")
        if len(asked) != 3 or not secrets.compare_digest(asked[0].encode(), state.encode()):
            raise Refused("oidc_state")
        known = self._discovered()
        try:
            token = self._session(back).fetch_token(
                known["token_endpoint"], code=code, code_verifier=asked[2], timeout=PATIENCE
            )
            return self._proven(token, asked[1])
        except (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError) as error:
            logger.warning("oidc_refused", error=type(error).__name__)
            raise Refused("oidc_refused") from None

    def _proven(self, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        signed = token["id_token"]
        try:
            found = jwt.decode(signed, self._key_set(), algorithms=ALGORITHMS)
        except InvalidKeyIdError:  # the provider has changed its keys
            found = jwt.decode(signed, self._key_set(anew=True), algorithms=ALGORITHMS)
        own = {"nonce": nonce, "client_id": self.settings.client}
        expected = {
            "iss": {"essential": True, "value": self._known["issuer"]},
            "aud": {"essential": True, "value": self.settings.client},
        }
        params = {**own, "access_token": token.get("access_token")}
        claims = CodeIDToken(found.claims, found.header, expected, params)
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _session(self, back: str) -> OAuth2Session:
        method = "client_secret_basic" if self.settings.secret else "none"
        session = OAuth2Session(
            self.settings.client,
            self.settings.secret or None,
            scope="openid profile email",
            redirect_uri=back,
            token_endpoint_auth_method=method,
            code_challenge_method="S256",
        )
        session.max_redirects = 0
        return session

    def _discovered(self) -> dict[str, Any]:
        with self._lock:
            if self._known and time.monotonic() < self._until:
                return self._known
            found = self._get(f"{self.settings.issuer}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != self.settings.issuer:
                logger.warning("oidc_refused", error="issuer")
                raise Refused("oidc_unreachable")
            self._known, self._keys, self._until = found, {}, time.monotonic() + KEPT
            return found

    def _key_set(self, *, anew: bool = False) -> KeySet:
        if not self._keys or anew:
            self._keys = self._get(self._known["jwks_uri"])
        return KeySet.import_key_set(self._keys)  # type: ignore[arg-type]

    def _get(self, url: str) -> dict[str, Any]:
        """What the provider publishes, without telling it who asks."""
        try:
            answer = self._session("").request("GET", url, withhold_token=True, timeout=PATIENCE)
            answer.raise_for_status()
            return dict(answer.json())
        except (AuthlibBaseError, RequestException, ValueError, TypeError) as error:
            logger.warning("oidc_unreachable", error=type(error).__name__)
            raise Refused("oidc_unreachable") from None
