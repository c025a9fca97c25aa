"""What each product costs at each supplier on a day; for other domains, so nothing is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.domains.catalog.queries.merged import families_of
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.rules.facts import WHOLE_PPM
from theriac.domains.offers.rules.unit_costs import FreightTerms, Offered
from theriac.domains.suppliers.queries import supplier_cards

_AT_ONCE = 500


def offered(
    *, branch_id: UUID, product_ids: Collection[UUID], on: date
) -> Mapping[UUID, tuple[Offered, ...]]:
    """What suppliers who aren't blocked offer of each product on the day, in a settled order.

    By product as it was asked, what is offered of products that were merged with it too; a
    product without an offer is left out. Confirmed lines of confirmed offers, both valid on the
    day; of one supplier and pack the newest confirmed offer that is valid counts, each of its
    lines. Two reads for each 500 products, and those of the catalogue's merges.
    """
    families = families_of(product_ids)
    asked: dict[UUID, list[UUID]] = defaultdict(list)
    for wanted in product_ids:
        for member in families.get(wanted, frozenset({wanted})):
            asked[member].append(wanted)
    rows = _rows(branch_id, sorted(asked), on)
    blocked = _blocked({row.offer.supplier_id for row in rows})
    newest: dict[tuple[UUID, UUID, UUID | None], UUID] = {}
    found: dict[UUID, list[Offered]] = defaultdict(list)
    for row in rows:
        supplier_id, product_id = row.offer.supplier_id, row.product_id
        if supplier_id is None or product_id is None or supplier_id in blocked:
            continue
        if newest.setdefault((supplier_id, product_id, row.pack_id), row.offer_id) == row.offer_id:
            for wanted in asked[product_id]:
                found[wanted].append(_offered(row, supplier_id, wanted))
    return {
        wanted: tuple(sorted(kept, key=lambda one: (one.supplier_id, one.pack, one.line_id)))
        for wanted, kept in found.items()
    }


def valid_lines(branch_id: UUID, on: date) -> QuerySet[OfferLine]:
    """The confirmed lines at the branch that are valid on the day, blocked suppliers' too."""
    begun = Q(offer__valid_from__isnull=True) | Q(offer__valid_from__lte=on)
    lasting = Q(offer__valid_until__isnull=True) | Q(offer__valid_until__gte=on)
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    rows: QuerySet[OfferLine] = OfferLine.objects.filter(
        begun,
        lasting,
        still,
        offer__branch_id=branch_id,
        offer__state=Offer.State.CONFIRMED,
        state=OfferLine.State.CONFIRMED,
    )
    return rows


def _rows(branch_id: UUID, product_ids: list[UUID], on: date) -> list[OfferLine]:
    """The valid lines of these products, the newest confirmed offer first."""
    kept: list[OfferLine] = []
    for start in range(0, len(product_ids), _AT_ONCE):
        rows = valid_lines(branch_id, on).filter(
            product_id__in=product_ids[start : start + _AT_ONCE]
        )
        kept += rows.select_related("offer").order_by("-offer__confirmed_at", "-offer_id", "-id")
    return kept


def _blocked(supplier_ids: Collection[UUID | None]) -> set[UUID]:
    cards = supplier_cards([one for one in supplier_ids if one is not None])
    return {key for key, card in cards.items() if card.blocked_reason is not None}


def _offered(row: OfferLine, supplier_id: UUID, product_id: UUID) -> Offered:
    offer = row.offer
    days = [day for day in (offer.valid_until, row.valid_until) if day is not None]
    return Offered(
        line_id=row.id,
        offer_id=offer.id,
        supplier_id=supplier_id,
        product_id=product_id,
        pack_id=row.pack_id,
        pack=row.factor or 1,
        price=row.price or 0,
        discount=discount_of(row),
        tax=Fraction(row.tax_bp, 10_000),
        tax_included=row.tax_included,
        bonus_for=row.bonus_for,
        bonus_packs=row.bonus_packs,
        minimum_packs=row.minimum_packs,
        available_packs=row.available_packs,
        expires_on=row.expires_on,
        valid_until=min(days, default=None),
        freight=FreightTerms(per_order=offer.freight, free_from=offer.freight_free_from),
        minimum_order=offer.minimum_order,
        supplier_code=row.code,
    )


def discount_of(row: OfferLine) -> Fraction:
    """All that is taken off the price, as a part of it."""
    amount = Fraction(row.discount_amount, row.price) if row.price else Fraction(0)
    return Fraction(row.discount_ppm, WHOLE_PPM) + amount
