"""Names of the staff: equal however typed, hidden in the row, found by their hash alone."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.support.shop import Shop, add_staff
from tests.support.staff import keep
from theriac.core.privacy.keys import destroy_keys
from theriac.core.verification.registry import Findings
from theriac.domains.accounts.commands.hashes import renew_all
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.accounts.security.name_hashes import folded, staff_handle
from theriac.domains.accounts.security.verification import LOCKED_OUT, SHUT, names_open


@pytest.mark.parametrize(
    ("one", "other"),
    [(" Dewi ", "DEWI"), ("Straße", "STRASSE"), ("ｄｅｗｉ", "dewi"), ("Ἀθηνᾶ", "ἈΘΗΝΑ͂")],
)
def test_names_are_equal_however_they_are_typed(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.django_db
@pytest.mark.rows("AUD-08")
def test_no_column_of_the_row_tells_name_or_address(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    keep(dewi.id, email="dewi@apotek.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user")
        cells = str(cursor.fetchall()).casefold()
    assert "dewi" not in cells
    assert "apotek" not in cells
    person = User.objects.get_by_natural_key("DEWI")
    assert (person.handle, str(person)) == (staff_handle(dewi.id), staff_handle(dewi.id))
    assert (person.display_name, person.email) == ("Dewi", "dewi@apotek.example")


@pytest.mark.django_db
def test_many_names_are_read_with_one_statement(
    shop: Shop, django_assert_num_queries: object
) -> None:
    ids = [add_staff("cashier", shop.branch_id, f"person{number}").id for number in range(5)]
    with django_assert_num_queries(2):  # type: ignore[operator]  # people, then machine clients
        names = names_of(ids)
    assert sorted(names.values()) == [f"Person{number}" for number in range(5)]


@pytest.mark.django_db
def test_whose_key_is_gone_is_a_number(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    destroy_keys([dewi.id])
    assert names_of([dewi.id]) == {dewi.id: f"Former staff member {dewi.id.hex[-6:].upper()}"}


def found() -> list[str]:
    findings = Findings()
    names_open(findings)
    return [code for code, _facts in findings.found]


@pytest.mark.django_db
def test_who_isnt_found_by_their_name_is_told_and_found_again_once_renewed(shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    assert found() == []
    User.objects.filter(id=dewi.id).update(sign_in_token=7)
    assert found() == [LOCKED_OUT]
    assert renew_all() == 1
    assert found() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET display_name = 'Dewi' WHERE sign_in_token <> 0")
    assert set(found()) == {SHUT}
