"""Problems: the one family of refusals that a person or program may be given.

A problem has a stable type (``stock.insufficient``), a title and a sentence in the reader's
language, an HTTP status for the surfaces that speak HTTP, the facts that a program needs and,
where it concerns one, the field. Surfaces map it once (RFC 9457 in the API, beside the field on
a page). Anything else that is raised is a defect.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
else:
    Text = str | Promise
"""Words for people, translated when they are shown."""


TOLD_FIRST = 3
"""Questions that the sentence of a refusal tells; the facts hold all of them."""


class Problem(Exception):
    """A refusal. Subclasses set ``type``, ``status`` and ``title``; ``detail`` says what to do."""

    type: ClassVar[str] = "problem"
    status: ClassVar[int] = 409
    title: ClassVar[Text] = _("This can't be done")

    def __init__(self, detail: Text = "", *, field: str | None = None, **facts: Any) -> None:
        super().__init__(self.type)
        self.detail = detail
        self.field = field
        self.facts: Mapping[str, Any] = facts

    def __str__(self) -> str:
        return str(self.detail or self.title)


class NotPermitted(Problem):
    """The actor lacks a permission for this branch."""

    type = "not_permitted"
    status = 403
    title = _("You don't have permission to do this")


class NotFound(Problem):
    """The thing named doesn't exist, or this actor may not see it."""

    type = "not_found"
    status = 404
    title = _("Not found")


class Stale(Problem):
    """The row was changed since it was read (If-Match); the facts hold the current value."""

    type = "stale"
    status = 409
    title = _("Another user changed this")


class Conflict(Problem):
    """The state doesn't allow this."""

    type = "conflict"
    status = 409
    title = _("This can't be done now")


@dataclass(frozen=True, slots=True)
class AskedFirst:
    """What a person looks at before something unusual is done: ``words`` tell it with its figures.

    ``code`` names what is asked, of what, and of which figures, so that a yes to one is never a yes
    to another. ``yes`` is the answer that lets it be done.
    """

    code: str
    words: Text
    yes: Text


class AsksFirst(Conflict):
    """It is unusual; done once it is sent again with the codes of ``questions`` as confirmed.

    The facts hold each question's code and words.
    """

    type = "asks_first"
    title = _("Check this first")

    def __init__(self, questions: Sequence[AskedFirst]) -> None:
        self.questions = tuple(questions)
        told = [{"code": one.code, "detail": str(one.words)} for one in self.questions]
        first = [one["detail"] for one in told[:TOLD_FIRST]]
        onward = gettext("If this is correct, confirm it and send again.")
        super().__init__(" ".join([*first, onward]), questions=told)


def require_confirmed(questions: Sequence[AskedFirst], confirmed: Collection[str]) -> list[str]:
    """The codes of these questions, all of them confirmed; for the trail.

    Raises AsksFirst with those that aren't.
    """
    if asked := [one for one in questions if one.code not in confirmed]:
        raise AsksFirst(asked)
    return [one.code for one in questions]


class Busy(Conflict):
    """Others changed the same rows at every try; nothing was done, and it may be tried again."""

    type = "busy"
    title = _("Too many requests")


class Unprocessable(Problem):
    """The content can't be taken; ``field`` or ``errors`` say where and why."""

    type = "unprocessable"
    status = 422
    title = _("Some entries need correction")

    def __init__(
        self,
        detail: Text = "",
        *,
        field: str | None = None,
        errors: Mapping[str, Text] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(detail, field=field, **facts)
        self.errors: Mapping[str, Text] = errors or ({field: detail} if field else {})


def require_reason(words: str, *, field: str = "reason") -> str:
    """The reason without blanks at both ends. Raises Unprocessable where nothing is said."""
    said = words.strip()
    if not said:
        raise Unprocessable(gettext("Enter the reason."), field=field)
    return said
