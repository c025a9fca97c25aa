"""A scanned label in the search opens its batch, and so does a batch number that is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import batches_named, batches_numbered
from theriac.surfaces.backoffice.shell.navigation import FoundRecord
from theriac.surfaces.backoffice.templatetags import theriac as shown

if TYPE_CHECKING:
    from theriac.domains.stock.models import Batch


def find_batches(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """The batches of a scanned code's product, number and expiry, or of a number that is typed."""
    if not actor.may_anywhere(VIEW_STOCK) or not actor.may_anywhere(VIEW_CATALOG):
        return
    found = batches_scanned(actor, text)
    names = product_names(batch.product_id for batch in found)
    for batch in found:
        note = _("Batch of %(product)s") % {"product": names[batch.product_id]}
        if batch.expires_on:
            note = f"{note}, {shown.local_date(batch.expires_on)}"
        url = reverse("backoffice:stock_batch", args=[batch.id])
        yield FoundRecord(
            batch.number or _("No number"), "upc-scan", url, note, is_code=True, named=True
        )


def batches_scanned(actor: Actor, text: str) -> list[Batch]:
    """Those that the code names, or the number where it is no code of a batch."""
    try:
        code = read_code(text)
    except UnreadableCode:
        return batches_numbered(actor=actor, number=text)
    if code.gtin is None or not (code.batch_number or code.expires_on):
        return batches_numbered(actor=actor, number=text)
    pack = find_pack(actor=actor, code=code.gtin)
    if pack is None:
        return []
    return batches_named(
        actor=actor,
        product_id=pack.product_id,
        number=code.batch_number or "",
        expires_on=code.expires_on,
    )
