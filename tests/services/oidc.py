"""A real OpenID Connect provider over HTTP: Authlib's own, with discovery, keys, PKCE and nonces.

Whoever comes to it is signed in already: as whom says ``user``. ``mischief`` changes an id token.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from authlib.oauth2.rfc6749 import (
    AuthorizationServer,
    ClientMixin,
    OAuth2Request,
    requests,
)
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "pingzhan", "a-secret-of-the-tests"


class Client(ClientMixin):
    """We, as the provider knows us."""

    client_id, client_secret = CLIENT, SECRET
    client_metadata: ClassVar[dict[str, Any]] = {}
    id_token_signed_response_alg = "RS256"

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.endswith("/api/v1/session/provider/callback")

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Code(AuthorizationCodeMixin):
    """A code that was given out."""

    def __init__(self, code: str, request: OAuth2Request) -> None:
        data = request.payload.data
        self.code, self.user, self.nonce = code, request.user, data.get("nonce")
        self.redirect_uri, self.scope = data["redirect_uri"], data["scope"]
        self.code_challenge = data.get("code_challenge")
        self.code_challenge_method = data.get("code_challenge_method")

    def get_redirect_uri(self) -> str:
        return str(self.redirect_uri)

    def get_scope(self) -> str:
        return str(self.scope)

    def get_nonce(self) -> str:
        return str(self.nonce)

    def get_auth_time(self) -> int:
        return int(time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class Codes(AuthorizationCodeGrant):
    """Codes, each good for once."""

    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar[list[str]] = ["client_secret_basic"]

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        self.server.codes[code] = Code(code, request)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        return self.server.codes.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        self.server.codes.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
        return authorization_code.user


class IdTokens(OpenIDCode):
    """Id tokens signed with the provider's key."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self.provider = provider

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return False

    def generate_user_info(self, user: dict[str, Any], scope: str) -> dict[str, Any]:
        return user

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        return self.provider.key

    def get_client_algorithm(self, client: Client) -> str:
        return "RS256"

    def encode_id_token(self, token: dict[str, Any], request: OAuth2Request) -> str:
        now = int(time())
        claims = {"iss": self.provider.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": request.authorization_code.get_nonce(), **request.user}
        header = {"alg": "RS256", "kid": self.provider.key.kid}
        return jwt.encode(header, self.provider.mischief(claims), self.provider.signer)


class Provider(AuthorizationServer):
    """The provider: its key, who is signed in there, and the codes that it gave out."""

    def __init__(self, issuer: str) -> None:
        super().__init__(["openid", "profile", "email"])
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}, auto_kid=False)
        #: the key that signs, which is the one that is published unless a test says otherwise
        self.signer = self.key
        self.user: dict[str, Any] = {"sub": "1"}
        self.codes: dict[str, Code] = {}
        self.mischief: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.register_token_generator(
            "default", BearerTokenGenerator(lambda **_: os.urandom(9).hex())
        )
        self.register_grant(Codes, [CodeChallenge(required=True), IdTokens(self)])

    def query_client(self, client_id: str) -> Client | None:
        return Client() if client_id == CLIENT else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        return None

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        return None

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Any:
        return status, body, headers


def _request(method: str, uri: str, headers: Any, body: str) -> OAuth2Request:
    request = OAuth2Request(method, uri, headers=dict(headers))
    said = {k: v[0] for k, v in parse_qs(urlsplit(uri).query if method == "GET" else body).items()}
    request.payload = requests.BasicOAuth2Payload(said)
    type(request).args = property(lambda self: self.payload.data)
    type(request).form = property(lambda self: self.payload.data)
    return request


class _Door(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        path = urlsplit(self.path).path
        if path == "/.well-known/openid-configuration":
            self._told(200, discovery(provider.issuer), [])
        elif path == "/keys":
            self._told(200, {"keys": [provider.key.as_dict(private=False)]}, [])
        else:
            request = _request("GET", f"{provider.issuer}{self.path}", self.headers, "")
            request.user = provider.user
            grant = provider.get_authorization_grant(request)
            self._told(*provider.create_authorization_response(request, provider.user, grant))

    def do_POST(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        request = _request("POST", f"{provider.issuer}{self.path}", self.headers, body)
        self._told(*provider.create_token_response(request))

    def _told(self, status: int, body: Any, headers: list[tuple[str, str]]) -> None:
        told = json.dumps(body).encode() if isinstance(body, dict) else str(body or "").encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: Any) -> None:
        return None


def discovery(issuer: str) -> dict[str, Any]:
    """What the provider says of itself."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


@contextmanager
def oidc_provider() -> Iterator[Provider]:
    """A provider at a free port of this machine."""
    # Authlib takes nothing but HTTPS unless it is told so
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        os.environ.pop("AUTHLIB_INSECURE_TRANSPORT", None)
