"""The board: a column a state, who waits longest first, with the time in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.domains.eprescriptions.permissions import VIEW_ELECTRONIC
from theriac.domains.eprescriptions.queries.inbox import (
    electronic_among,
    eprescriptions_waiting,
)
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescriptions.permissions import (
    OPEN_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
    VIEW_PRESCRIPTIONS,
)
from theriac.domains.prescriptions.queries.board import BoardCard, board_of
from theriac.domains.prescriptions.words import STATE_WORDS
from theriac.surfaces.backoffice.prescriptions.words import lasted
from theriac.surfaces.backoffice.shell.screens import Screen


class PrescriptionBoard(Screen):
    """What is worked on at the branch; nobody's name and no medicine stands here."""

    permission = VIEW_PRESCRIPTIONS
    title = _("Prescriptions")
    template_name = "backoffice/prescriptions/board.html"

    def context(self) -> dict[str, Any]:
        """Columns with their cards."""
        today = branch_date(self.branch)
        listed = reverse("backoffice:prescription_list")
        columns = board_of(actor=self.actor, branch_id=self.branch)
        shown = [card.id for one in columns for card in one.cards]
        return {
            "columns": [
                {
                    "title": STATE_WORDS[one.state],
                    "count": one.count,
                    "others": one.others,
                    "url": f"{listed}?state={one.state}",
                    "cards": [
                        (card, lasted(card.since), _is_over(card, today)) for card in one.cards
                    ],
                }
                for one in columns
            ],
            "now": clock.now(),
            "electronic": electronic_among(shown) if shown else {},
            "waiting": self._waiting(),
            "may_see_electronic": self.may(VIEW_ELECTRONIC),
            "may_open": self.may(OPEN_PRESCRIPTIONS),
            "may_receive": self.may(RECEIVE_PRESCRIPTIONS),
        }

    def _waiting(self) -> int:
        """How many electronic ones wait for a person, for who may see that."""
        if not self.may(VIEW_ELECTRONIC):
            return 0
        return eprescriptions_waiting(actor=self.actor, branch_id=self.branch).count()


def _is_over(card: BoardCard, today: date) -> bool:
    return card.valid_until is not None and card.valid_until < today
