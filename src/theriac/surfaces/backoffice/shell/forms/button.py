"""A button: the command that it calls, what it gives it, and what is said then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from theriac.core.command import permission_of
from theriac.core.ids import parse_id
from theriac.core.permissions import Permission
from theriac.core.problems import NotPermitted, Problem, Text, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.surfaces.backoffice.shell.forms.waits import left_for_second
from theriac.surfaces.backoffice.shell.screens import Screen

MOST_WORDS = 5
MOST_DIGITS = 13

Reader = Callable[[str], Any]
"""What a field of a button gives, from its text; "" where it wasn't sent."""


class Calls:
    """The command of a button; how each field that it ``takes`` is read, by the field's name."""

    def __init__(self, command: Callable[..., Any], **takes: Reader) -> None:
        self.command = command
        self.takes = takes
        self.parameters: Mapping[str, Parameter] = signature(command).parameters

    @property
    def permission(self) -> Permission | None:
        """The right that the command asks."""
        return permission_of(self.command)


class ButtonScreen(Screen):
    """A button's effect: done, said, and on to a page; a refusal is said where the button stands.

    It ``calls`` a command with the actor, with what the address names as the command does
    (``supplier_id``), with the branch and the version where the command takes them, and with the
    fields that it says. Its permission is the command's. It comes last among the bases, behind the
    screen that knows the record and its ``address``.
    """

    http_method_names = ("post",)
    calls: ClassVar[Calls]
    unsaid: ClassVar[tuple[type[Problem], ...]] = (NotPermitted,)
    done: Text = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "calls" in vars(cls):
            cls.permission = cls.calls.permission

    def given(self) -> Mapping[str, Any]:
        """What the command takes besides, or takes otherwise."""
        return {}

    def said(self, result: Any) -> Text:
        """What is said when it is done, "" for nothing; ``result`` is what the command gave."""
        return self.done

    def address(self) -> str:
        """The page with the button."""
        raise NotImplementedError

    def onward(self, result: Any) -> str:
        """Where it leads once done."""
        return self.address()

    def led_to_second(self, problem: Problem) -> str:
        """The page where a second person signs what was refused; "" where there is none."""
        return ""

    @property
    def at_branch(self) -> BranchId:
        """The branch that the command is told."""
        return self.branch

    @property
    def version(self) -> int:
        """The version that the page with the button showed; 0 where it told none."""
        return whole(self.request.POST.get("version", ""))

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Act; a refusal is said on the page with the button, every fault of it.

        What is ``unsaid`` isn't said there: who may not do it has no such button. Raises those.
        """
        back = self.address()
        try:
            result = self.calls.command(**self._arguments())
        except self.unsaid:
            raise
        except Problem as problem:
            if leads := self.led_to_second(problem):
                return HttpResponseRedirect(leads)
            for words in words_of(left_for_second(self.actor, problem)):
                messages.error(request, words)
            return HttpResponseRedirect(back)
        if said := self.said(result):
            messages.success(request, str(said))
        return HttpResponseRedirect(self.onward(result))

    def _arguments(self) -> dict[str, Any]:
        parameters = self.calls.parameters
        sent = self.request.POST
        found: dict[str, Any] = {"actor": self.actor}
        found |= {name: value for name, value in self.kwargs.items() if name in parameters}
        found |= {name: read(sent.get(name, "")) for name, read in self.calls.takes.items()}
        found |= self.given()
        if "branch_id" in parameters and "branch_id" not in found:
            found["branch_id"] = self.at_branch
        version = parameters.get("version")
        is_wanted = version is not None and ("version" in sent or version.default is version.empty)
        if is_wanted and "version" not in found:
            found["version"] = self.version
        return found


def whole(text: str) -> int:
    """A whole number as a button sends it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


def at_most(length: int) -> Reader:
    """The text as it was typed, cut where no person types further."""
    return lambda text: text[:length]


NONE = "none"
"""What a list of choices sends for none of them."""


def chosen_id(text: str) -> UUID | None:
    """The id that was chosen, None for none of them; what is no choice is an id of nothing."""
    return None if text == NONE else parse_id(text) or UUID(int=0)


def words_of(problem: Problem) -> list[str]:
    """What a refusal says, each fault a sentence; the first few of many."""
    if isinstance(problem, Unprocessable) and problem.errors:
        return [str(words) for words in problem.errors.values()][:MOST_WORDS]
    return [str(problem.detail or problem.title)]
