"""The logo on the pharmacy's receipts and invoices."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.files.commands import release_files
from theriac.core.files.images import PreparedImage
from theriac.core.files.store import Belonging, store_image
from theriac.core.rights import Concerns
from theriac.domains.organisation.files import LOGO
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION


@command(
    name="organisation.set_receipt_logo",
    done=gettext_lazy("Changed the logo on receipts"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.PHARMACY,
)
def set_receipt_logo(
    *, actor: Actor, pharmacy_id: PharmacyId, version: int, image: PreparedImage | None
) -> int:
    """Keep the picture as the logo in place of the one before, or none; the settings' new version.

    The picture before goes, so this stands on the trail and isn't put back. ``image`` comes from
    ``prepare_image``, which runs before the transaction. Raises Stale.
    """
    row = PharmacySettings.objects.select_for_update().get(pharmacy_id=pharmacy_id)
    at_version(row, version, _("Another user changed the settings. Check them, then try again."))
    before = row.receipt_logo_id
    kept = None if image is None else store_image(image, actor=actor, to=Belonging(LOGO))
    row.receipt_logo_id = kept.id if kept else None
    keep(row, "receipt_logo_id")
    if before is not None:
        release_files([before])
    facts = {
        "before": {"receipt_logo_id": before},
        "after": {"receipt_logo_id": row.receipt_logo_id},
    }
    current_unit().record("organisation.settings", row.id, reason="logo", facts=facts)
    return row.version
