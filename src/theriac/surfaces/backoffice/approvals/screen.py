"""A form whose act somebody else may have to approve, beside who fills it in or later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from theriac.core.approval.actions import ApprovalAction
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


class ApprovedScreen(FormScreen):
    """A form that may need a second person's yes to ``action``, or to one of ``further``."""

    action: ClassVar[ApprovalAction]
    further: ClassVar[tuple[ApprovalAction, ...]] = ()

    @property
    def at_branch(self) -> BranchId:
        """Where it is done, and approved."""
        return self.branch

    def form(self, **options: Any) -> ScreenForm:
        """With who approves where that was sent."""
        form = cast("ApprovedForm", super().form(**options))
        return asked_again(form, self.actor, self.at_branch, self.action, *self.further)

    def approved(self, form: ApprovedForm, act: Callable[[UUID | None], Done]) -> Done:
        """Act with the yes that it needs, if it needs one. Raises as ``with_approval``."""
        return with_approval(form, Asker(self.actor, self.at_branch, site_of(self.request)), act)

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
