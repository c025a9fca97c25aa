import pytest
from django.contrib.auth.password_validation import validate_password

from theriac.domains.accounts.commands.pins import require_fit
from theriac.domains.accounts.roles import ROLE_TITLES
from theriac.surfaces.operations.demo.plan.people import ROLES, plan_people
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_the_first_of_every_role_signs_in_by_its_name(code: str) -> None:
    people = plan_people(COUNTRIES[code], "test")
    assert list(dict.fromkeys(person.role for person in people.staff)) == list(ROLES)
    assert list(ROLES) == list(ROLE_TITLES)
    assert {*ROLES} < {person.username for person in people.staff}


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


@pytest.mark.rows("UX-12")
@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_who_works_together_is_told_apart_in_a_hurry(code: str) -> None:
    country = COUNTRIES[code]
    staff = plan_people(country, "theriac").staff
    for branch in country.branches:
        names = [one.name.split() for one in staff if one.branch in (None, branch.code)]
        assert len(names) == 12
        few = code == "in"  # the list has fourteen given names for them
        assert len({name[0] for name in names}) >= (11 if few else 12)
        assert len({name[0][:3] for name in names}) >= (10 if few else 12)
        assert len({(name[0][0], name[-1][0]) for name in names}) >= 11


def test_passwords_meet_the_policy() -> None:
    people = plan_people(COUNTRIES["id"], "test")
    passwords = [person.password for person in people.staff]
    assert len(set(passwords)) == len(passwords)
    for password in passwords:
        validate_password(password)


@pytest.mark.rows("UX-12")
def test_everybody_has_a_pin_of_their_own_that_counters_take() -> None:
    pins = [person.pin for person in plan_people(COUNTRIES["id"], "test").staff]
    assert len(set(pins)) == len(pins) == 21
    for pin in pins:
        require_fit(pin)
