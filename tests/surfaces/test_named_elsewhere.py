"""What a request names is of the branch where it acts, in its address, its query and its body.

Each id that an operation takes is given as a thing of another branch, to who works at this branch
only and to who works at all and acts here. The answer is a refusal, and the one that an id gets
which nobody has; where it isn't, ``MAY`` says why. An ordinary run asks each operation with one
actor and one of its ids, by turns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tests.support.kept import kept
from tests.support.shop import Shop, add_staff
from tests.support.turns import Turns
from tests.surfaces.api.pieces import Asked
from tests.surfaces.api.program import Program
from tests.surfaces.api.test_api import ONLY_PEOPLE
from tests.surfaces.api.world import World, full_world
from tests.surfaces.branches import key_at
from tests.surfaces.named_things import KINDS, LINES, OWN, SHARED, Named, named_by, with_query
from tests.surfaces.other_branch import more_requests, shop_there, things_of
from tests.surfaces.test_matrix import OF_CUSTOMERS, OF_SUPPLIERS, OPERATIONS
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.tokens.sign_in import sign_in
from theriac.domains.accounts.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("mails"),
    pytest.mark.rows("SEC-04", "SEC-05"),
]

ACTIONS = ("stock.change", "stock.batch", "stock.count", "stock.destroy", "controlled.settle")
GOT = "a patient may have got the batch at another branch, and the report says so"
UNUSED = "an approval that isn't needed isn't looked at; tests of each act ask one that is"
FILTER = "a filter: what is of another branch is no more found than what nobody has"
KEPT = "what left the shop is kept as it was pushed; what doesn't fit becomes a case"
BROUGHT = "goods come back at any branch, by who may see the sale where they were sold"
MAY: Mapping[tuple[str, str], str] = {
    **{
        (name, "approval_id"): UNUSED
        for name in (
            *("accountRecall", "adjustStock", "completeSale", "correctBatch", "postStockCount"),
            *("postMovement:adjustment", "postMovement:write_off", "pushSale", "reverseMovement"),
            *("approvePrescription", "postGoodsReceipt", "writeOffStock"),
            *("exchangeGoods", "returnGoods", "issueQuotation", "convertQuotation"),
        )
    },
    **{
        (name, field): FILTER
        for name in ("listMovements", "listMovements:card")
        for field in ("actor_id", "batch_id", "document_id", "place_id")
    },
    ("addPromotion", "branch_ids"): "who sets promotions sets them for any branch",
    ("previewNewPromotion", "branch_ids"): "who sets promotions sets them for any branch",
    **{
        (name, field): UNUSED
        for name in ("completeSale", "exchangeGoods", "convertQuotation")
        for field in ("credit_approval_id", "signature_id")
    },
    ("redeemGiftCard", "payment_id"): "an id of its own: one that is known is another payment's",
    ("redeemGiftCard", "sale_id"): "a sale to come: tests of the act ask one that is there",
    ("listDocumentRequests", "document_id"): FILTER,
    ("listCustomerReturns", "sale_id"): FILTER,
    **{
        (name, "sale_id"): BROUGHT
        for name in ("exchangeGoods", "getReturnable", "previewReturn", "returnGoods")
    },
    ("listAlerts", "owner_id"): FILTER,
    ("listRegisterLines", "batch_id"): FILTER,
    ("listFiles", "created_by"): FILTER,
    ("listDutyTurns", "person_id"): FILTER,
    ("listDutyShifts", "person_id"): FILTER,
    ("listCounselling", "by"): FILTER,
    ("listAdverseEvents", "batch_id"): FILTER,
    **{
        (name, "batch_id"): GOT
        for name in ("writeAdverseEvent", "changeAdverseEvent", "prefillAdverseEvent")
    },
    ("listAppointments", "service_id"): FILTER,
    ("listServiceRecords", "batch_id"): FILTER,
    ("listPurchaseProposals", "branch_id"): FILTER,
    ("countSafetyAlerts", "at_branch"): "how rules are met is the pharmacy's, whole or by branch",
    ("setBudget", "branch_id"): "budgets are the pharmacy's: who sets one sets it for any branch",
    ("listInterventions", "prescription_id"): FILTER,
    ("listPreparations", "prescription_id"): FILTER,
    ("listCounselling", "prescription_id"): FILTER,
    ("listSales", "terminal_id"): FILTER,
    ("listTillSessions", "terminal_id"): FILTER,
    ("listCases", "sale_id"): FILTER,
    ("listExcursions", "sensor_id"): FILTER,
    ("listTransfers", "from_branch_id"): FILTER,
    ("listTransfers", "to_branch_id"): FILTER,
    ("listPeople", "branch"): FILTER,
    ("listConsignmentSettlements", "branch_id"): FILTER,
    ("listSupplierPayments", "branch_id"): FILTER,
    ("listPurchaseOrders", "branch_id"): FILTER,
    ("listPostings", "document_id"): FILTER,
    ("listSupplierReturns", "branch_id"): FILTER,
    ("pushSale", "batch_id"): KEPT,
    ("pushSale", "person_id"): KEPT,
    ("pushSale", "permitted_by"): KEPT,
    ("pushSale", "approved_by"): KEPT,
    ("pushSale", "quotation_id"): KEPT,
    ("pushSale", "reservation_id"): KEPT,
    ("pushSale", "till_session_id"): KEPT,
    ("pushSale", "prescription_line_id"): KEPT,
    ("draftTransfer", "to_branch_id"): "goods are sent to another branch",
    ("changeTransfer", "to_branch_id"): "goods are sent to another branch",
    ("openRecall", "batch_ids"): "a recall freezes its lots at every branch, whoever finds them",
    ("exportProducts", "branch_id"): "prices are the pharmacy's: GET …/prices tells each branch's",
    ("addFile", "branch_id"): "the rights over these records are shared: they hold everywhere",
    (
        "settleCase",
        "batch_id",
    ): "only another batch's goods name one, which settleCase:other_batch does",
    **{
        (name, "requested_by"): "a yes holds at this branch, where who doesn't work can't use it"
        for name in ("giveApproval", *(f"giveApproval:{action}" for action in ACTIONS))
    },
}
NOT_SALES = {"giveApproval", "leaveApprovalRequest"}
"""There ``sale_id`` is the id that a basket has on its counter, before there is a sale."""


@dataclass
class Two:
    """The world of this branch, what the other has, and who asks by what they speak with."""

    world: World
    things: Mapping[type[Any], UUID]
    requests: Mapping[str, Asked]
    key: Program
    person: Program
    everywhere: Program


def token_of(role: str, shop: Shop | None, name: str) -> Program:
    """A person with a role at a branch, or at all of them, by access token."""
    person = add_staff(role, shop.branch_id if shop else None, name)
    return Program(sign_in(actor=person, client_id=new_id(), client_name="").access_token)


@pytest.fixture(scope="module")
def two(django_db_setup: None, django_db_blocker: Any) -> Iterator[Two]:
    """Two branches with one of everything each, built once."""
    with kept(django_db_blocker):
        world = full_world()
        shop = world.shop
        there = shop_there(shop)
        things = {
            **things_of(there, world.medicine),
            User: add_staff("pharmacist", there.branch_id, "works there").id,
        }
        yield Two(
            world,
            things,
            {**world.requests, **more_requests(world)},
            Program(key_at(shop, shop.branch_id, shop.api_terminal_id, "owner")),
            token_of("owner", shop, "works here"),
            token_of("owner", None, "works everywhere"),
        )


def kind_of(name: str, template: str, named: Named) -> type[Any] | None:
    """What an id names that is of a branch; None for what isn't. Raises KeyError for a new word."""
    field = named.field
    if field == "line_id":
        return LINES.get("/" + template.split("/")[1])
    if named.where == "path" and field == "person_id":
        return None
    if field in SHARED or field in OWN or (field == "sale_id" and name in NOT_SALES):
        return None
    return KINDS[field]


