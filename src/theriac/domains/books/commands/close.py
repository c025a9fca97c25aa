"""Closing the books until a day, and opening days again."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.formatting import format_date
from theriac.core.problems import require_reason
from theriac.domains.books.journal import BEFORE_TODAY, closings_kept
from theriac.domains.books.models import PeriodClosing
from theriac.domains.books.permissions import CLOSE_BOOKS
from theriac.domains.books.problems import ClosingRefused
from theriac.domains.books.rules import closed_until

IN_A_MINUTE = timedelta(minutes=1)
"""What is being recorded meanwhile still goes into its day: no command takes so long."""


@command(
    name="books.close_books",
    done=gettext_lazy("Closed the books"),
    permission=CLOSE_BOOKS,
)
def close_books(*, actor: Actor, last_on: date, reason: str) -> None:
    """Close everything until this day, a minute from now; an earlier day opens the later ones.

    A day can be closed once it is over everywhere. Raises Unprocessable without a reason, and
    ClosingRefused for a day that isn't over, or that the books are closed until already.
    """
    why, now = require_reason(reason), clock.now()
    latest = (now - BEFORE_TODAY).date() - timedelta(days=1)
    if last_on > latest:
        raise ClosingRefused(
            _("Enter a date until %(day)s: that day must be over at every branch.")
            % {"day": format_date(latest, get_language() or "en")},
            field="last_on",
        )
    before = closed_until(now + IN_A_MINUTE, closings_kept())
    if before == last_on:
        raise ClosingRefused(_("The books are already closed until this date."), field="last_on")
    made = PeriodClosing(
        id=current_unit().effect_id,
        last_on=last_on,
        effective_at=now + IN_A_MINUTE,
        reason=why[:120],
        closed_by=actor.id,
        recorded_at=now,
    )
    insert_rows(PeriodClosing, [made])
    facts = {"before": before.isoformat() if before else "", "after": last_on.isoformat()}
    current_unit().record("books.closing", made.id, reason=why, facts=facts)
