"""The recovery key and the file of keys beside a backup: what opens, what doesn't, what goes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from tests.support.patients import register
from tests.support.shop import open_shop
from theriac.core import clock
from theriac.core.privacy.keys import open_keys
from theriac.surfaces.operations.backups import recovery_file
from theriac.surfaces.operations.backups.archive import DamagedBackup
from theriac.surfaces.operations.backups.backup import write_backup
from theriac.surfaces.operations.backups.recovery import write_keys
from theriac.surfaces.operations.backups.recovery_file import (
    KEY_STORE,
    MOST_BYTES,
    keys_beside,
    opened,
    put_back,
    write_sealed,
)
from theriac.surfaces.operations.backups.recovery_key import (
    RecoveryKeyUnfit,
    keep_public_half,
    new_recovery_key,
    public_half,
    read_recovery_key,
)


def test_a_key_is_14_groups_of_four_and_no_two_are_alike() -> None:
    one, other = new_recovery_key(), new_recovery_key()
    assert [len(group) for group in one.split("-")] == [4] * 14
    assert one != other
    assert not set(one) & set("018")


def test_a_key_is_read_however_it_was_typed() -> None:
    printed = new_recovery_key()
    whole = read_recovery_key(printed).private_numbers()
    typed = printed.lower().replace("-", " ").replace("o", "0").replace("i", "1").replace("b", "8")
    assert read_recovery_key(f"  {typed}\n").private_numbers() == whole


@pytest.mark.parametrize("typed", ["", "AAAA", "AAAA-" * 13 + "AAAA", "not a key at all", "ü" * 56])
def test_what_is_no_key_says_so(typed: str) -> None:
    with pytest.raises(RecoveryKeyUnfit, match="14 groups of four letters"):
        read_recovery_key(typed)


def test_one_letter_that_differs_is_noticed() -> None:
    printed = new_recovery_key()
    for place, letter in enumerate(printed):
        if letter != "-":
            other = "A" if letter != "A" else "B"
            with pytest.raises(RecoveryKeyUnfit):
                read_recovery_key(printed[:place] + other + printed[place + 1 :])


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The data folder of a pharmacy with keys and a person."""
    settings.DATA_DIR = tmp_path / "data"
    settings.KEY_STORE = tmp_path / "data" / KEY_STORE
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY = "07" * 32
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("OPS-28")
def test_what_is_sealed_beside_a_backup_opens_with_the_key_alone(
    folder: Path, settings: Any, tmp_path: Path
) -> None:
    one = register(open_shop(), "Siti Nurhaliza")
    printed = new_recovery_key()
    keep_public_half(folder, printed)
    (folder / "lan").mkdir()
    (folder / "lan" / "authority.pem").write_bytes(b"authority")

    keys = write_keys(write_backup(tmp_path / "usb"))

    assert keys is not None
    assert keys.stat().st_mode & 0o777 == 0o600
    assert [path.suffix for path in sorted(keys.parent.iterdir())] == [".keys", ".zip"]
    assert not {b"Siti", settings.MASTER_KEYS[0].encode()} & {keys.read_bytes()}
    with pytest.raises(RecoveryKeyUnfit, match="doesn't open"):
        opened(keys, read_recovery_key(new_recovery_key()))

    elsewhere = tmp_path / "new"
    contents = opened(keys, read_recovery_key(printed))
    new = put_back(contents, elsewhere, elsewhere / KEY_STORE)
    assert {path.relative_to(elsewhere).as_posix() for path in new} == {
        "theriac_secret_key",
        "theriac_api_key_secret",
        "theriac_sealing_secret",
        "theriac_master_key",
        "seal_signing_key",
        "recovery_public_key",
        "lan/authority.pem",
        "keys/keys.sqlite3",
    }
    assert {oct(path.stat().st_mode & 0o777) for path in new} == {"0o600"}
    assert (elsewhere / "theriac_master_key").read_text() == " ".join(settings.MASTER_KEYS)
    assert public_half(elsewhere) == public_half(folder)
    settings.KEY_STORE = elsewhere / KEY_STORE
    assert set(open_keys([one])) == {one}
    assert put_back(contents, elsewhere, elsewhere / KEY_STORE) == []


@pytest.mark.django_db(transaction=True)
def test_without_a_recovery_key_there_is_no_such_file(folder: Path, tmp_path: Path) -> None:
    assert write_keys(tmp_path / "theriac-20261120T022000Z.zip") is None
    assert list(tmp_path.glob("*.keys")) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("AUD-08")
def test_files_of_keys_go_after_a_week_as_copies_of_the_key_store_do(
    folder: Path, tmp_path: Path
) -> None:
    keep_public_half(folder, new_recovery_key())
    usb = tmp_path / "usb"
    made = []
    for days in (0, 3, 8, 9):
        with clock.at(clock.now() + timedelta(days=days)):
            made.append(write_keys(write_backup(usb)))
    there = sorted(usb.glob("*.keys"))
    assert there == made[1:]
    assert len(list(usb.glob("*.zip"))) == 4
    backups = sorted(usb.glob("*.zip"))
    assert keys_beside(backups[-1]) == made[-1]
    assert keys_beside(backups[0]) == made[-1]  # its own went; a later one knows the same people
    assert keys_beside(tmp_path / "elsewhere.zip") is None


def test_a_damaged_or_huge_file_of_keys_is_refused(tmp_path: Path) -> None:
    private = read_recovery_key(new_recovery_key())
    keys = tmp_path / "theriac-20261120T022000Z.keys"
    for content in (b"", b"scribble", b"1.00.AAAA", b"\xff\xfe"):
        keys.write_bytes(content)
        with pytest.raises(RecoveryKeyUnfit, match="damaged"):
            opened(keys, private)
    with keys.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(DamagedBackup, match="larger than any"):
        opened(keys, private)


@pytest.mark.parametrize("name", ["../../outside", "/etc/outside", "theriac.sqlite3", "lan/../x"])
def test_whoever_has_the_public_half_can_have_nothing_else_written(
    name: str, tmp_path: Path
) -> None:
    """Its seal names no sender: a file that somebody put beside a backup may say anything."""
    printed = new_recovery_key()
    keep_public_half(tmp_path, printed)
    keys = tmp_path / "theriac-20261120T022000Z.keys"
    write_sealed(keys, {PurePosixPath(name): b"x"}, public_half(tmp_path) or "")
    with pytest.raises(DamagedBackup, match="which is no key"):
        opened(keys, read_recovery_key(printed))


def test_what_unpacks_to_more_than_any_file_of_keys_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = new_recovery_key()
    keep_public_half(tmp_path, printed)
    keys = tmp_path / "theriac-20261120T022000Z.keys"
    monkeypatch.setattr(recovery_file, "MOST_BYTES", 100_000)
    write_sealed(keys, {KEY_STORE: bytes(200_000)}, public_half(tmp_path) or "")
    assert keys.stat().st_size < 100_000
    with pytest.raises(DamagedBackup, match="larger than any"):
        opened(keys, read_recovery_key(printed))
