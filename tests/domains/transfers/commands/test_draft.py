"""Writing a transfer down, changing it, withdrawing it."""

from __future__ import annotations

import pytest

from tests.support.shop import add_staff, stock_up
from tests.support.transfers import Two, two_branches
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import AsksFirst, NotFound, NotPermitted, Stale, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.transfers.commands.draft import (
    TransferLineAsked,
    TransferWritten,
    cancel_transfer,
    change_transfer,
    draft_transfer,
)
from theriac.domains.transfers.problems import NotForSale, TransferNotReady, TransferUnfit

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-26")]


@pytest.fixture
def two() -> Two:
    return two_branches()


def test_a_draft_has_the_senders_next_number_and_moves_nothing(two: Two) -> None:
    first, second = two.draft(), two.draft()

    year = f"{two.shop.today:%y}"
    assert two.get(first).number == f"MLT-TR-{year}-000001"
    assert two.get(second).number == f"MLT-TR-{year}-000002"
    assert (two.at(two.shop.branch_id), two.get(first).state) == (50, "draft")


def test_a_withdrawn_transfer_keeps_its_number(two: Two) -> None:
    first = two.draft()
    cancel_transfer(
        actor=two.shop.owner,
        branch_id=two.shop.branch_id,
        transfer_id=first,
        version=1,
        reason="not needed",
    )

    assert two.get(first).state == "cancelled"
    assert two.get(two.draft()).number.endswith("000002")
    with pytest.raises(TransferNotReady):
        two.approve(first)
    assert [v for result in run_checks() for v in result.violations] == []


@pytest.mark.parametrize("turn", [1, -1])
def test_a_step_is_of_the_transfer_that_is_named_alone(two: Two, turn: int) -> None:
    named, other = [two.draft(), two.draft()][::turn]
    two.approve(named)
    assert (two.get(named).state, two.get(other).state) == ("approved", "draft")
    two.dispatch(named)
    assert (two.get(named).state, two.get(other).state) == ("dispatched", "draft")


def test_only_a_draft_is_changed_and_only_as_it_was_seen(two: Two) -> None:
    transfer_id = two.draft()
    named = {
        "actor": two.shop.owner,
        "branch_id": two.shop.branch_id,
        "transfer_id": transfer_id,
        "draft": TransferWritten(
            to_branch_id=two.there, lines=(TransferLineAsked(batch_id=two.batch_id, quantity=7),)
        ),
    }
    assert change_transfer(**named, version=1) == 2
    assert two.line(transfer_id).quantity == 7
    told = AuditRecord.objects.get(command="transfers.change_transfer").facts
    assert (told["before"], told["after"]) == ({"batches": "B1: 10"}, {"batches": "B1: 7"})
    with pytest.raises(Stale):
        change_transfer(**named, version=1)
    two.approve(transfer_id)
    with pytest.raises(TransferNotReady):
        change_transfer(**named, version=3)


def test_what_doesnt_fit_is_refused(two: Two) -> None:
    for draft, refusal in [
        ({"lines": []}, Unprocessable),
        ({"lines": [{"batch_id": two.batch_id, "quantity": 0}]}, Unprocessable),
        ({"lines": (TransferLineAsked(batch_id=two.batch_id, quantity=1),) * 2}, TransferUnfit),
        ({"lines": (TransferLineAsked(batch_id=new_id(), quantity=1),)}, NotFound),
        ({"to_branch_id": new_id()}, NotFound),
        ({"to_branch_id": two.shop.branch_id}, TransferUnfit),
        ({"to_place": "transit"}, Unprocessable),
    ]:
        with pytest.raises(refusal):
            two.draft(**draft)


def test_every_fault_of_every_line_is_told_at_once(two: Two) -> None:
    expired = stock_up(two.shop, two.medicine, 5, days=0)
    batches = (two.batch_id, expired, two.batch_id, new_id())
    lines = tuple(TransferLineAsked(batch_id=one, quantity=1) for one in batches)
    with pytest.raises(TransferUnfit) as refused:
        two.draft(lines=lines)
    assert set(refused.value.errors) == {f"lines.{at}.batch_id" for at in (1, 2, 3)}
    with pytest.raises(NotForSale) as single:
        two.draft(lines=lines[:2])
    assert single.value.field == "lines.1.batch_id"


def test_what_cant_be_sold_goes_to_quarantine_and_to_no_shelf(two: Two) -> None:
    hold_batch(
        actor=two.shop.owner, branch_id=two.shop.branch_id, batch_id=two.batch_id, reason="doubt"
    )
    expired = stock_up(two.shop, two.medicine, 5, days=0)
    undated = stock_up(two.shop, two.medicine, 5, days=None)
    for batch_id in (two.batch_id, expired, undated):
        lines = (TransferLineAsked(batch_id=batch_id, quantity=1),)
        with pytest.raises(NotForSale):
            two.draft(lines=lines)
        two.draft(lines=lines, to_place="quarantine")
        two.draft(lines=lines, to_branch_id=two.shop.branch_id, to_place="quarantine")


def test_who_sends_elsewhere_may_not_send_from_here(two: Two) -> None:
    there = add_staff("restocker", two.there, "there")
    draft = TransferWritten(
        to_branch_id=two.there, lines=(TransferLineAsked(batch_id=two.batch_id, quantity=1),)
    )
    with pytest.raises(NotPermitted):
        draft_transfer(actor=there, branch_id=two.shop.branch_id, draft=draft)
    with pytest.raises(NotFound):
        cancel_transfer(
            actor=there, branch_id=two.there, transfer_id=two.draft(), version=1, reason=""
        )


BOTTLES = [NewPack(name="ml", factor=1, sellable=False), NewPack(name="bottle", factor=60)]


def test_less_than_a_pack_that_is_sold_asks_first() -> None:
    two = two_branches(180, packs=BOTTLES, batch_number="S-1")
    with pytest.raises(AsksFirst) as asked:
        two.draft(30)
    (question,) = asked.value.questions
    assert question.code == f"opens:{two.batch_id}:30:60"
    words = "is sold in packs of 60. Sending 30 of batch S-1 means opening a pack."
    assert words in str(question.words)

    transfer = two.draft(30, confirmed=(question.code,))
    record = AuditRecord.objects.get(object_id=transfer, command="transfers.draft_transfer")
    assert record.facts["confirmed"] == [question.code]
    with pytest.raises(AsksFirst):
        change_transfer(
            actor=two.shop.owner,
            branch_id=two.shop.branch_id,
            transfer_id=transfer,
            version=1,
            draft=TransferWritten(
                to_branch_id=two.there,
                lines=(TransferLineAsked(batch_id=two.batch_id, quantity=70),),
            ),
        )


def test_whole_packs_the_last_of_them_and_quarantine_ask_nothing() -> None:
    two = two_branches(150, packs=BOTTLES)
    two.draft(120)
    two.draft(150)
    two.draft(30, to_place="quarantine")
