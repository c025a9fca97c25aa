"""The base of every screen: sign-in, permission, problems in words, title and crumbs.

A screen names its permission (``permission = None`` says "everybody signed in" in so many
words); a class without one can't be made. Problems that a domain raises become a page, or for
htmx a notice, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from theriac.config.security import CAMERA_SECURITY_POLICY
from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, NotPermitted, Problem, Text
from theriac.core.rights import require_everywhere
from theriac.domains.accounts.session import lacks_second_step
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.errors import error_page, is_fragment, problem_response

OWN_ACCOUNT = "customer:home"
"""The name of a customer's own page."""
OWN_PAGES = {"customer": OWN_ACCOUNT, "supplier": "portal:home"}
"""The first page of those who sign in and aren't of the staff, by kind."""
LANDINGS = ("/", settings.LOGIN_REDIRECT_URL)


class NobodySignedIn(RuntimeError):
    """An actor was asked for where nobody is signed in; a defect of the screen."""


def acts(request: HttpRequest) -> bool:
    """Whether somebody is signed in who may act: their password is their own."""
    return isinstance(getattr(request, "actor", None), Actor)


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in. Raises NobodySignedIn."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise NobodySignedIn
    if actor.branch_id is None:
        # Somebody who works in every branch and chose none yet starts in the first.
        first = next(iter(frame.branches(actor)), None)
        if first is not None:
            # Spelt out, because the actor of a request is read lazily and is no plain dataclass.
            actor = Actor(
                kind=actor.kind,
                id=actor.id,
                name=actor.name,
                branch_id=first.id,
                grants=actor.grants,
                everywhere=actor.everywhere,
            )
            request.actor = actor  # type: ignore[attr-defined]
    return actor


def _to_own_password(request: HttpRequest) -> HttpResponse:
    """To the page where a person chooses their own password, and from there back here."""
    address = reverse("account_change_password")
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    if request.method in {"GET", "HEAD"}:
        address += "?" + urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return HttpResponseRedirect(address)


def _for_staff_only(request: HttpRequest, own_page: str) -> HttpResponse:
    """To somebody's own page from where everybody lands; a refusal everywhere else."""
    if request.path in LANDINGS and not is_fragment(request):
        return HttpResponseRedirect(reverse(own_page))
    return error_page(request, 403, detail=_("This page is for pharmacy staff."))


def _to_second_step(request: HttpRequest) -> HttpResponse:
    """To the page where a second step is set up."""
    address = reverse("mfa_index")
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _shown_address(request: HttpRequest) -> str:
    """The page that was looked at: its own address, for a sent form the one that held the form."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    address = page.path + (f"?{page.query}" if page.query else "")
    own = page.netloc == request.get_host()
    return (own_address(address) if own else "") or "/"


def own_address(address: str) -> str:
    """An address that was sent as where to go on to; empty unless it is one of this site."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _drop_nul(request: HttpRequest, name: str) -> None:
    """Take NUL, which no person types and no database keeps as text, out of what was sent."""
    given: QueryDict = getattr(request, name)
    if any("\0" in value for values in given.lists() for value in (values[0], *values[1])):
        bare = QueryDict(mutable=True, encoding=given.encoding)
        for key, values in given.lists():
            bare.setlist(key.replace("\0", ""), [one.replace("\0", "") for one in values])
        bare._mutable = False  # noqa: SLF001 (as Django makes it)
        setattr(request, name, bare)


def _led_elsewhere(request: HttpRequest) -> HttpResponse | None:
    """Where somebody goes who is signed in and may not act here at all."""
    person: Any = request.user
    if own_page := OWN_PAGES.get(person.kind):
        return _for_staff_only(request, own_page)
    if person.must_change_password:
        return _to_own_password(request)
    return _to_second_step(request) if lacks_second_step(request) else None


def not_opened(**facts: str) -> NotPermitted:
    """Why a page doesn't open, for who lacks what it asks."""
    return NotPermitted(
        _("Your role doesn't have permission to open this. Ask the owner or the administrator."),
        **facts,
    )


