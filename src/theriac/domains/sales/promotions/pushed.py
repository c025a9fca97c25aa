"""A pushed sale's promotions compared with the books'; what differs is a case, never a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from theriac.domains.promotions.commands.coupons import redeem_told
from theriac.domains.promotions.queries import find_coupon
from theriac.domains.promotions.rules.best import LineToPromote, best_promotions
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.sales.promotions.compared import has_promotions, has_uses, promotions_at
from theriac.domains.sales.promotions.given import law_of
from theriac.domains.sales.pushes.books import Disagreement, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale

Kind = DiscrepancyCase.Kind


def judge_promotions(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """A case for each line to which a counter gave another promotion than the books do.

    Lines that cost nothing or less are left to the prices' own cases. A promised price gets none.
    """
    place = books.place
    if not has_promotions(place) and not any(map(_is_promoted, pushed.lines)):
        return []
    known = find_coupon(pushed.coupon) if pushed.coupon else None
    named = (known[0].code, known[1]) if known else None
    terms = promotions_at(place, pushed.occurred_at, named)
    priced = [line for line in pushed.lines if line.gross >= 0]
    free = [line for line in priced if not line.is_promised]
    best = best_promotions([_line(line, books) for line in free], terms)
    given = dict(zip((line.id for line in free), best, strict=True))
    found = []
    for line in priced:
        one = given.get(line.id)
        expected = (one.terms.id, one.amount) if one else (None, 0)
        if expected != (line.promotion_id, line.promotion_off):
            facts = _facts(line, expected, one.terms.name if one else "")
            found.append(Disagreement(Kind.PROMOTION, line, facts=facts))
    return found


def redeem_pushed(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """Note the coupon's redemption; a case where it isn't known or had no uses left."""
    if not pushed.coupon:
        return []
    known = find_coupon(pushed.coupon)
    if known is None:
        return [_case(pushed.coupon, "unknown")]
    coupon, _promotion_id = known
    fits = has_uses(coupon, pushed.patient_id)
    if not redeem_told(coupon.id, pushed.id):
        return [_case(coupon.code, "used_up")]
    return [] if fits else [_case(coupon.code, "used_by_patient")]


def _case(code: str, why: str) -> Disagreement:
    return Disagreement(Kind.COUPON, facts={"coupon": code, "why": why})


def _is_promoted(line: PushedLine) -> bool:
    return line.promotion_id is not None or line.promotion_off > 0


def _line(line: PushedLine, books: KnownBooks) -> LineToPromote:
    product = books.products[line.product_id]
    return LineToPromote(
        product.id,
        product.category_id,
        law_of(books.place.profile, product.legal_class),
        line.quantity,
        line.gross,
    )


def _facts(line: PushedLine, expected: Sequence[Any], name: str) -> dict[str, Any]:
    promotion_id: UUID | None = expected[0]
    return {
        "given": line.promotion_off,
        "given_by": line.promotion_id,
        "told": line.promotion_told,
        "expected": expected[1],
        "expected_by": promotion_id,
        "name": name,
    }
