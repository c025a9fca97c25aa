"""Terms of a task stay what they were unless they are changed."""

from __future__ import annotations

import pytest

from tests.core.jobs import sample_tasks
from theriac.core.ids import new_id
from theriac.core.jobs.task import UnknownTask, find_task


def test_using_changes_only_what_is_given() -> None:
    actor = new_id()
    changed = sample_tasks.fail_always.using(unique_key="k", requested_by=actor)
    assert (changed.unique_key, changed.requested_by, changed.max_attempts) == ("k", actor, 3)
    assert changed.using(priority=5).unique_key == "k"
    assert sample_tasks.fail_always.unique_key == ""


def test_a_task_can_be_called_as_the_function_it_is() -> None:
    assert sample_tasks.add.call(1, 2) == 3


def test_a_task_is_found_by_its_name_wherever_it_stands() -> None:
    assert find_task("sample.add") == sample_tasks.add
    with pytest.raises(UnknownTask):
        find_task("tests.core.jobs.sample_tasks.add")
