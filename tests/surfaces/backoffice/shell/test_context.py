"""The frame of a page: the person's role as it is now, and no more reading than it takes."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.test import Client, RequestFactory

from tests.support.backoffice import client_of
from tests.support.pages import tight
from tests.support.reading import reading
from tests.support.shop import Shop
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.domains.accounts.commands.people import assign_roles
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import HeldRole
from theriac.surfaces.backoffice.shell.context import Shell

HERE, THERE = UUID(int=1), UUID(int=2)


def role_of(*held: HeldRole, branch: UUID | None = HERE) -> str:
    request: Any = RequestFactory().get("/")
    request.actor = Actor(ActorKind.PERSON, UUID(int=9), "Sri", branch)
    request.held_roles = held
    return str(Shell(request).role)


def test_the_role_at_the_branch_that_is_worked_in_comes_first() -> None:
    everywhere, here = HeldRole(None, "Owner"), HeldRole(HERE, "Cashier")
    assert role_of(everywhere, here) == "Cashier"
    assert role_of(everywhere, HeldRole(THERE, "Auditor")) == "Owner"
    assert role_of(HeldRole(THERE, "Auditor"), everywhere) == "Auditor"
    assert role_of() == ""
    assert Shell(SimpleNamespace(actor=None)).role == ""  # type: ignore[arg-type]


def test_a_role_that_changes_is_seen_by_the_next_page(shop: Shop) -> None:
    client: Client = client_of(shop, "cashier")
    assert "Cashier</span></a></nav>" in tight(client.get("/me/").text)

    user = User.objects.get_by_natural_key("cashier")
    assign_roles(actor=SYSTEM, user_id=user.id, roles=[("auditor", shop.branch_id)])

    page = tight(client.get("/me/").text)
    assert "Auditor</span></a></nav>" in page
    assert "Cashier</span></a></nav>" not in page


def test_the_frame_takes_nine_statements(shop: Shop) -> None:
    """Session, person, rights, organisation, badges, work, its results, the seal, its counts."""
    client = client_of(shop, "owner")
    client.get("/me/")
    with reading() as read:
        client.get("/me/")
    assert read.statements == 9
