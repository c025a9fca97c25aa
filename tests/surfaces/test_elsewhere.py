"""Who holds a role at another branch only: nothing of this branch is shown, nothing changed.

Every operation and screen is asked for this branch's things with each role held at the other one,
and held to the column ``elsewhere`` of the two matrices. Whatever is answered names no row that
belongs to this branch, in any table. An ordinary run asks each of them with one role that may and
one that may not, by turns.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.support.shop import add_staff
from tests.support.turns import Turns
from tests.surfaces.api.program import Program
from tests.surfaces.api.world import World
from tests.surfaces.branches import (
    KEY,
    PERSON,
    TERMINAL,
    elsewhere,
    ids_of,
    key_at,
    named_in_addresses,
    terminal_at,
)
from tests.surfaces.kept_world import kept_world
from tests.surfaces.test_matrix import (
    OF_CUSTOMERS,
    OF_SUPPLIERS,
    OPERATIONS,
    ROLES,
    rows_of,
)
from tests.surfaces.test_screens_matrix import matrix
from theriac.core.actor import Actor
from theriac.core.ids import new_id
from theriac.core.jobs.models import Job
from theriac.domains.accounts.commands.tokens.sign_in import sign_in
from theriac.domains.accounts.models import User
from theriac.domains.accounts.roles import delivered_rights

__all__ = ["kept_world"]
pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-04", "SEC-05")]
UNKNOWN = new_id()
"""In addresses of what the world has none of: patients are of no branch."""
NOT_THERE = str(UNKNOWN)
YES = ("y", "yes")
DECIDED = {"approvePurchaseProposal", "rejectPurchaseProposal"}
"""Of a document of this branch, and by people alone: no program's key is asked."""
STATUS = {"hidden": {404}, "refused": {403}}


@pytest.fixture
def world(kept_world: World, db: None, mails: None) -> World:
    Job.objects.all().delete()  # what runs is told to who sees all work, of any branch
    return kept_world


def token_of(person: Actor) -> str:
    """A person's access token."""
    return sign_in(actor=person, client_id=new_id(), client_name="").access_token


def as_people_may(row: dict[str, str]) -> dict[str, str]:
    """What the delivered roles let people do; the matrix says what their programs may."""
    held = {role: row["permission"] in delivered_rights(role) for role in ROLES}
    return row | {role: "y" if may else "n" for role, may in held.items()}


def is_asked(on_turn: Turns, name: str, row: dict[str, str], role: str) -> bool:
    """Whether something is asked with a role in this run: of those that may, and of the others."""
    may = [one for one in ROLES if row[one] in YES]
    others = [one for one in ROLES if row[one] not in YES]
    return on_turn(name) and role in (*on_turn.some(name, may), *on_turn.some(name, others))


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def of_this_branch(text: str, ids: dict[str, str], address: str) -> set[str]:
    """What a text says that belongs to this branch; what was asked for may be repeated."""
    said = {f"{ids[key]} {key}" for key in ids if key in text and key not in address}
    return said | {name for name in (PERSON, KEY, TERMINAL) if name in text}


@pytest.mark.parametrize("role", ROLES)
def test_an_operation_shows_and_changes_nothing_of_another_branch(
    role: str, world: World, on_turn: Turns
) -> None:
    there = elsewhere(world.shop)
    program = Program(key_at(world.shop, there, terminal_at(there), role))
    person = Program(token_of(add_staff(role, there, "decides there")))
    ids = ids_of(world.shop.branch_id)
    said = {(row["method"], row["path"], row["case"]): row for row in rows_of("api")}

    wrong = []
    for name, request in world.requests.items():
        if name in OF_CUSTOMERS | OF_SUPPLIERS:  # by a token of their own
            continue
        row, asking = said[(*OPERATIONS[name.partition(":")[0]][:2], request.case)], program
        if name in DECIDED:
            row, asking = as_people_may(row), person
        if not is_asked(on_turn, name, row, role):
            continue
        with transaction.atomic():
            answer = asking.ask(request)
            text = answer.file.decode("latin-1") if hasattr(answer, "file") else text_of(answer)
            changed = ids.keys() - ids_of(world.shop.branch_id).keys()
            transaction.set_rollback(True)
        if not fits(answer.status_code, row["elsewhere"], may=row[role] == "y"):
            wrong.append(f"{name}: {answer.status_code}, the matrix says {row['elsewhere']}")
        wrong += [f"{name} shows {one}" for one in of_this_branch(text, ids, request.path)]
        wrong += [f"{name} removed {ids[key]}" for key in changed]
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_screen_shows_nothing_of_another_branch(role: str, world: World, on_turn: Turns) -> None:
    there = elsewhere(world.shop)
    asking = add_staff(role, there, "there")
    named = named_in_addresses(world, asking)
    client = Client()
    client.force_login(User.objects.get_by_natural_key("there"))
    ids = ids_of(world.shop.branch_id)

    wrong = []
    for name, row in matrix().items():
        if name.startswith(("customer:", "portal:")):  # no member of the staff opens those
            continue
        if not is_asked(on_turn, name, row, role):
            continue
        address = address_of(name, named)
        for method in ("get", "post"):
            with transaction.atomic():
                answer = getattr(client, method)(address)
                text = text_of(answer)
                transaction.set_rollback(True)
            may = row[role] == "yes"
            said = row["elsewhere"]
            if said == "read":
                said = "shared" if method == "get" else "unchanged"
            isnt_there = may and answer.status_code == 404 and NOT_THERE in address
            settled = answer.status_code == 405 or isnt_there
            if not settled and not fits(answer.status_code, said, may):
                wrong.append(f"{method} {name}: {answer.status_code}, not {row['elsewhere']}")
            wrong += [f"{method} {name} shows {one}" for one in of_this_branch(text, ids, address)]
    assert wrong == []


def fits(status: int, said: str, may: bool) -> bool:
    """Whether an answer is what the matrix says; a page or act of one's own may be refused for
    what it lacks, not for the role."""
    if not may:
        return status == 403
    if said == "unchanged":
        return 400 <= status < 500
    return status in STATUS[said] if said in STATUS else status not in (403, 404) and status < 500


def address_of(name: str, named: dict[str, Any]) -> str:
    """A screen's address with real things of the first branch in it."""
    patterns = get_resolver("theriac.surfaces.backoffice.urls").url_patterns
    pattern = next(one for one in patterns if getattr(one, "name", "") == name)
    keys = pattern.pattern.converters
    parts = {key: named.get(f"{name}.{key}", named.get(key, UNKNOWN)) for key in keys}
    return reverse(f"backoffice:{name}", kwargs=parts)
