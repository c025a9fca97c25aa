"""The states of a prescription in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

STATE_WORDS: Mapping[str, Text] = {
    "received": _("Received"),
    "reviewing": _("Under review"),
    "queried": _("Waiting for the prescriber"),
    "approved": _("Approved"),
    "preparing": _("Being prepared"),
    "verified": _("Verified"),
    "ready": _("Ready to collect"),
    "paused": _("Paused"),
    "handed_over": _("Handed over"),
    "closed": _("Closed"),
    "refused": _("Refused"),
    "cancelled": _("Cancelled"),
}
KEPT: Text = _("Prescriptions")
"""What the law keeps of a patient."""
