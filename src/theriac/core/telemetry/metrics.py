"""What a Prometheus scraper reads: counters and times of all processes, gauges at the scrape.

Each process counts in files of its own under ``DATA_DIR/run/metrics`` (prometheus_client's
multi-process mode); a scrape in any process adds them up, so a sale shows at the next scrape.
Gauges are functions that ask when they are read. Counting never raises: a full disk must not
stop a sale. No label names a person or a thing that grows without bound.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from theriac.core.telemetry.logs import get_logger

if TYPE_CHECKING:
    from prometheus_client.registry import CollectorRegistry

log = get_logger(__name__)

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_RESERVED_BYTES = {"counter": 1 << 16, "histogram": 1 << 20}
"""Written as zeros beforehand: a memory-mapped hole on a full disk would kill the process."""


@dataclass(frozen=True, slots=True)
class _Instruments:
    sales: Any
    refusals: Any
    requests: Any


@dataclass(frozen=True, slots=True)
class Gauge:
    """A value asked for at each scrape."""

    name: str
    description: str
    read: Callable[[], float | None]


_guard = threading.Lock()
_complained = threading.Event()
_instruments: _Instruments | None = None
_gauges: dict[str, Gauge] = {}


def metrics_folder() -> Path:
    """Where the processes of this installation count."""
    return Path(settings.DATA_DIR) / "run" / "metrics"


def clear_metrics() -> None:
    """Forget what processes of an earlier run counted.

    The supervisor calls it before it starts any. Counters begin at zero again, which scrapers
    expect of a restart.
    """
    for file in metrics_folder().glob("*.db"):
        file.unlink(missing_ok=True)


def register_gauge(name: str, description: str, read: Callable[[], float | None]) -> None:
    """Show ``theriac_<name>``; ``read`` answers the value, or None when there is none now."""
    _gauges[name] = Gauge(f"theriac_{name}", description, read)


def read_gauge(name: str) -> float | None:
    """The present value of a registered gauge; None when there is none. Raises as it does."""
    gauge = _gauges.get(name)
    return None if gauge is None else gauge.read()


def count_sale() -> None:
    """One sale was committed. Call it after the commit."""
    _count(lambda instruments: instruments.sales.inc())


def count_refusal(problem_type: str) -> None:
    """A command was refused with this problem type."""
    _count(lambda instruments: instruments.refusals.labels(problem_type).inc())


def observe_request(route: str, method: str, status: int, seconds: float) -> None:
    """A request of this route pattern took ``seconds``."""
    kind = f"{status // 100}xx"
    _count(lambda instruments: instruments.requests.labels(route, method, kind).observe(seconds))


def scrape(accept: str = "") -> tuple[bytes, str]:
    """The exposition of all processes and its content type, OpenMetrics where asked for."""
    from prometheus_client import CollectorRegistry  # noqa: PLC0415 (slow)
    from prometheus_client.exposition import choose_encoder  # noqa: PLC0415 (slow)
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415 (slow)

    _ready()
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(metrics_folder()))  # type: ignore[no-untyped-call]
    registry.register(_GaugeCollector())
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


class _GaugeCollector:
    """Hands the registered gauges to a scrape; one that can't be read is left out."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 (slow)

        for gauge in list(_gauges.values()):
            try:
                value = gauge.read()
            except Exception:
                log.exception("a gauge can't be read")
                continue
            if value is not None:
                yield GaugeMetricFamily(gauge.name, gauge.description, value=value)


def _count(change: Callable[[_Instruments], None]) -> None:
    try:
        change(_ready())
    except (OSError, ValueError):
        if not _complained.is_set():
            _complained.set()
            log.exception("metrics can't be counted; said once")


def _ready() -> _Instruments:
    global _instruments  # noqa: PLW0603
    if _instruments is None:
        with _guard:
            if _instruments is None:
                _instruments = _build()
    return _instruments


def _build() -> _Instruments:
    folder = metrics_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for kind, size in _RESERVED_BYTES.items():
        file = folder / f"{kind}_{os.getpid()}.db"
        if not file.exists():
            # Whole before it has its name: another process's scrape reads all files there are.
            unfinished = file.with_suffix(".part")
            unfinished.write_bytes(bytes(size))
            unfinished.replace(file)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import (  # noqa: PLC0415 (slow)
        CollectorRegistry,
        Counter,
        Histogram,
        values,
    )

    # The library chooses at its import, which another library may have done before us.
    if not values.ValueClass._multiprocess:  # noqa: SLF001
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
    own: CollectorRegistry = CollectorRegistry()
    return _Instruments(
        sales=Counter("theriac_sales", "Sales committed.", registry=own),
        refusals=Counter("theriac_refusals", "Commands refused.", ["type"], registry=own),
        requests=Histogram(
            "theriac_request_seconds",
            "Time until the answer began.",
            ["route", "method", "status"],
            buckets=BUCKETS,
            registry=own,
        ),
    )
