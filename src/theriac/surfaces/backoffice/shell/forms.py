"""Forms: label above, hint below, the error beside the field, what was typed stays (UX-03).

``ScreenForm`` gives the messages in our words and takes a domain's Problem to the field that it
concerns. ``FormScreen`` draws, checks, acts and leads on; ``ButtonScreen`` acts without a page.
Money and whole numbers are read with the country's separators, never as floating point.
"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import (
    UnreadableNumber,
    format_minor_units,
    format_number,
    read_money,
    read_number,
)
from theriac.core.money import CURRENCIES, Money
from theriac.core.permissions import Permission
from theriac.core.problems import Problem, Stale, Text, Unprocessable
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.screens import Screen

REQUIRED = _("This is empty. Fill it in.")

NUMBER_WORDS: dict[str, Text] = {
    "empty": REQUIRED,
    "letters": _("This holds something else than digits. Type digits."),
    "groups": _("A point or comma stands in the wrong place. Type digits only."),
    "decimals": _("This has more decimals than the currency. Shorten it."),
}

_MESSAGES: dict[str, Text] = {
    "required": REQUIRED,
    "invalid": _("This can’t be read. Look at the hint and type it again."),
    "invalid_choice": _("This isn't in the list. Choose one that is."),
    "invalid_list": _("This can't be read. Choose from the list."),
    "max_length": _("This is too long: at most %(limit_value)d characters."),
    "min_length": _("This is too short: at least %(limit_value)d characters."),
    "max_value": _("This is too much: at most %(limit_value)s."),
    "min_value": _("This is too little: at least %(limit_value)s."),
    "null_characters_not_allowed": _("This holds a character that can't be kept. Type it again."),
}
NO_NAMES = _("Name no patient here: it stays readable.")
"""What a free text says that isn't encrypted."""
READABLE = frozenset(
    "reason note method difference_reason approval_reason patients_why ended_reason".split()
)
"""Fields by these names are such texts; what is encrypted is called otherwise (``notes``)."""
MOST_WORDS = 5
MOST_DIGITS = 13
_DATE_MESSAGE = _("This day doesn’t exist. Type it like 2026-11-20.")


class MoneyField(forms.CharField):
    """An amount typed as the country writes it; cleans to Money, None when empty."""

    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "t-money-field"}
    )

    def prepare_value(self, value: Any) -> Any:
        """Money as it is typed; typed text stays."""
        if isinstance(value, Money):
            exponent = CURRENCIES[value.currency].exponent
            return format_minor_units(value.amount, exponent, frame.pharmacy().country)
        return value

    def clean(self, value: Any) -> Any:
        """Read it. Raises ValidationError that says what to type."""
        text = super().clean(value)
        if not text:
            return None
        pharmacy = frame.pharmacy()
        try:
            return read_money(text, pharmacy.currency, pharmacy.country)
        except UnreadableNumber as problem:
            raise forms.ValidationError(str(NUMBER_WORDS[problem.reason]), problem.reason) from None


class WholeNumberField(forms.CharField):
    """A whole number typed as the country writes it; cleans to int, None when empty."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "t-money-field"}
    )

    def __init__(
        self, *, least: int | None = None, most: int = 999_999_999_999, **options: Any
    ) -> None:
        self.least, self.most = least, most
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A number with separators; typed text stays."""
        if isinstance(value, int):
            return format_number(value, frame.pharmacy().country)
        return value

    def clean(self, value: Any) -> Any:
        """Read it and hold it to its bounds. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        country = frame.pharmacy().country
        try:
            number = read_number(text, country)
        except UnreadableNumber as problem:
            raise forms.ValidationError(str(NUMBER_WORDS[problem.reason]), problem.reason) from None
        if self.least is not None and number < self.least:
            limit = format_number(self.least, country)
            raise forms.ValidationError(_MESSAGES["min_value"] % {"limit_value": limit})
        if number > self.most:
            limit = format_number(self.most, country)
            raise forms.ValidationError(_MESSAGES["max_value"] % {"limit_value": limit})
        return number


class ScreenForm(forms.Form):
    """A form in the house's words."""

    error_css_class = "is-invalid"
    stale = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            put_into_our_words(field)
            ask_for_no_names(name, field)

    def take(self, problem: Problem) -> None:
        """Show a domain's refusal at the fields that it names, else on top of the form."""
        self.stale = isinstance(problem, Stale)
        found: dict[str, Text] = {}
        if isinstance(problem, Unprocessable):
            found = dict(problem.errors)
        elif problem.field:
            found = {problem.field: problem.detail or problem.title}
        if not found:
            found = {"": problem.detail or problem.title}
        for name, words in found.items():
            known = name if name in self.fields else None
            self.add_error(known, str(words))


