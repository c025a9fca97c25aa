"""By when a serious reaction is to be reported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.adverse_events import report
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.commands.period import set_reporting_period
from theriac.domains.adverse_events.problems import AdverseEventRefused
from theriac.domains.adverse_events.queries import get_reporting_period

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_a_serious_one_is_due_by_the_branchs_own_days(shop: Shop) -> None:
    made, mild = report(shop, seriousness=["hospital"]), report(shop, register(shop))
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert open_report(**here, report_id=made).due_on is None
    for wrong in (0, 91):
        with pytest.raises(AdverseEventRefused):
            set_reporting_period(**here, serious_days=wrong)
    set_reporting_period(**here, serious_days=15)
    form, days = get_reporting_period(**here)
    assert (form.code, form.serious_days, days) == ("meso", None, 15)
    assert open_report(**here, report_id=made).due_on == shop.today + timedelta(days=15)
    assert open_report(**here, report_id=mild).due_on is None
    set_reporting_period(**here, serious_days=None)
    assert open_report(**here, report_id=made).due_on is None
