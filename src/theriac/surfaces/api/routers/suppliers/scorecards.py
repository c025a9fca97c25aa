"""Suppliers' scorecards are read: all of them compared, and one with what it rests on."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.core.money import round_half_up
from theriac.core.problems import NotFound
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.purchasing.queries.scorecard import (
    SupplierRecord,
    supplier_record,
    supplier_scores,
)
from theriac.domains.purchasing.rules.scorecard import (
    ProductDrift,
    SupplierScore,
    year_until,
)
from theriac.domains.suppliers.queries import names_of_suppliers
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.schemas.purchasing import scorecards as schemas

router = Router(tags=["suppliers"])
HUNDREDTHS = 100


@router.get(
    "/suppliers/scorecards",
    **operation(
        "listSupplierScorecards",
        "Compare suppliers by what happened",
        answers=schemas.SupplierScores,
        may=[VIEW_RECEIPTS],
        detail="Of one branch; figures of orders for who may see them (`purchase_orders.view`).",
    ),
)
def scores(request: HttpRequest, wanted: Query[schemas.ScorecardWanted]) -> HttpResponse:
    """Every supplier's figures, each with what it is counted from."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    first_on, last_on = _days(branch_id, wanted)
    found = supplier_scores(actor=actor, branch_id=branch_id, first_on=first_on, last_on=last_on)
    items = [_score(one.score, one.name) for one in found]
    answer = schemas.SupplierScores(first_on=first_on, last_on=last_on, items=items)
    return respond(request, answer)


@router.get(
    "/suppliers/{supplier_id}/scorecard",
    **operation(
        "getSupplierScorecard",
        "Read a supplier's scorecard with what it rests on",
        answers=schemas.SupplierRecord,
        may=[VIEW_RECEIPTS],
    ),
)
def scorecard(
    request: HttpRequest, supplier_id: Id, wanted: Query[schemas.ScorecardWanted]
) -> HttpResponse:
    """The figures with their orders and products."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    first_on, last_on = _days(branch_id, wanted)
    name = names_of_suppliers([supplier_id]).get(supplier_id)
    if name is None:
        raise NotFound(_("This supplier doesn’t exist."), supplier_id=supplier_id)
    record = supplier_record(
        actor=actor,
        supplier_id=supplier_id,
        branch_id=branch_id,
        first_on=first_on,
        last_on=last_on,
    )
    return respond(request, _record(record, name, (first_on, last_on), currency_here()))


def _days(branch_id: UUID, wanted: schemas.ScorecardWanted) -> tuple[date, date]:
    """The days that are meant; the last year up to today where none are named."""
    last_on = wanted.last_on or branch_date(branch_id)
    return wanted.first_on or year_until(last_on), last_on


def _score(score: SupplierScore, name: str) -> schemas.SupplierScore:
    lead = score.lead
    return told(
        schemas.SupplierScore,
        score,
        supplier=name,
        lead=lead
        and schemas.LeadSpread(
            orders=lead.orders,
            mean=_hundredths(lead.mean),
            median=_hundredths(lead.median),
            least=_hundredths(lead.least),
            most=_hundredths(lead.most),
        ),
        **{
            share: told(schemas.CountedShare, getattr(score, share))
            for share in ("fill_lines", "fill_units", "short", "returned", "different")
        },
    )


def _record(
    record: SupplierRecord, name: str, days: tuple[date, date], currency: str
) -> schemas.SupplierRecord:
    return schemas.SupplierRecord(
        first_on=days[0],
        last_on=days[1],
        currency=currency,
        score=_score(record.score, name),
        orders=[
            told(
                schemas.ScoredOrder,
                one.outcome,
                days=None if one.days is None else _hundredths(one.days),
            )
            for one in record.orders
        ],
        products=[_product(one) for one in record.products],
    )


def _product(one: ProductDrift) -> schemas.ProductDrift:
    return told(
        schemas.ProductDrift,
        one,
        first=_hundredths(one.first),
        before=None if one.before is None else _hundredths(one.before),
        last=_hundredths(one.last),
        short=told(schemas.CountedShare, one.short),
    )


def _hundredths(value: Fraction) -> int:
    return round_half_up(value * HUNDREDTHS)
