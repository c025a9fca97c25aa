"""Badges for counters: made, printed this once, one or a sheet of them, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Problem, Text
from theriac.domains.accounts.commands.badges import end_badge, issue_badge, issue_badges
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.badges import badge_of, who_has_badges
from theriac.domains.accounts.queries.people import by_name, people_seen
from theriac.domains.accounts.queries.reach import those_within
from theriac.integrations.lan.qr import modules_path
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


@dataclass(frozen=True, slots=True)
class PrintedBadge:
    """A badge as it is printed: whose, and the code's modules as an SVG's path."""

    name: str
    width: int
    path: str


class BadgeSheetForm(ScreenForm):
    """Whose badges are printed."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Badges for"), widget=forms.CheckboxSelectMultiple
    )
    asks_pin = forms.BooleanField(label=gettext_lazy("Also require the PIN"), required=False)


class BadgeSheet(FormScreen):
    """Make the badges of several people, and print them on one sheet this once."""

    permission = MANAGE_STAFF
    template_name = "backoffice/accounts/badges.html"
    title = gettext_lazy("Print badges")
    form_class = BadgeSheetForm
    submit_label = gettext_lazy("Create badges")
    lead = gettext_lazy(
        "Each badge has a code that is scanned at the counter so that its owner can take "
        "over. A new badge replaces the previous one."
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Staff"), reverse("backoffice:person_list"))]

    def form(self, **options: Any) -> ScreenForm:
        """With those whom the actor may give one."""
        form = BadgeSheetForm(**options)
        held = who_has_badges()
        fields: Any = form.fields
        fields["people"].choices = [
            (
                str(one.id),
                _("%(name)s (has a badge)") % {"name": one.display_name}
                if one.id in held
                else one.display_name,
            )
            for one in self._people()
        ]
        return form

    def post(self, request: HttpRequest, **parts: object) -> HttpResponseBase:
        """Make them and draw the sheet; a refusal stands beside its field."""
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        names = {one.id: one.display_name for one in self._people()}
        chosen = [UUID(one) for one in form.cleaned_data["people"]]
        try:
            codes = issue_badges(
                actor=self.actor, user_ids=chosen, asks_pin=form.cleaned_data["asks_pin"]
            )
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        drawn = [PrintedBadge(names[one], *modules_path(code)) for one, code in codes.items()]
        return self.draw(form=form, badges=drawn, pharmacy=frame.pharmacy().name)

    def _people(self) -> list[Any]:
        """Who signs in, and on whom the actor may act."""
        seen = people_seen(actor=self.actor, permission=MANAGE_STAFF)
        people = by_name(seen.filter(is_active=True, erased_at=None).distinct())
        within = those_within(self.actor, [one.id for one in people])
        return [one for one in people if one.id in within]


class PersonBadge(PersonScreen):
    """Make a badge and show it this once, or end the one that holds."""

    permission = MANAGE_STAFF
    template_name = "backoffice/accounts/badge.html"

    def page_title(self) -> Text:
        return _("Badge of %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def context(self) -> dict[str, Any]:
        """The badge that holds, and the way back."""
        return {"badge": badge_of(self.person.id), "back": self.address()}

    def post(self, request: HttpRequest, **parts: object) -> HttpResponseBase:
        """End it, or show a new one as it is printed."""
        if request.POST.get("end"):
            end_badge(actor=self.actor, user_id=self.person.id)
            messages.success(request, _("The badge is no longer valid."))
            return HttpResponseRedirect(self.address())
        code = issue_badge(
            actor=self.actor, user_id=self.person.id, asks_pin=bool(request.POST.get("asks_pin"))
        )
        width, path = modules_path(code)
        return self.draw(width=width, path=path)
