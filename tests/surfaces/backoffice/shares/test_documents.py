"""Shared documents: each kind with its lines, of the share's branches and days, as files too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.posted import TYPED, post_each
from tests.support.shop import Shop, add_staff
from tests.surfaces.backoffice.shares.test_visitors import text_of, today, visitor
from tests.surfaces.planted import COST, tells_a_cost
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.accounts.roles import delivered_rights
from theriac.domains.disposal.models import DestructionPosting
from theriac.domains.organisation.models import Branch
from theriac.domains.purchasing.commands.receipts.reverse import reverse_receipt
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    ReceiptPosting,
    SupplierReturnPosting,
)
from theriac.domains.recalls.models import RecallStep
from theriac.domains.shares.models import Share
from theriac.domains.shares.rights import RIGHTS
from theriac.domains.stocktaking.models import CountPosting
from theriac.domains.transfers.models import Transfer

pytestmark = [pytest.mark.django_db, pytest.mark.rows("AUD-09")]
DOCUMENTS = ("receipts", "returns", "transfers", "counts", "destructions", "recalls")
KINDS = (*DOCUMENTS, "approvals")
SHOWN = {
    "receipts": ("KF-01", "Amoxicillin", "200"),
    "returns": ("BACK", "Expired", "7"),
    "transfers": ("AWAY", "Amoxicillin", "6"),
    "counts": ("LESS", "Oralit", "-3"),
    "destructions": ("BURN", "Amoxicillin", "5"),
    "recalls": ("GLASS", "Amoxicillin", ""),
}
"""What the lines of each document say: a batch and what became of it."""
NUMBERED: dict[str, Any] = {
    "receipts": ReceiptPosting,
    "returns": SupplierReturnPosting,
    "transfers": Transfer,
    "counts": CountPosting,
    "destructions": DestructionPosting,
}


def addresses(documents: dict[str, UUID]) -> list[str]:
    """Every list and every document."""
    lists = [f"/shared/{kind}/" for kind in KINDS]
    return lists + [f"/shared/{kind}/{key}/" for kind, key in documents.items()]


def read(client: Client, address: str) -> str:
    """The page and its file, one after the other."""
    pages = [client.get(address + more) for more in ("", "?export=csv", "?export=xlsx")]
    assert [page.status_code for page in pages] == [200, 200, 200], address
    page, file, _workbook = (text_of(one) for one in pages)
    return page + file


def read_number(kind: str) -> str:
    """The number that stands in the books."""
    if kind == "recalls":
        return str(RecallStep.objects.get(step="opened").recall.number)
    return str(NUMBERED[kind].objects.get().number)


def test_each_document_stands_in_its_list_and_opens_with_its_lines(shop: Shop) -> None:
    documents = post_each(shop)
    client = visitor(shop, kinds=KINDS)
    for kind, key in documents.items():
        listed, opened = read(client, f"/shared/{kind}/"), read(client, f"/shared/{kind}/{key}/")
        assert read_number(kind) in listed, kind
        assert f"/shared/{kind}/{key}/" in listed, kind
        assert all(words in opened for words in SHOWN[kind]), kind
    approved = read(client, "/shared/approvals/")
    assert "Second" in approved


def test_nothing_that_somebody_typed_is_shown(shop: Shop) -> None:
    documents = post_each(shop)
    client = visitor(shop, kinds=KINDS, costs=True)
    told = [address for address in addresses(documents) if TYPED in read(client, address)]
    assert told == []


def test_what_goods_cost_shows_only_where_it_was_shared(shop: Shop) -> None:
    documents = post_each(shop, COST)
    without, told = visitor(shop, kinds=KINDS), visitor(shop, kinds=KINDS, costs=True)
    everywhere = addresses(documents)
    assert [one for one in everywhere if tells_a_cost(read(without, one))] == []
    silent = [one for one in everywhere if not tells_a_cost(read(told, one))]
    recall = documents["recalls"]
    # A transfer's list and what a recall froze have no sum of their own.
    assert silent == ["/shared/transfers/", "/shared/recalls/", f"/shared/recalls/{recall}/"]


def test_other_days_and_other_branches_show_no_document(shop: Shop) -> None:
    documents = post_each(shop)
    earlier = visitor(shop, kinds=KINDS, until=today() - timedelta(days=1))
    there = Branch.objects.exclude(id=shop.branch_id).get().id
    elsewhere = visitor(shop, kinds=KINDS, branches=(UUID(str(there)),))
    for kind, key in documents.items():
        assert earlier.get(f"/shared/{kind}/{key}/").status_code == 404
        assert read_number(kind) not in read(earlier, f"/shared/{kind}/")
        # The other branch is where the transfer goes.
        is_there = kind == "transfers"
        answer = elsewhere.get(f"/shared/{kind}/{key}/").status_code
        assert (answer == 200) is is_there, kind
        assert (read_number(kind) in read(elsewhere, f"/shared/{kind}/")) is is_there, kind
    assert "Second" not in read(earlier, "/shared/approvals/")
    assert "Second" not in read(elsewhere, "/shared/approvals/")
    here = visitor(shop, kinds=KINDS, branches=(UUID(str(shop.branch_id)),))
    assert {here.get(one).status_code for one in addresses(documents)} == {200}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_of_a_kind_that_isnt_shared_isnt_there(shop: Shop, kind: str) -> None:
    documents = post_each(shop)
    client = visitor(shop, kinds=tuple(one for one in KINDS if one != kind))
    assert client.get(f"/shared/{kind}/{documents[kind]}/").status_code == 404
    assert client.get(f"/shared/{kind}/").status_code == 404


def test_a_reversed_delivery_stands_twice(shop: Shop) -> None:
    post_each(shop)
    receipt = GoodsReceipt.objects.get()
    reverse_receipt(
        actor=shop.owner,
        branch_id=shop.branch_id,
        receipt_id=receipt.id,
        version=receipt.version,
        reason=TYPED,
    )
    file = text_of(visitor(shop, kinds=("receipts",)).get("/shared/receipts/?export=csv"))
    assert file.count(",Received,") == file.count(",Reversed,") == 1
    assert TYPED not in file


def test_the_differences_of_a_count_are_kept_by_their_way(shop: Shop) -> None:
    address = f"/shared/counts/{post_each(shop)['counts']}/?export=csv&way="
    client = visitor(shop, kinds=("counts",))
    found = {way: "LESS" in text_of(client.get(address + way)) for way in ("over", "short")}
    assert found == {"over": False, "short": True}
    assert "LESS" in text_of(client.get(f"{address}differs"))


def a_sharer(shop: Shop, *without: str) -> str:
    """A role that shares and sees all that an owner does but these; its code."""
    codes = set(delivered_rights("owner")) - set(without)
    role_id = create_role(actor=shop.owner, name="Sharer", permissions=codes)
    return Role.objects.get(id=role_id).code


@pytest.mark.parametrize(
    ("right", "kinds"),
    [
        ("purchasing.view", {"receipts"}),
        ("purchasing.view_returns", {"returns"}),
        ("stock.view_variances", {"counts"}),
        ("approvals.view", {"approvals"}),
        ("stock.view", {"stock", "transfers", "destructions", "recalls"}),
    ],
)
def test_a_kind_is_offered_only_to_whoever_may_see_it(
    shop: Shop, right: str, kinds: set[str]
) -> None:
    role = a_sharer(shop, right)
    form = client_of(shop, role).get("/shares/new/").text
    offered = {kind for kind in RIGHTS if f'value="{kind}"' in form}
    assert offered == set(RIGHTS) - kinds
    sharer = add_staff(role, None, "maker")
    for kind in kinds:
        with pytest.raises(NotPermitted):
            visitor(shop, kinds=(kind,), maker=sharer)


def test_costs_are_offered_only_to_whoever_may_see_them(shop: Shop) -> None:
    role = a_sharer(shop, "stock.costs")
    assert 'name="costs"' not in client_of(shop, role).get("/shares/new/").text
    assert 'name="costs"' in client_of(shop, "owner").get("/shares/new/").text
    sharer = add_staff(role, None, "maker")
    with pytest.raises(NotPermitted):
        visitor(shop, kinds=("counts",), costs=True, maker=sharer)
    visitor(shop, kinds=("counts",), maker=sharer)
    assert [share.costs for share in Share.objects.all()] == [False]
