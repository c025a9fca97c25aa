"""What a compounded medicine is made of: by its last preparation, by its one formula."""

from __future__ import annotations

import pytest

from tests.support.compounding import add_capsules, add_ingredients, write, write_for
from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Shop
from theriac.domains.compounding.commands.formula import save_formula
from theriac.domains.compounding.commands.settle import discard_draft
from theriac.domains.compounding.contents import MadeOf, made_by_formula, made_for_lines

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def test_the_last_preparation_that_was_not_discarded_counts(shop: Shop) -> None:
    made, (first, second, _third) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "reviewing", [a_line(made)])
    line = line_of(found).id
    assert made_for_lines({line: made.id}) == {}
    write_for(shop, found, made, [(first.id, 1, 4)])
    last = write_for(shop, found, made, [(second.id, 2, 4), (first.id, 1, 1)])
    assert made_for_lines({line: made.id}) == {
        line: [MadeOf(second.id, 2, 4), MadeOf(first.id, 1, 1)]
    }
    discard_draft(actor=shop.owner, branch_id=shop.branch_id, preparation_id=last, version=1)
    assert made_for_lines({line: made.id}) == {line: [MadeOf(first.id, 1, 4)]}
    assert made_for_lines({line: second.id}) == {}


def test_a_formula_counts_where_it_alone_makes_the_product(shop: Shop) -> None:
    made, (first, second, _third) = add_capsules(shop), add_ingredients(shop)
    asked = {"branch_id": shop.branch_id, "product_ids": [made.id, first.id]}
    assert made_by_formula(**asked) == {}
    for name, one in (("Batuk", first), ("Pilek", second)):
        draft = write(shop, made, [(one.id, 1, 2)])
        save_formula(actor=shop.owner, branch_id=shop.branch_id, preparation_id=draft, name=name)
        if one == first:
            assert made_by_formula(**asked) == {made.id: [MadeOf(first.id, 1, 2)]}
    assert made_by_formula(**asked) == {}
    assert made_by_formula(shop.terminal_id, [made.id]) == {}
