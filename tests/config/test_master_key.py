"""The master key that an installation makes for itself."""

from __future__ import annotations

from pathlib import Path

from theriac.config.master_key import NAME, own_master_key


def test_it_is_made_once_and_for_this_account_alone(tmp_path: Path) -> None:
    first = own_master_key(tmp_path)
    assert len(first) >= 40
    assert own_master_key(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
