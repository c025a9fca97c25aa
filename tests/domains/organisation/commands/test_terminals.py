"""Terminals: registered, paired once by a code, renamed, revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop, open_shop
from tests.support.signers import Signer
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.organisation.commands.terminals import (
    issue_pairing_code,
    pair_terminal,
    register_terminal,
    rename_terminal,
    revoke_terminal,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import Terminal
from theriac.domains.organisation.problems import CodeTaken, PairingCodeUnknown
from theriac.domains.organisation.queries.terminals import find_terminal_by_secret

pytestmark = pytest.mark.django_db


KEY = Signer().public_key


def pairing_code(shop: Shop) -> str:
    return issue_pairing_code(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id
    )


def test_a_new_code_takes_the_place_of_an_earlier_one(shop: Shop) -> None:
    """Else a request of the earlier one that comes late would shut the new device out."""
    first, second = pairing_code(shop), pairing_code(shop)
    paired = pair_terminal(actor=SYSTEM, code=second, public_key=KEY)

    with pytest.raises(PairingCodeUnknown):
        pair_terminal(actor=SYSTEM, code=first, public_key=KEY)

    assert find_terminal_by_secret(paired.secret) is not None


def test_a_code_pairs_one_device_once(shop: Shop) -> None:
    code = pairing_code(shop)

    paired = pair_terminal(actor=SYSTEM, code=f" {code.lower()} ", public_key=KEY)

    found = find_terminal_by_secret(paired.secret)
    assert found is not None
    assert found.id == shop.terminal_id
    with pytest.raises(PairingCodeUnknown):
        pair_terminal(actor=SYSTEM, code=code, public_key=KEY)


@pytest.mark.parametrize("between", [" ", "-", " - ", "\u00a0"])
def test_a_code_is_taken_in_the_groups_in_which_it_is_shown(shop: Shop, between: str) -> None:
    code = pairing_code(shop)

    paired = pair_terminal(actor=SYSTEM, code=f"{code[:4]}{between}{code[4:]}", public_key=KEY)

    assert paired.terminal_id == shop.terminal_id


def test_an_old_or_wrong_code_pairs_nothing(shop: Shop) -> None:
    code = pairing_code(shop)

    with clock.at(clock.now() + timedelta(minutes=16)), pytest.raises(PairingCodeUnknown):
        pair_terminal(actor=SYSTEM, code=code, public_key=KEY)
    with pytest.raises(PairingCodeUnknown):
        pair_terminal(actor=SYSTEM, code="ABCD2345", public_key=KEY)


def test_pairing_again_shuts_the_earlier_device_out(shop: Shop) -> None:
    first = pair_terminal(actor=SYSTEM, code=pairing_code(shop), public_key=KEY)
    second = pair_terminal(actor=SYSTEM, code=pairing_code(shop), public_key=KEY)

    assert find_terminal_by_secret(first.secret) is None
    assert find_terminal_by_secret(second.secret) is not None


def test_a_revoked_terminal_stays_known_as_revoked(shop: Shop) -> None:
    paired = pair_terminal(actor=SYSTEM, code=pairing_code(shop), public_key=KEY)

    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )

    found = find_terminal_by_secret(paired.secret)
    assert found is not None
    assert found.revoked_at is not None


def test_a_terminal_code_is_used_once_a_branch_and_a_name_can_change(shop: Shop) -> None:
    with pytest.raises(CodeTaken):
        register_terminal(actor=shop.owner, branch_id=shop.branch_id, code="K1", name="Two")

    rename_terminal(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.terminal_id,
        name="Kasir depan",
    )

    assert Terminal.objects.get(id=shop.terminal_id).name == "Kasir depan"
    told = AuditRecord.objects.get(reason="renamed").facts
    assert told == {"before": {"name": "Kasir 1"}, "after": {"name": "Kasir depan"}}


def test_a_terminal_of_another_branch_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound):
        issue_pairing_code(actor=SYSTEM, branch_id=BranchId(new_id()), terminal_id=shop.terminal_id)


@pytest.mark.parametrize("code", ["K", "K-1", "Kasir", "K 1", "", "1É"])
def test_a_code_that_numbers_cant_carry_is_refused_at_its_field(shop: Shop, code: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        register_terminal(actor=SYSTEM, branch_id=shop.branch_id, code=code, name="Kasir 9")

    assert dict(refused.value.errors) == {
        "code": (
            "This code can't be used in numbers. Use letters and digits and end with a "
            "digit, for example K1."
        )
    }


def test_a_code_is_kept_in_capitals(shop: Shop) -> None:
    terminal_id = register_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, code=" k9 ", name="Kasir 9"
    )

    assert Terminal.objects.get(id=terminal_id).code == "K9"


def test_a_code_too_long_for_the_countrys_numbers_is_refused() -> None:
    shop = open_shop("in", code="MUMBAI")

    with pytest.raises(Unprocessable) as refused:
        register_terminal(actor=SYSTEM, branch_id=shop.branch_id, code="K234", name="Till")

    assert dict(refused.value.errors) == {
        "code": "With branch MUMBAI, this code is too long for a number. Enter a shorter one."
    }


def test_two_branches_never_give_the_same_numbers() -> None:
    shop = open_shop("in")
    other = open_branch(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        code="M",
        name="Mahim",
        time_zone="Asia/Kolkata",
    )

    with pytest.raises(CodeTaken) as refused:
        register_terminal(actor=SYSTEM, branch_id=other, code="U1", name="Till")

    assert refused.value.field == "code"
    assert (
        str(refused.value) == "Kasir 1 in Melati already uses these numbers. Choose another code."
    )
