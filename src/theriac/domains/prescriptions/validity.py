"""Until when a prescription may be dispensed, by the country's rule for what is on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.countries.prescriptions import days_valid, last_day
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.generics import products_of_generics
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.queries.branches import get_pharmacy, get_settings
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import PrescriptionJump

NO_REPEAT = gettext_lazy(
    "Controlled medicines can’t be repeated. Ask the prescriber for a new prescription."
)
NO_COPY = gettext_lazy("Controlled medicines aren’t dispensed from a copy. Ask for the original.")


def classes_of(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The legal class of each product that is known."""
    return {key: fact.legal_class for key, fact in sale_facts(set(product_ids)).items()}


def classes_of_generics(generic_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """By generic the legal classes of the products that may be given of it."""
    wanted = set(generic_ids)
    products = products_of_generics(wanted) if wanted else {}
    known = classes_of([one for some in products.values() for one in some]) if products else {}
    return {key: {known[one] for one in some if one in known} for key, some in products.items()}


def last_valid_day(written_on: date, legal_classes: Iterable[str], today: date) -> date | None:
    """The last day by the strictest of the classes; None where none has a limit."""
    pharmacy, settings = get_pharmacy(), get_settings()
    if pharmacy is None or settings is None:
        return None
    rules = profile_for(pharmacy.country).prescriptions
    own = settings.prescription_days
    days = [days_valid(rules, one, today, own) for one in set(legal_classes)]
    return last_day(written_on, days, today)


def last_of(
    written_on: date, ends_on: date | None, legal_classes: Iterable[str], today: date
) -> date | None:
    """The earlier of the law's last day and the prescriber's own; None where neither is."""
    law = last_valid_day(written_on, legal_classes, today)
    return min((day for day in (law, ends_on) if day is not None), default=None)


def is_high_risk(legal_classes: Iterable[str]) -> bool:
    """Whether goods of one of these classes leave a register, so that a second person verifies.

    Those are the classes that the country's law controls: psychotropics and narcotics, schedule X.
    """
    pharmacy = get_pharmacy()
    if pharmacy is None:
        return False
    known = {one.code: one for one in profile_for(pharmacy.country).legal_classes}
    return any(bool(known[one].register) for one in legal_classes if one in known)


def allows_repeats(legal_classes: Iterable[str]) -> bool:
    """Whether a prescription of these classes may say that it is repeated: controlled ones not.

    Source: shared vectors ``id_salinan_resep.json`` ("narcotics: no iter").
    """
    return not is_high_risk(legal_classes)


def allows_copies(legal_classes: Iterable[str]) -> bool:
    """Whether another pharmacy's copy does where such are dispensed: of controlled ones not.

    Source: shared vectors ``id_salinan_resep.json`` ("no copy to another pharmacy").
    """
    return not is_high_risk(legal_classes)


def require_valid(found: Prescription, today: date) -> None:
    """Raise PrescriptionJump for one that isn't valid any more."""
    if found.valid_until is None or today <= found.valid_until:
        return
    words = _("The prescription was valid until %(day)s. Ask the prescriber for a new one.")
    day = format_date(found.valid_until, get_language() or "en")
    raise PrescriptionJump(words % {"day": day}, state=found.state)
