"""A finding is settled once, by who may, with a reason."""

from __future__ import annotations

import pytest

from tests.support.log_findings import a_log_finding
from tests.support.shop import Shop, add_staff, open_shop
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable
from theriac.domains.device_logs.commands.settle import settle_finding
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.device_logs.queries import get_finding, unsettled_findings
from theriac.domains.organisation.ids import BranchId

pytestmark = [pytest.mark.django_db, pytest.mark.rows("OFF-03")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


@pytest.fixture
def finding(shop: Shop) -> LogFinding:
    return a_log_finding(shop)


def test_both_versions_are_there(shop: Shop, finding: LogFinding) -> None:
    assert finding.facts["fields"] == [{"field": "total", "logged": 9000, "sent": 8000}]
    assert get_finding(actor=shop.owner, finding_id=finding.id) == finding


def test_settled_it_waits_for_nobody(shop: Shop, finding: LogFinding) -> None:
    here = BranchId(shop.branch_id)
    settle_finding(actor=shop.owner, branch_id=here, finding_id=finding.id, note=" Looked. ")
    finding.refresh_from_db()
    assert (finding.note, finding.settled_by) == ("Looked.", shop.owner.id)
    assert unsettled_findings(actor=shop.owner).count() == 0
    with pytest.raises(Conflict):
        settle_finding(actor=shop.owner, branch_id=here, finding_id=finding.id, note="Again")


def test_it_wants_a_reason_its_branch_and_the_right(shop: Shop, finding: LogFinding) -> None:
    here = BranchId(shop.branch_id)
    with pytest.raises(Unprocessable):
        settle_finding(actor=shop.owner, branch_id=here, finding_id=finding.id, note=" ")
    with pytest.raises(NotFound):
        settle_finding(actor=shop.owner, branch_id=here, finding_id=new_id(), note="x")
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        settle_finding(actor=cashier, branch_id=here, finding_id=finding.id, note="x")
