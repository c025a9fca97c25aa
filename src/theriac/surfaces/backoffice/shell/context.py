"""The context processor ``shell``: what base.html draws around every page.

Everything is computed when a template asks for it, so that a fragment pays for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.domains.accounts.queries.actors import HeldRole
from theriac.domains.customers.queries import opening
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.frame import BranchChoice, FrameFacts, Notice, Work
from theriac.surfaces.backoffice.shell.menu.drawn import Navigation, navigation_for
from theriac.surfaces.backoffice.shell.preferences import Appearance, look_of


class Shell:
    """The frame of one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def actor(self) -> Actor | None:
        """Who is signed in; None before that."""
        actor = getattr(self._request, "actor", None)
        return actor if isinstance(actor, Actor) else None

    @cached_property
    def navigation(self) -> Navigation:
        """The entries that this person may open."""
        return navigation_for(self.actor, self._request.path)

    @cached_property
    def pharmacy(self) -> FrameFacts:
        """Country, currency and zone."""
        return frame.pharmacy()

    @cached_property
    def branches(self) -> tuple[BranchChoice, ...]:
        """The branches to choose from."""
        return tuple(frame.branches(self.actor)) if self.actor else ()

    @cached_property
    def branch(self) -> BranchChoice | None:
        """The branch that is worked in."""
        wanted: UUID | None = self.actor.branch_id if self.actor else None
        for branch in self.branches:
            if branch.id == wanted:
                return branch
        return None

    @cached_property
    def work(self) -> tuple[Work, ...]:
        """Long work of this person that runs."""
        return tuple(frame.running_work(self.actor)) if self.actor else ()

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """What waits behind the bell."""
        return tuple(frame.notices(self.actor)) if self.actor else ()

    @cached_property
    def role(self) -> Text:
        """The name of the role that the person holds at the branch worked in, else of any."""
        if self.actor is None:
            return ""
        held: Sequence[HeldRole] = getattr(self._request, "held_roles", ())
        here = [one for one in held if one.branch_id == self.actor.branch_id]
        return next((one.title for one in (*here, *held)), "")

    @cached_property
    def look(self) -> Appearance:
        """Theme and size of type that the person chose."""
        return look_of(self._request)

    @cached_property
    def registration_is_open(self) -> bool:
        """Whether customers may register here; the sign-in page asks."""
        return opening().is_open

    @property
    def idle_minutes(self) -> int:
        """After how long a page that nobody works in is signed out; 0: never."""
        return int(settings.IDLE_MINUTES)

    @cached_property
    def language(self) -> str:
        """The language of the page: en or id."""
        return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]

    @cached_property
    def initials(self) -> str:
        """Two letters of the person's name, for the round picture."""
        words = (self.actor.name if self.actor else "").split()
        letters = [word[0] for word in words if word[0].isalpha()]
        return "".join([*letters[:1], *letters[1:][-1:]]).upper()


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell`` for every template."""
    return {"shell": Shell(request)}
