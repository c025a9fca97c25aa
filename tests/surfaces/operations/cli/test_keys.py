"""The key store from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.patients import register
from tests.support.shop import open_shop
from theriac.core.jobs.models import Job
from theriac.core.privacy.keys import open_keys
from theriac.core.privacy.sqlite_store import SqliteKeyStore
from theriac.core.privacy.store import use_key_store
from theriac.surfaces.operations.cli.main import main


@pytest.mark.django_db
def test_copies_are_made_and_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    settings.KEY_BACKUP_DIR = tmp_path / "copies"  # type: ignore[attr-defined]
    first = SqliteKeyStore(tmp_path / "one.sqlite3")
    with use_key_store(first):
        one = register(open_shop())
        assert main(["keys", "backup"]) == 0
        copy = capsys.readouterr().out.strip()
        assert main(["keys", "status"]) == 0
        assert "people's keys      2" in capsys.readouterr().out
        assert main(["keys", "search"]) == 0
        assert Job.objects.filter(task__endswith="renew_search_tokens").count() == 1
    second = SqliteKeyStore(tmp_path / "two.sqlite3")
    with use_key_store(second):
        capsys.readouterr()
        assert main(["keys", "restore", copy]) == 0
        assert capsys.readouterr().out.startswith("3 keys came back.")
        assert set(open_keys([one])) == {one}
        assert main(["keys", "restore", str(tmp_path / "nothing")]) == 2
    first.close()
    second.close()
