"""OpenTelemetry, where an operator asks for it: each request a trace, its commands and saves in it.

Nothing of it is loaded otherwise. Spans tell kinds, routes and counts; never an exception's words,
for those may quote a person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from starlette.types import Scope

from domain.refusal import Refused
from engine.spans import Attributes, Spans

#: the library's own variables: either of them turns traces on
ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
#: seconds that the receiver has to take spans
PATIENCE = 3.0


class Tracing:
    """Sends spans to a receiver of OTLP over HTTP until it is closed."""

    def __init__(self) -> None:
        try:
            from opentelemetry import propagate, trace
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError:
            raise Refused("traces_missing", field=ENDPOINTS[1]) from None
        self._api, self._propagate = trace, propagate
        named = {} if "OTEL_SERVICE_NAME" in os.environ else {"service.name": "pingzhan"}
        self._provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=PATIENCE)))
        self._tracer = self._provider.get_tracer("pingzhan")
        Spans.begin = self.span

    @contextmanager
    def span(self, name: str, attributes: Attributes, **how: Any) -> Iterator[Any]:
        """A span; an exception leaves its kind in it."""
        with self._tracer.start_as_current_span(
            name,
            attributes=attributes,
            record_exception=False,
            set_status_on_exception=False,
            **how,
        ) as span:
            try:
                yield span
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                raise

    def request(self, scope: Scope) -> AbstractContextManager[Any]:
        """The span of a request, continuing the caller's trace if they say one."""
        told = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        return self.span(
            scope["method"],
            {"http.request.method": scope["method"]},
            kind=self._api.SpanKind.SERVER,
            context=self._propagate.extract(told),
        )

    def answered(self, span: Any, method: str, route: str, status: int) -> None:
        """Say what became of a request; its route names no one."""
        span.update_name(f"{method} {route}")
        span.set_attribute("http.route", route)
        span.set_attribute("http.response.status_code", status)
        if status >= 500:
            span.set_status(self._api.StatusCode.ERROR)

    def close(self) -> None:
        """Send what is left, within seconds."""
        Spans.end()
        self._provider.force_flush(int(PATIENCE * 1000))
        self._provider.shutdown()


def begin_tracing() -> Tracing | None:
    """Traces, if the environment says where to."""
    return Tracing() if any(os.environ.get(name) for name in ENDPOINTS) else None


def request_span(tracing: Tracing | None, scope: Scope) -> AbstractContextManager[Any]:
    """The span of a request, or nothing."""
    return nullcontext() if tracing is None else tracing.request(scope)
