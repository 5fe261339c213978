"""Optional tracing (OTLP) and error reporting (Sentry): nothing leaves this process unless an address is set."""

import hashlib
import time
from functools import cache
from typing import Any

from services.wiring.configuration import Configuration, ConfigurationIsWrong, configuration

_TRACE_BYTES, _SPAN_BYTES = 16, 8
_KEPT_OF_A_FAULT = frozenset(
    {"event_id", "timestamp", "platform", "level", "release", "environment", "exception", "sdk"}
)
_KEPT_OF_A_FRAME = frozenset({"filename", "module", "function", "lineno"})


def start() -> None:
    """Start what is configured. Raises ConfigurationIsWrong if its packages are missing."""
    settings = configuration()
    if settings.otlp_endpoint:
        _tracer()
    if settings.sentry_dsn.get_secret_value():
        _report_faults(settings)


def forget() -> None:
    """Drop what a parent process opened; a forked process makes its own."""
    _tracer.cache_clear()


def traced(name: str, thread: str, began: float, **ids: Any) -> None:
    """Report something that has just ended as a span. Spans with the same thread share one trace, across processes.

    thread: an id, such as the carrier's id of a text; began: seconds since 1970.
    """
    if not configuration().otlp_endpoint:
        return
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

    digest = hashlib.sha256(thread.encode()).digest()
    beginning = SpanContext(
        trace_id=int.from_bytes(digest[:_TRACE_BYTES]),
        span_id=int.from_bytes(digest[_TRACE_BYTES:][:_SPAN_BYTES]),
        is_remote=True,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )
    context = set_span_in_context(NonRecordingSpan(beginning))
    span = _tracer().start_span(name, context=context, start_time=int(began * 1e9), attributes=ids)
    span.end(int(time.time() * 1e9))


@cache
def _tracer() -> Any:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise _missing("OTEL_EXPORTER_OTLP_ENDPOINT") from None
    provider = TracerProvider(resource=Resource.create({"service.name": "amble"}))
    exporter = OTLPSpanExporter(f"{configuration().otlp_endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
    return provider.get_tracer("amble")


def _report_faults(settings: Configuration) -> None:
    try:
        import sentry_sdk
    except ImportError:
        raise _missing("SENTRY_DSN") from None
    sentry_sdk.init(
        settings.sentry_dsn.get_secret_value(),
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        send_default_pii=False,
        max_breadcrumbs=0,
        before_send=scrubbed,
    )


def fault(error: BaseException) -> None:
    """Report a fault of the program, if error reporting is configured."""
    if configuration().sentry_dsn.get_secret_value():
        import sentry_sdk

        sentry_sdk.capture_exception(error)


def scrubbed(event: Any, _hint: Any = None) -> Any:
    """Of a fault: what broke and where. Errors' messages and variables' values may hold health data."""
    kept = {name: value for name, value in event.items() if name in _KEPT_OF_A_FAULT}
    for error in kept.get("exception", {}).get("values", []):
        error.pop("value", None)
        for frame in error.get("stacktrace", {}).get("frames", []):
            for name in set(frame) - _KEPT_OF_A_FRAME:
                frame.pop(name)
    return kept


def _missing(variable: str) -> ConfigurationIsWrong:
    return ConfigurationIsWrong(
        f"{variable} is set, but its packages are not installed: `pip install 'amble[telemetry]'`."
    )
