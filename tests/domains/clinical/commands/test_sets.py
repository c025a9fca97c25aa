"""Sets are taken in as drafts, with the files that they have."""

from __future__ import annotations

import pytest

from tests.support.clinical import PAIR, a_set, pharmacist, shipped_in_force
from tests.support.shop import Shop, add_staff
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.clinical.commands.sets import SetHead, add_set, add_shipped_set
from theriac.domains.clinical.models import KnowledgeLine, KnowledgeSet
from theriac.domains.clinical.problems import SetTwice

pytestmark = pytest.mark.django_db


def test_shipped_sets_are_taken_in_whole(shop: Shop) -> None:
    found = shipped_in_force(pharmacist(shop))
    counted = list(KnowledgeSet.objects.order_by("name").values_list("lines_count", flat=True))
    assert (len(found), sum(counted)) == (6, KnowledgeLine.objects.count())
    assert KnowledgeSet.objects.filter(state="in_force").count() == 6


def test_an_edition_is_there_once(shop: Shop) -> None:
    actor = pharmacist(shop)
    a_set(actor, PAIR)
    with pytest.raises(SetTwice):
        a_set(actor)
    with pytest.raises(NotFound):
        add_shipped_set(actor=actor, name="No such set")


def test_a_set_says_where_it_is_from(shop: Shop) -> None:
    head = SetHead(name="Mine", edition="1", source=" ", licence="", dated_on=None)
    with pytest.raises(Unprocessable):
        add_set(actor=pharmacist(shop), head=head)
    with pytest.raises(NotPermitted):
        add_set(actor=add_staff("manager", shop.branch_id), head=head)
