"""Unlocking an account, looking at alarms, and what happens to terminals, as events."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.staff import handle_of
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.accounts.commands.security import (
    look_at_alarms,
    note_terminal,
    unlock_account,
)
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.accounts.queries.security import count_alarms
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.accounts.security.tries import account, locked_until, take_try

pytestmark = pytest.mark.django_db


def test_an_account_is_unlocked_by_who_manages_its_branch(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    elsewhere = add_staff("administrator", second_branch(shop), "elsewhere")
    for _ in range(10):
        take_try(account(handle_of("dewi")))

    with pytest.raises(NotFound):
        unlock_account(actor=elsewhere, user_id=dewi.id)
    with pytest.raises(NotPermitted):
        unlock_account(actor=dewi, user_id=dewi.id)
    unlock_account(actor=shop.owner, user_id=dewi.id)

    assert locked_until(account(handle_of("dewi"))) is None
    event = SecurityEvent.objects.get()
    assert (event.kind, event.user_id, event.actor_id) == (
        SecurityEventKind.ACCOUNT_UNLOCKED,
        dewi.id,
        shop.owner.id,
    )


@pytest.mark.rows("AUD-03")
def test_alarms_are_told_to_each_until_they_looked(shop: Shop) -> None:
    auditor = add_staff("auditor", None)
    note(SecurityEventKind.ACCOUNT_LOCKED)
    note(SecurityEventKind.SIGN_IN_FAILED)

    look_at_alarms(actor=auditor)

    assert (count_alarms(actor=shop.owner), count_alarms(actor=auditor)) == (1, 0)
    note(SecurityEventKind.ADDRESS_LOCKED)
    assert (count_alarms(actor=shop.owner), count_alarms(actor=auditor)) == (2, 1)


def test_a_paired_terminal_is_an_event_of_its_branch(shop: Shop) -> None:
    note_terminal(
        actor=shop.owner,
        kind=SecurityEventKind.TERMINAL_PAIRED,
        branch_id=shop.branch_id,
        terminal_id=shop.terminal_id,
    )

    event = SecurityEvent.objects.get()
    assert (event.kind, event.branch_id, event.terminal_id, event.actor_id) == (
        SecurityEventKind.TERMINAL_PAIRED,
        shop.branch_id,
        shop.terminal_id,
        shop.owner.id,
    )
