"""A proposal buys what is needed where it costs least, says why, and moves nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.offers import a_price, an_offered
from tests.support.proposals import BuyingShop, buying_shop
from tests.support.shop import Shop, add_staff
from tests.support.unmet_requests import an_unmet_request
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Stale
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.proposals.commands.propose import change_proposal, propose
from theriac.domains.proposals.models import PurchaseProposal
from theriac.domains.proposals.problems import NothingKnown, ProposalRefused
from theriac.domains.proposals.queries.proposals import ProposalView, read_proposal
from theriac.domains.proposals.rules.facts import ProposalChange, ProposalTerms
from theriac.domains.suppliers.commands.block import block_supplier
from theriac.surfaces.backoffice.proposals.words import reason_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def buying(shop: Shop) -> BuyingShop:
    return buying_shop(shop)


def view(buying: BuyingShop, proposal_id: object) -> ProposalView:
    found = read_proposal(actor=buying.shop.owner, proposal_id=proposal_id)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.rows("PUR-08")
def test_lines_have_quantity_reason_cover_and_cost_within_the_limit(buying: BuyingShop) -> None:
    found = view(buying, buying.proposed())

    amoxicillin, paracetamol = found.lines
    assert (amoxicillin.row.packs, amoxicillin.row.cost, amoxicillin.supplier) == (
        2,
        80_000,
        "Kimia",
    )
    assert (paracetamol.row.packs, paracetamol.row.cost) == (3, 120_000)
    assert paracetamol.row.reasons == {
        "lacking": 300,
        "position": 0,
        "minimum": 300,
        "cover_before": None,
        "cover_after": None,
        "units": 300,
        "saved": 300 * (700 - 400),
        "next_supplier": str(buying.dear),
        "next_cost": 132_000,
        "asked_times": 0,
    }
    assert paracetamol.next_supplier == "Enseval"
    assert (found.row.cost, found.row.gap, found.kept_out) == (200_000, 0, ())
    assert found.row.cost <= found.row.money_limit


@pytest.mark.rows("STK-33")
def test_a_line_names_how_often_it_was_asked_for_and_not_in_stock(buying: BuyingShop) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        for _ in range(6):
            an_unmet_request(buying.shop, buying.first, quantity=10)
    found = view(buying, buying.proposed())
    times = {one.row.product_id: one.row.reasons["asked_times"] for one in found.lines}
    assert times == {buying.first.id: 6, buying.second.id: 0}
    [line] = [one for one in found.lines if one.row.product_id == buying.first.id]
    assert "Asked for 6 times in 30 days and not in stock." in reason_words(line)


@pytest.mark.rows("PUR-09")
def test_what_the_money_keeps_out_names_the_money_that_brings_it_in(buying: BuyingShop) -> None:
    found = view(buying, buying.proposed(limit=50_000))

    assert found.row.cost <= 50_000
    (out,) = found.kept_out
    ((limit, amount, _),) = out.limits
    assert limit == "capital"
    again = view(buying, buying.proposed(limit=50_000 + amount))
    assert out.product_id in {one.row.product_id for one in again.lines}


@pytest.mark.rows("PUR-10")
def test_a_lower_limit_is_planned_anew_and_shows_what_is_lost(buying: BuyingShop) -> None:
    proposal_id = buying.proposed()
    before = view(buying, proposal_id)
    assert buying.changed(proposal_id, limit=130_000) == 2

    after = view(buying, proposal_id)
    assert after.row.cost <= 130_000
    assert after.row.saved < before.row.saved
    (point,) = [one for one in after.outlook if one.limit == 130_000]
    assert (point.cost, point.gained, point.lost) == (after.row.cost, (), ())
    assert max(one.saved for one in after.outlook) == before.row.saved


@pytest.mark.rows("PUR-10")
def test_a_limit_that_the_plan_fits_loses_nothing_of_it(buying: BuyingShop) -> None:
    """The limits shown end where more money buys nothing, however much the capital allows."""
    found = view(buying, buying.proposed(limit=50_000_000))

    whole = [one for one in found.outlook if one.limit >= found.row.cost]
    assert len(whole) > 1
    assert {(one.cost, one.saved, one.gained, one.lost) for one in whole} == {
        (found.row.cost, found.row.saved, (), ())
    }
    less = [one for one in found.outlook if one.limit < found.row.cost]
    assert len(less) >= 5
    assert all(one.saved <= found.row.saved for one in less)


def test_a_person_sets_strikes_and_frees_a_line(buying: BuyingShop) -> None:
    proposal_id = buying.proposed()
    buying.changed(proposal_id, product_id=buying.first.id, packs=1)
    paracetamol = view(buying, proposal_id).lines[1].row
    assert (paracetamol.packs, paracetamol.is_settled) == (1, True)

    buying.changed(proposal_id, product_id=buying.first.id, packs=0)
    (out,) = view(buying, proposal_id).kept_out
    assert [limit for limit, *_ in out.limits] == ["struck"]

    buying.changed(proposal_id, product_id=buying.first.id)
    assert view(buying, proposal_id).lines[1].row.packs == 3
    assert PurchaseProposal.objects.get(id=proposal_id).version == 4


def test_what_cannot_be_had_is_refused_and_nothing_changes(buying: BuyingShop) -> None:
    proposal_id = buying.proposed(limit=100_000)
    with pytest.raises(ProposalRefused):
        buying.changed(proposal_id, product_id=buying.first.id, packs=9)
    with pytest.raises(ProposalRefused):
        buying.changed(proposal_id, product_id=new_id(), packs=1)
    with pytest.raises(ProposalRefused):
        buying.changed(proposal_id, product_id=buying.first.id, option_id=new_id(), packs=1)
    with pytest.raises(NotFound):
        change_proposal(
            actor=buying.shop.owner,
            branch_id=buying.shop.branch_id,
            proposal_id=new_id(),
            version=1,
            change=ProposalChange(limit=1),
        )
    assert buying.version(proposal_id) == 1


def test_a_blocked_supplier_is_not_bought_from(buying: BuyingShop) -> None:
    block_supplier(actor=buying.shop.owner, supplier_id=buying.cheap, reason="licence", version=1)
    found = view(buying, buying.proposed())
    assert {one.supplier for one in found.lines} == {"Enseval"}
    (out,) = found.kept_out
    assert [limit for limit, *_ in out.limits] == ["no_offer"]


def test_a_minimum_order_is_reached_or_nothing_is_bought_there(buying: BuyingShop) -> None:
    shop = buying.shop
    a_price(shop, buying.cheap, an_offered(buying.second, price=30_000), minimum_order=5_000_000)
    found = view(buying, buying.proposed())
    assert {one.supplier for one in found.lines} == {"Enseval"}
    (out,) = found.kept_out
    assert "minimum_order" in [limit for limit, *_ in out.limits]


@pytest.mark.rows("PUR-12")
def test_proposing_changes_no_figure(buying: BuyingShop) -> None:
    before = capital_position()
    buying.changed(buying.proposed(), limit=90_000)
    assert capital_position() == before


def test_nothing_is_proposed_before_the_first_night(shop: Shop) -> None:

    terms = ProposalTerms(limit=1)
    with pytest.raises(NothingKnown):
        propose(actor=shop.owner, branch_id=shop.branch_id, terms=terms)
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        propose(actor=cashier, branch_id=shop.branch_id, terms=terms)


def test_another_version_than_the_one_seen_is_stale(buying: BuyingShop) -> None:
    proposal_id = buying.proposed()
    stale = buying.version(proposal_id)
    buying.changed(proposal_id, limit=120_000)

    with pytest.raises(Stale):
        change_proposal(
            actor=buying.shop.owner,
            branch_id=buying.shop.branch_id,
            proposal_id=proposal_id,
            version=stale,
            change=ProposalChange(limit=1),
        )
