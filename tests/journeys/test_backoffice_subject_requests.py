"""The register of requests and the report of readers in a browser: access, widths, languages."""

from __future__ import annotations

import pytest

from tests.support.backoffice import Opener
from tests.support.layouts import LAYOUTS, Layout, look_at_each, owners_page
from tests.support.patients import register
from tests.support.shop import Shop, open_shop
from tests.support.subject_requests import a_subject_request
from tests.support.turns import Turns
from theriac.domains.patients.commands.open import open_patient

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def addresses(shop: Shop) -> list[str]:
    patient = register(shop)
    open_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    late = f"/subject-requests/{a_subject_request(shop, days_ago=9)}/"
    one = f"/subject-requests/{a_subject_request(shop, patient, kind='grievance')}/"
    return [
        "/subject-requests/",
        f"/subject-requests/new/?patient={patient}",
        late,
        f"{late}identity/",
        one,
        *(f"{one}{step}/" for step in ("prolong", "deed", "answer", "close")),
        f"/patients/{patient}/",
        f"/patients/{patient}/readers/",
    ]


@pytest.mark.rows("UX-01", "UX-04", "UX-06", "UX-07")
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_screen_is_accessible_and_fits(
    new_page: Opener, layout: Layout, on_turn: Turns
) -> None:
    shop = open_shop()
    page = owners_page(shop, new_page, layout)
    look_at_each(page, layout, addresses(shop), on_turn)
