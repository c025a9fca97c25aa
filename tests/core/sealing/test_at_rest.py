"""What is locked under the installation's secret, and the change of that secret."""

from __future__ import annotations

import pytest
from django.test import override_settings

from theriac.core.sealing.at_rest import is_newest, lock, unlock
from theriac.core.sealing.encoding import CantOpen, join_parts, split_parts

OLD, NEW = "o" * 40, "n" * 40


def test_it_opens_in_its_place_alone() -> None:
    text = lock(b"private", "row 1")
    assert unlock(text, "row 1") == b"private"
    assert b"private" not in split_parts(text)[1]
    with pytest.raises(CantOpen):
        unlock(text, "row 2")
    assert lock(b"private", "row 1") != text


def test_no_byte_of_it_may_change() -> None:
    secret, content = split_parts(lock(b"private", "row 1"))
    for place in range(len(content)):
        altered = bytearray(content)
        altered[place] ^= 1
        with pytest.raises(CantOpen):
            unlock(join_parts(secret, bytes(altered)), "row 1")
    with pytest.raises(CantOpen):
        unlock(join_parts(secret, b""), "row 1")


def test_a_secret_is_changed_by_a_new_one_in_front_of_it() -> None:
    with override_settings(SEALING_SECRETS=[OLD]):
        text = lock(b"private", "row")
    with override_settings(SEALING_SECRETS=[NEW, OLD]):
        assert unlock(text, "row") == b"private"
        assert not is_newest(text)
        assert is_newest(lock(b"private", "row"))
    with override_settings(SEALING_SECRETS=[NEW]), pytest.raises(CantOpen):
        unlock(text, "row")
