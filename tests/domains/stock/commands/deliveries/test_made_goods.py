"""What is made of other goods is made, kept and taken out at one branch."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from tests.support.transfers import Two, two_branches
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.domains.stock.commands.deliveries.made_goods import take_out
from theriac.domains.stock.commands.reservations.reserve import Wish, reserve_of_batch
from theriac.domains.stock.ledger import Document
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


@command(name="tests.take_out", done=gettext_lazy("Test"))
def _take_out(*, actor: Actor, branch_id: UUID, batch_id: UUID) -> int:
    kind = Movement.Kind.COMPOUNDING
    return take_out(Document(kind=kind, id=new_id(), branch_id=branch_id), batch_id)


@command(name="tests.keep_of_batch", done=gettext_lazy("Test"))
def _keep_of_batch(*, actor: Actor, branch_id: UUID, batch_id: UUID, wish: Wish) -> UUID | None:
    return reserve_of_batch(branch_id, batch_id, wish)


@pytest.fixture
def two() -> Two:
    """Forty of the batch at the first branch, ten at the second."""
    found = two_branches()
    found.receive(found.sent(10), 10)
    return found


def test_another_branchs_units_stay(two: Two) -> None:
    named = {"actor": two.shop.owner, "batch_id": two.batch_id}
    assert _take_out(**named, branch_id=two.there) == 10
    assert (two.at(two.shop.branch_id), two.at(two.there)) == (40, 0)


def test_what_is_kept_of_it_lies_here(two: Two) -> None:
    wish = Wish(
        product_id=two.medicine.id,
        quantity=30,
        purpose="order",
        reference="W-1",
        expires_at=clock.now() + timedelta(hours=1),
    )
    _keep_of_batch(actor=two.shop.owner, branch_id=two.there, batch_id=two.batch_id, wish=wish)
    kept = dict(Balance.objects.filter(reserved__gt=0).values_list("branch_id", "reserved"))
    assert kept == {two.there: 10}
