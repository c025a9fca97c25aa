"""A pharmacy on an empty machine: a backup, the file of keys beside it, and the recovery key."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import environ_of
from theriac.config.own_secrets import PRODUCTION_SECRETS

pytestmark = pytest.mark.slow
MELATI = ["--country", "id", "--pharmacy", "Apotek Melati", "--branch", "MLT", "--owner", "sari"]
KEY = re.compile(r"^ {4}((?:[A-Z2-7]{4}-){13}[A-Z2-7]{4})$", re.MULTILINE)


def theriac(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Of a real pharmacy, which has nothing but what its data folder holds."""
    said = environ_of(data, THERIAC_OWNER_PASSWORD="sembilan-jamu-7")
    environ = {name: value for name, value in said.items() if name != "THERIAC_ENVIRONMENT"}
    return subprocess.run(
        [sys.executable, "-m", "theriac", *words],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.rows("OPS-28")
def test_two_commands_bring_a_pharmacy_back(tmp_path: Path) -> None:
    old, new, usb = tmp_path / "old", tmp_path / "new", tmp_path / "usb"
    founded = theriac(old, "setup", *MELATI)
    (printed,) = KEY.findall(founded.stdout)
    paper = tmp_path / "paper"
    paper.write_text(printed.lower())
    assert "recovery key       backups are sealed to it" in theriac(old, "keys", "status").stdout

    backed = theriac(old, "backup", "--to", str(usb))
    assert backed.returncode == 0, backed.stderr
    (backup,) = usb.glob("*.zip")
    keys = backup.with_suffix(".keys")
    assert str(keys) in backed.stdout

    lacking = theriac(new, "restore", str(backup))
    assert lacking.returncode == 2
    assert lacking.stderr.startswith("The recovery key is missing.")
    away = keys.rename(tmp_path / "away.keys")
    alone = theriac(new, "restore", str(backup), "--recovery-key", str(paper))
    assert alone.returncode == 2
    assert alone.stderr.startswith("Nothing was restored: this machine lacks ")
    assert all(name.lower() in alone.stderr for name in PRODUCTION_SECRETS)
    assert "keys.sqlite3" in alone.stderr
    away.rename(keys)
    wrong = tmp_path / "wrong"
    (other,) = KEY.findall(theriac(old, "keys", "recovery").stdout)
    wrong.write_text(other)
    refused = theriac(new, "restore", str(backup), "--recovery-key", str(wrong))
    assert refused.returncode == 2
    assert "doesn't open" in refused.stderr
    assert not new.exists() or list(new.iterdir()) == []

    restored = theriac(new, "restore", str(backup), "--recovery-key", str(paper))
    assert restored.returncode == 0, restored.stderr
    verified = theriac(new, "verify", "--language", "en")
    assert verified.stdout.strip().endswith(" checks, no violations"), verified.stdout
    for name in PRODUCTION_SECRETS:
        assert (new / name.lower()).read_text() == (old / name.lower()).read_text()
    assert theriac(new, "keys", "status").stdout.count("people's keys      1") == 1


def test_another_pharmacys_secret_is_never_mixed_with_the_backups(tmp_path: Path) -> None:
    old, other, usb = tmp_path / "old", tmp_path / "other", tmp_path / "usb"
    (printed,) = KEY.findall(theriac(old, "setup", *MELATI).stdout)
    paper = tmp_path / "paper"
    paper.write_text(printed)
    assert theriac(old, "backup", "--to", str(usb)).returncode == 0
    (backup,) = usb.glob("*.zip")
    other.mkdir()
    (other / "theriac_master_key").write_text("m" * 64)

    refused = theriac(other, "restore", str(backup), "--recovery-key", str(paper))

    assert refused.returncode == 2
    assert refused.stderr.startswith("THERIAC_MASTER_KEY here is another than that of the backup's")
    assert [path.name for path in other.iterdir()] == ["theriac_master_key"]


def test_setup_shows_its_key_once_and_another_is_made_on_demand(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = KEY.findall(theriac(data, "setup", *MELATI).stdout)
    public = (data / "recovery_public_key").read_text()
    second = KEY.findall(theriac(data, "keys", "recovery").stdout)
    assert (len(first), len(second)) == (1, 1)
    assert first != second
    assert (data / "recovery_public_key").read_text() != public
    assert KEY.findall(theriac(data, "keys", "status").stdout) == []
