from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from theriac.core.money import Money
from theriac.core.problems import Conflict, Unprocessable
from theriac.surfaces.backoffice.shell.forms.fields import MoneyField, WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

ADDRESS = "/_components/form/"
GOOD = {
    "batch": "AMX0O26",
    "expiry": "2027-10-31",
    "price": "9.500",
    "packs": "1.200",
    "place": "shelf",
    "way": "good",
}


class Sample(ScreenForm):
    name = forms.CharField(max_length=5)
    kind = forms.CharField(error_messages={"required": "Say which."})
    price = MoneyField(required=False)
    packs = WholeNumberField(least=1, most=2_000, required=False)


def errors(**typed: str) -> dict[str, list[str]]:
    return dict(Sample({"name": "a", "kind": "b", **typed}).errors)


class Told(ScreenForm):
    method = forms.ChoiceField(choices=[("cash", "Cash")])
    note = forms.CharField(required=False)


def test_a_text_that_stays_readable_says_so_and_a_choice_doesnt() -> None:
    hints = {name: field.help_text for name, field in Told().fields.items()}
    assert hints == {
        "method": "",
        "note": "Don't enter patient names: this text stays readable.",
    }


@pytest.mark.django_db
def test_messages_are_in_our_words_unless_the_form_has_its_own() -> None:
    assert errors(name="", kind="") == {
        "name": ["This field is required."],
        "kind": ["Say which."],
    }
    assert errors(name="abcdef") == {"name": ["This is too long: at most 5 characters."]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12,5OO", "Enter digits only."),
        ("1,23", "A point or comma is in the wrong place. Enter digits only."),
        ("12,345,6", "A point or comma is in the wrong place. Enter digits only."),
        ("1.234", "This has too many decimals for the currency. Shorten it."),
    ],
)
def test_an_amount_that_cant_be_read_says_what_to_type(typed: str, words: str) -> None:
    assert errors(price=typed) == {"price": [words]}


@pytest.mark.django_db
def test_a_number_keeps_its_bounds() -> None:
    assert errors(packs="0") == {"packs": ["This is too small: at least 1."]}
    assert errors(packs="2,001") == {"packs": ["This is too large: at most 2,000."]}
    form = Sample({"name": "a", "kind": "b", "packs": "1,200", "price": "$1,234.50"})
    assert form.is_valid()
    assert form.cleaned_data["packs"] == 1200
    assert form.cleaned_data["price"] == Money(123450, "USD")


@pytest.mark.django_db
def test_a_domains_refusal_stands_at_its_field() -> None:
    form = Sample({"name": "a", "kind": "b"})
    form.take(Unprocessable(errors={"name": "Taken.", "elsewhere": "Odd."}))
    form.take(Conflict("Not now.", field="kind"))
    assert dict(form.errors) == {"name": ["Taken."], "__all__": ["Odd."], "kind": ["Not now."]}


def test_a_form_without_a_permission_cant_be_made() -> None:
    with pytest.raises(TypeError, match="Forgotten names no permission"):
        type("Forgotten", (FormScreen,), {"form_class": Sample})


@pytest.mark.rows("UX-03")
def test_an_error_stands_beside_its_field_and_what_was_typed_stays(client: Client) -> None:
    typed = {**GOOD, "price": "12,5OO", "batch": "=1+1<b>"}
    response = client.post(ADDRESS, typed)
    assert response.status_code == 422
    page = response.text
    assert 'value="12,5OO"' in page
    assert 'value="=1+1&lt;b&gt;"' in page
    assert 'aria-invalid="true" aria-describedby="id_price-error"' in page
    assert '<div class="t-error" id="id_price-error">' in page
    assert '<a href="#id_price">Price</a>: Enter digits only.' in page
    assert page.count("aria-invalid") == 1


@pytest.mark.rows("UX-03")
def test_a_refusal_of_the_domain_keeps_the_form(client: Client) -> None:
    response = client.post(ADDRESS, {**GOOD, "batch": "TAKEN"})
    assert response.status_code == 409
    assert "Batch TAKEN is already on the shelf. Add to it." in response.text
    assert 'value="9.500"' in response.text


def test_success_leads_on_with_a_message(client: Client) -> None:
    response = client.post(ADDRESS, GOOD, follow=True)
    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "Saved: sample." in response.text


def test_htmx_is_led_on_by_its_header(client: Client) -> None:
    response = client.post(ADDRESS, GOOD, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, ADDRESS)


NAUGHTY = ["\0", "\ud83d", "\u202e", "<script>", "1e309", "NaN", "\uff19", "-0", "x" * 100_000]


@pytest.mark.parametrize("text", NAUGHTY)
def test_bad_input_anywhere_gets_a_sentence(client: Client, text: str) -> None:
    typed: dict[str, Any] = dict.fromkeys(GOOD, text.encode("utf-8", "surrogatepass"))
    assert client.post(ADDRESS, typed).status_code in {400, 422}


def test_a_money_field_shows_money_with_the_countrys_separators(shop: object) -> None:
    field = MoneyField()
    assert field.prepare_value(Money(137100, "IDR")) == "137.100"
    assert field.prepare_value("12,5OO") == "12,5OO"
    assert WholeNumberField().prepare_value(12400) == "12.400"


@pytest.mark.django_db
def test_messages_follow_the_language() -> None:
    with translation.override("id"):
        assert errors(name="") == {"name": ["Isian ini wajib diisi."]}
