"""A screen of the thing that the address names: how that is found, what it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar, overload
from uuid import UUID

from django.urls import reverse

from theriac.core.problems import NotFound, Text
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

T = TypeVar("T")


class One(Generic[T]):
    """The thing that a part of the address names, found once a request.

    ``find`` is given the screen and the id. Read, it raises NotFound with the sentence ``missing``
    where there is none.
    """

    def __init__(self, part: str, find: Callable[[Any, UUID], T | None], *, missing: Text) -> None:
        self.part, self._find, self._missing = part, find, missing

    def __set_name__(self, owner: type[Screen], name: str) -> None:
        """The first that a screen has is the thing that the screen is of."""
        self._name = name
        if issubclass(owner, OneScreen) and not hasattr(owner, "thing"):
            owner.thing, owner.part = name, self.part

    @overload
    def __get__(self, screen: None, owner: type[Screen]) -> One[T]: ...
    @overload
    def __get__(self, screen: Screen, owner: type[Screen]) -> T: ...
    def __get__(self, screen: Screen | None, owner: type[Screen]) -> One[T] | T:
        """The thing; kept with the screen under its own name, where the next reading finds it."""
        if screen is None:
            return self
        found = self._find(screen, UUID(str(screen.kwargs[self.part])))
        if found is None:
            raise NotFound(self._missing)
        vars(screen)[self._name] = found
        return found


class OneScreen(Screen):
    """A screen of one thing: its class has a ``One`` under the thing's own name.

    ``own_page`` names the address of the thing's own page, ``among`` the lists above it by title
    and name, the nearest last. On a page ``below`` the thing's own, that one is a step of the way.
    """

    thing: ClassVar[str]
    part: ClassVar[str]
    own_page: ClassVar[str]
    among: ClassVar[Sequence[tuple[Text, str]]] = ()
    below: ClassVar[bool] = False

    def name(self) -> Text:
        """What the thing is called."""
        raise NotImplementedError

    def address(self) -> str:
        """Its own page. Raises NotFound."""
        getattr(self, self.thing)
        return reverse(self.own_page, args=[self.kwargs[self.part]])

    def page_title(self) -> Text:
        """The screen's own title, else the thing's name."""
        return self.title or self.name()

    def crumbs(self) -> Sequence[Crumb]:
        """The lists, and on a page below it the thing."""
        above = [Crumb(title, reverse(name)) for title, name in self.among]
        return [*above, Crumb(self.name(), self.address())] if self.below else above
