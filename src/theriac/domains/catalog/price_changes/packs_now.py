"""Packs with price, cost and ceiling at an instant: a handful of reads, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from theriac.core.database.among import Among
from theriac.core.formatting import format_number
from theriac.domains.catalog.models import Pack, Price, PriceCeiling
from theriac.domains.catalog.ports import last_costs, lowest_printed
from theriac.domains.catalog.price_changes.lines import PackNow
from theriac.domains.catalog.problems import PriceChangeRefused
from theriac.domains.catalog.rules import MERGED
from theriac.domains.organisation.queries.branches import get_pharmacy

MOST_PACKS = 5_000
"""Of one change."""
_NOWHERE = UUID(int=0)


def too_many_packs(field: str | None = None) -> PriceChangeRefused:
    """What refuses more than ``MOST_PACKS``; the pharmacy's country writes the number."""
    pharmacy = get_pharmacy()
    most = format_number(MOST_PACKS, pharmacy.country if pharmacy else "generic")
    sentence = _("Change at most %(most)s prices at once. Use a narrower filter.") % {"most": most}
    return PriceChangeRefused(sentence, field=field)


def packs_at(
    packs: QuerySet[Pack], branch_id: UUID | None, moment: datetime
) -> tuple[list[PackNow], int]:
    """The packs that have a price of their own then, by name and size; how many have none.

    At a branch its own price goes before the general one; ``branch_id`` None means the general one.
    Packs of merged products are left out.
    """
    rows = list(
        packs.exclude(product__status=MERGED)
        .order_by("product__name", "product_id", "level")
        .values_list("id", "product_id", "product__name", "name", "factor", "product__base_unit")
    )
    prices = prices_at([row[0] for row in rows], branch_id, moment)
    found = _as_they_are([row for row in rows if row[0] in prices], prices, branch_id, moment)
    return found, len(rows) - len(found)


def pack_at(pack: Pack, branch_id: UUID | None, moment: datetime) -> PackNow:
    """One pack, whose product was read with it; one without a price says so."""
    row = (
        pack.id,
        pack.product_id,
        pack.product.name,
        pack.name,
        pack.factor,
        pack.product.base_unit,
    )
    prices = prices_at([pack.id], branch_id, moment)
    return _as_they_are([row], prices, branch_id, moment)[0]


def _as_they_are(
    rows: Sequence[tuple[UUID, UUID, str, str, int, str]],
    prices: Mapping[UUID, int],
    branch_id: UUID | None,
    moment: datetime,
) -> list[PackNow]:
    ids, product_ids = [row[0] for row in rows], {row[1] for row in rows}
    costs, ceilings = last_costs(product_ids), _ceilings_at(product_ids, moment)
    printed = lowest_printed(product_ids, branch_id)
    planned = _planned(ids, branch_id, moment)
    return [
        PackNow(
            pack_id=pack_id,
            product_id=product_id,
            product=product,
            pack=pack,
            factor=factor,
            base_unit=base_unit,
            before=prices.get(pack_id, 0),
            is_unpriced=pack_id not in prices,
            unit_cost=costs.get(product_id),
            ceiling=ceilings.get(product_id),
            printed=printed.get(product_id),
            planned=pack_id in planned,
        )
        for pack_id, product_id, product, pack, factor, base_unit in rows
    ]


def prices_at(
    pack_ids: Iterable[UUID], branch_id: UUID | None, moment: datetime
) -> dict[UUID, int]:
    """Each pack's own price: the branch's before the general one, the latest begun of each."""
    begun = Price.objects.filter(
        Q(branch_id=None) | Q(branch_id=branch_id or _NOWHERE),
        Among("pack_id", pack_ids),
        valid_from__lte=moment,
    )
    general: dict[UUID, int] = {}
    own: dict[UUID, int] = {}
    for pack_id, at, amount in _newest(begun, "pack_id", "branch_id").values_list(
        "pack_id", "branch_id", "amount"
    ):
        (general if at is None else own)[pack_id] = amount
    return general | own


def priced_elsewhere(pack_ids: Iterable[UUID]) -> int:
    """How many of the packs have a price of some branch's own."""
    own = Price.objects.filter(Among("pack_id", pack_ids), branch_id__isnull=False)
    return own.values("pack_id").distinct().count()


def _ceilings_at(product_ids: Iterable[UUID], moment: datetime) -> dict[UUID, tuple[int, int]]:
    begun = PriceCeiling.objects.filter(Among("product_id", product_ids), valid_from__lte=moment)
    rows = _newest(begun, "product_id").values_list("product_id", "amount", "units")
    return {product_id: (amount, units) for product_id, amount, units in rows}


def _planned(pack_ids: Iterable[UUID], branch_id: UUID | None, moment: datetime) -> set[UUID]:
    """The packs that have a price of the same place from a later instant."""
    later = Price.objects.filter(
        Among("pack_id", pack_ids), branch_id=branch_id, valid_from__gt=moment
    )
    return set(later.values_list("pack_id", flat=True))


def _newest(rows: QuerySet[Any], *of: str) -> QuerySet[Any]:
    """The latest begun of each, of two from one instant the later recorded."""
    place = Window(
        RowNumber(),
        partition_by=[F(name) for name in of],
        order_by=[F("valid_from").desc(), F("recorded_at").desc(), F("id").desc()],
    )
    newest: QuerySet[Any] = rows.order_by().annotate(place=place).filter(place=1)
    return newest
