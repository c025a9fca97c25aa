"""What a form names is of the branch where its screen acts.

Each id in a form's fields, in their names and in what they hold, is given as a thing of another
branch, by who works at this branch only and by who works at all and acts here: nothing is done, or
``MAY`` says why it is. That nothing is done shows on the trail, which each command writes. Filters
of lists show nothing of the other branch. A patient who was looked up for the answer is no deed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from tests.support import databases
from tests.support.kept import kept
from tests.support.shop import Medicine, Shop, add_staff
from tests.support.turns import Turns
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.backoffice.forms_of_pages import PostForm
from tests.surfaces.backoffice.test_hostile_input import filters_of, forms, screen_of
from tests.surfaces.other_branch import shop_there, things_of
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.domains.accounts.models import User
from theriac.domains.accounts.session import BRANCH_KEY
from theriac.domains.catalog.models import Pack
from theriac.domains.organisation.models import Branch
from theriac.domains.patients.mass_reads import OPENINGS
from theriac.domains.stock.models import Batch, Movement
from theriac.domains.stocktaking.models import CountLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SEC-04", "SEC-05")]

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}")
EMPTY: Mapping[str, type[Any]] = {"batch_id": Batch}
"""Fields of which the page leaves open what they name."""
WITHOUT_A_FORM: Mapping[str, tuple[str, type[Any]]] = {
    "bin_put": ("batch", Batch),
    "transfer_suggested": ("batch_id", Batch),
}
"""What buttons and parts of pages send, by screen; a page shows them only at times."""
SENT = {
    "count_phone_entries": "a counting phone's, below",
    "set_branch": "which branch is worked in",
}
ALL = "who works at all branches may do it at any"
GOES = "goods are sent to another branch"
MAY: Mapping[tuple[str, str, str], str] = {
    **{
        ("everywhere", name, named): ALL
        for name, named in (
            ("key_new", "branch"),
            ("person_new", "branch"),
            ("person_profile", "home"),
            ("licence_new", "branch"),
            ("licence_renew", "branch"),
            ("price_new", "branch_id"),
            ("import_new", "branch"),
            ("terminal_new", "branch"),
            ("share_new", "branches"),
        )
    },
    **{
        (who, name, "to_branch_id"): GOES
        for who in ("here", "everywhere")
        for name in ("transfer_new", "transfer_edit")
    },
    ("everywhere", "products_category", "bin_id"): "another act of the same bar reads it",
}


NAMING = {
    *("alerts_acknowledge", "appointment_book", "bills_paid", "bills_paid_cash", "budget_new"),
    *("case_settle", "count_sheet", "intervention_prescription", "prices_selected"),
    *("product_list", "products_home", "promotion_new", "receipt_prices", "receipt_read"),
    *("refill_take_back", "return_edit", "transfer_explain", "wants_remove", "wants_take"),
}
"""Other screens whose forms name what is of a branch; an ordinary run looks for more by turns."""
PAGES = {"alert_list", "bill_list", "refill_detail", "transfer_detail", "want_list"}
"""Where forms of those stand that no page of their own has."""


class Drawn(Turns):
    """The screens that are known to name something, and one in eight of the others."""

    def __call__(self, name: str, share: int = 8) -> bool:
        known = NAMING | {screen for _who, screen, _name in MAY} | PAGES
        return (name in known and super().__call__(name)) or self.one_in(share, name)


@dataclass
class Sent:
    """A form that was rendered at this branch, with one of its ids to be another's."""

    action: str
    name: str
    kind: type[Any]
    sound: dict[str, str]
    is_in_name: bool = False
    instead: str = field(default="")

    def naming(self, thing: UUID) -> dict[str, str]:
        """What is sent where it names this thing."""
        if not self.is_in_name:
            return {**self.sound, self.name: str(thing)}
        text = thing.hex if "-" not in self.instead else str(thing)
        given = {name: value for name, value in self.sound.items() if name != self.name}
        return {**given, self.name.replace(self.instead, text): self.sound[self.name]}


@dataclass
class Both:
    """This branch and what the other one has, and who asks."""

    shop: Shop
    there: Shop
    addresses: dict[str, str]
    forms: list[PostForm]
    things: Mapping[type[Any], UUID]
    clients: Mapping[str, Client]


