"""API keys: the list, a new one whose secret is shown once, the end of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django_filters
from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.actor import Actor
from theriac.core.problems import NotFound, Problem, Unprocessable
from theriac.domains.accounts.commands.api_keys import IssuedKey, issue_api_key, revoke_api_key
from theriac.domains.accounts.permissions import MANAGE_API_KEYS, VIEW_API_KEYS
from theriac.domains.accounts.queries.people import keys_seen, list_api_keys
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import get_terminal, list_terminals
from theriac.surfaces.backoffice.accounts.words import branch_choices, role_choices
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.accounts.models import ApiKey

NEW_TERMINAL = "new"


def _state(key: Any) -> SafeString:
    if key.revoked_at:
        return badge(_("Revoked"), "slash-circle", "line")
    return badge(_("Valid"), "check-circle-fill", "go")


def _revoke_button(key: Any) -> SafeString:
    if not key.may_end:
        return SafeString("")
    return format_html(
        '<button class="btn btn-stop btn-sm" type="button" data-t-open="revoke-{}"'
        ' command="show-modal" commandfor="revoke-{}">{}'
        '<span class="visually-hidden"> {}</span></button>',
        key.pk,
        key.pk,
        _("Revoke"),
        key.name,
    )


class KeyTable(ListTable):
    """Name, first letters, role, branch and terminal, since when, state."""

    name = NameColumn(verbose_name=gettext_lazy("Name"), note=lambda key: key.where)
    hint = CodeColumn(verbose_name=gettext_lazy("Starts with"), label=gettext_lazy("Starts with"))
    role_words = TextColumn(verbose_name=gettext_lazy("Role"), label=gettext_lazy("Role"))
    created_at = MomentColumn(verbose_name=gettext_lazy("Created"), label=gettext_lazy("Created"))
    state = TextColumn(verbose_name=gettext_lazy("Status"))
    ending = TextColumn(verbose_name="")


class KeyFilters(ListFilters):
    """Valid ones only."""

    valid = django_filters.BooleanFilter(
        field_name="revoked_at", lookup_expr="isnull", label=gettext_lazy("Valid")
    )


class KeyList(ListScreen):
    """Every key, revoked ones too."""

    permission = VIEW_API_KEYS
    title = gettext_lazy("API keys")
    template_name = "backoffice/accounts/keys.html"
    counted = ngettext_lazy("%(count)s key", "%(count)s keys", "count")
    table_class = KeyTable
    filterset_class = KeyFilters
    sorts = {"name": Sort(gettext_lazy("Name"), ("name",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Name"), "name"),
        Export(gettext_lazy("Starts with"), "hint"),
        Export(gettext_lazy("Role"), lambda key: key.role_words),
        Export(gettext_lazy("Branch"), "branch__name"),
        Export(gettext_lazy("Terminal"), "terminal__code"),
        Export(gettext_lazy("Created"), "created_at"),
        Export(gettext_lazy("Revoked"), "revoked_at"),
    )
    empty = Empty(
        gettext_lazy("No API keys yet"),
        gettext_lazy("An API key lets another program read data and make sales through the API."),
        "key",
    )

    def rows(self) -> QuerySet[ApiKey]:
        """Every key, in no order."""
        return keys_seen(actor=self.actor).order_by()

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:key_new")
        label = gettext_lazy("Create key")
        return [Action(label, "plus-lg", address, MANAGE_API_KEYS, "primary")]

    def load(self, ids: Any) -> Any:
        """Keys in words, with their buttons."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            row.where = f"{row.branch.name}, {row.terminal.code}"
            row.role_words = row.role.title
            row.state = _state(row)
            row.may_end = row.revoked_at is None and self.actor.may(MANAGE_API_KEYS, row.branch_id)
            row.ending = _revoke_button(row)
        return rows


