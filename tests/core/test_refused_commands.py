"""Every command refuses who holds no right: before anything is read, but for a few that say why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.jobs import sample_tasks
from tests.support.orders import an_order
from tests.support.scripts import script
from tests.support.shop import add_medicine, add_staff, open_shop
from tests.support.shops import second_branch
from tests.support.suppliers import a_supplier
from theriac.core.actor import Actor, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.core.command import DeclaredCommand, command
from theriac.core.facts.records import given as facts_of
from theriac.core.files.models import StoredFile
from theriac.core.ids import new_id
from theriac.core.outbox.models import OutboxEvent
from theriac.core.permissions import Permission, declared_permissions
from theriac.core.problems import NotFound, NotPermitted
from theriac.core.rights import Concerns
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.catalog.files import PICTURE
from theriac.domains.patients.files import PRESCRIPTION
from theriac.domains.purchase_orders.rules.answers import OrderAnswerWritten

HERE, ELSEWHERE = new_id(), new_id()


def person(**grants: Any) -> Actor:
    return Actor(kind=ActorKind.PERSON, id=new_id(), name="Rina", **grants)


def commands() -> list[DeclaredCommand]:
    declared: list[DeclaredCommand] = script("commands_page").commands()
    return declared


def asking() -> list[tuple[DeclaredCommand, Permission]]:
    """The commands that declare a right, each with it."""
    return [(one, one.permission) for one in commands() if one.permission is not None]


def test_who_holds_nothing_is_refused_before_anything_is_read() -> None:
    """Without a database, and without the rest of what the command takes."""
    asked = 0
    for one, right in asking():
        for where in ({}, {"branch_id": HERE}, {"branch_id": None}):
            with pytest.raises(NotPermitted) as refused:
                one.run(actor=person(branch_id=HERE), **where)
            assert refused.value.facts == {"permission": right.code}, one.name
            asked += 1
    assert asked > 3 * 200


def test_every_other_right_here_and_this_one_elsewhere_arent_enough() -> None:
    every = frozenset(right.code for right in declared_permissions())
    for one, right in asking():
        if one.concerns in {Concerns.BRANCH, Concerns.PHARMACY}:
            holder = person(grants={HERE: every - {right.code}, ELSEWHERE: every})
            with pytest.raises(NotPermitted) as refused:
                one.run(actor=holder, branch_id=HERE)
            assert refused.value.facts == {"permission": right.code}, one.name


def test_what_all_branches_share_isnt_changed_by_who_may_in_some() -> None:
    """Nor what holds for every branch: a price, a list, an import without one."""
    every = frozenset(right.code for right in declared_permissions())
    holder = person(branch_id=HERE, grants={HERE: every, ELSEWHERE: every})
    asked = [one for one, _right in asking() if one.concerns is Concerns.PHARMACY]
    asked += [one for one, _right in asking() if one.concerns is Concerns.BRANCH]
    for one in asked:
        with pytest.raises(NotPermitted) as refused:
            one.run(actor=holder, branch_id=None)
        assert one.permission is not None
        assert refused.value.facts == {"permission": one.permission.code}, one.name
    assert len(asked) > 150


def test_what_a_command_with_a_right_concerns_is_said() -> None:
    assert {one.concerns for one, _right in asking()} == set(Concerns)
    with pytest.raises(ValueError, match="test\\.nowhere doesn't say what it concerns"):
        command(name="test.nowhere", done="Sample", permission=MANAGE_STAFF)(lambda *, actor: None)


@pytest.mark.django_db
def test_nobody_acts_on_who_works_elsewhere_or_may_more() -> None:
    """Whatever the command: the guard stands before it, and leaves nothing."""
    shop = open_shop()
    there = add_staff("cashier", second_branch(shop), "there")
    everywhere = add_staff("cashier", None, "everywhere")
    actor = add_staff("administrator", shop.branch_id, "here")
    before = AuditRecord.objects.count()
    concerned = [one for one, _right in asking() if one.concerns is Concerns.PERSON]
    for one in concerned:
        for other, refusal in (
            (there, NotFound),
            (everywhere, NotPermitted),
            (shop.owner, NotPermitted),
        ):
            with pytest.raises(refusal):
                one.run(actor=actor, user_id=other.id)
            with pytest.raises(refusal):
                one.run(actor=actor, user_ids=[actor.id, other.id])
    assert AuditRecord.objects.count() == before
    assert len(concerned) > 10


@pytest.mark.parametrize("kind", [ActorKind.PERSON, ActorKind.MACHINE, ActorKind.TERMINAL])
def test_what_is_the_systems_own_nobody_begins_whatever_they_hold(kind: ActorKind) -> None:
    every = frozenset(right.code for right in declared_permissions())
    holder = Actor(kind=kind, id=new_id(), name="Rina", grants={None: every})
    alone = [one for one in commands() if one.system_only]
    for one in alone:
        with pytest.raises(NotPermitted):
            one.run(actor=holder)
    assert len(alone) > 10


@pytest.mark.django_db
def test_what_asks_later_refuses_too_and_leaves_nothing() -> None:
    """Whose it is must be read first; what isn't theirs is refused or isn't there for them."""
    shop = open_shop()
    job = sample_tasks.add.using(requested_by=shop.owner.id).enqueue(1, 2)
    order = an_order(shop, add_medicine(shop), a_supplier(shop))
    answer = facts_of(OrderAnswerWritten, delivers_on=shop.today)
    picture = StoredFile(purpose=PICTURE.code, created_by=shop.owner.id)
    paper = StoredFile(purpose=PRESCRIPTION.code, created_by=shop.owner.id, record_id=new_id())
    theirs: dict[str, dict[str, Any]] = {
        "accounts.ask_for_email": {"user_id": shop.owner.id, "email": "dewi@apotek.id"},
        "accounts.end_program": {"user_id": shop.owner.id, "family_id": new_id()},
        "accounts.end_sign_in": {"user_id": shop.owner.id, "sign_in_id": new_id()},
        "accounts.end_sign_ins": {"user_id": shop.owner.id},
        "files.keep_file": {"branch_id": shop.branch_id, "row": picture},
        "files.record_reading": {"stored": paper, "why": "curious"},
        "jobs.cancel_job": {"job_id": job.id},
        "jobs.retry_job": {"job_id": job.id},
        "purchase_orders.answer_order": {"order_id": order, "facts": answer},
    }
    absent = {"purchase_orders.answer_order"}
    later = {one.name: one for one in commands() if one.name in script("commands_page").LATER}
    assert sorted(later) == sorted(theirs)
    before = AuditRecord.objects.count(), OutboxEvent.objects.count()
    for name, given in theirs.items():
        with pytest.raises(NotFound if name in absent else NotPermitted):
            later[name].run(actor=person(branch_id=shop.branch_id), **given)
    assert (AuditRecord.objects.count(), OutboxEvent.objects.count()) == before
    assert StoredFile.objects.count() == 0