class EditForm(ScreenForm):
    """A form that sends the version that was seen; a stale edit keeps what was typed.

    It takes the current version then: sent again, knowingly, it holds. ``page_tells`` where the
    page itself says what is there now.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    page_tells: ClassVar[bool] = False

    def take(self, problem: Problem) -> None:
        """Take the current version of a stale edit."""
        if isinstance(problem, Stale):
            current, sent = problem.facts["current"], cast("Any", self.data).copy()
            sent["version"] = str(current["version"] if isinstance(current, dict) else current)
            self.data, self.stale = sent, True
        if not (self.stale and self.page_tells):
            super().take(problem)


def put_into_our_words(field: forms.Field) -> None:
    """Set the field's messages, except those that its form declared itself."""
    usual: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        usual |= getattr(kind, "default_error_messages", {})
    for code, words in _MESSAGES.items():
        if field.error_messages.get(code) == usual.get(code):
            field.error_messages[code] = words
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 3
    if isinstance(field, forms.DateField) and not isinstance(field.widget, forms.HiddenInput):
        field.error_messages["invalid"] = _DATE_MESSAGE
        field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def ask_for_no_names(name: str, field: forms.Field) -> None:
    """Let the hint of a free text that stays readable say so."""
    if name in READABLE and not isinstance(field.widget, forms.HiddenInput):
        said = str(field.help_text)
        field.help_text = f"{said} {NO_NAMES}" if said else str(NO_NAMES)


class FormScreen(Screen):
    """A page with one form. Subclasses set ``form_class`` and ``act``."""

    form_class: ClassVar[type[ScreenForm]]
    template_name = "backoffice/form.html"
    permission: ClassVar[Permission | None] = None
    refuses_nul: ClassVar[bool] = True
    submit_label: Text = _("Save")
    lead: Text = ""
    done: Text = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "form_class" in vars(cls) and "permission" not in vars(cls):
            raise TypeError(f"{cls.__name__} names no permission")

    def initial(self) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    def form(self, **options: Any) -> ScreenForm:
        return self.form_class(initial=self.initial(), **options)

    def act(self, form: ScreenForm) -> str:
        """Call the command with the cleaned data; the address to go on to."""
        raise NotImplementedError

    def cancel_url(self) -> str:
        """Where Cancel leads; the last crumb."""
        crumbs = self.crumbs()
        return crumbs[-1].url if crumbs else "/"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return self.draw(form=self.form())

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Check, act, lead on; a refusal is drawn beside its field and what was typed stays."""
        form = self.form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self._again(form)
        try:
            target = self.act(form)
        except Problem as problem:
            form.take(problem)
            return self._again(form, problem.status)
        if self.done:
            messages.success(request, str(self.done))
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def _again(self, form: ScreenForm, status: int = 422) -> HttpResponse:
        return self.draw(status, form=form)


class ButtonScreen(Screen):
    """A button's effect: done, said, and on to a page; a refusal is said where the button stands.

    It comes last among the bases, behind the screen that knows the record and its ``address``.
    """

    http_method_names = ("post",)

    def act(self) -> Text:
        """Call the command; what is said then, "" for nothing."""
        raise NotImplementedError

    def address(self) -> str:
        raise NotImplementedError

    def onward(self) -> str:
        """Where it leads once done."""
        return self.address()

    @property
    def version(self) -> int:
        """The version that the page with the button showed; 0 where it told none."""
        return whole(self.request.POST.get("version", ""))

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Act; a refusal is said on the page with the button, every fault of it."""
        back = self.address()
        try:
            said = self.act()
        except Problem as problem:
            for words in words_of(problem):
                messages.error(request, words)
            return HttpResponseRedirect(back)
        if said:
            messages.success(request, str(said))
        return HttpResponseRedirect(self.onward())


def whole(text: str) -> int:
    """A whole number as a button sends it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


def words_of(problem: Problem) -> list[str]:
    """What a refusal says, each fault a sentence; the first few of many."""
    if isinstance(problem, Unprocessable) and problem.errors:
        return [str(words) for words in problem.errors.values()][:MOST_WORDS]
    return [str(problem.detail or problem.title)]
