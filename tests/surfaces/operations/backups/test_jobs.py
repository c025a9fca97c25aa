"""The worker backs up each night and keeps as many as are wanted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.jobs import run_due_jobs
from theriac.core.jobs.schedule import declared_schedules
from theriac.surfaces.operations.backups.archive import backups_in
from theriac.surfaces.operations.backups.jobs import back_up


@pytest.mark.django_db(transaction=True)
def test_the_job_writes_a_backup_and_forgets_the_oldest(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR, settings.BACKUP_KEEP = tmp_path, 2
    for day in (1, 2, 3):
        (tmp_path / f"theriac-2020010{day}T022000Z.zip").touch()
    job = back_up.enqueue()
    assert run_due_jobs() == 1
    job.refresh()
    names = [path.name for path in backups_in(tmp_path)]
    assert names == ["theriac-20200103T022000Z.zip", job.return_value]


def test_backup_and_verification_run_daily() -> None:
    daily = {schedule.name: schedule.at for schedule in declared_schedules() if schedule.at}
    assert "operations.back_up" in daily
    assert "operations.verify_everything" in daily
