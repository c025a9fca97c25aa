"""A clinical intervention: what was found and done, and its outcome. Each look is logged."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted, Problem, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.interventions.codes import ACTIONS, CAUSES, OUTCOMES, PROBLEMS
from theriac.domains.interventions.commands.open import OpenedIntervention, open_intervention
from theriac.domains.interventions.commands.outcome import record_outcome
from theriac.domains.interventions.ids import InterventionId
from theriac.domains.interventions.permissions import OPEN_INTERVENTIONS, RECORD_INTERVENTIONS
from theriac.domains.interventions.problems import InterventionUnknown
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.prescribers.queries.prescribers import prescriber_names
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.interventions.entry import AmongInterventions
from theriac.surfaces.backoffice.interventions.words import outcome_badge
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most

OF_ANOTHER_BRANCH: tuple[type[Problem], ...] = (NotPermitted, InterventionUnknown)


class OneIntervention(AmongInterventions):
    """A screen of the intervention that the address names; opening it is logged, once a request."""

    @cached_property
    def opened(self) -> OpenedIntervention:
        """What it says. Raises InterventionUnknown, PatientGone, PatientRestricted."""
        asked = self.request.GET.get("why", "")
        return open_intervention(
            actor=self.actor,
            branch_id=self.branch,
            intervention_id=InterventionId(self.kwargs["intervention_id"]),
            why=asked if asked in WHY else "care",
        )

    def address(self) -> str:
        """Its own page."""
        return reverse("backoffice:intervention_detail", args=[self.kwargs["intervention_id"]])


class InterventionDetail(OneIntervention):
    """What was found and done; its outcome may be recorded once."""

    permission = OPEN_INTERVENTIONS
    template_name = "backoffice/interventions/one.html"

    def page_title(self) -> Text:
        return self.opened.intervention.code

    def context(self) -> dict[str, Any]:
        row = self.opened.intervention
        people = names_of({one for one in (row.by, row.outcome_by) if one})
        called = prescriber_names({row.prescriber_id} if row.prescriber_id else ())
        return {
            "opened": self.opened,
            "row": row,
            "words": row.content,
            "answer": row.answer,
            "state": outcome_badge(row),
            "problem": PROBLEMS[row.problem],
            "cause": CAUSES[row.cause],
            "action": ACTIONS[row.action],
            "prescriber": called.get(row.prescriber_id or row.id) or row.content["prescriber_name"],
            "outcome": OUTCOMES.get(row.outcome, ""),
            "by": people.get(row.by, ""),
            "outcome_by": people.get(row.outcome_by or row.by, ""),
            "sees_patient": self.opened.patient_id is not None and self.may(VIEW_PATIENTS),
            "sees_prescription": row.prescription_id is not None and self.may(OPEN_PRESCRIPTIONS),
            "may_answer": not row.outcome
            and row.action != "none"
            and self.may(RECORD_INTERVENTIONS),
            "outcomes": list(OUTCOMES.items()),
            **history_beside(self, row.id),
        }


class RecordOutcome(OneIntervention, ButtonScreen):
    """What came of it."""

    calls = Calls(record_outcome, outcome=at_most(12), answer=at_most(250))
    unsaid = OF_ANOTHER_BRANCH
    done = _("Outcome recorded.")
