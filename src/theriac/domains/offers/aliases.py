"""A supplier's own codes and names of packs: looked up set-wise, and learnt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core import clock
from theriac.core.database.insert import insert_absent
from theriac.core.database.update import update_rows
from theriac.core.ids import new_id
from theriac.core.tables.heads import name_key
from theriac.domains.catalog.queries.merged import packs_standing_for
from theriac.domains.offers.models import SupplierAlias

LONGEST_CODE = 60
LONGEST_NAME = 200
_AT_ONCE = 500
CODE, NAME = SupplierAlias.Kind.CODE, SupplierAlias.Kind.NAME


@dataclass(frozen=True, slots=True)
class Taught:
    """That the supplier calls this pack so; ``kind`` is code or name."""

    kind: str
    text: str
    product_id: UUID
    pack_id: UUID


def key_of(kind: str, text: str) -> str:
    """The text as it is compared; "" for one that can't be kept."""
    key = text.strip() if kind == CODE else name_key(text)
    return key if len(key) <= (LONGEST_CODE if kind == CODE else LONGEST_NAME) else ""


def packs_called(
    supplier_id: UUID, kind: str, texts: Collection[str]
) -> dict[str, tuple[UUID, UUID | None]]:
    """Product and pack by the text as it was asked, where the supplier calls one so.

    A pack of a product that was merged is the one of its size of the product that stands for it;
    where that has none, it is None. Three reads for each 500 texts.
    """
    asked: dict[str, list[str]] = {}
    for text in set(texts):
        if key := key_of(kind, text):
            asked.setdefault(key, []).append(text)
    keys = sorted(asked)
    rows: dict[str, UUID] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = SupplierAlias.objects.filter(
            supplier_id=supplier_id, kind=kind, key__in=keys[start : start + _AT_ONCE]
        )
        rows.update(some.values_list("key", "pack_id"))
    stands = packs_standing_for(rows.values())
    found: dict[str, tuple[UUID, UUID | None]] = {}
    for key, pack_id in rows.items():
        found.update(dict.fromkeys(asked[key], stands[pack_id]))
    return found


def codes_called(supplier_id: UUID, pack_ids: Collection[UUID]) -> dict[UUID, str]:
    """The supplier's own code of each of these packs, the latest learnt; in one statement."""
    rows = SupplierAlias.objects.filter(
        supplier_id=supplier_id, kind=CODE, pack_id__in=list(pack_ids)
    )
    return dict(rows.order_by("learnt_at", "id").values_list("pack_id", "text"))


def learn(supplier_id: UUID, taught: Sequence[Taught]) -> int:
    """Keep what the supplier calls these packs, in the caller's transaction; how many are new.

    Of two of one key the last counts; another pack under a known key takes it over.
    """
    named: dict[tuple[str, str], Taught] = {}
    for one in taught:
        if key := key_of(one.kind, one.text):
            named[one.kind, key] = one
    known = _known(supplier_id, list(named))
    now = clock.now()
    moved, new = [], []
    for (kind, key), one in sorted(named.items(), key=lambda pair: pair[0]):
        row = known.get((kind, key))
        if row is None:
            new.append(
                SupplierAlias(
                    id=new_id(),
                    supplier_id=supplier_id,
                    kind=kind,
                    text=one.text.strip(),
                    key=key,
                    product_id=one.product_id,
                    pack_id=one.pack_id,
                    learnt_at=now,
                )
            )
        elif row.pack_id != one.pack_id:
            row.product_id, row.pack_id, row.learnt_at = one.product_id, one.pack_id, now
            moved.append(row)
    update_rows(moved, ["product", "pack", "learnt_at"])
    insert_absent(SupplierAlias, new)
    return len(new)


def _known(
    supplier_id: UUID, wanted: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], SupplierAlias]:
    keys = sorted({key for _kind, key in wanted})
    found: dict[tuple[str, str], SupplierAlias] = {}
    for start in range(0, len(keys), _AT_ONCE):
        rows = SupplierAlias.objects.filter(
            supplier_id=supplier_id, key__in=keys[start : start + _AT_ONCE]
        )
        found.update({(row.kind, row.key): row for row in rows})
    return found
