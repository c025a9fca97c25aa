"""Sets of knowledge for tests, taken in and put in force by a pharmacist; generics with codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.domains.catalog.commands.generics import GenericParts, set_atc, set_generic
from theriac.domains.catalog.models import Product
from theriac.domains.clinical.commands.force import put_in_force
from theriac.domains.clinical.commands.sets import SetHead, add_set, add_shipped_set, take_file
from theriac.domains.clinical.formats.reader import ReadKnowledge
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.rules.kinds import CheckKind, Kind, Tier
from theriac.domains.clinical.rules.knowledge import Line
from theriac.domains.clinical.rules.weights import RuleName
from theriac.domains.clinical.shipped import shipped_sets

PAIR = Line(
    Kind.PAIR,
    "warfarin",
    "vitamin k",
    rule="r1",
    tier=Tier.WARN,
    said={"en": "Less effect."},
    source="Test",
)
ANSWERED = RuleName(CheckKind.INTERACTIONS, "Licensed", "r1")


def an_answer(
    shop: Shop,
    rule: RuleName = ANSWERED,
    reason: str = "prescriber_agreed",
    by: Actor | None = None,
    days_ago: int = 0,
) -> None:
    """An answer to an alert of the rule, by the owner unless somebody is named."""
    at, who = clock.now() - timedelta(days=days_ago), (by or shop.owner).id
    AnsweredAlert.objects.create(
        id=new_id(),
        branch_id=shop.branch_id,
        subject_kind=AnsweredAlert.Subject.SALE,
        subject_id=new_id(),
        check_kind=rule.check.value,
        rule=rule.rule,
        tier=1,
        set_name=rule.set_name,
        edition="1",
        product_ids=[],
        reason=reason,
        asked_by=who,
        answered_by=who,
        answered_at=at,
        recorded_at=at,
    )


def pharmacist(shop: Shop) -> Actor:
    """The pharmacist of the shop, one for all."""
    return add_staff("pharmacist", shop.branch_id, "responsible")


def a_set(actor: Actor, *lines: Line, name: str = "Licensed", edition: str = "1") -> UUID:
    """A draft with these lines."""
    head = SetHead(name=name, edition=edition, source="Publisher", licence="Paid", dated_on=None)
    set_id = add_set(actor=actor, head=head)
    if lines:
        take_file(actor=actor, set_id=set_id, read=ReadKnowledge("own", lines, ()))
    return set_id


def an_answered_set(shop: Shop) -> None:
    """A draft of one line, and an answer to an alert of it."""
    a_set(shop.owner, PAIR)
    an_answer(shop)


def shipped_in_force(actor: Actor) -> list[UUID]:
    """All sets that come with the product, in force."""
    found = [add_shipped_set(actor=actor, name=one.name) for one in shipped_sets()]
    for set_id in found:
        put_in_force(actor=actor, set_id=set_id, reason="reviewed")
    return found


def a_generic(
    shop: Shop, name: str, *parts: tuple[str, str], atc: str = "", form: str = "tablet"
) -> Medicine:
    """A product whose generic is known, with an ATC code."""
    medicine = add_medicine(shop, name)
    product = Product.objects.get(id=medicine.id)
    set_generic(
        actor=shop.owner,
        product_id=medicine.id,
        version=product.version,
        generic=GenericParts(ingredients=parts, dose_form=form),
    )
    product.refresh_from_db()
    if atc:
        set_atc(actor=shop.owner, generic_id=product.generic_id, atc=atc)
    return medicine


def a_stop_in_force(shop: Shop) -> tuple[Medicine, Medicine]:
    """Warfarin and vitamin K, which a set in force lets nobody take together."""
    made = a_set(shop.owner, replace(PAIR, tier=Tier.STOP))
    put_in_force(actor=shop.owner, set_id=made, reason="reviewed")
    return (
        a_generic(shop, "Simarc 2", ("Warfarin", "2 mg")),
        a_generic(shop, "Vitamin K 10", ("Vitamin K", "10 mg")),
    )
