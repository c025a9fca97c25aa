"""Recording what a patient said about being written to or called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import given, record
from theriac.core.facts.types import Flag, Instant
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Consent
from theriac.domains.patients.permissions import MANAGE_PATIENTS
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.rules.lists import CHANNELS, PURPOSES, Channel, ConsentPurpose, How


@record
class ConsentNew:
    """A patient's yes or no."""

    purpose: ConsentPurpose
    channel: Channel
    is_given: Flag
    how: How
    said_at: Instant | None = None


@command(
    name="patients.record_consent",
    done=gettext_lazy("Recorded a consent"),
    permission=MANAGE_PATIENTS,
)
def record_consent(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, word: ConsentNew
) -> None:
    """Keep that the patient allowed a purpose on a channel, or withdrew it; the last word counts.

    Raises ParticularsRefused, PatientUnknown, PatientGone.
    """
    moment = clock.now()
    if word.said_at is not None and word.said_at > moment:
        raise ParticularsRefused(_("This date is in the future. Check it."), field="said_at")
    patient = get_patient(patient_id)
    Consent.objects.create(
        id=new_id(),
        patient=patient,
        purpose=word.purpose,
        channel=word.channel,
        is_given=word.is_given,
        how=word.how,
        said_at=word.said_at or moment,
        recorded_at=moment,
        recorded_by=actor.id,
    )
    facts = {"purpose": word.purpose, "channel": word.channel, "given": word.is_given}
    current_unit().record("patients.patient", patient.id, reason=word.how, facts=facts)


@command(
    name="patients.stop_contact",
    done=gettext_lazy("Recorded the patient’s STOP"),
    permission=MANAGE_PATIENTS,
)
def stop_contact(
    *,
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId,
    channel: Channel | None = None,
    how: How = "message",
) -> None:
    """Take a patient's STOP: every purpose is withdrawn on the channel, or on all of them.

    Raises ParticularsRefused, PatientUnknown, PatientGone, PatientRestricted.
    """
    for one in CHANNELS if channel is None else (channel,):
        for purpose in PURPOSES:
            word = given(ConsentNew, purpose=purpose, channel=one, is_given=False, how=how)
            record_consent(actor=actor, branch_id=branch_id, patient_id=patient_id, word=word)
