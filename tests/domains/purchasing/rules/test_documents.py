"""Numbers of a supplier's documents are compared as people write them."""

import pytest

from theriac.domains.purchasing.rules.documents import LONGEST, document_key


@pytest.mark.parametrize("written", ["INV/0207-A", "inv 0207 a", " Inv.0207.A ", "ＩＮＶ0207A"])
def test_case_spaces_and_punctuation_make_no_difference(written: str) -> None:
    assert document_key(written) == "inv0207a"


def test_nothing_is_like_nothing_and_a_key_keeps_its_length() -> None:
    assert document_key(" -/ ") == ""
    assert len(document_key("\ufdfa" * 40)) == LONGEST