class GivenTo(Protocol):
    """A part of a page that may be given to fewer than those who see the page."""

    @property
    def permission(self) -> Permission | None:
        """Whom it is given to besides."""


Granted = TypeVar("Granted", bound=GivenTo)


class Crumb(NamedTuple):
    """A step of the way to this page: title and address."""

    title: Text
    url: str


class Screen(View):
    """A page of the back office. Subclasses set ``permission``, ``title``, ``template_name``."""

    permission: ClassVar[Permission | None]
    title: Text = ""
    template_name: str = ""
    frame: str = "backoffice/base.html"
    for_every_branch: ClassVar[bool] = False
    """Whether what it does holds for every branch, so that the permission must too."""
    refuses_nul: ClassVar[bool] = False
    """Whether the fields of a form refuse it in words; else it is taken out."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "template_name" in vars(cls) and cls.template_name and not hasattr(cls, "permission"):
            raise TypeError(f"{cls.__name__} names no permission")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the sign-in and the permission, then answer; problems become pages."""
        if not request.user.is_authenticated:
            if is_fragment(request):
                return HttpResponse(status=204, headers={"HX-Refresh": "true"})
            return redirect_to_login(_shown_address(request))
        if (elsewhere := _led_elsewhere(request)) is not None:
            return elsewhere
        try:
            frame.work_in(self.branch_id)
            self.check_permission()
            _drop_nul(request, "GET")
            if not self.refuses_nul:
                _drop_nul(request, "POST")
            return super().dispatch(request, *args, **kwargs)
        except Problem as problem:
            return problem_response(request, problem)

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A page with a way on, for somebody who opens the address of a button."""
        refused = super().http_method_not_allowed(request, *args, **kwargs)
        response = error_page(request, 405)
        response["Allow"] = refused["Allow"]
        return response

    def check_permission(self) -> None:
        """Raise NotPermitted unless the actor holds the permission at some branch, or every one."""
        permission = self.permission
        if permission is None:
            return
        if (self.for_every_branch or permission.shared) and self.actor.holds(permission):
            require_everywhere(self.actor, permission)
        elif not self.actor.may_anywhere(permission):
            raise not_opened(permission=permission.code)

    @property
    def actor(self) -> Actor:
        """Who is signed in, at the branch that is worked in."""
        return actor_of(self.request)

    @property
    def branch_id(self) -> UUID | None:
        """The branch that is worked in; None for somebody who belongs to none."""
        return self.actor.branch_id

    @property
    def branch(self) -> BranchId:
        """The same where there has to be one. Raises NotFound for somebody who belongs to none."""
        if self.branch_id is None:
            raise NotFound(gettext("Choose a branch first."))
        return BranchId(self.branch_id)

    def may(self, permission: Permission) -> bool:
        """Whether a button for this permission is shown."""
        return self.actor.may(permission, self.branch_id)

    def granted(self, parts: Iterable[Granted]) -> list[Granted]:
        """Those of the parts that the person may have: without a permission, or held here."""
        return [one for one in parts if one.permission is None or self.may(one.permission)]

    def crumbs(self) -> Sequence[Crumb]:
        """The way to this page, without the page itself."""
        return ()

    def context(self) -> dict[str, Any]:
        """What the template needs besides ``screen``."""
        return {}

    def page_title(self) -> Text:
        """The title of page and window."""
        return self.title

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        return self.draw()

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """The template with ``screen``, ``title`` and ``crumbs``."""
        context = {"screen": self, "title": self.page_title(), "crumbs": self.crumbs()}
        return render(
            self.request, self.template_name, context | self.context() | more, status=status
        )


class CameraScreen(Screen):
    """A screen with a camera beside its scanner's field."""

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """With the policy that lets the camera's reader run."""
        answer = super().draw(status, **more)
        answer["Content-Security-Policy"] = CAMERA_SECURITY_POLICY
        return answer
