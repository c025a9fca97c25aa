"""Sets are drafts, in force, withdrawn; only a pharmacist decides, and lines stay as they were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.clinical import PAIR, a_set, pharmacist
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.clinical.commands.force import put_in_force, withdraw_set
from theriac.domains.clinical.commands.sets import add_shipped_set, take_file
from theriac.domains.clinical.formats.reader import ReadKnowledge
from theriac.domains.clinical.formats.rows import UnreadRow
from theriac.domains.clinical.models import KnowledgeSet, KnowledgeStep
from theriac.domains.clinical.problems import SetFixed, SetTwice
from theriac.domains.clinical.queries.knowledge import knowledge_on
from theriac.domains.clinical.rules.kinds import CheckKind
from theriac.domains.organisation.queries.branches import branch_time_zones

pytestmark = pytest.mark.django_db


def names_on(shop: Shop, days: int = 0) -> list[str]:
    today = clock.today(branch_time_zones()[0])
    found = knowledge_on(today + timedelta(days=days))
    return [f"{one.name} {one.edition}" for one in found.sets[CheckKind.INTERACTIONS]]


def test_a_set_is_read_put_in_force_and_withdrawn(shop: Shop) -> None:
    actor = pharmacist(shop)
    set_id = a_set(actor)
    read = ReadKnowledge("own", (PAIR,), (UnreadRow(3, "?", "shape"),))
    assert take_file(actor=actor, set_id=set_id, read=read) == 1
    row = KnowledgeSet.objects.get()
    assert (row.state, row.unread, row.unread_rows[0]["line"]) == ("draft", 1, 3)
    assert names_on(shop) == []
    put_in_force(actor=actor, set_id=set_id, reason="reviewed", version=row.version)
    assert names_on(shop) == ["Licensed 1"]
    with pytest.raises(SetFixed):
        take_file(actor=actor, set_id=set_id, read=read)
    withdraw_set(actor=actor, set_id=set_id, reason="too noisy")
    assert names_on(shop) == []
    steps = KnowledgeStep.objects.order_by("id").values_list("step", "reason", "person_id")
    assert list(steps) == [
        ("put_in_force", "reviewed", actor.id),
        ("withdrawn", "too noisy", actor.id),
    ]
    assert AuditRecord.objects.filter(command="clinical.withdraw_set").count() == 1


def test_the_edition_that_began_last_counts(shop: Shop) -> None:
    actor = pharmacist(shop)
    old, new = a_set(actor, PAIR), a_set(actor, PAIR, edition="2")
    put_in_force(actor=actor, set_id=old, reason="first")
    later = clock.today(branch_time_zones()[0]) + timedelta(days=3)
    put_in_force(actor=actor, set_id=new, reason="second", from_on=later)
    assert names_on(shop) == ["Licensed 1"]
    assert names_on(shop, days=3) == ["Licensed 2"]


def test_what_cant_be_decided_so(shop: Shop) -> None:
    actor = pharmacist(shop)
    empty = a_set(actor)
    with pytest.raises(SetTwice):
        a_set(actor)
    with pytest.raises(Unprocessable):
        put_in_force(actor=actor, set_id=empty, reason="no lines")
    set_id = a_set(actor, PAIR, name="Other")
    with pytest.raises(Unprocessable):
        put_in_force(actor=actor, set_id=set_id, reason=" ")
    yesterday = clock.today(branch_time_zones()[0]) - timedelta(days=1)
    with pytest.raises(Unprocessable):
        put_in_force(actor=actor, set_id=set_id, reason="late", from_on=yesterday)
    with pytest.raises(Stale):
        put_in_force(actor=actor, set_id=set_id, reason="seen", version=0)
    with pytest.raises(SetFixed):
        withdraw_set(actor=actor, set_id=set_id, reason="isn't in force")
    put_in_force(actor=actor, set_id=set_id, reason="reviewed")
    with pytest.raises(SetFixed):
        put_in_force(actor=actor, set_id=set_id, reason="again")
    with pytest.raises(NotFound):
        add_shipped_set(actor=actor, name="No such set")


def test_only_a_pharmacist_decides(shop: Shop) -> None:
    set_id = a_set(pharmacist(shop), PAIR)
    with pytest.raises(NotPermitted):
        put_in_force(actor=add_staff("manager", shop.branch_id), set_id=set_id, reason="me")
