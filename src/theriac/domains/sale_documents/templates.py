"""The pharmacy's own part of its papers, as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.files.models import StoredFile
from theriac.core.files.queries import find_file
from theriac.core.files.store import open_stored
from theriac.core.problems import NotFound
from theriac.countries.sale_papers.rules import PARTS, SalePaperRule

if TYPE_CHECKING:
    from theriac.domains.organisation.models import PharmacySettings


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Lines above and below, what the pharmacy hides, its logo."""

    header: str = ""
    footer: str = ""
    hidden: frozenset[str] = frozenset()
    logo_id: UUID | None = None

    @property
    def header_lines(self) -> Sequence[str]:
        """Each line by itself."""
        return self.header.splitlines()

    @property
    def footer_lines(self) -> Sequence[str]:
        """Each line by itself."""
        return self.footer.splitlines()

    def shows(self, rule: SalePaperRule) -> frozenset[str]:
        """The parts that papers show: the country's, less what is hidden and may be."""
        shown = set(rule.shown) - (self.hidden - rule.required)
        return frozenset(part for part in PARTS if part in shown)


def own_part(settings: PharmacySettings | None) -> OwnPart:
    """What papers show of the pharmacy's own; nothing before it is founded."""
    if settings is None:
        return OwnPart()
    return OwnPart(
        settings.receipt_header,
        settings.receipt_footer,
        frozenset(settings.receipt_hidden),
        settings.receipt_logo_id,
    )


def logo_of(actor: Actor, part: OwnPart) -> bytes:
    """The logo as a picture; nothing where there is none or it can't be read now."""
    if part.logo_id is None:
        return b""
    try:
        stored: StoredFile = find_file(actor, part.logo_id)
        with open_stored(stored).file as file:
            return bytes(file.read())
    except NotFound:
        return b""
