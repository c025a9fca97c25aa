"""Counters of several processes add up at the next scrape; nothing that counts may raise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from theriac.core.telemetry import metrics

COUNT = """
import django
from django.conf import settings
settings.configure(
    DATA_DIR={folder!r},
    LOGGING_CONFIG="theriac.core.telemetry.logs.configure",
    LOGGING={{"format": "json", "level": "info"}},
)
django.setup()
from theriac.core.telemetry import metrics
for _ in range({sales}):
    metrics.count_sale()
metrics.count_refusal("stock.insufficient")
metrics.observe_request("/x", "GET", 200, 0.02)
{more}
"""
SCRAPE = "import sys; sys.stdout.write(metrics.scrape(ACCEPT)[0].decode())"
WATCHED = """
from pathlib import Path
write = Path.write_bytes
def watched(path, content):
    path.touch()
    print(*[one.stat().st_size for one in path.parent.glob("*.db")])
    return write(path, content)
Path.write_bytes = watched
"""
"""Tells how large the files of counts are whenever one is begun."""


def _process(folder: Path, sales: int, more: str = "", *, first: str = "") -> str:
    code = first + COUNT.format(folder=str(folder), sales=sales, more=more)
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ
    )
    return done.stdout


def _scrape(folder: Path, accept: str = "") -> list[str]:
    text = _process(folder, 0, SCRAPE.replace("ACCEPT", repr(accept)))
    return [line for line in text.splitlines() if not line.startswith("# HELP")]


@pytest.mark.rows("API-19")
def test_a_scrape_adds_up_what_all_processes_counted(tmp_path: Path) -> None:
    _process(tmp_path, 2)
    _process(tmp_path, 3)
    lines = _scrape(tmp_path)
    assert "theriac_sales_total 5.0" in lines
    assert 'theriac_refusals_total{type="stock.insufficient"} 3.0' in lines
    assert (
        'theriac_request_seconds_bucket{le="0.025",method="GET",route="/x",status="2xx"} 3.0'
        in lines
    )


def test_open_metrics_is_given_where_it_is_asked_for(tmp_path: Path) -> None:
    assert _scrape(tmp_path, "application/openmetrics-text; version=1.0.0")[-1] == "# EOF"


def test_a_new_start_forgets_the_counts_of_the_last(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    _process(tmp_path, 2)
    metrics.clear_metrics()
    assert list(metrics.metrics_folder().iterdir()) == []
    assert "theriac_sales_total 0.0" in _scrape(tmp_path)


def test_counting_never_raises(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file where the folder should be")
    assert _process(tmp_path, 1, "print('went on')") == "went on\n"


def test_gauges_ask_at_the_scrape_and_are_left_out_when_they_cannot_tell(tmp_path: Path) -> None:
    more = (
        "def broken(): raise RuntimeError\n"
        "metrics.register_gauge('lag_seconds', 'Lag.', lambda: 1.5)\n"
        "metrics.register_gauge('none', 'None.', lambda: None)\n"
        "metrics.register_gauge('broken', 'Broken.', broken)\n"
        "assert metrics.read_gauge('lag_seconds') == 1.5\n"
        "assert metrics.read_gauge('unknown') is None\n"
    ) + SCRAPE.replace("ACCEPT", "''")
    lines = _process(tmp_path, 0, more).splitlines()
    assert "theriac_lag_seconds 1.5" in lines
    assert not [line for line in lines if "theriac_none" in line or "theriac_broken" in line]


def test_a_file_of_counts_is_whole_before_it_has_its_name(tmp_path: Path) -> None:
    """Another process's scrape in between would meet it empty and fail."""
    sizes = [int(word) for word in _process(tmp_path, 1, first=WATCHED).split()]
    assert sizes
    assert all(sizes)
