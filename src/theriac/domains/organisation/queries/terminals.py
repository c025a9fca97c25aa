"""Terminals and series as others read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.database.reads import CachedRead
from theriac.core.secrets import keyed_hash
from theriac.domains.organisation.models import DocumentSeries, SeriesCounter, Terminal

MOST_PREFIXES = 10_000
_prefixes: dict[tuple[UUID, UUID, str], str] = {}


def find_terminal_by_secret(secret: str) -> Terminal | None:
    """The terminal that holds ``secret``, revoked ones included (their pushes are kept)."""
    return (
        Terminal.objects.select_related("branch__pharmacy")
        .filter(secret_hash=keyed_hash(secret))
        .first()
    )


def list_terminals(branch_ids: Iterable[UUID] | None = None) -> QuerySet[Terminal]:
    """Terminals with their branch; None means every branch."""
    terminals = Terminal.objects.select_related("branch").order_by("branch__code", "code")
    return terminals if branch_ids is None else terminals.filter(branch_id__in=list(branch_ids))


def get_terminal(terminal_id: UUID) -> Terminal | None:
    """One terminal with its branch."""
    return Terminal.objects.select_related("branch").filter(id=terminal_id).first()


def list_series(terminal_id: UUID) -> QuerySet[DocumentSeries]:
    """A terminal's series, newest first."""
    return DocumentSeries.objects.filter(terminal_id=terminal_id).order_by("-opened_at")


@CachedRead
def _generation(terminal_id: UUID, series_id: UUID) -> QuerySet[DocumentSeries, Any]:
    return DocumentSeries.objects.filter(id=series_id, terminal_id=terminal_id).values_list(
        "generation"
    )


def generation_of(terminal_id: UUID, series_id: UUID) -> int | None:
    """The generation of a terminal's own series; None when the series isn't the terminal's."""
    rows = _generation(terminal_id, series_id)
    return rows[0][0] if rows else None


def owners_of_series(series_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The terminal of each of these series."""
    rows = DocumentSeries.objects.filter(id__in=series_ids).order_by()
    return dict(rows.values_list("id", "terminal_id"))


def prefix_of_series(terminal_id: UUID, series_id: UUID, kind: str) -> str | None:
    """The prefix of a terminal's own series of this kind; None for any other.

    What was found is kept in this process: a series never changes its terminal, kind or prefix.
    """
    asked = (terminal_id, series_id, kind)
    prefix = _prefixes.get(asked)
    if prefix is None:
        rows = DocumentSeries.objects.filter(id=series_id, terminal_id=terminal_id, kind=kind)
        prefix = rows.order_by().values_list("prefix", flat=True).first()
        if prefix is not None and len(_prefixes) < MOST_PREFIXES:
            _prefixes[asked] = prefix
    return prefix


def find_series(series_id: UUID, branch_id: UUID) -> DocumentSeries | None:
    """None for a series of another branch, as for none at all."""
    return DocumentSeries.objects.filter(id=series_id, terminal__branch_id=branch_id).first()


def find_open_series(terminal_id: UUID, kind: str, period: str) -> DocumentSeries | None:
    """The newest generation of a terminal's series for a period."""
    return (
        DocumentSeries.objects.filter(terminal_id=terminal_id, kind=kind, period=period)
        .order_by("-generation")
        .first()
    )


def series_of_kind(kind: str) -> set[UUID]:
    """The ids of every terminal's series of this kind."""
    return set(DocumentSeries.objects.filter(kind=kind).values_list("id", flat=True))


def series_of_branches(branch_ids: Iterable[UUID] | None) -> list[DocumentSeries]:
    """Every series of the branches' terminals, each with its terminal, by their prefixes.

    None means every branch.
    """
    series = DocumentSeries.objects.select_related("terminal").order_by("prefix")
    if branch_ids is not None:
        series = series.filter(terminal__branch_id__in=list(branch_ids))
    return list(series)


def series_of_branch(branch_id: UUID) -> list[DocumentSeries]:
    """Those of one branch."""
    return series_of_branches([branch_id])


def served_numbers(*kinds: str) -> list[tuple[UUID, str, int]]:
    """Every series of these kinds, or of any.

    Its id, its prefix, and the last number that the server itself took of it.
    """
    served = dict(SeriesCounter.objects.values_list("id", "last_number"))
    rows = DocumentSeries.objects.all()
    series = rows.filter(kind__in=kinds) if kinds else rows
    return [
        (series_id, prefix, served.get(series_id, 0))
        for series_id, prefix in series.values_list("id", "prefix")
    ]
