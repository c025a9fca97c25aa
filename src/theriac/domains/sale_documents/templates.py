"""The pharmacy's own part of its papers, as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.files.models import StoredFile
from theriac.core.files.queries import find_file
from theriac.core.files.store import open_stored
from theriac.core.problems import NotFound
from theriac.countries.sale_papers.rules import PARTS, SalePaperRule
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.sale_documents.models import PaperTemplate


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Lines above and below, what the pharmacy hides, its logo; ``version`` 0 before the first."""

    header: str = ""
    footer: str = ""
    hidden: frozenset[str] = frozenset()
    logo_id: UUID | None = None
    version: int = 0

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


def own_part(footer: str | None = None) -> OwnPart:
    """What papers show of the pharmacy's own; before the first template the setting's footer.

    ``footer`` is that setting, for who has read it.
    """
    row = PaperTemplate.objects.order_by("id").first()
    if row is None:
        settings = get_settings() if footer is None else None
        return OwnPart(footer=settings.receipt_footer if settings else footer or "")
    return OwnPart(row.header, row.footer, frozenset(row.hidden), row.logo_id, row.version)


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
