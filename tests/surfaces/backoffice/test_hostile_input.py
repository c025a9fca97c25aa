"""Whatever stands in an address or a field: an answer, never a failure, and nothing runs.

It walks the URL conf, so that a new screen is held to it without being named here. An ordinary run
asks each screen, filter and field with one value by turns, ``--long`` with each value.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.support.kept import kept
from tests.support.shop import Shop
from tests.support.turns import Turns
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.backoffice.forms_of_pages import Forms, PostForm
from theriac.domains.catalog.models import Manufacturer
from theriac.surfaces.backoffice.shell.lists import ListScreen

pytestmark = pytest.mark.django_db

LONG = "x" * 10_000
HOSTILE = ("\0", "\U0001f4a5", LONG, "-1", "99999999999999999999")
SCRIPT = '"><script>alert({})</script>'
"""With a number of its own for each field."""
TYPED = ("\0", LONG, "99999999999999999999", "a\0b", "-1", "=1+1", "\u202e\u0663", "1e999")
ROW = re.compile(r"-\d+-")
"""Where a field of a table has the number of its row."""
ANYWHERE = ("q", "sort", "at", "export", "next", "page", "product", "pack", "batch", "name")
"""Parameters that some screen reads without declaring them as a filter."""
SAMPLE = 12
"""Of the naughty strings, so many each run (all with --long)."""


@pytest.fixture(scope="module")
def kept_busy(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Shop, Client]]:
    """Built once: whatever a test does to it is undone."""
    with kept(django_db_blocker):
        yield busy_shop()


@pytest.fixture
def busy(kept_busy: tuple[Shop, Client], db: None) -> tuple[Shop, Client]:
    shop, owner = kept_busy
    signed_in = Client()
    signed_in.cookies.load(owner.cookies.output(header=""))
    return shop, signed_in


def failures(
    client: Client,
    method: str,
    address: str,
    sent: dict[str, str],
    form: PostForm | None = None,
    **headers: str,
) -> list[str]:
    """What went wrong with a request that must not fail, in words; nothing it did stays."""
    shown = {name: value[:20] for name, value in sent.items()}
    body = form.sent(sent) if form else {"data": sent}
    with transaction.atomic():
        try:
            response = getattr(client, method)(address, headers=headers, **body)
            status = response.status_code
            if hasattr(response, "streaming_content"):
                b"".join(response.streaming_content)
        except Exception as failure:  # noqa: BLE001 (whatever it is, it is named)
            return [f"{method} {address} {shown}: {type(failure).__name__}: {str(failure)[:120]}"]
        finally:
            transaction.set_rollback(True)
    return [f"{method} {address} {shown}: {status}"] if status >= 500 else []


def filters_of(address: str) -> Iterator[str]:
    """The filters that the screen at the address declares; a range has two ends."""
    screen = getattr(resolve(address).func, "view_class", None)
    if screen is None or not issubclass(screen, ListScreen) or screen.filterset_class is None:
        return
    # Copies: a filter that was asked for its field keeps it, for each screen to come.
    for name, one in deepcopy(screen.filterset_class.base_filters).items():
        ends = getattr(one.field.widget, "suffixes", None)
        yield from (f"{name}_{end}" for end in ends) if ends else (name,)


def test_no_parameter_of_an_address_makes_a_screen_fail(
    busy: tuple[Shop, Client], on_turn: Turns
) -> None:
    shop, owner = busy
    wrong: list[str] = []
    for screen, address in screens(shop).items():
        if not on_turn.by_halves(screen):
            continue
        names = list(filters_of(address))
        for value in on_turn.some(screen, HOSTILE):
            wrong += failures(owner, "get", address, dict.fromkeys((*ANYWHERE, *names), value))
        for name in names:  # one refused filter may hide what another does
            for value in on_turn.some(f"{screen} {name}", HOSTILE):
                wrong += failures(owner, "get", address, {name: value})
    assert wrong == []


def screen_of(address: str) -> str:
    path = address.partition("?")[0]
    return resolve(path).url_name or path


def forms(shop: Shop, client: Client, is_asked: Callable[[str], bool]) -> Iterator[PostForm]:
    """Each POST form of each screen once; of the screens that are asked."""
    seen: set[tuple[str, ...]] = set()
    addresses = screens(shop)
    product_id = resolve(addresses["stock_card"]).kwargs["product_id"]
    line = f"/receipts/new/?product={product_id}"
    for address in ("/accounts/password/change/", *addresses.values(), line):
        if not is_asked(screen_of(address)):
            continue
        response = client.get(address)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        for form in Forms(response.text, address).found:
            known = (form.action, *form.fields)
            if known not in seen and form.action != "/accounts/logout/":
                seen.add(known)
                yield form


def lost(client: Client, form: PostForm, sent: dict[str, str], names: list[str]) -> list[str]:
    """Whether a refused form kept what was typed, as text that runs nowhere, but for secrets."""
    typed = {name: SCRIPT.format(number) for number, name in enumerate(names)}
    with transaction.atomic():
        response = client.post(form.action, **form.sent({**sent, **typed}))
        transaction.set_rollback(True)
    wrong = []
    for name, text in typed.items():
        if text.removeprefix('">') in response.text:
            wrong.append(f"{form.action} {name}: it runs")
        is_kept = escape(text) in response.text
        if response.status_code == 422 and name in form.typed and not is_kept:
            wrong.append(f"{form.action} {name}: what was typed is lost")
        if name in form.secret and is_kept:
            wrong.append(f"{form.action} {name}: a secret is written back")
    return wrong


def drawn(on_turn: Turns, screen: str, names: list[str]) -> Iterator[str]:
    """The fields that are asked one by one: of a table's rows, that of the first and of another."""
    rows: dict[str, list[str]] = {}
    for name in names:
        rows.setdefault(ROW.sub("-#-", name), []).append(name)
    for column, (first, *others) in rows.items():
        yield from (first, *on_turn.some(f"{screen} {column}", others))


