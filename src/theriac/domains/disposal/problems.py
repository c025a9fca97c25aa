"""The refusals of this domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.problems import Conflict


class DestructionSettled(Conflict):
    """The destruction is posted or discarded."""

    type = "stock.destruction_settled"
    title = gettext_lazy("This destruction is already completed")


class WitnessUnfit(Conflict):
    """Who approves can't be this witness: they wrote it, or signed before."""

    type = "stock.witness_unfit"
    title = gettext_lazy("This person can't be the witness")
