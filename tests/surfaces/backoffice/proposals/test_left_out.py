"""What a proposal leaves out is a file, with all that keeps each product out in its own packs."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.proposals import buying_shop
from tests.support.shop import Shop, stock_up

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-08")]


def test_the_file_says_in_packs_what_lacks_something_and_what_doesnt(shop: Shop) -> None:
    buying = buying_shop(shop)
    stock_up(shop, buying.first, 450)
    proposal_id = buying.proposed(limit=30_000)
    page = reverse("backoffice:proposal_detail", args=[proposal_id])

    answer = client_of(shop, "owner").get(page, {"export": "csv", "table": "left-out"})

    text = answer.getvalue().decode("utf-8-sig")
    rows = {row["Product"]: row for row in csv.DictReader(io.StringIO(text))}
    enough, lacking = rows["Paracetamol 500 mg tablet"], rows["Amoxicillin 500 mg capsule"]
    assert (enough["Lacking, base units"], lacking["Lacking, base units"]) == ("0", "200")
    assert "1 box + 5 strips above the order level" in enough["Reason"]
    assert "Capital" in lacking["Reason"]
