"""A scanned label in the search opens its batch."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.barcodes import find_pack
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import batches_named
from theriac.surfaces.backoffice.shell.navigation import FoundRecord
from theriac.surfaces.backoffice.templatetags import theriac as shown


def find_batches(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """The batches that the code names by product with number or expiry; nothing for plain text."""
    if not actor.may_anywhere(VIEW_STOCK) or not actor.may_anywhere(VIEW_CATALOG):
        return
    try:
        code = read_code(text)
    except UnreadableCode:
        return
    if code.gtin is None or not (code.batch_number or code.expires_on):
        return
    pack = find_pack(actor=actor, code=code.gtin)
    if pack is None:
        return
    for batch in batches_named(
        actor=actor,
        product_id=pack.product_id,
        number=code.batch_number or "",
        expires_on=code.expires_on,
    ):
        note = _("Batch of %(product)s") % {"product": pack.product}
        if batch.expires_on:
            note = f"{note}, {shown.local_date(batch.expires_on)}"
        url = reverse("backoffice:stock_batch", args=[batch.id])
        yield FoundRecord(
            batch.number or _("No number"), "upc-scan", url, note, is_code=True, named=True
        )
