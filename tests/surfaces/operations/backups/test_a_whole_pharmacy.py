"""A pharmacy at work, backed up and restored: nothing differs, and all of it verifies."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.emptying import empty_database
from theriac.core.actor import SYSTEM
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.queries.sales import list_sales
from theriac.surfaces.operations.backups.backup import write_backup
from theriac.surfaces.operations.backups.contents import kept_models
from theriac.surfaces.operations.backups.lines import pages_of
from theriac.surfaces.operations.backups.restore import restore_backup
from theriac.surfaces.operations.demo import load_demo
from theriac.surfaces.operations.demo.plan.pharmacy import SMALL


def files_in(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, by its path there."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.one_server
@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("OPS-28")
def test_restored_it_verifies_and_the_last_sale_is_there(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    load_demo(country="id", scale=SMALL)
    last = list_sales(actor=SYSTEM).order_by("-recorded_at", "-id").first()
    assert last is not None
    before = {
        model._meta.db_table: [row for rows in pages_of(model) for row in rows]
        for model in kept_models()
    }
    kept = files_in(tmp_path / "files")
    backup = write_backup(tmp_path)
    empty_database()
    shutil.rmtree(tmp_path / "files")
    assert not list_sales(actor=SYSTEM).exists()

    restore_backup(backup)

    assert {
        model._meta.db_table: [row for rows in pages_of(model) for row in rows]
        for model in kept_models()
    } == before
    assert files_in(tmp_path / "files") == kept != {}
    again = list_sales(actor=SYSTEM).order_by("-recorded_at", "-id").first()
    assert again is not None
    assert (again.id, again.number, again.total) == (last.id, last.number, last.total)
    results = list(run_checks())
    assert [violation for result in results for violation in result.violations] == []
    assert sum(result.looked_at for result in results) > 1000
