"""How one value of a record reads, by its kind of thing and its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.money import Money
from theriac.core.problems import Text
from theriac.domains.adverse_events.rules import codes as adverse_event_codes
from theriac.domains.interventions import codes as interventions
from theriac.domains.refills.rules.codes import LEFT_WHY, PROGRAMMES
from theriac.domains.services.rules import codes as service_codes
from theriac.domains.tills import rules as till_rules
from theriac.surfaces.backoffice.adverse_events import words as adverse_events
from theriac.surfaces.backoffice.catalog import words as catalog
from theriac.surfaces.backoffice.catalog.storage import STORAGES
from theriac.surfaces.backoffice.catalog.unknown_codes import words as unknown_codes
from theriac.surfaces.backoffice.clinical import words as clinical
from theriac.surfaces.backoffice.compounding import words as compounding
from theriac.surfaces.backoffice.counselling import words as counselling
from theriac.surfaces.backoffice.credit import words as credit
from theriac.surfaces.backoffice.eprescriptions import words as eprescriptions
from theriac.surfaces.backoffice.gift_cards import words as gift_cards
from theriac.surfaces.backoffice.loyalty import words as loyalty
from theriac.surfaces.backoffice.prescriptions import words as prescriptions
from theriac.surfaces.backoffice.promotions import words as promotions
from theriac.surfaces.backoffice.quotations import words as quotations
from theriac.surfaces.backoffice.refills import words as refills
from theriac.surfaces.backoffice.replenishment import want_words
from theriac.surfaces.backoffice.services import words as services
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.tills import words as tills
from theriac.surfaces.backoffice.unmet_requests import words as unmet_requests
from theriac.surfaces.backoffice.waitlist import words as waitlist

LONGEST = 80
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
DATED = ("_at", "_from", "_on", "_until")
"""How fields end that keep a moment or a day; what people write is in others."""

Words = Callable[[], Mapping[str, Text]]
BATCHES: dict[str, Text] = {
    "released": _("Released"),
    "held": _("On hold"),
    "recalled": _("Recalled"),
}
WORDS: dict[tuple[str, str], Words] = {
    ("catalog.product", "status"): lambda: catalog.STATUSES,
    ("catalog.product", "legal_class"): lambda: dict(catalog.legal_classes()),
    ("catalog.product", "tax_class"): lambda: dict(catalog.tax_classes()),
    ("catalog.product", "storage"): lambda: STORAGES,
    ("catalog.product", "rotation"): lambda: catalog.ROTATIONS,
    ("catalog.product", "ved"): lambda: catalog.VED_CLASSES,
    ("catalog.unknown_code", "state"): lambda: dict(unknown_codes.STATES.choices()),
    ("clinical.set", "state"): lambda: dict(clinical.STATES.choices()),
    ("counselling.counselling", "state"): lambda: dict(counselling.STATES.choices()),
    ("promotions.promotion", "state"): lambda: dict(promotions.STATES.choices()),
    ("eprescriptions.key", "state"): lambda: dict(eprescriptions.KEY_STATES.choices()),
    ("eprescriptions.prescription", "state"): lambda: dict(eprescriptions.STATES.choices()),
    ("eprescriptions.system", "state"): lambda: dict(eprescriptions.SYSTEM_STATES.choices()),
    ("adverse_events.report", "state"): lambda: dict(adverse_events.STATES.choices()),
    ("adverse_events.report", "seriousness"): lambda: adverse_event_codes.SERIOUS,
    ("adverse_events.report", "way"): lambda: adverse_event_codes.WAYS,
    ("services.appointment", "state"): lambda: dict(services.STATES.choices()),
    ("services.offer", "kind"): lambda: service_codes.SERVICE_KINDS,
    ("services.offer", "quantities"): lambda: dict(services.QUANTITY_CHOICES),
    ("tills.session", "state"): lambda: dict(tills.STATES.choices()),
    ("tills.session", "why"): lambda: till_rules.WHY_VARIANCE,
    ("credit.account", "state"): lambda: dict(credit.STATES.choices()),
    ("gift_cards.card", "state"): lambda: dict(gift_cards.STATES.choices()),
    ("loyalty.member", "state"): lambda: dict(loyalty.STATES.choices()),
    ("tills.held", "decision"): lambda: {"taken": _("Accepted"), "dismissed": _("Dismissed")},
    ("interventions.intervention", "problem"): lambda: interventions.PROBLEMS,
    ("interventions.intervention", "cause"): lambda: interventions.CAUSES,
    ("interventions.intervention", "action"): lambda: interventions.ACTIONS,
    ("interventions.intervention", "outcome"): lambda: interventions.OUTCOMES,
    ("stock.preparation", "state"): lambda: dict(compounding.STATES.choices()),
    ("prescribers.prescriber", "status"): lambda: {
        "active": _("Active"),
        "inactive": _("Inactive"),
    },
    ("prescriptions.prescription", "state"): lambda: dict(prescriptions.STATES.choices()),
    ("prescriptions.prescription", "paused_from"): lambda: dict(prescriptions.STATES.choices()),
    ("refills.member", "left_why"): lambda: LEFT_WHY,
    ("refills.plan", "state"): lambda: dict(refills.STATES.choices()),
    ("refills.plan", "reminder"): lambda: dict(refills.REMINDERS.choices()),
    ("refills.programme", "kind"): lambda: PROGRAMMES,
    ("stock.batch", ""): lambda: BATCHES,
    ("stock.batch", "state"): lambda: BATCHES,
    ("stock.want", "state"): lambda: dict(want_words.STATES.choices()),
    ("suppliers.supplier", "status"): lambda: {"active": _("Active"), "blocked": _("Blocked")},
    ("parked_baskets.basket", "state"): lambda: {
        "waiting": _("Parked"),
        "fetched": _("Opened"),
        "expired": _("Expired"),
    },
    ("quotations.quotation", "state"): lambda: dict(quotations.STATES.choices()),
    ("queue_tickets.ticket", "state"): lambda: {
        "waiting": _("Waiting"),
        "called": _("Called"),
        "served": _("Served"),
        "missed": _("No-show"),
    },
    ("unmet_requests.request", "state"): lambda: dict(unmet_requests.STATES.choices()),
    ("waitlist.wait", "state"): lambda: dict(waitlist.STATES.choices()),
    ("waitlist.wait", "priority"): lambda: waitlist.PRIORITIES,
}
"""The words of codes, of each kind of thing and field whose commands keep them before and after."""

AMOUNTS = frozenset(
    {
        ("budgets.budget", "amount"),
        ("capital.floor", ""),
        ("credit.account", "credit_limit"),
        ("loyalty.program", "earn_amount"),
        ("loyalty.program", "point_value"),
        ("tills.session", "variance"),
        ("tills.session", "counted"),
    }
)
"""What is money besides each price, in minor units of the pharmacy's currency."""


def value_words_of(kind: str, field: str, value: Any) -> Text:
    """One value as its screen says it."""
    if field == "price" or (kind, field) in AMOUNTS:
        return shown.money(Money(value, frame.pharmacy().currency))
    if (kind, field) in WORDS:
        return WORDS[kind, field]().get(value, str(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return shown.number(value)
    text = str(value)
    if field.endswith(DATED) or (kind, field) == ("books.closing", ""):
        return _date_words(text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _date_words(text: str) -> str:
    """A moment or a day by the pharmacy's clock; what is neither as it stands."""
    try:
        if DAY.match(text):
            return shown.local_date(date.fromisoformat(text))
        return shown.local_moment(datetime.fromisoformat(text))
    except ValueError:
        return text[:LONGEST]
