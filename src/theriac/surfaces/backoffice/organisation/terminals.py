"""One terminal: register it, pair a device, rename it, shut it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.problems import Text, Unprocessable
from theriac.domains.accounts.commands.security import note_terminal
from theriac.domains.accounts.security.events import SecurityEventKind
from theriac.domains.organisation.commands.terminals import (
    PAIRING_MINUTES,
    issue_pairing_code,
    register_terminal,
    rename_terminal,
    revoke_terminal,
)
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.permissions import MANAGE_TERMINALS, VIEW_TERMINALS
from theriac.domains.organisation.queries.places import branches_of, terminals_of
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.sales.commands.close_series import is_in_use
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.sales.queries.series import closed_series
from theriac.surfaces.backoffice.organisation.lists import numbers_of
from theriac.surfaces.backoffice.organisation.words import (
    COUNTER,
    KINDS,
    clock_words,
    terminal_state,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.organisation.models import Terminal

LONGEST_REASON = 250


class TerminalForm(ScreenForm):
    """A new terminal."""

    branch = forms.ChoiceField(label=gettext_lazy("Branch"))
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("The name that staff use, for example Counter 1."),
        max_length=60,
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "It is part of each document number and can't change. End with a digit, for example K1."
        ),
        max_length=4,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "t-code"}),
    )


class RegisterTerminal(FormScreen):
    """Add a counter to a branch."""

    permission = MANAGE_TERMINALS
    title = gettext_lazy("Add terminal")
    form_class = TerminalForm
    submit_label = gettext_lazy("Add terminal")
    done = gettext_lazy("Added. Now pair its device.")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Terminals"), reverse("backoffice:terminal_list"))]

    def initial(self) -> dict[str, Any]:
        """The branch that is worked in."""
        return {"branch": str(self.branch_id or "")}

    def form(self, **options: Any) -> ScreenForm:
        """With the branches whose terminals the person may manage."""
        form = super().form(**options)
        fields: Any = form.fields
        fields["branch"].choices = [
            (str(branch.id), branch.name)
            for branch in branches_of(actor=self.actor).order_by("code")
            if self.actor.may(MANAGE_TERMINALS, branch.id)
        ]
        return form

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        terminal_id = register_terminal(
            actor=self.actor,
            branch_id=BranchId(UUID(data["branch"])),
            code=data["code"],
            name=data["name"],
        )
        return reverse("backoffice:terminal_detail", args=[terminal_id])


class TerminalScreen(OneScreen):
    """What the screens of one terminal share."""

    permission = MANAGE_TERMINALS

    own_page = "backoffice:terminal_detail"
    among = ((gettext_lazy("Terminals"), "backoffice:terminal_list"),)

    terminal: One[Terminal] = One(
        "terminal_id",
        lambda at, key: terminals_of(actor=at.actor).filter(id=key).first(),
        missing=gettext_lazy("This terminal doesn't exist. Choose one from the list."),
    )

    @property
    def named(self) -> dict[str, Any]:
        """How the commands name it."""
        return {
            "actor": self.actor,
            "branch_id": BranchId(self.terminal.branch_id),
            "terminal_id": TerminalId(self.terminal.id),
        }

    def name(self) -> Text:
        return self.terminal.name


class TerminalDetail(TerminalScreen):
    """State, numbers, and what can be done."""

    permission = VIEW_TERMINALS
    template_name = "backoffice/organisation/terminal.html"

    def page_title(self) -> Text:
        return self.terminal.name

    def context(self) -> dict[str, Any]:
        return {
            "terminal": self.terminal,
            "state": terminal_state(self.terminal),
            "clock": clock_words(self.terminal),
            "kind": KINDS[self.terminal.kind],
            "is_counter": self.terminal.kind == COUNTER,
            "signs": bool(self.terminal.public_key),
            "numbers": self._numbers(),
            "minutes": PAIRING_MINUTES,
            "may_manage": self.actor.may(MANAGE_TERMINALS, self.terminal.branch_id),
        }

    def _numbers(self) -> list[dict[str, Any]]:
        """Each series with its last number: in use, closed, or to be closed by who may."""
        rows = numbers_of(self.terminal)
        closed = closed_series(row["series"].id for row in rows)
        point = get_selling_point(self.terminal.id)
        own = self.terminal.branch_id == self.branch_id and self.may(SETTLE_CASE)
        for row in rows:
            one = row["series"]
            row["closing"] = closed.get(one.id)
            in_use = point is not None and is_in_use(one.id, one.kind, one.period, point)
            row["in_use"], row["may_close"] = in_use, own and not in_use
        return rows


class PairTerminal(TerminalDetail):
    """A code that pairs one device: shown in the answer, and nowhere else."""

    permission = MANAGE_TERMINALS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Make the code and show it large, with the time until which it pairs."""
        without_key = "without_key" in request.POST
        code = issue_pairing_code(**self.named, without_key=without_key)
        until = clock.now() + timedelta(minutes=PAIRING_MINUTES)
        shown = f"{code[:4]} {code[4:]}"
        return self.draw(code=code, shown_code=shown, until=until, without_key=without_key)


class TerminalNameForm(ScreenForm):
    """Another name."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Its code and numbers don't change."),
        max_length=60,
    )


class RenameTerminal(TerminalScreen, FormScreen):
    """Another name for a terminal."""

    permission = MANAGE_TERMINALS
    template_name = "backoffice/form.html"
    form_class = TerminalNameForm
    submit_label = gettext_lazy("Save name")

    def page_title(self) -> Text:
        return _("Rename %(name)s") % {"name": self.terminal.name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.terminal.name, self.address())]

    def initial(self) -> dict[str, Any]:
        return {"name": self.terminal.name}

    def act(self, form: ScreenForm) -> str:
        rename_terminal(**self.named, name=form.cleaned_data["name"])
        return self.address()


class RevokeTerminal(TerminalScreen):
    """Shut a device out; what it still sends is kept in quarantine."""

    permission = MANAGE_TERMINALS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Do it, and go back to the terminal. Raises Unprocessable for too long a reason."""
        reason = request.POST.get("reason", "").strip()
        if len(reason) > LONGEST_REASON:
            raise Unprocessable(_("The reason is too long: at most 250 characters."))
        with transaction.atomic():
            revoke_terminal(**self.named, reason=reason)
            note_terminal(**self.named, kind=SecurityEventKind.TERMINAL_REVOKED)
        messages.success(
            request,
            _("Access of %(name)s was revoked. Sales that it still sends wait under sales on hold.")
            % {"name": self.terminal.name},
        )
        return HttpResponseRedirect(self.address())
