"""Changing what the pharmacy's papers show of its own."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.database.insert import insert_if_absent
from theriac.core.files.commands import release_files
from theriac.core.files.images import PreparedImage
from theriac.core.files.store import Belonging, store_image
from theriac.core.rights import Concerns
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.sale_documents.files import LOGO
from theriac.domains.sale_documents.models import PaperTemplate
from theriac.domains.sale_documents.rules import checked_template

_CHANGED = gettext_lazy("Another user changed the template. Check it, then try again.")


@command(
    name="sale_documents.change_template",
    done=gettext_lazy("Edited the receipt template"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.PHARMACY,
)
def change_template(
    *,
    actor: Actor,
    pharmacy_id: PharmacyId,
    version: int,
    header: str,
    footer: str,
    hidden: Collection[str],
) -> int:
    """Change the lines and what is hidden; the new version. ``version`` is 0 before the first.

    Raises Stale, and Unprocessable for what papers can't show.
    """
    after = {
        "header": _clean(header),
        "footer": _clean(footer),
        "hidden": sorted(set(hidden)),
    }
    checked_template(after)
    row = _locked(pharmacy_id, version)
    before = {name: getattr(row, name) for name in after}
    for name, value in after.items():
        setattr(row, name, value)
    keep(row, *after)
    facts = {"before": before, "after": after}
    current_unit().record("sale_documents.template", row.id, facts=facts)
    return row.version


@command(
    name="sale_documents.set_logo",
    done=gettext_lazy("Changed the logo on receipts"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.PHARMACY,
)
def set_logo(
    *, actor: Actor, pharmacy_id: PharmacyId, version: int, image: PreparedImage | None
) -> int:
    """Keep the picture as the logo in place of the one before, or none; the new version.

    ``image`` comes from ``prepare_image``, which runs before the transaction. Raises Stale.
    """
    row = _locked(pharmacy_id, version)
    before = row.logo_id
    row.logo_id = None if image is None else store_image(image, actor=actor, to=Belonging(LOGO)).id
    keep(row, "logo_id")
    if before is not None:
        release_files([before])
    facts = {"before": {"logo_id": before}, "after": {"logo_id": row.logo_id}}
    current_unit().record("sale_documents.template", row.id, reason="logo", facts=facts)
    return row.version


def _locked(pharmacy_id: PharmacyId, version: int) -> PaperTemplate:
    """The template, made at its first change."""
    first = PaperTemplate(pharmacy_id=pharmacy_id)
    is_new = insert_if_absent(PaperTemplate, first)
    row = PaperTemplate.objects.select_for_update().get(pharmacy_id=pharmacy_id)
    if is_new:
        row.version = 0
    at_version(row, version, str(_CHANGED))
    return row


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
