import pytest
from django.contrib.auth.password_validation import validate_password

from theriac.domains.accounts.roles import ROLE_TITLES
from theriac.surfaces.operations.demo.plan.people import ROLES, plan_people
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_every_role_has_one_sign_in_to_show(code: str) -> None:
    people = plan_people(COUNTRIES[code], "test")
    shown = [person for person in people.staff if person.shown]
    assert [person.role for person in shown] == list(ROLES) == list(ROLE_TITLES)
    assert [person.username for person in shown] == list(ROLES)


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_each_branch_is_staffed_and_nobody_comes_twice(code: str) -> None:
    country = COUNTRIES[code]
    people = plan_people(country, "test")
    for branch in country.branches:
        posts = {role: len(people.at(branch.code, role)) for role in ROLES}
        assert posts == {
            "owner": 0,
            "manager": 1,
            "pharmacist": 2,
            "technician": 1,
            "cashier": 3,
            "restocker": 1,
            "auditor": 0,
            "administrator": 0,
            "stocktaker": 1,
        }
    names = [person.name for person in people.staff] + list(people.prescribers)
    assert len(names) == len(set(names)) == 35
    assert len({person.username for person in people.staff}) == 21


def test_passwords_meet_the_policy() -> None:
    people = plan_people(COUNTRIES["id"], "test")
    passwords = [person.password for person in people.staff]
    assert len(set(passwords)) == len(passwords)
    for password in passwords:
        validate_password(password)
