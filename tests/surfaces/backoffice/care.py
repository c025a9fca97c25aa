"""What a busy shop has of care: waits, prescriptions, registers, somebody on duty."""

from __future__ import annotations

from tests.support.adverse_events import report
from tests.support.compounding import a_preparation
from tests.support.controlled import add_controlled
from tests.support.counselling import counsel
from tests.support.duty import pharmacist, plan_a_shift
from tests.support.eprescriptions import an_eprescription
from tests.support.interventions import intervene
from tests.support.prescriptions import a_person, prescription_things
from tests.support.refills import refill_things
from tests.support.reservations import reserve
from tests.support.services import serve, the_service
from tests.support.shop import Medicine, Shop, stock_up
from tests.support.waitlist import join
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.commands.limits import LimitWish, set_dispensing_limit
from theriac.domains.duty.commands.sign_on import sign_on


def care_given(shop: Shop, medicine: Medicine) -> None:
    """Some of it are kept for somebody, and somebody waits for more than there are."""
    reserve(shop, medicine, 1, purpose="hand")
    join(shop, medicine, 900_000, "A7")
    _controlled(shop)
    a_preparation(shop)
    prescription_things(shop)
    counsel(shop)
    intervene(shop, a_person(shop))
    an_eprescription(shop)
    report(shop, a_person(shop))
    serve(shop, the_service(shop), a_person(shop))
    refill_things(shop)
    ratna = pharmacist(shop, "ratna")
    plan_a_shift(shop, ratna)
    sign_on(actor=ratna, branch_id=shop.branch_id)


def _controlled(shop: Shop) -> None:
    """A registered medicine with a limit, of which one is missing."""
    controlled = add_controlled(shop)
    stock_up(shop, controlled, 12)
    set_dispensing_limit(actor=shop.owner, wish=LimitWish(substance="Codeine", units=30, days=7))
    count_controlled(
        actor=shop.owner, branch_id=shop.branch_id, product_id=controlled.id, counted=11
    )