def test_no_field_of_a_form_makes_a_screen_fail(
    busy: tuple[Shop, Client], is_long: bool, on_turn: Turns
) -> None:
    """Text that would run is typed into all of a form's fields at once, at night into each too."""
    shop, owner = busy
    wrong: list[str] = []
    actions = set()
    for form in forms(shop, owner, on_turn.by_halves):
        actions.add(form.action)
        screen = screen_of(form.action)
        sound = {name: value or "1" for name, value in form.fields.items()}
        names = sorted(form.fields.keys() - {"csrfmiddlewaretoken"})
        visible = [*form.typed, *form.secret]
        wrong += lost(owner, form, sound, visible) if visible else []
        for name in drawn(on_turn, screen, names):
            values = TYPED if name in visible and not is_long else (*TYPED, SCRIPT)
            for value in on_turn.some(f"{screen} {name}", values):
                if value == SCRIPT:
                    wrong += lost(owner, form, sound, [name])
                else:
                    wrong += failures(owner, "post", form.action, {**sound, name: value}, form)
    assert wrong == []
    known = ("/products/new/", "/people/new/", "/keys/new/", "/settings/")
    assert {address for address in known if on_turn.by_halves(screen_of(address))} <= actions


def test_what_is_sent_without_a_form_makes_no_screen_fail(
    busy: tuple[Shop, Client], on_turn: Turns
) -> None:
    """Buttons and parts of pages read POST by name; a program may send them anything."""
    shop, owner = busy
    names = (
        *("branch", "reason", "note", "mode", "row", "aside", "page", "then", "active"),
        *("next", "theme", "size", "language", "sheet", "head_row", "version", "kind"),
    )
    wrong: list[str] = []
    for screen, address in screens(shop).items():
        if not on_turn.by_halves(screen):
            continue
        parts = {} if on_turn.one_in(3, screen) else {"HX-Request": "true"}
        for value in on_turn.some(screen, HOSTILE):
            wrong += failures(owner, "post", address, dict.fromkeys(names, value), **parts)
    assert wrong == []


def naughty(shared: Path, chance: random.Random, is_long: bool) -> list[str]:
    folder = shared / "data" / "hostile" / "text"
    strings = json.loads((folder / "blns.json").read_text("utf-8"))
    strings += (folder / "csv_injection.txt").read_text("utf-8").splitlines()
    typed = sorted({text for text in strings if text.strip() and len(text) <= 120})
    return typed if is_long else chance.sample(typed, SAMPLE)


@pytest.mark.shared
def test_naughty_strings_are_kept_shown_and_found(
    busy: tuple[Shop, Client], shared: Path, rng: random.Random, is_long: bool
) -> None:
    _shop, owner = busy
    maker = Manufacturer.objects.get()
    wrong = []
    for text in naughty(shared, rng, is_long):
        page = owner.get("/products/", {"q": text})
        if page.status_code != 200 or escape(text.strip()) not in page.text:
            wrong.append(f"search: {text!r}")
        answer = owner.post("/products/new/", {"name": text})
        if escape(text) not in answer.text:
            wrong.append(f"an unfinished product: {text!r}")
        owner.post(f"/manufacturers/{maker.id}/name/", {"name": text})
        maker.refresh_from_db()
        exported: Any = owner.get("/manufacturers/", {"export": "csv"})
        [_head, [shown, *_rest]] = csv.reader(
            io.StringIO(b"".join(exported.streaming_content).decode("utf-8-sig"), newline="")
        )
        guarded = shown.startswith("'") if maker.name[0] in "=+-@\t\r" else True
        if not guarded or shown.removeprefix("'") != maker.name.removeprefix("'"):
            wrong.append(f"an export of {maker.name!r}: {shown!r}")
        page = owner.get("/manufacturers/")
        if escape(maker.name) not in page.text:
            wrong.append(f"a list with {maker.name!r}")
    assert wrong == []
