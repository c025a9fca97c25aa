"""What must always be true of the grounds on which prescription-only lines were sold."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.duty.queries import turns_told
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
DUTY_UNKNOWN = finding(
    "sales.duty_unknown",
    _("Sale %(number)s names a pharmacist’s duty that isn’t of its branch."),
)
AT_ONCE = 400


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


@verifies("sales.duty")
def pharmacists_were_on_duty(findings: Findings) -> None:
    """Each turn of duty that a sale names is one of its own branch."""
    rows = SaleGround.objects.exclude(duty_turn_id=None).order_by()
    pairs = list(rows.values_list("duty_turn_id", "sale__branch_id").distinct())
    findings.look(len(pairs))
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        told = turns_told({turn_id for turn_id, _branch in some})
        for turn_id, branch_id in some:
            if turn_id in told and told[turn_id][0] == branch_id:
                continue
            wrong = rows.filter(duty_turn_id=turn_id, sale__branch_id=branch_id)
            number = wrong.order_by("sale__number").values_list("sale__number", flat=True).first()
            findings.violate(DUTY_UNKNOWN, number=number)
