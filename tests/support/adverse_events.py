"""Reports of adverse events at the shop, for tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.domains.adverse_events.commands.assess import assess_report
from theriac.domains.adverse_events.commands.draft import draft_report
from theriac.domains.adverse_events.commands.send import send_report
from theriac.domains.adverse_events.ids import AdverseEventId
from theriac.domains.adverse_events.models import AdverseEventReport
from theriac.domains.adverse_events.rules.facts import (
    AdverseEventTold,
    ReportedMedicine,
    SendingTold,
)
from theriac.domains.adverse_events.rules.naranjo import QUESTIONS
from theriac.domains.patients.ids import PatientId
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale

AUTHORITIES = {"id": "bpom", "in": "pvpi", "generic": "national"}
PROBABLE = {**dict.fromkeys(QUESTIONS, "unknown"), "after": "yes", "improved": "yes"}
"""With no other cause, five points."""
PROBABLE["alternative"] = "no"


def sell_to(shop: Shop, patient_id: UUID | None, product_id: UUID, quantity: int = 2) -> UUID:
    """Sell so much to a patient; the sale."""
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=product_id, quantity=quantity)], patient_id=patient_id
        ),
    ).sale.id


def told(shop: Shop, **facts: Any) -> AdverseEventTold:
    """A rash after amoxicillin, which wasn't serious, unless told otherwise."""
    given: dict[str, Any] = {
        "initials": "S.N.",
        "age": 34,
        "sex": "female",
        "reaction": "Itching rash on both arms",
        "onset_on": shop.today,
        "learned_on": shop.today,
        "outcome": "recovering",
        "medicines": [ReportedMedicine(role="suspect", name="Amoxicillin 500 mg")],
        **facts,
    }
    return AdverseEventTold(**given)


def report(shop: Shop, patient_id: UUID | None = None, **facts: Any) -> AdverseEventId:
    """A draft of it."""
    return draft_report(
        actor=shop.owner,
        branch_id=shop.branch_id,
        told=told(shop, **facts),
        patient_id=PatientId(patient_id) if patient_id else None,
    )


def of_report(shop: Shop, report_id: UUID, **more: Any) -> dict[str, Any]:
    """What a command on it is given, at the version that there is."""
    version = report_of(report_id).version
    named = {"report_id": AdverseEventId(report_id), "version": version}
    return {"actor": shop.owner, "branch_id": shop.branch_id, **named, **more}


def send(shop: Shop, report_id: UUID, **facts: Any) -> int:
    """Send it to the country's centre today."""
    usual = {"authority": AUTHORITIES[shop.country], "way": "web", "sent_on": shop.today}
    return send_report(**of_report(shop, report_id), sending=SendingTold(**{**usual, **facts}))


def assess(shop: Shop, report_id: UUID, category: str = "probable") -> int:
    """Judge it as probable."""
    return assess_report(**of_report(shop, report_id), answers=PROBABLE, category=category)


def report_of(report_id: UUID) -> AdverseEventReport:
    """It as it is kept."""
    found: AdverseEventReport = AdverseEventReport.objects.get(id=report_id)
    return found
