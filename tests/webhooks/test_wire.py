"""What goes over the wire: signed, readable by the libraries that receivers use, and bounded."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from domain.refusal import Refused
from engine.clock import system_clock
from engine.webhooks.backoff import Backoff
from engine.webhooks.target import checked
from engine.webhooks.transport import Patience, Transport
from tests.notices.test_targets import INWARD
from tests.webhooks.sending import Sending, code, replaced, until
from tests.webhooks.subscriber import Subscriber, Told


@pytest.fixture
def hurried() -> Iterator[Transport]:
    """A way out with little patience, that may go everywhere."""
    made = Transport(inward=True, patience=Patience(0.3, 0.3, 0.6))
    yield made
    made.close()


def verified(told: Told, secret: str) -> bool:
    """Whether a receiver with this secret takes it for genuine."""
    try:
        Webhook(secret).verify(told.body, told.headers, json_parse=False)
    except WebhookVerificationError:
        return False
    return True


def test_a_receiver_verifies_what_it_gets_and_reads_it_in_either_format(
    sending: Sending, endpoint: Subscriber
) -> None:
    plain = sending.subscribe(endpoint.url("/structured"))
    binary = sending.subscribe(endpoint.url("/binary"), format="binary")
    sending.happen(code(1))
    sending.settle()
    found = {}
    for s, path in ((plain, "/structured"), (binary, "/binary")):
        (told,) = endpoint.told(path)
        assert verified(told, s.secret)
        assert not verified(msgspec.structs.replace(told, body=told.body + b" "), s.secret)
        assert not verified(told, sending.subscribe(endpoint.url()).secret)
        assert told.headers["webhook-id"].startswith(f"{s.id}-1-")
        headers = {k: v for k, v in told.headers.items() if k != "content-length"}
        found[path] = from_http_event(HTTPMessage(headers, told.body))
    one, other = found["/structured"], found["/binary"]
    assert one.get_type() == other.get_type() == "pingzhan.member_enrolled.v1"
    assert one.get_source() == other.get_source() == f"/communities/{code(1)}"
    assert one.get_id() == other.get_id() == "1"
    assert one.get_subject() == other.get_subject()
    assert one.get_time() == other.get_time()
    assert one.get_extension("sequence") == other.get_extension("sequence") == f"{1:020d}"
    assert one.get_data() == other.get_data()


def test_both_secrets_sign_while_they_overlap_and_the_new_one_alone_afterwards(
    sending: Sending, endpoint: Subscriber
) -> None:
    old = sending.subscribe(endpoint.url())
    new = sending.webhooks.subscriptions.rotate(old.id, timedelta(hours=1))
    assert new.secret != old.secret
    sending.happen(code(1))
    sending.settle()
    (both,) = endpoint.told()
    assert verified(both, old.secret)
    assert verified(both, new.secret)
    assert len(both.headers["webhook-signature"].split()) == 2
    past = system_clock() - timedelta(seconds=1)
    sending.webhooks.subscriptions.change(old.id, replaced(old, old_until=past))
    time.sleep(0.1)
    sending.happen(code(1))
    sending.settle()
    after = endpoint.told()[-1]
    assert verified(after, new.secret)
    assert not verified(after, old.secret)
    at_once = sending.webhooks.subscriptions.rotate(old.id, timedelta(0))
    assert at_once.secrets(system_clock()) == (at_once.secret,)


def test_an_endpoint_that_is_gone_is_unsubscribed_until_it_is_resumed(
    sending: Sending, endpoint: Subscriber
) -> None:
    endpoint.answering = lambda path, body: 410
    s = sending.subscribe(endpoint.url())
    sending.happen(code(1))
    until(lambda: sending.known(s).state == "ended", "it goes on")
    assert sending.known(s).ended_why == "gone"
    sending.happen(code(1), code(2))
    assert len(endpoint.told()) == 1
    endpoint.answering = lambda path, body: 200
    sending.webhooks.subscriptions.resume(s.id, "admin")
    sending.settle(s)
    assert endpoint.by_community() == {code(1): [1, 2], code(2): [3]}


def test_a_subscription_ends_with_the_token_or_account_that_made_it(
    sending: Sending, endpoint: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.webhooks.courier.OWNERS", 0.05)
    token, _ = sending.tokens.create("integrator", "", "x")
    s = sending.subscribe(endpoint.url(), owner=f"token:{token.id}")
    sending.happen(code(1))
    sending.settle(s)
    other = sending.subscribe(endpoint.url(), owner="account:of-nobody")
    until(lambda: sending.known(other).ended_why == "owner", "it goes on")
    assert sending.known(s).state == "active"
    assert sending.tokens.get(token.id).used_at is not None  # what is sent under it
    sending.tokens.revoke(token.id)
    until(lambda: sending.known(s).ended_why == "owner", "it goes on")
    sending.webhooks.subscriptions.resume(s.id, "admin")
    assert sending.known(s).owner == "admin"


def test_a_test_says_that_it_is_one_and_stands_in_no_log(
    sending: Sending, endpoint: Subscriber
) -> None:
    s = sending.subscribe(endpoint.url(), format="structured")
    tried = sending.webhooks.try_out(s)
    (told,) = endpoint.told()
    assert verified(told, s.secret)
    assert told.event["type"] == "pingzhan.webhook_test.v1"
    assert told.event["data"]["test"] is True
    assert (tried.status, tried.code, tried.answer) == (200, "", "thank you")
    assert sending.store.head() == 0
    (kept,) = sending.webhooks.attempts.of(s.id)
    assert (kept.position, kept.status) == (0, 200)


def test_an_event_that_took_the_place_of_another_in_a_restored_log_is_no_repeat(
    sending: Sending, endpoint: Subscriber
) -> None:
    s = sending.subscribe(endpoint.url())
    at = system_clock()
    assert s.event_id(7, at) == s.event_id(7, at)
    assert s.event_id(7, at) != s.event_id(7, at + timedelta(seconds=1))


def test_old_attempts_are_forgotten(sending: Sending, endpoint: Subscriber) -> None:
    s = sending.subscribe(endpoint.url())
    sending.webhooks.try_out(s)
    between = sending.now() + 1
    sending.webhooks.try_out(s)
    assert sending.webhooks.attempts.prune(between) == 1
    assert len(sending.webhooks.attempts.of(s.id)) == 1


def test_no_redirect_is_followed(hurried: Transport, endpoint: Subscriber) -> None:
    endpoint.answering = lambda path, body: 307 if path == "/a" else 200
    endpoint.headers = {"Location": endpoint.url("/b")}
    answer = hurried.post(endpoint.url("/a"), {}, b"{}")
    assert (answer.status, answer.code) == (307, "redirect")
    assert not endpoint.told("/b")


@pytest.mark.parametrize("way", [0, 1])
def test_whoever_is_silent_or_drips_is_cut_off(
    hurried: Transport, endpoint: Subscriber, way: int
) -> None:
    endpoint.answering = lambda path, body: way
    began = time.monotonic()
    answer = hurried.post(endpoint.url(), {}, b"{}")
    assert (answer.status, answer.code) == (None, "timeout")
    assert time.monotonic() - began < 3


def test_a_connection_serves_the_next_event_too_unless_the_answer_was_too_long(
    hurried: Transport, endpoint: Subscriber
) -> None:
    endpoint.answering = lambda path, body: int(path[1:])
    for status in (200, 200, 500, 200):
        assert hurried.post(endpoint.url(f"/{status}"), {}, b"{}").status == status
    (pool,) = hurried._pools.pools._container.values()
    assert (pool.num_connections, pool.num_requests) == (2, 4)


def test_what_cannot_be_reached_says_why(hurried: Transport) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert hurried.post(f"http://127.0.0.1:{port}/", {}, b"").code == "unreachable"
    assert hurried.post("http://nowhere.invalid/", {}, b"").code == "name_unresolved"


def test_a_certificate_is_held_against_the_name_and_those_who_vouch_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj"]
    made += ["/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with tls_endpoint(certificate, key) as port:
        post = lambda host: Transport(inward=True).post(f"https://{host}:{port}/", {}, b"{}")  # noqa: E731
        assert post("localhost").code == "tls"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert post("localhost").status == 200
        assert post("127.0.0.1").code == "tls"


@contextlib.contextmanager
def tls_endpoint(certificate: Path, key: Path) -> Iterator[int]:
    """An endpoint over TLS, by its port."""
    from http.server import ThreadingHTTPServer
    from threading import Thread

    from tests.webhooks.subscriber import _handler

    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(Subscriber()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *args: None  # type: ignore[method-assign]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_a_name_that_leads_within_by_now_is_not_connected_to(endpoint: Subscriber) -> None:
    careful = Transport()
    for host in ("localhost", "127.0.0.1", "127.1", "[::ffff:127.0.0.1]", "2130706433"):
        answer = careful.post(f"http://{host}:{endpoint.port}/", {}, b"{}")
        assert (answer.status, answer.code) == (None, "target_private"), host
    assert not endpoint.told()


def test_a_name_is_looked_up_once_and_only_what_was_looked_at_is_connected_to(
    endpoint: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, real = [], socket.getaddrinfo

    def rebinding(host: str, *args: object, **kwargs: object) -> object:
        """Outside when it is looked at, and within ever after."""
        asked.append(host)
        at = "203.0.114.9" if len(asked) == 1 else "127.0.0.1"
        return real(at, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = f"https://hooks.example.org:{endpoint.port}/"
    assert checked(url, inward=False) == url
    answer = Transport().post(url, {}, b"{}")
    assert (answer.code, len(asked)) == ("target_private", 2)
    assert not endpoint.told()


@pytest.mark.parametrize("host", [*(h for h in INWARD if "%" not in h), "64:ff9b::7f00:1"])
def test_an_address_within_is_refused_unless_the_house_allows_it(host: str) -> None:
    written = f"[{host}]" if ":" in host and "[" not in host else host
    with pytest.raises(Refused) as refused:
        checked(f"https://{written}/hook", inward=False)
    assert refused.value.code in ("channel_target_private", "webhook_url_invalid")
    assert checked(f"http://{written}/hook", inward=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://203.0.114.9/",
        "https://user:word@203.0.114.9/",
        "https://203.0.114.9/#part",
        "https://203.0.114.9:0/",
        "https://203.0.114.9:99999/",
        "https://exa mple.org/",
        "https://203.0.114.9/社区",
        "https://example.org\\@127.0.0.1/",
        "https:///nowhere",
        "ftp://203.0.114.9/",
        "203.0.114.9",
    ],
)
def test_what_is_no_full_address_over_tls_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(url, inward=False)
    assert refused.value.code == "webhook_url_invalid"


def test_pauses_grow_up_to_a_bound_and_heed_what_the_endpoint_asks() -> None:
    pauses = Backoff(first=2, factor=3, most=60, jitter=0.3)
    for failures, most in ((1, 2), (2, 6), (3, 18), (4, 54), (5, 60), (99, 60)):
        for _ in range(20):
            assert most * 0.7 <= pauses.pause(failures) <= most
    assert pauses.pause(1, asked=30) == 30
    assert pauses.pause(1, asked=3600) == 60


def test_an_endpoint_may_say_how_long_it_wants_to_be_left_alone(
    hurried: Transport, endpoint: Subscriber
) -> None:
    endpoint.answering = lambda path, body: 503
    endpoint.headers = {"Retry-After": "7"}
    assert hurried.post(endpoint.url(), {}, b"{}").retry_after == 7
    endpoint.headers = {"Retry-After": "soon"}
    assert hurried.post(endpoint.url(), {}, b"{}").retry_after is None
