"""Putting something on the want list, and changing it. One thing stands there once."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.documents import at_version, locked
from theriac.core.database.insert import insert_if_absent
from theriac.core.facts.records import record
from theriac.core.facts.types import MOST_UNITS, Id, Text24, Text120, Units
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.tables.heads import fold
from theriac.domains.catalog.queries.product_facts import known_products
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.replenishment.problems import WantEnded
from theriac.domains.stock.problems import QuantityRefused

RECORD = "stock.want"
LONGEST_NOTE = 120
WORKED_OUT = frozenset({WantEntry.Source.LOW, WantEntry.Source.NEED})
"""The sources of what wasn't thought of by a person: the whole quantity, not one more."""
NOT_LISTED = gettext_lazy("This entry isn’t on this branch’s want list.")
REMOVED = gettext_lazy(
    "This entry was removed from the want list. Add it again if you still need it."
)


@record
class WantWritten:
    """A product in base units, or in words what the catalogue doesn't have in `unit`s.

    No patient is named in `note`.
    """

    product_id: Id | None = None
    text: Text120 = ""
    unit: Text24 = ""
    quantity: Units
    note: Text120 = ""
    source: Literal["hand", "lost_sale", "owing"] = "hand"


@command(
    name="replenishment.add_want",
    done=gettext_lazy("Added to the want list"),
    permission=KEEP_WANTS,
)
def add_want(*, actor: Actor, branch_id: BranchId, want: WantWritten) -> UUID:
    """Put it on the list; where the same stands already, the quantities add up there.

    An entry that was taken opens again with what is wanted now. Returns the entry's id. Raises
    QuantityRefused, Unprocessable, NotFound for a product that isn't in the catalogue.
    """
    want = _checked(want)
    return put_on_list(actor, branch_id, want, want.source)


@command(
    name="replenishment.change_want",
    done=gettext_lazy("Edited a want list entry"),
    permission=KEEP_WANTS,
)
def change_want(
    *, actor: Actor, branch_id: BranchId, want_id: UUID, version: int, quantity: int, note: str
) -> int:
    """Set quantity and note; returns the version then.

    Raises NotFound, WantEnded, Stale, QuantityRefused, Unprocessable.
    """
    entry = listed(branch_id, want_id, version)
    _check_quantity(quantity)
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        most = {"most": LONGEST_NOTE}
        raise Unprocessable(_("Enter at most %(most)s characters.") % most, field="note")
    if (entry.quantity, entry.note) == (quantity, note):
        return entry.version
    before = {"quantity": entry.quantity, "note": entry.note}
    entry.quantity, entry.note = quantity, note
    _save(entry, ["quantity", "note"])
    facts = {"before": before, "after": {"quantity": quantity, "note": note}}
    current_unit().record(RECORD, entry.id, facts=facts)
    return entry.version


def put_on_list(actor: Actor, branch_id: UUID, want: WantWritten, source: str) -> UUID:
    """Write the entry, or merge it with the one that stands there; inside a unit of work.

    ``source`` is the want's own, or one of ``WORKED_OUT``: that raises a quantity that is too
    small, while what people write adds up.
    """
    key, now = open_key_of(branch_id, want.product_id, want.text), clock.now()
    if WantEntry.objects.filter(open_key=key).exists():
        return _merged(key, want, source)
    entry = WantEntry(
        id=new_id() if source in WORKED_OUT else current_unit().effect_id,
        branch_id=branch_id,
        product_id=want.product_id,
        text=want.text,
        unit=want.unit,
        quantity=want.quantity,
        note=want.note,
        source=source,
        open_key=key,
        added_by=actor.id,
        added_at=now,
        changed_at=now,
    )
    if not insert_if_absent(WantEntry, entry):
        # Somebody was faster: begin again, because MariaDB keeps the key locked for reading here,
        # and two who then want to write the row wait for each other.
        raise Contended
    facts = {"product_id": want.product_id, "quantity": want.quantity, "source": source}
    current_unit().record(RECORD, entry.id, facts=facts, branch_id=branch_id)
    return entry.id


def _merged(key: str, want: WantWritten, source: str) -> UUID:
    there = WantEntry.objects.select_for_update().filter(open_key=key).first()
    if there is None:
        raise Contended
    before = {"quantity": there.quantity, "note": there.note, "state": there.state}
    if source in WORKED_OUT:
        there.quantity = max(there.quantity, want.quantity)
    elif there.state == WantEntry.State.TAKEN:
        there.quantity, there.state = want.quantity, WantEntry.State.OPEN
        there.taken_by = there.taken_at = there.order_id = None
    else:
        there.quantity = min(MOST_UNITS, there.quantity + want.quantity)
    notes = [one for one in (there.note, want.note) if one]
    if want.note and want.note not in there.note:
        there.note = "; ".join(notes)[:LONGEST_NOTE]
    after = {"quantity": there.quantity, "note": there.note, "state": there.state}
    if after != before:
        _save(there, ["quantity", "note", "state", "taken_by", "taken_at", "order_id"])
        facts = {"before": before, "after": after}
        current_unit().record(RECORD, there.id, facts=facts, branch_id=there.branch_id)
    return there.id


def listed(branch_id: UUID, want_id: UUID, version: int | None = None) -> WantEntry:
    """The entry as it stands on the list, locked. Raises NotFound, WantEnded, Stale."""
    rows: QuerySet[WantEntry] = WantEntry.objects.filter(id=want_id, branch_id=branch_id)
    entry = locked(rows, missing=NOT_LISTED)
    if entry.open_key is None:
        raise WantEnded(
            REMOVED,
            state=entry.state,
        )
    at_version(entry, version, _("Another user changed this entry. Reload the page."))
    return entry


def _save(entry: WantEntry, names: list[str]) -> None:
    entry.version += 1
    entry.changed_at = clock.now()
    entry.save(update_fields=[*names, "version", "changed_at"])


def _checked(want: WantWritten) -> WantWritten:
    text, unit, note = (" ".join(one.split()) for one in (want.text, want.unit, want.note))
    if want.product_id is None and not text:
        raise Unprocessable(_("Choose a product or enter a description."), field="text")
    if want.product_id is not None:
        if not known_products([want.product_id]):
            raise NotFound(_("This product isn't in the catalogue."), product_id=want.product_id)
        text = unit = ""
    return replace(want, text=text, unit=unit, note=note)


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= MOST_UNITS:
        raise QuantityRefused(_("Enter a quantity of at least 1."), field="quantity")


def open_key_of(branch_id: UUID, product_id: UUID | None, text: str = "") -> str:
    """By what one thing stands on a branch's list once."""
    what = str(product_id) if product_id else f"text:{fold(text)[:140]}"
    return f"{branch_id}:{what}"
