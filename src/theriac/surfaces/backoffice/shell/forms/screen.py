"""A page with one form: drawn, checked, acted on, led on from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import Permission
from theriac.core.problems import Problem, Text
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.waits import left_for_second
from theriac.surfaces.backoffice.shell.screens import Screen


class FormScreen(Screen):
    """A page with one form. Subclasses set ``form_class`` and ``act``."""

    form_class: ClassVar[type[ScreenForm]]
    template_name = "backoffice/form.html"
    permission: ClassVar[Permission | None] = None
    refuses_nul: ClassVar[bool] = True
    asks_second: ClassVar[bool] = False
    """Whether the page itself has fields for a second person."""
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

    @property
    def typed(self) -> QueryDict | None:
        """The fields that the page shows as they were typed; None where it opens anew."""
        return self.request.POST if self.request.method == "POST" else None

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
        except Problem as refused:
            problem = refused if self.asks_second else left_for_second(self.actor, refused)
            form.take(problem)
            return self._again(form, problem.status)
        if self.done:
            messages.success(request, str(self.done))
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def _again(self, form: ScreenForm, status: int = 422) -> HttpResponse:
        return self.draw(status, form=form)
