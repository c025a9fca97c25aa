"""A form whose act somebody else may have to approve, beside who fills it in or later."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from theriac.core.approval.actions import ApprovalAction
from theriac.core.approval.queries import typed_into
from theriac.core.ids import parse_id
from theriac.domains.accounts.factors.passkeys import site_of
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.backoffice.approvals.forms import (
    ApprovedForm,
    Asker,
    LeftWaiting,
    asked_again,
    with_approval,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen

Done = TypeVar("Done")
REOPENS = "request"
"""What an address of a form calls the request whose fields it shows."""


class ApprovedScreen(FormScreen):
    """A form that may need a second person's yes to its action, or to a further one."""

    action: ClassVar[ApprovalAction]
    asks_second = True
    further_actions: ClassVar[tuple[ApprovalAction, ...]] = ()
    seen: ClassVar[frozenset[str]] = frozenset({"expected", "version"})
    """Hidden fields that say what the page showed: a page that opens again shows what is now."""

    @property
    def at_branch(self) -> BranchId:
        """Where it is done, and approved."""
        return self.branch

    @cached_property
    def typed(self) -> QueryDict | None:
        """What is sent; of a request that the address names, what its author typed here."""
        if self.request.method == "POST":
            return self.request.POST
        asked = parse_id(self.request.GET.get(REOPENS, ""))
        kept = typed_into(asked, self.request.path, self.actor.id) if asked else None
        if kept is None:
            return None
        fields = QueryDict(kept, mutable=True)
        for name, value in self.initial().items():
            if name in self.seen:
                fields[name] = str(value)
        return fields

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """As every form; filled in again where the address names a request."""
        if self.typed is None:
            return super().get(request, **parts)
        return self.draw(form=self.form(data=self.typed))

    def form(self, **options: Any) -> ScreenForm:
        """With who approves where that was sent."""
        form = cast("ApprovedForm", super().form(**options))
        return asked_again(form, self.actor, self.at_branch, self.action, *self.further_actions)

    def approved(self, form: ApprovedForm, act: Callable[[UUID | None], Done]) -> Done:
        """Act with the yes that it needs, if it needs one. Raises as ``with_approval``."""
        asker = Asker(self.actor, self.at_branch, site_of(self.request), self.request.path)
        return with_approval(form, asker, act)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """As every form; what waits for a yes leads on to its request."""
        try:
            return super().post(request, **parts)
        except LeftWaiting as left:
            words = _(
                "Nothing has changed yet. The request waits for approval; you find it "
                "on the Today page."
            )
            messages.success(request, words)
            address = reverse("backoffice:approval_request", args=[left.request_id])
            return HttpResponseRedirect(address)
