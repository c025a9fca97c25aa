from uuid import UUID

import pytest
from django.test import Client

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.surfaces.backoffice.shell import navigation, palette
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    DeclaredEntries,
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)
from theriac.surfaces.backoffice.shell.palette import fits, mark_words

ADDRESS = "/_palette/"
NOBODYS = Permission("palette.nobody", "nobody's")


@pytest.mark.parametrize(
    ("text", "label", "answer"),
    [
        ("", "Receive goods", True),
        ("goo rec", "Receive goods", True),
        ("GOODS", "Receive goods", True),
        ("ods", "Receive goods", False),
        ("rec x", "Receive goods", False),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_order(
    text: str, label: str, answer: bool
) -> None:
    assert fits(text, label) is answer


def test_the_typed_beginnings_are_marked_and_everything_is_escaped() -> None:
    assert mark_words("ret s", "Return a <sale>") == "<b>Ret</b>urn a &lt;sale&gt;"
    assert mark_words("", "Return") == "Return"


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    def search(actor: Actor, text: str) -> list[FoundRecord]:
        assert isinstance(actor.id, UUID)
        return [
            FoundRecord(f"{text} {number}", "capsule", f"/p/{number}", "2 boxes")
            for number in "123456789"
        ]

    everything = DeclaredEntries(
        items=(NavItem(Topic.TODAY, "Recall list", "sun", "backoffice:me"),),
        commands=(
            PaletteCommand("Receive goods", "box", "backoffice:me"),
            PaletteCommand("Reign", "crown", "backoffice:me", NOBODYS),
            PaletteCommand("Recount", "box", "backoffice:not_yet"),
        ),
        searches=(search,),
    )
    monkeypatch.setattr(palette, "declared", lambda: everything)


def test_it_does_opens_and_finds_what_the_role_may(client: Client) -> None:
    groups = client.get(ADDRESS, {"q": "re"}).context["groups"]
    assert [str(group.title) for group in groups] == ["Actions", "Open", "Found"]
    assert [hit.marked for hit in groups[0].hits] == ["<b>Re</b>ceive goods"]
    assert [hit.marked for hit in groups[1].hits] == ["<b>Re</b>call list"]
    assert len(groups[2].hits) == palette.MOST_HITS


@pytest.mark.parametrize(
    ("typed", "urls"),
    [("kf-22", ["/p/KF-22"]), ("b1", ["/p/B1", "/p/Vitamin B1", "/p/Zinc"])],
    ids=["alone", "beside others that have the word"],
)
def test_what_is_named_in_so_many_words_stands_first_and_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch, typed: str, urls: list[str]
) -> None:
    names = {"kf-22": ("Zinc", "KF-22"), "b1": ("Vitamin B1", "Zinc", "B1")}[typed]

    def search(_actor: Actor, text: str) -> list[FoundRecord]:
        return [
            FoundRecord(name, "capsule", f"/p/{name}", named=is_named(text, name)) for name in names
        ]

    monkeypatch.setattr(palette, "declared", lambda: DeclaredEntries((), (), (search,)))
    groups = client.get(ADDRESS, {"q": typed}).context["groups"]
    assert [hit.url for group in groups for hit in group.hits] == urls


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("pajak", "/settings/"),
        ("tax", "/settings/"),
        ("kulkas", "/stock/cold/"),
        ("fridge", "/stock/cold/"),
        ("karyawan", "/people/"),
        ("password", "/accounts/password/change/"),
        ("sandi", "/accounts/password/change/"),
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_words_of_both_languages_open_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, typed: str, address: str, language: str
) -> None:
    monkeypatch.setattr(palette, "declared", navigation.declared)
    found = client.get(ADDRESS, {"q": typed}, headers={"Accept-Language": language})
    hits = [hit for group in found.context["groups"] for hit in group.hits]
    assert address in [hit.url for hit in hits]


def test_one_letter_searches_no_records(client: Client) -> None:
    titles = [str(group.title) for group in client.get(ADDRESS, {"q": "r"}).context["groups"]]
    assert titles == ["Actions", "Open"]


def test_the_script_gets_a_list_of_options(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "re"}, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert response.text.count('role="option"') == 10


def test_nothing_found_says_what_to_do(client: Client) -> None:
    response = client.get(ADDRESS, {"q": "<"}, headers={"HX-Request": "true"})
    assert "No results for “&lt;”" in response.text
