"""A web process reads the search as it starts; no other process does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import environ_of
from tests.support.shop import add_medicine, open_shop

PROGRAM = """
import os, threading
os.environ["DJANGO_SETTINGS_MODULE"] = "theriac.config.settings"
{start}
for thread in threading.enumerate():
    if thread.name == "theriac-warming":
        thread.join(60)
from theriac.domains.catalog.search.stored import live_index
print(len(live_index._live._index))
"""
WEB = "from theriac.config.wsgi import application"
COMMAND = """
import django
django.setup()
from django.core.management import call_command
call_command("check")
"""


def words_of(start: str, data: Path, **variables: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(start=start)],
        env=environ_of(data, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(("start", "known"), [(WEB, "2"), (COMMAND, "0")])
def test_only_a_web_process_knows_the_search_from_its_start(
    start: str, known: str, database_url: str, tmp_path: Path
) -> None:
    shop = open_shop()
    add_medicine(shop)
    add_medicine(shop, "Cetirizine 10 mg tablet")

    assert words_of(start, tmp_path, DATABASE_URL=database_url)[-1] == known


@pytest.mark.slow
def test_a_database_without_tables_stops_no_start(tmp_path: Path) -> None:
    assert words_of(WEB, tmp_path)[-1] == "0"


@pytest.mark.slow
def test_the_garbage_collector_leaves_what_stands_since_the_start(tmp_path: Path) -> None:
    counted = f"{WEB}\nimport gc\nfrozen = gc.get_freeze_count()"
    program = PROGRAM.replace("print(len(live_index._live._index))", "print(frozen > 10_000)")
    done = subprocess.run(
        [sys.executable, "-c", program.format(start=counted)],
        env=environ_of(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "True"
