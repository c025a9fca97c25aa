"""Names of products and packs by id, for surfaces that put a name beside what refers to it.

No permission is asked: whoever may see a sale or a movement may read what it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from theriac.core.audit.models import AuditRecord
from theriac.core.tables.heads import fold
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.models import Barcode, Pack, Product
from theriac.domains.catalog.rules import RECEIVED

_AT_ONCE = 500


def product_names(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by product id; unknown ids are left out."""
    return dict(Product.objects.filter(id__in=set(product_ids)).values_list("id", "name"))


def product_names_at(product_ids: Iterable[UUID], instant: datetime) -> dict[UUID, str]:
    """Names as they were at the instant, by product id, as far as the trail tells of changes since.

    The trail is sealed and names what a person changed; a name that a file brought stays as it is
    now.
    """
    names = product_names(product_ids)
    since = AuditRecord.objects.filter(
        object_kind="catalog.product", object_id__in=list(names), recorded_at__gt=instant
    )
    for product_id, facts in since.order_by("-recorded_at", "-id").values_list(
        "object_id", "facts"
    ):
        names[product_id] = facts.get("before", {}).get("name", names[product_id])
    return names


def makers_of(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The manufacturers' names by product id; "" for a product without one."""
    rows = Product.objects.filter(id__in=set(product_ids))
    return {key: name or "" for key, name in rows.values_list("id", "manufacturer__name")}


def pack_names(pack_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by pack id; unknown ids are left out."""
    return dict(Pack.objects.filter(id__in=set(pack_ids)).values_list("id", "name"))


def products_of_codes(codes: Iterable[str]) -> dict[str, UUID]:
    """The product that each code opens, by the code as it was given; a GTIN in any length."""
    kept = {code: normalise_barcode(code) for code in set(codes)}
    wanted, found = sorted(set(kept.values())), dict[str, UUID]()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Barcode.objects.filter(code__in=wanted[start : start + _AT_ONCE])
        found.update(rows.values_list("code", "pack__product_id"))
    return {code: found[key] for code, key in kept.items() if key in found}


def products_by_folded_name() -> dict[str, set[UUID]]:
    """Every product by its name without accents and case; a read of the whole catalogue."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for product_id, name in Product.objects.values_list("id", "name").iterator():
        found[fold(name)].add(product_id)
    return found


def storages_of(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """How each is kept, by product id: fridge, freezer, cool, room, or as somebody wrote it."""
    return dict(Product.objects.filter(id__in=set(product_ids)).values_list("id", "storage"))


def every_received_name() -> Iterator[tuple[UUID, str, str, str, str]]:
    """Id, name, strength, form and maker of each product that may be received; one read."""
    rows = Product.objects.filter(status__in=sorted(RECEIVED), is_service=False)
    rows = rows.order_by("name", "id")
    yield from rows.values_list(
        "id", "name", "strength", "dose_form", "manufacturer__name"
    ).iterator(chunk_size=5_000)
