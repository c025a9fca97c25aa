import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.support.shop import PASSWORD, Shop, add_staff
from tests.support.staff import handle_of
from theriac.core.permissions import Permission
from theriac.core.problems import Conflict
from theriac.surfaces.backoffice.shell.gallery import Gallery
from theriac.surfaces.backoffice.shell.screens import NobodySignedIn, actor_of

NOBODYS = Permission("screens.nobody", "nobody's")


def test_who_isnt_signed_in_is_led_to_the_sign_in(client: Client) -> None:
    client.logout()
    response = client.get("/me/?x=1")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/me/%3Fx%3D1"


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/jobs/?state=failed", "/jobs/%3Fstate%3Dfailed"),
        ("http://elsewhere.example/jobs/", "/"),
        ("http://testserver//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_a_form_sent_too_late_leads_back_to_its_page(
    client: Client, came_from: str, leads_to: str
) -> None:
    client.logout()
    response = client.post("/verification/now/", headers={"Referer": came_from})
    assert response["Location"] == f"/accounts/login/?next={leads_to}"


def test_the_address_of_a_button_says_so(client: Client) -> None:
    response = client.get("/verification/now/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "This address works only with a button. Go back to its page" in response.text


def test_a_fragment_for_nobody_reloads_the_page(client: Client) -> None:
    client.logout()
    response = client.get("/me/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Refresh"]) == (204, "true")


def test_a_role_that_may_not_is_told_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gallery, "permission", NOBODYS)
    response = client.get("/_components/")
    assert response.status_code == 403
    assert (
        "Your role doesn&#x27;t have permission to open this. Ask the owner or the administrator."
        in response.text
    )


def test_a_problem_becomes_a_page_or_a_notice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(screen: Gallery) -> HttpResponse:
        raise Conflict("Batch ZNC2210 is counted now. Wait for its end.")

    monkeypatch.setattr(Gallery, "context", refuse)
    page = client.get("/_components/")
    assert (page.status_code, "<html" in page.text) == (409, True)
    part = client.get("/_components/", headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Retarget"]) == (409, "#t-notices")
    assert "<html" not in part.text
    assert "Batch ZNC2210 is counted now." in part.text


def test_who_works_everywhere_starts_in_the_first_branch(shop: Shop, client: Client) -> None:
    assert client.get("/me/").context["shell"].branch.id == shop.branch_id


def test_who_belongs_to_a_branch_sees_only_that(shop: Shop, client: Client) -> None:
    add_staff("cashier", shop.branch_id)
    browser = Client()
    browser.login(username=handle_of("cashier"), password=PASSWORD)
    shell = browser.get("/me/").context["shell"]
    assert [branch.id for branch in shell.branches] == [shop.branch_id]
    assert str(shell.role) == "Cashier"
    assert shell.initials == "C"


def test_asking_for_the_actor_of_nobody_is_a_defect() -> None:
    with pytest.raises(NobodySignedIn):
        actor_of(RequestFactory().get("/"))
