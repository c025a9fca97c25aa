"""Recording what came of an intervention, once."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import at_version, keep
from theriac.domains.interventions.codes import OUTCOMES
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.models import Intervention
from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS
from theriac.domains.interventions.problems import (
    InterventionRefused,
    InterventionUnknown,
    OutcomeKnown,
)
from theriac.domains.interventions.record import note_intervention
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.queries.search import kept_records

LONGEST_ANSWER = 250


@command(
    name="interventions.record_outcome",
    done=gettext_lazy("Recorded the outcome of a clinical intervention"),
    permission=RECORD_INTERVENTIONS,
)
def record_outcome(
    *,
    actor: Actor,
    branch_id: BranchId,
    intervention_id: InterventionId,
    version: int,
    outcome: str,
    answer: str = "",
) -> int:
    """What came of it, with the words of who was asked; the version then.

    Raises InterventionUnknown, OutcomeKnown, Stale, InterventionRefused where nothing was done or
    no outcome was chosen, PatientGone, PatientRestricted.
    """
    row = _locked(branch_id, intervention_id)
    if row.outcome:
        raise OutcomeKnown(
            _("The outcome was already recorded. Reload the page."), outcome=row.outcome
        )
    at_version(row, version, _("Another user changed this intervention. Reload the page."))
    if row.action == "none":
        raise InterventionRefused(
            _("Nothing was done that could have an outcome."), field="outcome"
        )
    if outcome not in OUTCOMES:
        raise InterventionRefused(_("Choose an outcome from the list."), field="outcome")
    _require_patient(row)
    row.answer = answer.strip()[:LONGEST_ANSWER]
    row.outcome, row.outcome_at, row.outcome_by = outcome, clock.now(), actor.id
    version = keep(row)
    note_intervention(row, {"outcome": ""}, {"outcome": row.outcome})
    return version


def _require_patient(row: Intervention) -> None:
    """Raise PatientGone or PatientRestricted for a patient about whom nothing more is kept."""
    if row.patient_id is not None:
        kept = kept_records([row.patient_id])
        get_patient(kept[0].id if kept else row.patient_id)


def _locked(branch_id: UUID, intervention_id: UUID) -> Intervention:
    rows = Intervention.objects.select_for_update()
    row: Intervention | None = rows.filter(id=intervention_id, branch_id=branch_id).first()
    if row is None:
        raise InterventionUnknown(_("This intervention doesn’t exist at this branch."))
    return row
