"""A pharmacy's own abbreviations: added, changed, removed, and read by each process's search."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.models import Abbreviation
from theriac.domains.catalog.models.search import SearchState
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import AbbreviationRefused
from theriac.domains.catalog.search.abbreviations import (
    MOST_WORDS,
    Abbreviations,
    read_abbreviation,
    table_of,
)
from theriac.domains.catalog.search.stored.history import new_mark
from theriac.domains.catalog.search.text import tokens

MOST = 500
"""Abbreviations of a pharmacy; every counter keeps them all."""
LONGEST_WORDS = 80
RECORD = "catalog.abbreviation"


@command(
    name="catalog.add_abbreviation",
    done=gettext_lazy("Added an abbreviation"),
    permission=MANAGE_CATALOG,
)
def add_abbreviation(*, actor: Actor, short: str, words: str) -> UUID:
    """Let people find by ``short`` what ``words`` find; returns its id.

    Every search knows it at once, every counter within seconds. Raises AbbreviationRefused for
    what is no abbreviation, is taken, or is one more than ``MOST``.
    """
    _mark()
    if Abbreviation.objects.count() >= MOST:
        raise AbbreviationRefused(
            _("There are %(most)s abbreviations, the most there can be. Delete one first.")
            % {"most": MOST},
            field="short",
        )
    row = Abbreviation(id=current_unit().effect_id)
    row.short, row.words = _checked(row.id, short, words)
    insert_rows(Abbreviation, [row])
    current_unit().record(RECORD, row.id, facts={"after": _told(row)})
    return row.id


@command(
    name="catalog.change_abbreviation",
    done=gettext_lazy("Changed an abbreviation"),
    permission=MANAGE_CATALOG,
)
def change_abbreviation(
    *, actor: Actor, abbreviation_id: UUID, version: int, short: str, words: str
) -> int:
    """Change an abbreviation or its words; returns the new version.

    Raises NotFound, Stale, and AbbreviationRefused as ``add_abbreviation`` does.
    """
    _mark()
    row = locked(Abbreviation.objects.filter(id=abbreviation_id), missing=_missing())
    meanwhile = _("This abbreviation was changed by another person. Save again to use your values.")
    at_version(row, version, meanwhile)
    before = _told(row)
    row.short, row.words = _checked(row.id, short, words)
    keep(row, "short", "words")
    facts = {"before": before, "after": _told(row)}
    current_unit().record(RECORD, row.id, facts=facts)
    return row.version


@command(
    name="catalog.remove_abbreviation",
    done=gettext_lazy("Deleted an abbreviation"),
    permission=MANAGE_CATALOG,
)
def remove_abbreviation(*, actor: Actor, abbreviation_id: UUID) -> None:
    """Find nothing by it any more. Raises NotFound."""
    _mark()
    row = Abbreviation.objects.filter(id=abbreviation_id).first()
    if row is None:
        raise NotFound(_missing(), abbreviation_id=abbreviation_id)
    current_unit().record(RECORD, row.id, facts={"before": _told(row)})
    row.delete()


def own_abbreviations() -> Abbreviations:
    """All of them, as the search takes them."""
    return table_of(Abbreviation.objects.values_list("short", "words"))


def _mark() -> None:
    """Tell every copy that they changed; nobody else changes them until the transaction ends."""
    SearchState.objects.update_or_create(id=1, defaults={"abbreviated": new_mark()})


def _checked(row_id: UUID, short: str, words: str) -> tuple[str, str]:
    """Both as they are kept. Raises AbbreviationRefused with every fault."""
    errors: dict[str, Text] = {}
    read = read_abbreviation(short)
    if read is None:
        errors["short"] = _("Enter one word of 2 to 12 letters, for example PCT.")
    elif Abbreviation.objects.filter(short=read).exclude(id=row_id).exists():
        errors["short"] = _("This abbreviation is there already. Edit it in the list.")
    meant = " ".join(words.split())
    parts = [token.text for token in tokens(meant)]
    if not 1 <= len(parts) <= MOST_WORDS or len(meant) > LONGEST_WORDS:
        errors["words"] = _("Enter 1 to 6 words, for example paracetamol 500 mg.")
    elif parts == [read]:
        errors["words"] = _("Enter other words than the abbreviation itself.")
    if errors or read is None:
        raise AbbreviationRefused(errors=errors)
    return read, meant


def _told(row: Abbreviation) -> dict[str, str]:
    return {"short": row.short, "words": row.words}


def _missing() -> str:
    return _("This abbreviation no longer exists. Reload the list.")
