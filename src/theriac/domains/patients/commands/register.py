"""Registering a patient."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keys import make_keys
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.duplicates import find_likely
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Patient
from theriac.domains.patients.permissions import MANAGE_PATIENTS
from theriac.domains.patients.problems import LooksKnown
from theriac.domains.patients.rules.particulars import Particulars, checked
from theriac.domains.patients.sought import keep_tokens, mark, profile, sought_particulars


@command(
    name="patients.register_patient",
    done=gettext_lazy("Registered a patient"),
    permission=MANAGE_PATIENTS,
)
def register_patient(
    *,
    actor: Actor,
    branch_id: BranchId,
    particulars: Particulars,
    is_another: bool = False,
    id_may_differ: bool = False,
) -> PatientId:
    """Keep a new patient under a key of their own.

    Raises ParticularsRefused, and LooksKnown with the likely records unless ``is_another``.
    """
    country = profile()
    today = branch_date(branch_id)
    tidy = checked(particulars, country, today, id_may_differ=id_may_differ)
    if not is_another:
        likely = find_likely(sought_particulars(tidy, country.calling_code))
        if likely:
            raise LooksKnown(
                _("A similar person is already registered. Check the records below first."),
                patients=[str(one.patient.id) for one in likely],
            )
    patient = Patient(
        id=current_unit().effect_id,
        **tidy.as_columns(),
        registered_at=clock.now(),
        registered_by=actor.id,
        registered_at_branch=branch_id,
    )
    make_keys([patient.id])
    tokens = mark(patient, country.calling_code)
    patient.save(force_insert=True)
    keep_tokens(patient, tokens)
    current_unit().record("patients.patient", patient.id)
    return PatientId(patient.id)
