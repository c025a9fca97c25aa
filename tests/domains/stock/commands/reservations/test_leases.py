"""A lease ends by time or with its terminal, and what it held is free."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domains.stock.commands.reservations.test_quota import both, clean, contact
from tests.support.reservations import shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.organisation.commands.terminals import register_terminal, revoke_terminal
from theriac.domains.organisation.ids import TerminalId
from theriac.domains.stock.commands.reservations.leases import end_lease, leases_to_end

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def other(shop: Shop) -> TerminalId:
    return register_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, code="K2", name="Kasir 2", kind="counter"
    )


def test_a_lease_ends_by_time_and_its_quotas_are_free(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    stock_up(shop, medicine, 9)
    both(shop, other)
    assert leases_to_end() == []
    with clock.at(clock.now() + timedelta(days=8)):
        due = leases_to_end()
        assert len(due) == 2
        assert [end_lease(actor=SYSTEM, lease_id=one) for one in due] == [False, False]
        assert leases_to_end() == []
        again = contact(shop, other)
    assert shelf() == {"B1": (9, 0)}
    assert again.lease not in due
    assert clean()


def test_a_revoked_terminal_s_quotas_are_free_at_once(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    stock_up(shop, medicine, 9)
    both(shop, other)
    revoke_terminal(actor=shop.owner, branch_id=shop.branch_id, terminal_id=other, reason="lost")
    [lost] = leases_to_end()
    assert end_lease(actor=SYSTEM, lease_id=lost) is False
    assert shelf() == {"B1": (9, 3)}
    assert clean()
