"""What a phone sends is read whatever its form."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.shop import Shop


@pytest.mark.rows("API-18")
def test_what_is_no_json_is_refused_in_words(shop: Shop, owner: Client) -> None:
    for sent in ({"branch": "\0"}, {"entries": "x"}):
        answer = owner.post("/stock/counts/phone/entries/", sent)
        assert (answer.status_code, answer.json()) == (400, {"problem": "Enter a valid value."})
