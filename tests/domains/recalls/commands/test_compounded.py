"""A recall of an ingredient's batch freezes what was compounded of it, in turn, and settles it."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.compounding import add_capsules, add_ingredients, check, make, write
from tests.support.customer_returns import sold
from tests.support.recalls import counted, recall_of
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import run_checks
from theriac.domains.compounding.models import Preparation, UsedBatch
from theriac.domains.recalls.commands.close import close_recall
from theriac.domains.recalls.commands.open import withdraw_recall
from theriac.domains.recalls.commands.units import put_into_quarantine
from theriac.domains.recalls.models import RecallBatch, RecallClosing, RecallStep
from theriac.domains.recalls.problems import RecallOpenStill
from theriac.domains.recalls.queries.accounts import accounts_of
from theriac.domains.recalls.queries.movements import movements_of_recall, of_part
from theriac.domains.stock.commands.batches import correct_batch, release_batch
from theriac.domains.stock.models import Batch
from theriac.domains.stock.problems import BatchRecalled, InsufficientStock

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12", "STK-24")]


def of_first(shop: Shop, *, checked: bool = True) -> tuple[Medicine, Preparation, UUID]:
    """Ten capsules of the first ingredient: their product, the preparation, the batch used."""
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    row = make(shop, write(shop, made, [(first.id, 1, 4)]))
    if checked:
        check(shop, row)
    return made, row, UsedBatch.objects.get().batch_id


def state(batch_id: UUID | None) -> str:
    return Batch.objects.get(id=batch_id).state


def batch_of(row: Preparation) -> UUID:
    assert row.batch_id is not None
    return row.batch_id


def assert_clean() -> None:
    assert [one.sentence for result in run_checks() for one in result.violations] == []


def test_what_was_compounded_is_frozen_by_the_same_act_and_isnt_sold(shop: Shop) -> None:
    made, row, batch_id = of_first(shop)
    opened = recall_of(shop, [batch_id])
    assert opened.batches == 2
    assert (state(batch_id), state(row.batch_id)) == ("recalled", "recalled")
    with pytest.raises(InsufficientStock):
        sold(shop, [(made.id, 1)])
    with pytest.raises(BatchRecalled):
        release_batch(
            actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_of(row), reason="why"
        )
    trail = AuditRecord.objects.get(command="recalls.open_recall", object_kind="stock.recall")
    assert (trail.facts["batches"], trail.facts["compounded"]) == (2, [row.number])
    assert_clean()


def test_one_that_nobody_checked_yet_is_frozen_too_and_isnt_checked(shop: Shop) -> None:
    _made, row, batch_id = of_first(shop, checked=False)
    recall_of(shop, [batch_id])
    with pytest.raises(BatchRecalled):
        check(shop, row)
    assert state(row.batch_id) == "recalled"
    assert_clean()


def test_what_was_made_of_it_in_turn_is_frozen(shop: Shop) -> None:
    made, row, batch_id = of_first(shop)
    other = add_capsules(shop, "Racikan lanjutan")
    second = make(shop, write(shop, other, [(made.id, 1, 2)]))
    opened = recall_of(shop, [batch_id])
    assert opened.batches == 3
    assert {state(row.batch_id), state(second.batch_id)} == {"recalled"}
    assert_clean()


def test_it_closes_once_the_units_made_are_accounted_for_too(shop: Shop) -> None:
    made, row, batch_id = of_first(shop)
    sold(shop, [(made.id, 1)])
    opened = recall_of(shop, [batch_id])
    place = {"actor": shop.owner, "branch_id": shop.branch_id, "recall_id": opened.id}
    put_into_quarantine(**place, units=counted(batch_id, 97))  # type: ignore[arg-type]
    with pytest.raises(RecallOpenStill) as refused:
        close_recall(**place)  # type: ignore[arg-type]
    assert refused.value.facts["elsewhere"] == {str(row.batch_id): 9}
    put_into_quarantine(**place, units=counted(batch_of(row), 9))  # type: ignore[arg-type]
    close_recall(**place)  # type: ignore[arg-type]
    sums = RecallClosing.objects.values_list("received", "found", "sold", "explained")
    assert sums.get(batch_id=row.batch_id) == (10, 9, 1, 0)
    assert sums.get(batch_id=batch_id) == (100, 97, 0, 3)
    assert state(row.batch_id) == "recalled"
    moved = movements_of_recall(actor=shop.owner, recall_id=opened.id)
    for part, units in (("received", [10, 100]), ("explained", [3]), ("sold", [1])):
        assert sorted(of_part(moved, part).values_list("quantity", flat=True)) == units
    assert_clean()


@pytest.mark.parametrize(("checked", "then"), [(True, "released"), (False, "held")])
def test_a_withdrawal_makes_it_again_what_it_was(shop: Shop, checked: bool, then: str) -> None:
    _made, row, batch_id = of_first(shop, checked=checked)
    opened = recall_of(shop, [batch_id])
    withdraw_recall(
        actor=shop.owner, branch_id=shop.branch_id, recall_id=opened.id, reason="wrong lot"
    )
    assert (state(batch_id), state(row.batch_id)) == ("released", then)
    assert_clean()


def test_a_batch_that_gets_the_lots_number_brings_what_was_made_of_it(shop: Shop) -> None:
    made, medicine = add_capsules(shop), add_medicine(shop)
    batch_id = stock_up(shop, medicine, 100, batch_number="")
    row = make(shop, write(shop, made, [(medicine.id, 1, 4)]))
    check(shop, row)
    recall_of(shop, [stock_up(shop, medicine, 5, batch_number="GLASS-1")])
    assert state(row.batch_id) == "released"
    used = Batch.objects.get(id=batch_id)
    correct_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_id=batch_id,
        version=used.version,
        number="GLASS-1",
        expires_on=used.expires_on,
        shelf=None,
        reason="Misread",
    )
    assert (state(batch_id), state(row.batch_id)) == ("recalled", "recalled")
    assert accounts_of([batch_of(row)])[batch_of(row)].elsewhere == 10
    arrived = RecallStep.objects.filter(step="arrived").values_list("batch_id", "quantity")
    assert dict(arrived) == {batch_id: 97, row.batch_id: 10}
    assert_clean()


@pytest.mark.usefixtures("within_a_command")
def test_verify_tells_what_was_left_out(shop: Shop) -> None:
    _made, row, batch_id = of_first(shop)
    opened = recall_of(shop, [stock_up(shop, add_medicine(shop), 5)])
    RecallBatch.objects.create(recall_id=opened.id, batch_id=batch_id, state_before="released")
    found = [
        (one.code, one.sentence)
        for result in run_checks()
        if result.name == "recalls.compounded"
        for one in result.violations
    ]
    assert [code for code, _words in found] == ["recalls.compounded_left_out"]
    assert row.number in found[0][1]
