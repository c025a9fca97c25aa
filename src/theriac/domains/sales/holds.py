"""Which sales hold a patient and who dispensed: on a prescription, or of a controlled class.

Held pushes don't count before they are booked: whom they name is sealed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.countries.retention import rule_for
from theriac.domains.accounts.ports import StaffHold, register_staff_holds
from theriac.domains.catalog.queries.product_facts import products_of_classes
from theriac.domains.organisation.queries.branches import branch_time_zones, get_pharmacy
from theriac.domains.patients.ports import HeldRecords, register_hold
from theriac.domains.sales.models import Sale, SaleGround, SaleLine, SalePatient


def _on_prescription(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """Sales with a ground: the prescription seen, or the exception whose patient is recorded."""
    grounds = SaleGround.objects.filter(sale_id=OuterRef("sale_id"))
    return _newest(patient_ids, Exists(grounds))


def _of_controlled_classes(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    """Sales of goods whose class, as it is now, needs a register."""
    lines = SaleLine.objects.filter(sale_id=OuterRef("sale_id"), product_id__in=_registered())
    return _newest(patient_ids, Exists(lines))


def _country() -> CountryProfile:
    pharmacy = get_pharmacy()
    return profile_for(pharmacy.country if pharmacy else "generic")


def _registered() -> Collection[UUID]:
    """Goods whose class needs a register."""
    return products_of_classes([one.code for one in _country().legal_classes if one.register])


def who_dispensed(user_id: UUID) -> list[StaffHold]:
    """What must still tell that this person dispensed, while the country's law keeps it."""
    sold = Sale.objects.filter(person_id=user_id).order_by()
    grounds = SaleGround.objects.filter(sale_id=OuterRef("pk"))
    lines = SaleLine.objects.filter(sale_id=OuterRef("pk"), product_id__in=_registered())
    today = clock.today(branch_time_zones()[0])
    found = []
    for rule_kind, title, such in (
        ("sales.prescriptions", _("Sales on a prescription"), Exists(grounds)),
        ("sales.controlled", _("Sales of controlled medicines"), Exists(lines)),
    ):
        rule = rule_for(_country().retention, rule_kind, today)
        last = sold.filter(such).aggregate(on=Max("business_on"))["on"] if rule else None
        if rule and rule.least and last:
            hold = StaffHold(title, last + timedelta(days=rule.least), rule.source)
            found += [hold] if hold.until > today else []
    return found


def _newest(patient_ids: Sequence[UUID], such: Exists) -> Mapping[UUID, date]:
    rows = SalePatient.objects.filter(such, patient_id__in=patient_ids).order_by()
    newest = rows.values("patient_id").annotate(on=Max("sale__business_on"))
    return {row["patient_id"]: row["on"] for row in newest}


register_hold(
    HeldRecords(
        code="sales.prescriptions",
        title=_("Sales on a prescription"),
        rule="sales.prescriptions",
        newest=_on_prescription,
    )
)
register_hold(
    HeldRecords(
        code="sales.controlled",
        title=_("Sales of controlled medicines"),
        rule="sales.controlled",
        newest=_of_controlled_classes,
    )
)
register_staff_holds("sales", who_dispensed)
