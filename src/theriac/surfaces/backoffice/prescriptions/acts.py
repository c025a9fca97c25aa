"""The buttons of a prescription: each calls its command."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.domains.interventions.permissions import RECORD_INTERVENTIONS
from theriac.domains.prescriptions.commands.dispense import record_dispense, reverse_dispense
from theriac.domains.prescriptions.commands.hand_over import close_prescription, hand_over
from theriac.domains.prescriptions.commands.outcomes import (
    end_outcome,
    note_not_dispensed,
)
from theriac.domains.prescriptions.commands.pause import (
    cancel_prescription,
    pause_prescription,
    resume_prescription,
)
from theriac.domains.prescriptions.commands.prepare import (
    lay_out,
    start_preparation,
    verify_prescription,
)
from theriac.domains.prescriptions.commands.review import (
    query_prescription,
    refuse_prescription,
    start_review,
)
from theriac.surfaces.backoffice.prescriptions.base import OF_ANOTHER_BRANCH, OnePrescription
from theriac.surfaces.backoffice.shell.forms.button import (
    ButtonScreen,
    Calls,
    at_most,
    chosen_id,
    whole,
)

CODE, NOTE = at_most(24), at_most(250)


class _Button(OnePrescription, ButtonScreen):
    """A button on a prescription's page, which another branch hasn't."""

    unsaid = OF_ANOTHER_BRANCH
    done = _("Saved.")


class ReviewPrescription(_Button):
    """Start the review."""

    calls = Calls(start_review)
    done = _("Review started.")


class QueryPrescription(_Button):
    """Ask the prescriber."""

    calls = Calls(query_prescription, reason_code=CODE, note=NOTE)

    def onward(self, result: Any) -> str:
        """The intervention that it may be recorded as, where that was ticked."""
        if self.request.POST.get("intervention") == "on" and self.may(RECORD_INTERVENTIONS):
            key = self.kwargs["prescription_id"]
            return reverse("backoffice:intervention_prescription", args=[key])
        return super().onward(result)


class RefusePrescription(_Button):
    """Dispense nothing of it."""

    calls = Calls(refuse_prescription, reason_code=CODE, note=NOTE)
    done = _("Refused.")


class PreparePrescription(_Button):
    """Start preparing, or prepare again."""

    calls = Calls(start_preparation)


class VerifyPrescription(_Button):
    """What was prepared is right."""

    calls = Calls(verify_prescription)
    done = _("Verified.")


class LayOutPrescription(_Button):
    """It may be collected."""

    calls = Calls(lay_out)
    done = _("Ready to collect.")


class HandOverPrescription(_Button):
    """The patient has it."""

    calls = Calls(hand_over)
    done = _("Handed over.")


class ClosePrescription(_Button):
    """Nothing more is dispensed of it."""

    calls = Calls(close_prescription)
    done = _("Closed.")


class PausePrescription(_Button):
    """Let it rest."""

    calls = Calls(pause_prescription, reason_code=CODE, note=NOTE)
    done = _("Paused.")


class ResumePrescription(_Button):
    """Go on with it."""

    calls = Calls(resume_prescription)


class CancelPrescription(_Button):
    """Do nothing more with it."""

    calls = Calls(cancel_prescription, reason_code=CODE, note=NOTE)
    done = _("Cancelled.")


class DispenseLine(_Button):
    """Record what is dispensed of a line."""

    calls = Calls(record_dispense, product_id=chosen_id, quantity=whole)
    done = _("Dispense recorded.")


class ReverseDispense(_Button):
    """Let a dispense count no more."""

    calls = Calls(reverse_dispense, reason_code=CODE, note=NOTE)
    done = _("Dispense reversed.")


class LineNotDispensed(_Button):
    """Why nothing of a line is dispensed."""

    calls = Calls(note_not_dispensed, reason_code=CODE, note=NOTE)


class EndOutcome(_Button):
    """What was noted of a line holds no more."""

    calls = Calls(end_outcome)
    done = _("Taken back.")
