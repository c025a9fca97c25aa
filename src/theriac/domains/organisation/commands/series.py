"""Opening document series and taking their next number."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.backends.trips import Statement, send
from theriac.core.database.counters import next_of
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import SeriesId, TerminalId
from theriac.domains.organisation.models import DocumentSeries, SeriesCounter
from theriac.domains.organisation.problems import SeriesUnknown


@command(name="organisation.open_series", done=gettext_lazy("Opened a number series"))
def open_series(
    *,
    actor: Actor,
    terminal_id: TerminalId,
    kind: str,
    prefix: str,
    period: str,
    generation: int = 1,
) -> SeriesId:
    """Open a terminal's series for a period, or return the one that is open already."""
    existing = _find(terminal_id, kind, period, generation)
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            series = DocumentSeries.objects.create(
                id=new_id(),
                terminal_id=terminal_id,
                kind=kind,
                prefix=prefix,
                period=period,
                generation=generation,
                opened_at=clock.now(),
            )
            SeriesCounter.objects.create(id=series.id)
    except IntegrityError:
        existing = _find(terminal_id, kind, period, generation)
        if existing is None:
            raise
        return existing
    current_unit().record("organisation.series", series.id, facts={"prefix": prefix})
    return SeriesId(series.id)


@command(name="organisation.take_next_number", done=gettext_lazy("Assigned the next number"))
def take_next_number(*, actor: Actor, series_id: SeriesId) -> int:
    """The next number of a series that the server itself numbers; only that series waits.

    Raises SeriesUnknown.
    """
    number = send(next_number(series_id))
    if number is None:
        raise SeriesUnknown(_("Open the number series first."), series_id=series_id)
    return number


def next_number(series_id: SeriesId) -> Statement[int | None]:
    """The statement by which ``take_next_number`` takes it; None where there is no such series.

    It locks the series to the transaction's end, so its number goes back with the transaction.
    """
    return next_of(SeriesCounter, "last_number", series_id)


def _find(terminal_id: TerminalId, kind: str, period: str, generation: int) -> SeriesId | None:
    found = (
        DocumentSeries.objects.filter(
            terminal_id=terminal_id, kind=kind, period=period, generation=generation
        )
        .values_list("id", flat=True)
        .first()
    )
    return None if found is None else SeriesId(found)
