"""What a batch went into, step by step, of every branch."""

from __future__ import annotations

import pytest

from tests.support.compounding import (
    add_capsules,
    add_checker,
    add_ingredients,
    make,
    write,
    write_for,
)
from tests.support.prescriptions import a_line, a_prescription
from tests.support.recalls import recall_of
from tests.support.shop import Shop
from theriac.domains.compounding.commands.settle import check_preparation
from theriac.domains.compounding.ids import PreparationId
from theriac.domains.compounding.models import UsedBatch
from theriac.domains.compounding.queries import made_from

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def test_a_batch_tells_what_was_made_of_it_and_of_that_in_turn(shop: Shop) -> None:
    powder, capsules = add_capsules(shop, "Racikan pulvis"), add_capsules(shop)
    first, second, _third = add_ingredients(shop)
    base = make(shop, write(shop, powder, [(first.id, 1, 4)]))
    check_preparation(
        actor=add_checker(shop),
        branch_id=shop.branch_id,
        preparation_id=PreparationId(base.id),
        version=2,
    )
    found = a_prescription(shop, "approved", [a_line(capsules)])
    last = make(shop, write_for(shop, found, capsules, [(powder.id, 1, 2), (second.id, 1, 1)]))
    used = UsedBatch.objects.get(preparation=base)
    told = made_from(actor=shop.owner, batch_ids=[used.batch_id])
    assert [(one.number, one.used_batch_id, one.quantity, one.left) for one in told] == [
        (base.number, used.batch_id, 3, 5),
        (last.number, base.batch_id, 5, 10),
    ]
    assert [one.prescription_id for one in told] == [None, found]
    recall_of(shop, [told[0].batch_id])
    again = made_from(actor=shop.owner, batch_ids=[used.batch_id])
    assert [one.is_recalled for one in again] == [True, True]
    assert made_from(actor=shop.owner, batch_ids=[told[1].batch_id]) == []
