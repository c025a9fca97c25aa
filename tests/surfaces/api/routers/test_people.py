"""The staff by the API: as far as the screens can do it, and no further."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.test import Client

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.surfaces.api.program import Program, program
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {"name": "Dewi Lestari", "sign_in_name": "dewi.lestari", "email": "dewi@apotek.example"}
CHOSEN = "ketumbar-jinten-7 pala"


@pytest.fixture
def owner(shop: Shop) -> Program:
    return program(shop, "owner")


def at(shop: Shop, role: str) -> dict[str, str]:
    return {"role": role, "branch_id": str(shop.branch_id)}


@pytest.mark.rows("SEC-02", "SEC-04")
def test_somebody_is_added_invited_and_signs_in_with_a_password_of_their_own(
    shop: Shop, owner: Program
) -> None:
    made = owner.post("/people", {**NEW, "roles": [at(shop, "cashier")]})
    assert made.status_code == 201, made.content
    person = made.json()
    assert person["roles"] == [at(shop, "cashier")]
    assert (person["sign_in_name"], person["is_active"]) == ("dewi.lestari", True)

    first = owner.post(f"/people/{person['id']}/invitation").json()["link"]
    link = owner.post(f"/people/{person['id']}/invitation").json()["link"]
    assert Client().get(path_of(first), follow=True).status_code != 200  # the next one ended it
    browser = Client()
    page = browser.get(path_of(link), follow=True)
    found = re.search(r'<form[^>]*method="post"', page.text)
    assert found is not None
    sent = {"password1": CHOSEN, "password2": CHOSEN, "password": CHOSEN, "again": CHOSEN}
    browser.post(page.request["PATH_INFO"], sent)
    user = User.objects.get(id=person["id"])
    assert user.check_password(CHOSEN)
    told = owner.get(f"/people/{person['id']}").json()
    assert told["must_change_password"] is False


def path_of(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def test_a_list_is_narrowed_by_role_branch_state_and_name(shop: Shop, owner: Program) -> None:
    ratna = add_staff("cashier", shop.branch_id, "ratna")
    there = second_branch(shop)
    elsewhere = add_staff("cashier", there, "joko")

    def ids(asked: str) -> set[str]:
        return {one["id"] for one in owner.get(f"/people?{asked}").json()["items"]}

    assert str(ratna.id) in ids("role=cashier")
    assert str(ratna.id) in ids(f"branch={shop.branch_id}")
    assert str(ratna.id) not in ids(f"branch={there}")
    assert str(elsewhere.id) not in ids("")  # a key reads the staff of its own branch
    assert ids("text=RATN") == {str(ratna.id)}
    assert ids("active=false") == set()
    assert ids("role=nothing") == set()


def test_roles_are_replaced_at_the_version_that_was_read(shop: Shop, owner: Program) -> None:
    person = owner.post("/people", {**NEW, "roles": [at(shop, "cashier")]}).json()
    where = f"/people/{person['id']}"
    tag = owner.get(where).headers["ETag"]
    roles = {"roles": [at(shop, "restocker"), at(shop, "cashier")]}

    given = owner.put(f"{where}/roles", roles, if_match=tag)
    assert given.json()["roles"] == [at(shop, "cashier"), at(shop, "restocker")]
    stale = owner.put(f"{where}/roles", {"roles": []}, if_match=tag)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert stale.json()["current"] == given.json()["version"]
    unknown = owner.put(
        f"{where}/roles", {"roles": [at(shop, "king")]}, if_match=given.headers["ETag"]
    )
    assert (unknown.status_code, unknown.json()["field"]) == (422, "roles")
    record = AuditRecord.objects.filter(object_id=person["id"], reason="roles").latest("id")
    assert record.facts["after"]["roles"] == sorted(
        f"{role}@{shop.branch_id}" for role in ("cashier", "restocker")
    )


@pytest.mark.rows("SEC-07")
def test_who_is_shut_out_opens_nothing_until_let_in_again(shop: Shop, owner: Program) -> None:
    ratna = add_staff("cashier", shop.branch_id, "ratna")
    browser = Client()
    browser.force_login(User.objects.get(id=ratna.id))
    assert browser.get("/").status_code == 200
    where = f"/people/{ratna.id}"

    out = owner.post(f"{where}/shut-out", if_match=owner.get(where).headers["ETag"])
    assert out.json()["is_active"] is False
    assert browser.get("/").status_code == 302
    back = owner.post(f"{where}/let-in", if_match=out.headers["ETag"])
    assert back.json()["is_active"] is True
    browser.force_login(User.objects.get(id=ratna.id))
    assert browser.get("/").status_code == 200


def test_nobody_gives_power_that_they_lack_nor_reaches_into_another_branch(shop: Shop) -> None:
    administrator = program(shop, "administrator")
    refused = administrator.post("/people", {**NEW, "roles": [at(shop, "owner")]})
    assert (refused.status_code, refused.json()["code"]) == (403, "accounts.beyond_own_rights")
    there = second_branch(shop)
    away = {"role": "cashier", "branch_id": str(there)}
    refused = administrator.post("/people", {**NEW, "roles": [away]})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    assert User.objects.named("dewi.lestari") is None
    joko = add_staff("cashier", there, "joko")
    assert administrator.get(f"/people/{joko.id}").status_code == 404
    assert administrator.post(f"/people/{joko.id}/invitation").status_code == 404
    assert str(joko.id) not in administrator.get("/people").text


def test_roles_at_branches_that_one_doesnt_manage_stay_and_arent_told(
    shop: Shop, owner: Program
) -> None:
    there = second_branch(shop)
    person = owner.post("/people", {**NEW, "roles": [at(shop, "cashier")]}).json()
    both = [("cashier", shop.branch_id), ("restocker", there)]
    assign_roles(actor=shop.owner, user_id=UUID(person["id"]), roles=both)
    administrator = program(shop, "administrator")
    where = f"/people/{person['id']}"
    read = administrator.get(where)
    assert read.json()["roles"] == [at(shop, "cashier")]

    given = administrator.put(f"{where}/roles", {"roles": []}, if_match=read.headers["ETag"])

    assert given.json()["roles"] == []
    kept = User.objects.get(id=person["id"]).assignments.values_list("role__code", "branch_id")
    assert list(kept) == both[1:]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sign_in_name": "dewi lestari"}, "sign_in_name"),
        ({"name": " "}, "name"),
        ({"email": "nowhere"}, "email"),
        ({"language": "de"}, "language"),
    ],
)
def test_what_doesnt_fit_is_named_and_nobody_is_added(
    owner: Program, wrong: dict[str, str], field: str
) -> None:
    count = User.objects.count()
    answer = owner.post("/people", {**NEW, **wrong})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert User.objects.count() == count


def test_a_taken_sign_in_name_is_told(shop: Shop, owner: Program) -> None:
    owner.post("/people", NEW)
    answer = owner.post("/people", {**NEW, "sign_in_name": "DEWI.Lestari"})
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.name_taken")
