"""Checking a basket for a patient: their record is read, and that leaves a trace."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.basket import Basket, medicines_of, person_of
from theriac.domains.clinical.permissions import CHECK_SAFETY
from theriac.domains.clinical.queries.knowledge import knowledge_on
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.kinds import CheckKind
from theriac.domains.clinical.rules.results import Alert, NotRun, Result
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_time_zones
from theriac.domains.patients.commands.open import read_for_check
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_CLINICAL

_OF_THE_RECORD = (CheckKind.ALLERGIES, CheckKind.PREGNANCY, CheckKind.CONDITIONS)
_HIDDEN = {
    "en": "Something in the patient’s record speaks against this.",
    "id": "Ada catatan pasien yang bertentangan dengan obat ini.",
}
_ASK = {"en": "Ask the pharmacist.", "id": "Tanyakan kepada apoteker."}


@command(
    name="clinical.check_for_patient",
    done=gettext_lazy("Checked medicines for a patient"),
    permission=CHECK_SAFETY,
)
def check_for_patient(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, basket: Basket
) -> Result:
    """All checks with the patient's age, allergies and conditions.

    Who may not see clinical records is told that something speaks against a medicine, and not what.
    Raises what ``read_for_check`` does.
    """
    health = read_for_check(actor=actor, branch_id=branch_id, patient_id=patient_id)
    today = clock.today(branch_time_zones()[0])
    result = check(
        knowledge_on(today),
        medicines_of(basket.medicines),
        person_of(basket.person, health, today),
        substance_key,
    )
    return result if actor.may(VIEW_CLINICAL, branch_id) else without_the_record(result)


def without_the_record(result: Result) -> Result:
    """The result without words of the record."""
    return replace(
        result,
        alerts=tuple(map(without_words, result.alerts)),
        not_run=tuple(dict.fromkeys(map(_unnamed, result.not_run))),
    )


def without_words(alert: Alert) -> Alert:
    """The alert as somebody reads it who may not see clinical records."""
    if alert.check not in _OF_THE_RECORD:
        return alert
    return replace(
        alert,
        rule=alert.check.value,
        subjects=alert.subjects[:1] if not alert.acknowledge else (),
        said=_HIDDEN,
        to_do=_ASK,
        source="",
    )


def _unnamed(gap: NotRun) -> NotRun:
    return replace(gap, what="") if gap.check in _OF_THE_RECORD else gap
