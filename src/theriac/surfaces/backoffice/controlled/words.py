"""Registers of controlled medicines in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.approval.queries import approvers_of
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.controlled.queries.registers import answered_by, numbers_of
from theriac.domains.sales.commands.read_hand_overs import HandedTo
from theriac.domains.stock.queries.batches.by_place import BatchOrigin, origins_of_batches
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.backoffice.stock.words import KINDS as MOVEMENTS
from theriac.surfaces.backoffice.templatetags import theriac as shown

REGISTERS: dict[str, Text] = {
    "narcotic_register": gettext_lazy("Narcotics register"),
    "psychotropic_register": gettext_lazy("Psychotropics register"),
    "x_register": gettext_lazy("Schedule X register"),
    "ndps_register": gettext_lazy("NDPS register"),
    "cd_register": gettext_lazy("Controlled drugs register"),
}
KINDS: dict[str, Text] = {
    **MOVEMENTS,
    "opening": gettext_lazy("Opening balance"),
    "closing": gettext_lazy("Closed: class changed"),
}


SIGNATURES = ("controlled.change", "sales.hand_over", "stock.destroy")
"""What a second person signs that stands in a register."""
WITH_SUPPLIERS = ("receipt", "to_supplier")


@dataclass(frozen=True, slots=True)
class RegisterLineWords:
    """A line of a register in words."""

    line: Any
    batch: str
    person: str
    corrects: int | None
    corrected_by: int | None
    origin: BatchOrigin | None = None
    supplier: str = ""
    handed: HandedTo | None = None
    seconds: tuple[str, ...] = ()

    @property
    def pk(self) -> UUID:
        """The line's id."""
        return UUID(str(self.line.pk))

    @property
    def name(self) -> str:
        """Its number."""
        return shown.number(self.line.number)

    @property
    def what(self) -> str:
        """What moved, with its document and the supplier."""
        kind = str(KINDS.get(self.line.kind, self.line.kind))
        if self.line.change == 0:
            kind = _("Lost in transit: %(units)s") % {"units": shown.number(self.line.quantity)}
        told = f"{kind} {self.line.document_number}".strip()
        return f"{told} · {self.supplier}" if self.supplier else told

    @property
    def note(self) -> str:
        """Why, and the entry that it corrects or that corrects it."""
        said = [self.line.reason] if self.line.reason else []
        if self.corrects:
            said.append(_("Corrects no. %(number)s") % {"number": shown.number(self.corrects)})
        if self.corrected_by:
            number = shown.number(self.corrected_by)
            said.append(_("Corrected by no. %(number)s") % {"number": number})
        return " · ".join(said)

    @property
    def told(self) -> SafeString:
        """What and why, one below the other."""
        if not self.note:
            return format_html("{}", self.what)
        return format_html('{}<span class="t-note">{}</span>', self.what, self.note)

    @property
    def signed(self) -> str:
        """Who entered it, and who signed beside them."""
        return "\n".join([self.person, *self.seconds])

    @property
    def came(self) -> str:
        """Base units that came in."""
        return shown.number(self.line.change) if self.line.change > 0 else ""

    @property
    def went(self) -> str:
        """Base units that went out."""
        return shown.number(-self.line.change) if self.line.change < 0 else ""


def lines_in_words(
    lines: Sequence[Any], handed: Mapping[UUID, HandedTo] | None = None
) -> list[RegisterLineWords]:
    """The lines with batches, suppliers, people, and the lines that correct them.

    ``handed`` is whom they went to, where the reader sees that.
    """
    batches = origins_of_batches(one.batch_id for one in lines)
    suppliers = names_of_suppliers({one.supplier_id for one in batches.values() if one.supplier_id})
    seconds = approvers_of({one.document_id for one in lines if one.document_id}, SIGNATURES)
    signers = {key for some in seconds.values() for key in some}
    people: Mapping[UUID, str] = names_of({one.person_id for one in lines} | signers)
    corrected = numbers_of({one.corrects_id for one in lines if one.corrects_id})
    answers = answered_by({one.id for one in lines})
    return [
        RegisterLineWords(
            one,
            batches[one.batch_id].number if one.batch_id in batches else "",
            people.get(one.person_id, str(SYSTEM_NAME)),
            corrected.get(one.corrects_id),
            answers.get(one.id),
            batches.get(one.batch_id),
            _supplier(one, batches, suppliers),
            (handed or {}).get(one.id),
            tuple(people.get(key, "") for key in seconds.get(one.document_id, ())),
        )
        for one in lines
    ]


def _supplier(line: Any, batches: Mapping[UUID, BatchOrigin], suppliers: Mapping[UUID, str]) -> str:
    """From whom it came, or to whom it went back; "" for other entries."""
    origin = batches.get(line.batch_id)
    if line.kind not in WITH_SUPPLIERS or origin is None or origin.supplier_id is None:
        return ""
    return suppliers.get(origin.supplier_id, "")
