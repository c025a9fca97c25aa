"""A formula is a preparation that is made again; archived, it begins none."""

from __future__ import annotations

import pytest

from tests.support.compounding import written
from tests.support.shop import Shop
from tests.support.shops import second_branch
from theriac.core.problems import Conflict, NotFound, Stale, Unprocessable
from theriac.domains.compounding.commands.formula import archive_formula, save_formula
from theriac.domains.compounding.ids import FormulaId
from theriac.domains.compounding.models import Formula, FormulaLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def saved(shop: Shop, name: str = "Batuk anak") -> FormulaId:
    key = written(shop)
    return save_formula(actor=shop.owner, branch_id=shop.branch_id, preparation_id=key, name=name)


def test_it_keeps_ingredients_form_and_fees(shop: Shop) -> None:
    row = Formula.objects.get(id=saved(shop, "  Batuk   anak "))
    assert (row.name, row.units, row.form, row.service_fee) == ("Batuk anak", 10, "solid", 5_000)
    shares = FormulaLine.objects.values_list("numerator", "denominator")
    assert list(shares) == [(1, 4), (1, 2), (2, 1)]


def test_a_name_is_given_once_until_it_is_archived(shop: Shop) -> None:
    key = written(shop)
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    first = save_formula(**at, preparation_id=key, name="Batuk")  # type: ignore[arg-type]
    for name in ("Batuk", "", "x" * 81, "a\0"):
        with pytest.raises((Conflict, Unprocessable)):
            save_formula(**at, preparation_id=key, name=name)  # type: ignore[arg-type]
    archive_formula(**at, formula_id=first, version=1)  # type: ignore[arg-type]
    assert save_formula(**at, preparation_id=key, name="Batuk")  # type: ignore[arg-type]


def test_it_is_archived_at_the_version_seen_and_at_its_branch(shop: Shop) -> None:
    key = saved(shop)
    with pytest.raises(Stale):
        archive_formula(actor=shop.owner, branch_id=shop.branch_id, formula_id=key, version=3)
    with pytest.raises(NotFound):
        archive_formula(actor=shop.owner, branch_id=second_branch(shop), formula_id=key, version=1)
