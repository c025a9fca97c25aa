"""What must always be true of the grounds on which prescription-only lines were sold."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.sales.models import DiscrepancyCase, SaleGround, SalePatient

PAPER_UNFIT = finding(
    "sales.paper_unfit",
    _("Sale %(number)s used a prescription with an invalid date, and no discrepancy was recorded."),
)
PATIENT_MISSING = finding(
    "sales.patient_missing",
    _(
        "Sale %(number)s has no patient although the law requires one, and no discrepancy was "
        "recorded."
    ),
)


@verifies("sales.prescriptions")
def prescriptions_were_valid(findings: Findings) -> None:
    """Each prescription of a sale has a date, not to come, not too old; or a case says so."""
    day = F("sale__business_on")
    unfit = Q(written_on=None) | Q(written_on__gt=day) | Q(valid_until__lt=day)
    case = DiscrepancyCase.objects.filter(
        sale_id=OuterRef("sale_id"), kind=DiscrepancyCase.Kind.GROUND
    )
    seen = SaleGround.objects.filter(kind=SaleGround.Kind.PRESCRIPTION)
    without = seen.filter(unfit).exclude(Exists(case)).order_by("sale__number")
    for number in without.values_list("sale__number", flat=True):
        findings.violate(PAPER_UNFIT, number=number)
    findings.look(seen.count())


@verifies("sales.patients")
def patients_were_named(findings: Findings) -> None:
    """Where the law asked for the patient of a sale, it names one; or a case says so."""
    kinds = [DiscrepancyCase.Kind.GROUND, DiscrepancyCase.Kind.PATIENT]
    case = DiscrepancyCase.objects.filter(sale_id=OuterRef("sale_id"), kind__in=kinds)
    named = SalePatient.objects.filter(sale_id=OuterRef("sale_id"))
    asking = SaleGround.objects.filter(asks_patient=True)
    without = asking.exclude(Exists(named)).exclude(Exists(case))
    for number in without.order_by("sale__number").values_list("sale__number", flat=True):
        findings.violate(PATIENT_MISSING, number=number)
    findings.look(asking.count())
