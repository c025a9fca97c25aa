"""What the database keeps by name is answered to: the committed list, and no name twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import environ_of
from tests.support.scripts import script
from theriac.core.command import command
from theriac.core.jobs.task import task
from theriac.core.outbox.reactions import on_event
from theriac.core.verification.registry import verifies

FRESH = """
import json
import django
django.setup()
from theriac.core.command import declared_commands
from theriac.core.jobs.task import declared_tasks
from theriac.core.outbox.reactions import declared_reactions
told = {
    "reactions": [f"{one.name} to {one.event_type}" for one in declared_reactions()],
    "tasks": [one.name for one in declared_tasks()],
}
from theriac.core.permissions import declared_permissions
rights = [one.code for one in declared_permissions()]
import theriac.config.urls
assert rights == [one.code for one in declared_permissions()]
told["commands"] = [one.name for one in declared_commands()]
print(json.dumps(told))
"""


def another(*_given: Any) -> None:
    """A function that stands somewhere else."""


@pytest.mark.written
def test_the_names_are_those_of_the_committed_list() -> None:
    """A name that goes parks what waits under it: run scripts/names.py where that is meant."""
    names = script("names")
    kept = json.loads(names.FILE.read_text("utf-8"))
    now = names.names()
    assert {kind: sorted({*kept[kind]} - {*now[kind]}) for kind in kept} == {
        kind: [] for kind in now
    }
    assert now == kept


def test_no_name_is_given_twice() -> None:
    script("names").import_all()

    with pytest.raises(ValueError, match=r"two commands are called stock\.adjust_stock"):
        command(name="stock.adjust_stock", done="Sample")(another)
    with pytest.raises(ValueError, match=r"two tasks are called stock\.take_snapshots"):
        task(name="stock.take_snapshots", title="Sample")(another)
    with pytest.raises(ValueError, match=r"are called replenishment\.look_at_minimums"):
        on_event("theriac.stock.updated.v1", name="replenishment.look_at_minimums")(another)
    with pytest.raises(ValueError, match=r"two checks are called stock\.balances"):
        verifies("stock.balances")(another)


@pytest.mark.slow
def test_a_fresh_process_answers_to_what_may_wait(tmp_path: Path) -> None:
    """What a worker is handed was announced elsewhere: every reaction and task is known at once.

    And every right, of which roles are made at the setup, and every command's words, which the
    trail shows wherever it was begun.
    """
    environ = environ_of(tmp_path, DJANGO_SETTINGS_MODULE="theriac.config.settings")
    told = subprocess.run(
        [sys.executable, "-c", FRESH], env=environ, capture_output=True, text=True, check=True
    )
    kept = json.loads(script("names").FILE.read_text("utf-8"))
    assert json.loads(told.stdout) == {
        kind: kept[kind] for kind in ("reactions", "tasks", "commands")
    }