def leaves(name: str) -> list[Named]:
    """The ids of an operation that name what is of a branch."""
    operation_id = name.partition(":")[0]
    _method, template, operation = OPERATIONS[operation_id]
    return [one for one in named_by(operation) if kind_of(operation_id, template, one)]


def takes_branch(name: str) -> bool:
    """Whether the address of the operation may name a branch."""
    return Named("query", ("branch_id",)) in named_by(OPERATIONS[name.partition(":")[0]][2])


def is_of_all(name: str, named: Named) -> bool:
    """What is no question to who works at all branches: any branch, or a thing that says where."""
    by_thing = named.where == "path" and not takes_branch(name)
    return by_thing or named.field in ("branch_id", "branch")


def asking(two: Two, name: str, who: str) -> Program:
    """A person where a program may not; the rest is asked by a key, which has a terminal too."""
    if who == "everywhere":
        return two.everywhere
    return two.person if name.partition(":")[0] in ONLY_PEOPLE else two.key


def settled(two: Two, name: str, who: str) -> Asked:
    """The request as this actor makes it: who works at all branches says where."""
    asked = asking(two, name, who).settled(replace(two.requests[name], token=""))
    if who == "everywhere" and takes_branch(name) and "branch_id=" not in asked.path:
        return replace(asked, path=with_query(asked.path, "branch_id", two.world.shop.branch_id))
    return asked


