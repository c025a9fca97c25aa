"""Bins are made once a code and changed by who saw the newest."""

from __future__ import annotations

import pytest

from tests.support.shop import open_shop
from tests.support.shops import second_branch
from theriac.core.problems import NotFound, Stale
from theriac.domains.stock.commands.bins import add_bin, change_bin
from theriac.domains.stock.models import Bin
from theriac.domains.stock.problems import BinRefused

pytestmark = pytest.mark.django_db


@pytest.mark.rows("CAT-16")
def test_a_code_is_one_bin_of_its_branch() -> None:
    shop = open_shop()
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    bin_id = add_bin(**here, code=" a-04 ", label="syrups")  # type: ignore[arg-type]
    assert Bin.objects.get(id=bin_id).code == "A-04"
    for code in ("A-04", "a-04", " ", "x" * 21, "a\u0007"):
        with pytest.raises(BinRefused):
            add_bin(**here, code=code)  # type: ignore[arg-type]
    other = second_branch(shop)
    assert add_bin(actor=shop.owner, branch_id=other, code="A-04")


def test_a_change_is_of_the_newest() -> None:
    shop = open_shop()
    add_bin(actor=shop.owner, branch_id=shop.branch_id, code="B-01")
    there = second_branch(shop)
    add_bin(actor=shop.owner, branch_id=there, code="A-05")
    bin_id = add_bin(actor=shop.owner, branch_id=shop.branch_id, code="A-04")

    def change(version: int, code: str) -> int:
        return change_bin(
            actor=shop.owner,
            branch_id=shop.branch_id,
            bin_id=bin_id,
            version=version,
            code=code,
            label="top",
            is_active=False,
        )

    assert change(1, "A-05") == 2
    row = Bin.objects.get(id=bin_id)
    assert (row.code, row.label, row.is_active) == ("A-05", "top", False)
    with pytest.raises(Stale):
        change(1, "A-06")
    with pytest.raises(BinRefused):
        change(2, "b-01")
    with pytest.raises(NotFound):
        change_bin(
            actor=shop.owner,
            branch_id=there,
            bin_id=bin_id,
            version=2,
            code="Q",
            label="",
            is_active=True,
        )
