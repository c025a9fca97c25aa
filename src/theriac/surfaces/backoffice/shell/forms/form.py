"""The form of a screen, in the house's words: a refusal stands at the field that it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms

from theriac.core.problems import AskedFirst, AsksFirst, Problem, Stale, Text, Unprocessable
from theriac.surfaces.backoffice.shell.forms.fields import ask_for_no_names, put_into_our_words


class ScreenForm(forms.Form):
    """A form in the house's words."""

    error_css_class = "is-invalid"
    stale = False
    asked_first: Sequence[AskedFirst] = ()
    """What the command asks first; each stands above the fields with a box to confirm it."""
    named: ClassVar[Mapping[str, str]] = {}
    """The fields that stand for one of the command by another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            put_into_our_words(field)
            ask_for_no_names(name, field)

    @property
    def confirmed(self) -> Sequence[str]:
        """The codes of the questions that the person ticked."""
        sent = cast("Any", self.data)
        found: Sequence[str] = sent.getlist("confirmed") if self.is_bound else ()
        return found

    def take(self, problem: Problem) -> None:
        """Show a domain's refusal at the fields that it names, else on top of the form.

        What concerns a part (``serials.3``) stands at the field that holds it.
        """
        self.stale = isinstance(problem, Stale)
        if isinstance(problem, AsksFirst):
            self.asked_first = problem.questions
            return
        found: dict[str, Text] = {}
        if isinstance(problem, Unprocessable):
            found = dict(problem.errors)
        elif problem.field:
            found = {problem.field: problem.detail or problem.title}
        if not found:
            found = {"": problem.detail or problem.title}
        for name, words in found.items():
            whole = name.partition(".")[0]
            names = (name, self.named.get(whole, whole))
            known = next((one for one in names if one in self.fields), None)
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
