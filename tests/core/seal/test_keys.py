"""The signing key: kept in a file that only its owner reads, made once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from theriac.core.seal.keys import FILE, NoSigningKey, is_signed, key_name, public_of, signing_key


def test_it_is_made_once_and_read_by_its_owner_alone(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY, settings.DATA_DIR = "", tmp_path
    first = public_of(signing_key())
    assert public_of(signing_key()) == first
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_the_environments_key_goes_first(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY, settings.DATA_DIR = "07" * 32, tmp_path
    key = signing_key()
    assert not (tmp_path / FILE).exists()
    signature = key.sign(b"text").hex()
    assert is_signed(public_of(key), signature, b"text")
    assert not is_signed(public_of(key), signature, b"texts")
    assert not is_signed("00", signature, b"text")
    assert len(key_name(public_of(key))) == 8


@pytest.mark.parametrize("text", ["07", "xy" * 32])
def test_a_key_of_another_form_is_refused(settings: Any, text: str) -> None:
    settings.SEAL_KEY = text
    with pytest.raises(NoSigningKey, match="64 hexadecimal digits"):
        signing_key()


def test_a_folder_that_cant_be_written_is_told(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY, settings.DATA_DIR = "", tmp_path / "missing"
    with pytest.raises(NoSigningKey, match="can't be written"):
        signing_key()