class ApiKeyForm(ScreenForm):
    """What a program may, and under which numbers it sells."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("The name of the program, to recognise it later."),
        max_length=60,
    )
    branch = forms.ChoiceField(label=gettext_lazy("Branch"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    terminal = forms.ChoiceField(
        label=gettext_lazy("Terminal"),
        help_text=gettext_lazy("Its sales use the numbers of this terminal."),
    )
    code = forms.CharField(
        label=gettext_lazy("New terminal code"),
        help_text=gettext_lazy(
            "It is part of each document number. End with a digit, for example A2."
        ),
        max_length=4,
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["branch"].choices = branch_choices(actor, MANAGE_API_KEYS, everywhere=False)
        fields["role"].choices = [("", "–"), *role_choices()]
        fields["terminal"].choices = [
            (NEW_TERMINAL, _("New terminal")),
            *(
                (str(one.id), f"{one.branch.name}, {one.code}: {one.name}")
                for one in list_terminals(actor.branches_with(MANAGE_API_KEYS)).filter(
                    kind="api", revoked_at=None
                )
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """A new terminal needs a code; a chosen one stands in the branch; names tell apart."""
        data: dict[str, Any] = super().clean() or {}
        chosen = data.get("terminal")
        if chosen == NEW_TERMINAL:
            if not data.get("code"):
                self.add_error("code", _("This field is required."))
        elif chosen and data.get("branch"):
            terminal = get_terminal(UUID(chosen))
            if terminal is None or str(terminal.branch_id) != data["branch"]:
                words = _(
                    "This terminal belongs to another branch. Choose a terminal of this branch."
                )
                self.add_error("terminal", words)
        name = data.get("name")
        if name and list_api_keys().filter(name=name, revoked_at=None).exists():
            self.add_error("name", _("An active key already has this name. Choose another."))
        return data


class IssueKey(FormScreen):
    """Make a key; its secret is shown in the answer and nowhere else."""

    permission = MANAGE_API_KEYS
    title = gettext_lazy("Create API key")
    form_class = ApiKeyForm
    submit_label = gettext_lazy("Create key")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("API keys"), reverse("backoffice:key_list"))]

    def initial(self) -> dict[str, Any]:
        """The branch that is worked in."""
        return {"branch": str(self.branch_id or ""), "terminal": NEW_TERMINAL}

    def form(self, **options: Any) -> ScreenForm:
        """Branches and terminals of where the actor makes keys."""
        return ApiKeyForm(initial=self.initial(), actor=self.actor, **options)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Make it and show the secret; a refusal stands beside its field."""
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.draw(422, form=form)
        try:
            issued = self._issue(form)
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        self.template_name = "backoffice/accounts/key_made.html"
        return self.draw(form=form, secret=issued.secret, name=form.cleaned_data["name"])

    def _issue(self, form: ScreenForm) -> IssuedKey:
        """The key, with its new terminal or not at all."""
        data = form.cleaned_data
        branch_id = BranchId(UUID(data["branch"]))
        with transaction.atomic():
            if data["terminal"] == NEW_TERMINAL:
                terminal_id: UUID = register_terminal(
                    actor=self.actor,
                    branch_id=branch_id,
                    code=data["code"],
                    name=data["name"],
                    kind="api",
                )
            else:
                terminal_id = UUID(data["terminal"])
            return issue_api_key(
                actor=self.actor,
                branch_id=branch_id,
                terminal_id=terminal_id,
                name=data["name"],
                role_code=data["role"],
            )


class RevokeKey(Screen):
    """End a key at once."""

    permission = MANAGE_API_KEYS
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """End it and say so. Raises NotFound, and Unprocessable for a reason that is too long."""
        reason = request.POST.get("reason", "").strip()
        if len(reason) > 250:
            raise Unprocessable(_("The reason is too long: at most 250 characters."))
        key = list_api_keys().filter(id=self.kwargs["key_id"]).first()
        if key is None:
            raise NotFound(_("This key doesn't exist or was already revoked."))
        revoke_api_key(actor=self.actor, branch_id=key.branch_id, key_id=key.id, reason=reason)
        messages.success(request, _("The key was revoked and no longer works."))
        return HttpResponseRedirect(reverse("backoffice:key_list"))