@pytest.fixture(scope="module")
def both(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Both]:
    """A shop with every form that its screens have, then another branch beside it; built once."""
    with kept(django_db_blocker):
        shop, owner = busy_shop()
        addresses = screens(shop)
        is_long = bool(request.config.getoption("--long"))
        drawn = Drawn(request.config.option.seed, databases.own_database(), is_long=is_long)
        rendered = list(forms(shop, owner, drawn))
        product_id = Movement.objects.filter(kind="opening").order_by("id")[0].product_id
        packs = Pack.objects.filter(product_id=product_id).values_list("factor", "id")
        there = shop_there(shop)
        things = things_of(there, Medicine(product_id, dict(packs)))
        add_staff("owner", shop.branch_id, "here")
        here = Client()
        here.force_login(User.objects.get_by_natural_key("here"))
        session = owner.session
        session[BRANCH_KEY] = str(shop.branch_id)
        session.save()
        clients = {"here": here, "everywhere": owner}
        yield Both(shop, there, addresses, rendered, things, clients)


def sent_by(both: Both) -> Iterator[Sent]:
    """Each id of each form that names what is of a branch."""
    kinds = {
        str(key): model
        for model in both.things
        for key in model._default_manager.values_list("pk", flat=True)
    }
    for form in both.forms:
        sound = {name: value or "1" for name, value in form.fields.items()}
        for name, value in form.fields.items():
            kind = kinds.get(value) or (EMPTY.get(name) if not value else None)
            if kind is not None:
                yield Sent(form.action, name, kind, sound)
            for text in AN_ID.findall(name):
                in_name = kinds.get(str(UUID(text)))
                if in_name is not None:
                    yield Sent(form.action, name, in_name, sound, is_in_name=True, instead=text)
    for screen, (name, kind) in WITHOUT_A_FORM.items():
        product = Batch.objects.get(id=both.things[Batch]).product_id
        sound = {"product": str(product), "bin": "C-04", "act": "put"}
        yield Sent(both.addresses[screen], name, kind, sound)


def does(client: Client, action: str, sent: Any, **more: Any) -> int:
    """How many records what was sent left on the trail; what it did is undone."""
    deeds = AuditRecord.objects.exclude(command__in=OPENINGS)
    before = deeds.count()
    with transaction.atomic():
        response = client.post(action, sent, **more)
        after = deeds.count()
        transaction.set_rollback(True)
    assert response.status_code < 500, (action, response.status_code)
    return after - before


def test_a_form_does_nothing_to_what_is_of_another_branch(both: Both, on_turn: Turns) -> None:
    wrong, asked = [], set(SENT)
    for one in sent_by(both):
        screen = screen_of(one.action)
        asked.add(screen)
        if screen in SENT or not on_turn(screen):
            continue
        for who, client in both.clients.items():
            if (who, screen, one.name) in MAY:
                continue
            count = does(client, one.action, one.naming(both.things[one.kind]))
            if count:
                wrong.append(f"{screen} {one.name} by {who}: {count} on the trail")
    assert wrong == []
    known = {screen for _who, screen, _name in MAY} | NAMING
    if databases.own_database() == "sqlite":  # a server's turns may leave out the page of a form
        assert {screen for screen in known if on_turn(screen)} <= asked
    assert asked <= known | WITHOUT_A_FORM.keys() | SENT.keys(), "write it among NAMING"


def test_a_phone_counts_no_line_of_another_branch(both: Both) -> None:
    line = CountLine.objects.get(id=both.things[CountLine])
    own = CountLine.objects.filter(count__branch_id=both.shop.branch_id).order_by("-id")[0]

    def entered(who: str, line_id: UUID, count_id: UUID) -> int:
        client, now = both.clients[who], clock.now().isoformat()
        entry = {"id": str(new_id()), "counted": 3, "looked_at": now}
        person = client.session["_auth_user_id"]
        given = {**entry, "line": str(line_id), "count": str(count_id), "person": person}
        body = json.dumps({"entries": [given], "sent_at": now})
        address = both.addresses["count_phone_entries"]
        return does(client, address, body, content_type="application/json")

    for who in both.clients:
        assert entered(who, line.id, own.count_id) == 0
        assert entered(who, own.id, line.count_id) == 0
    assert entered("here", line.id, line.count_id) == 0
    assert entered("everywhere", own.id, own.count_id) == 1


def test_a_filter_shows_nothing_of_another_branch(both: Both, on_turn: Turns) -> None:
    """To who works here only; who works at all branches chooses one there."""
    marks = ("THERE-1", "KNG")
    wrong = []
    for screen, address in both.addresses.items():
        if not {"branch", "branch_id"} & set(filters_of(address)) or not on_turn(screen):
            continue
        sent = dict.fromkeys(("branch", "branch_id"), str(both.things[Branch]))
        page = both.clients["here"].get(address, sent)
        wrong += [f"{screen} shows {mark}" for mark in marks if mark in page.text]
    assert wrong == []
