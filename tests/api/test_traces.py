"""Traces as a real receiver of OTLP over HTTP gets them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.api.places import click, peaceful
from tests.api.serving import serving


@contextmanager
def receiver() -> Iterator[tuple[str, list[Any]]]:
    """A receiver, and the spans that it got."""
    spans: list[Any] = []

    class Receiving(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"]))
            assert self.path == "/v1/traces"
            told = ExportTraceServiceRequest.FromString(sent)
            for of in told.resource_spans:
                for scope in of.scope_spans:
                    spans.extend(scope.spans)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiving)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", spans
    finally:
        server.shutdown()


def attributes(span: Any) -> dict[str, Any]:
    """What a span says."""
    return {a.key: a.value.string_value or a.value.int_value for a in span.attributes}


def test_a_click_is_a_trace_from_the_request_over_the_command_to_the_save(sqlite_url: str) -> None:
    caller = "4bf92f3577b34da6a3ce929d0e0e4736"
    with receiver() as (url, spans):
        said: dict[str, Any] = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": url,
            "OTEL_BSP_SCHEDULE_DELAY": "100",
        }
        with serving(sqlite_url, **said) as live:
            code = peaceful(live.admin)
            live.admin.headers["traceparent"] = f"00-{caller}-00f067aa0ba902b7-01"
            click(live.admin, code)
            route = "/api/v1/communities/{code}/activations"
            until = time.monotonic() + 20
            while not (clicks := [s for s in spans if s.name == f"POST {route}"]):
                assert time.monotonic() < until
                time.sleep(0.05)
    request = clicks[0]
    assert request.trace_id.hex() == caller
    assert attributes(request) == {
        "http.request.method": "POST",
        "http.route": route,
        "http.response.status_code": 201,
    }
    beneath = {s.parent_span_id: s for s in spans if s.trace_id == request.trace_id}
    command = beneath[request.span_id]
    save = beneath[command.span_id]
    assert (command.name, save.name) == ("command", "save")
    assert attributes(save)["facts"] > 100
    assert all(code not in str(span) for span in spans)
