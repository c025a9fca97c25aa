"""The command: one transaction, one permission, one record, tried again, once a key."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext_lazy as _

from tests.support.shop import Shop, add_staff
from theriac.core.actor import SYSTEM, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.idempotency.context import (
    IdempotencyKey,
    KeyReused,
    Replayed,
    fingerprint,
    under_key,
)
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.core.permissions import permission
from theriac.core.problems import Conflict, NotPermitted
from theriac.core.rights import Concerns
from theriac.domains.catalog.models import Category
from theriac.domains.stock.permissions import ADJUST_STOCK

pytestmark = pytest.mark.django_db

KNOCK = permission("test.knock", _("knock"))


@command(name="test_command.knock", done="Sample")
def knock(*, actor: Actor, name: str, fail: bool = False) -> str:
    """Add a category, and perhaps refuse afterwards."""
    Category.objects.create(id=current_unit().effect_id, name=name)
    if fail:
        raise Conflict("no")
    return name


@command(name="test_command.inner", done="Sample", permission=KNOCK, concerns=Concerns.PHARMACY)
def inner(*, actor: Actor) -> None:
    """Something that needs a right of its own."""
    current_unit().record("test.inner", current_unit().effect_id)


@command(name="test_command.outer", done="Sample")
def outer(*, actor: Actor) -> None:
    """Calls the inner one."""
    inner(actor=actor)


def key(payload: object, name: str = "k1", client: Shop | None = None) -> IdempotencyKey:
    client_id = client.owner.id if client else SYSTEM.id
    return IdempotencyKey(client_id, "knock", name, fingerprint(payload))


def test_a_refusal_leaves_nothing_behind() -> None:
    records = AuditRecord.objects.count()

    with pytest.raises(Conflict):
        knock(actor=SYSTEM, name="a", fail=True)

    assert (Category.objects.count(), AuditRecord.objects.count()) == (0, records)


def test_each_outermost_command_leaves_a_record_that_names_who_and_what() -> None:
    knock(actor=SYSTEM, name="a")

    record = AuditRecord.objects.get()
    assert (record.command, record.actor_id, record.object_id) == (
        "test_command.knock",
        SYSTEM.id,
        Category.objects.get().id,
    )


def test_permission_is_asked_of_the_outermost_only(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)

    with pytest.raises(NotPermitted) as refused:
        inner(actor=cashier)
    outer(actor=cashier)

    assert refused.value.facts == {"permission": "test.knock"}
    assert AuditRecord.objects.filter(object_kind="test.inner").count() == 1


def test_a_right_at_another_branch_is_no_right_here(shop: Shop) -> None:
    restocker = add_staff("restocker", shop.branch_id)

    assert restocker.may(ADJUST_STOCK, shop.branch_id)
    assert not restocker.may(ADJUST_STOCK, shop.pharmacy_id)


@command(name="test_command.contend", done="Sample")
def contend(*, actor: Actor, tries: list[int], succeed_at: int) -> int:
    """Fails until the given try."""
    tries.append(1)
    if len(tries) < succeed_at:
        raise Contended("meanwhile")
    return len(tries)


def test_contended_rows_are_tried_three_times_at_most() -> None:
    assert contend(actor=SYSTEM, tries=[], succeed_at=3) == 3
    tries: list[int] = []
    with pytest.raises(Conflict):
        contend(actor=SYSTEM, tries=tries, succeed_at=4)
    assert len(tries) == 3


def test_a_key_has_its_effect_once_and_answers_with_it_again() -> None:
    with under_key(key({"name": "a"})):
        knock(actor=SYSTEM, name="a")
    with under_key(key({"name": "a"})), pytest.raises(Replayed) as again:
        knock(actor=SYSTEM, name="b")

    category = Category.objects.get()
    assert (category.name, again.value.effect_id) == ("a", category.id)


def test_a_key_is_refused_for_another_payload_and_kept_only_for_successes() -> None:
    with under_key(key({"name": "a"})), pytest.raises(Conflict):
        knock(actor=SYSTEM, name="a", fail=True)
    assert IdempotencyRecord.objects.count() == 0

    with under_key(key({"name": "a"})):
        knock(actor=SYSTEM, name="a")
    with under_key(key({"name": "z"})), pytest.raises(KeyReused):
        knock(actor=SYSTEM, name="z")


def test_a_key_serves_the_first_command_and_none_that_reports_its_refusal() -> None:
    with under_key(key({"name": "a"})):
        with pytest.raises(Conflict):
            knock(actor=SYSTEM, name="a", fail=True)
        knock(actor=SYSTEM, name="a report")
    assert IdempotencyRecord.objects.count() == 0

    with under_key(key({"name": "a"})):
        knock(actor=SYSTEM, name="a")
    assert IdempotencyRecord.objects.count() == 1


def test_two_clients_may_use_the_same_key(shop: Shop) -> None:
    with under_key(key({}, client=shop)):
        knock(actor=SYSTEM, name="a")
    with under_key(key({})):
        knock(actor=SYSTEM, name="b")

    assert Category.objects.count() == 2


def test_key_order_and_whitespace_do_not_change_a_fingerprint() -> None:
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})
