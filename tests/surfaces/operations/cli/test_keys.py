"""The key store from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings

from tests.support.patients import register
from tests.support.shop import open_shop
from theriac.core.jobs.models import Job
from theriac.core.privacy.keys import open_keys
from theriac.surfaces.operations.cli.main import main


@pytest.mark.django_db
def test_copies_are_made_and_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    settings.KEY_BACKUP_DIR = tmp_path / "copies"  # type: ignore[attr-defined]
    with override_settings(KEY_STORE=tmp_path / "one.sqlite3"):
        one = register(open_shop())
        assert main(["keys", "backup"]) == 0
        copy = capsys.readouterr().out.strip()
        assert main(["keys", "status"]) == 0
        assert "people's keys      2" in capsys.readouterr().out
        assert main(["keys", "search"]) == 0
        assert Job.objects.filter(task__endswith="renew_search_tokens").count() == 1
    with override_settings(KEY_STORE=tmp_path / "two.sqlite3"):
        capsys.readouterr()
        assert main(["keys", "restore", copy]) == 0
        assert capsys.readouterr().out.startswith("3 keys came back.")
        assert set(open_keys([one])) == {one}
        assert main(["keys", "restore", str(tmp_path / "nothing")]) == 2
