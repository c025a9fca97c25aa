"""Limits per patient on the screen: set, listed, ended with a reason."""

from __future__ import annotations

import pytest
from django.test import Client

from theriac.domains.controlled.models import DispensingLimit

pytestmark = pytest.mark.rows("CTL-07")


def test_a_limit_is_set_listed_and_ended(owner: Client) -> None:
    wanted = {"legal_class": "", "substance": "Codeine", "units": "30", "days": "7"}
    both = owner.post(
        "/controlled/limits/new/", {**wanted, "legal_class": "narkotika", "beyond": "flag"}
    )
    assert "Choose a class, or enter a substance; not both." in both.text
    owner.post("/controlled/limits/new/", {**wanted, "beyond": "flag"})
    one = DispensingLimit.objects.get()
    assert (one.substance, one.units, one.days, one.refuses) == ("Codeine", 30, 7, False)
    listed = owner.get("/controlled/limits/")
    assert [row.name for row in listed.context["rows"]] == ["Codeine"]
    assert "Sale flagged" in listed.text
    again = owner.post(
        "/controlled/limits/new/", {**wanted, "substance": "codeine", "beyond": "flag"}
    )
    assert "There is a limit for this already. End it first." in again.text
    ended = {"version": "1", "reason": "Another one"}
    owner.post(f"/controlled/limits/{one.id}/end/", ended)
    one.refresh_from_db()
    assert one.ended_at is not None
    assert owner.get("/controlled/limits/").context["rows"] == []
