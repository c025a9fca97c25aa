"""The cause is judged by a pharmacist, with the ten questions."""

from __future__ import annotations

import pytest

from tests.support.adverse_events import (
    PROBABLE,
    assess,
    of_report,
    report,
)
from tests.support.shop import (
    Shop,
    add_staff,
)
from theriac.core.problems import NotPermitted
from theriac.domains.adverse_events.commands.assess import assess_report
from theriac.domains.adverse_events.commands.open import open_report
from theriac.domains.adverse_events.problems import AdverseEventRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_a_pharmacist_assesses_and_a_technician_does_not(shop: Shop) -> None:
    made = report(shop)
    at = of_report(shop, made)
    for answers, category in (({}, ""), ({**PROBABLE, "x": "yes"}, ""), (PROBABLE, "sure")):
        with pytest.raises(AdverseEventRefused):
            assess_report(**at, answers=answers, category=category)
    technician = add_staff("technician", shop.branch_id)
    with pytest.raises(NotPermitted):
        assess_report(**{**at, "actor": technician}, answers=PROBABLE)
    assess(shop, made)
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "report_id": made}
    opened = open_report(**here)
    assert (opened.score, opened.band) == (5, "probable")