def answer(program: Program, asked: Asked) -> tuple[int, str]:
    """Status and code; what it did is undone."""
    with transaction.atomic():
        got = program.ask(asked)
        transaction.set_rollback(True)
    if got.status_code < 400:
        return got.status_code, ""
    return got.status_code, json.loads(got.content)["code"]


def refused(two: Two, name: str, who: str, named: Named) -> str:
    """What is wrong with the answer to a thing of the other branch, in words; else nothing."""
    operation_id = name.partition(":")[0]
    template = OPERATIONS[operation_id][1]
    kind = kind_of(operation_id, template, named)
    assert kind is not None
    asked, program = settled(two, name, who), asking(two, name, who)
    given = named.put(asked, template, two.things[kind])
    nobodys = named.put(asked, template, new_id())
    if given is None or nobodys is None or (name, named.field) in MAY:
        return ""
    found = answer(program, given)
    if found[0] in (403, 404):
        return ""
    like = answer(program, nobodys)
    if 400 <= found[0] < 500 and found == like:
        return ""
    return f"{name} by {who}, {named.where} {named.steps}: {found}, what nobody has gets {like}"


@pytest.mark.parametrize("who", ["here", "everywhere"])
def test_what_is_named_of_another_branch_is_refused(who: str, two: Two, on_turn: Turns) -> None:
    wrong = []
    for name in two.requests:
        if not OPERATIONS[name.partition(":")[0]][2]["security"] or not on_turn(name):
            continue
        if name in OF_SUPPLIERS:  # by a key of their own
            continue
        if who not in on_turn.some(name, ("here", "everywhere")):
            continue
        found = [one for one in leaves(name) if who == "here" or not is_of_all(name, one)]
        if found and on_turn.one_in(4, f"{name} {who}"):
            base = answer(asking(two, name, who), settled(two, name, who))
            if base[0] not in (200, 201) and base[1] != "api.no_terminal":
                wrong.append(f"{name} by {who} isn't answered: {base}")
        drawn = on_turn.some(f"{name} {who}", found)
        wrong += [refused(two, name, who, named) for named in drawn]
    assert [one for one in wrong if one] == []


def test_every_id_that_an_operation_takes_is_asked_by_some_request(two: Two) -> None:
    """What none of the world's requests has a place for would never be asked."""
    wanted, reached = set(), set()
    for name, asked in two.requests.items():
        operation_id = name.partition(":")[0]
        for named in leaves(name):
            if (name, named.field) in MAY:
                continue
            wanted.add((operation_id, named))
            if named.put(asked, OPERATIONS[operation_id][1], new_id()) is not None:
                reached.add((operation_id, named))
    assert sorted(wanted - reached, key=str) == []


def test_what_may_be_named_of_another_branch_is_taken_somewhere(two: Two) -> None:
    taken = {(name, named.field) for name in two.requests for named in leaves(name)}
    assert sorted(MAY.keys() - taken) == []


def test_who_works_at_all_branches_is_answered_by_every_operation(two: Two, on_turn: Turns) -> None:
    """Where an address takes no branch it needs none; where it takes one, that is enough."""
    unanswered = {}
    theirs = OF_CUSTOMERS | OF_SUPPLIERS | {"getFileContent"}  # by a key or link of its own
    for name in two.world.requests.keys() - theirs:
        if not OPERATIONS[name.partition(":")[0]][2]["security"] or not on_turn.one_in(4, name):
            continue
        found = answer(two.everywhere, settled(two, name, "everywhere"))
        if found[0] not in (200, 201):
            unanswered[name] = found[1]
    assert {name: code for name, code in unanswered.items() if code != "api.no_terminal"} == {}
