"""A new pharmacy begins whole or not at all, and once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth import authenticate

from tests.support.staff import handle_of
from theriac.core.problems import Problem
from theriac.domains.organisation.queries.branches import get_pharmacy, list_branches
from theriac.surfaces.operations.cli.subcommand import Refusal
from theriac.surfaces.operations.first_steps import Beginning, begin

pytestmark = pytest.mark.django_db

MELATI = Beginning(
    pharmacy="Apotek Melati",
    country="id",
    branch_code="MLT",
    branch_name="Melati Pasar",
    time_zone="",
    owner="sari",
    password="sembilan-jamu-7",
)


def test_a_pharmacy_begins_with_a_branch_and_its_owner() -> None:
    begin(MELATI)
    pharmacy = get_pharmacy()
    assert pharmacy is not None
    assert (pharmacy.name, pharmacy.country, pharmacy.currency) == ("Apotek Melati", "id", "IDR")
    branch = list_branches().get()
    assert (branch.code, branch.name, branch.time_zone) == ("MLT", "Melati Pasar", "Asia/Jakarta")
    assert authenticate(None, username=handle_of("sari"), password="sembilan-jamu-7") is not None


def test_it_begins_once() -> None:
    begin(MELATI)
    with pytest.raises(Refusal, match="This installation has its pharmacy already"):
        begin(replace(MELATI, pharmacy="Another"))


def test_a_weak_password_leaves_nothing_behind() -> None:
    with pytest.raises(Problem):
        begin(replace(MELATI, password="sari"))
    assert get_pharmacy() is None
    assert not list_branches().exists()


@pytest.mark.rows("CAP-10")
def test_only_where_no_law_names_the_currency_another_is_chosen() -> None:
    with pytest.raises(Refusal, match="keeps its books in IDR"):
        begin(replace(MELATI, currency="CHF"))
    assert get_pharmacy() is None
    begin(replace(MELATI, country="generic", currency="CHF"))
    pharmacy = get_pharmacy()
    assert pharmacy is not None
    assert pharmacy.currency == "CHF"
