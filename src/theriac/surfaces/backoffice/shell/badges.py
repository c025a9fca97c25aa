"""Badges that say a state by icon and word; colour only repeats them (UX-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date, format_month
from theriac.core.problems import Text
from theriac.countries.registry import profile_for
from theriac.surfaces.backoffice.shell.quantities import days_words

MEANINGS = frozenset({"", "go", "look", "stop", "note", "solid-stop", "line"})


@dataclass(frozen=True, slots=True)
class ExpiryThresholds:
    """Days before an expiry from which it asks for a look, and from which for a decision."""

    look: int = 90
    stop: int = 30


def draw_icon(name: str, css: str = "") -> SafeString:
    """An icon of Bootstrap Icons by its name there; words beside it say the same.

    ``css`` is a class of ours besides.
    """
    css = f" {css}" if css else ""
    return SafeString(f'<i class="bi bi-{conditional_escape(name)}{css}" aria-hidden="true"></i>')


def badge(text: Text, icon: str, meaning: str = "") -> SafeString:
    """A badge. Raises ValueError for a meaning that the style sheet doesn't know."""
    if meaning not in MEANINGS:
        raise ValueError(f"no badge means {meaning}")
    kind = f" t-badge-{meaning}" if meaning else ""
    mark = draw_icon(icon)
    return SafeString(f'<span class="t-badge{kind}">{mark}{conditional_escape(text)}</span>')


class States:
    """The states of one kind of thing, stated once: the word of each, its icon and its meaning.

    Their order is that of a filter's choices. What is no state of it raises KeyError.
    """

    def __init__(self, **signs: tuple[Text, str, str]) -> None:
        self._signs = signs

    def badge(self, state: str) -> SafeString:
        """The state by icon and word."""
        return badge(*self._signs[state])

    def word(self, state: str) -> Text:
        """The word alone, for a file or a sentence."""
        return self._signs[state][0]

    def choices(self) -> list[tuple[str, Text]]:
        """Code and word of each, for a filter."""
        return [(code, sign[0]) for code, sign in self._signs.items()]


def expiry_badge(
    expires_on: date | None,
    today: date,
    language: str,
    thresholds: ExpiryThresholds | None = None,
) -> SafeString:
    """The expiry as a badge: month, days left, last days, expired, or not entered.

    A batch whose expiry is today counts as expired, because it isn't sold.
    """
    limits = thresholds or ExpiryThresholds()
    if expires_on is None:
        return badge(_("No expiry date"), "question-circle", "line")
    left = (expires_on - today).days
    day = format_date(expires_on, language)
    if left <= 0:
        return badge(_("Expired %(day)s") % {"day": day}, "x-octagon-fill", "solid-stop")
    if left > limits.look:
        return badge(format_month(expires_on, language), "calendar3")
    words = _("%(day)s, %(days)s") % {"day": day, "days": days_words(left)}
    if left > limits.stop:
        return badge(words, "hourglass-split", "look")
    return badge(words, "hourglass-bottom", "stop")


def held_badge(reason: str) -> SafeString:
    """A batch that is held, and why."""
    text = _("On hold: %(reason)s") % {"reason": reason} if reason else _("On hold")
    return badge(text, "pause-circle-fill", "note")


def opened_badge(pack: str = "") -> SafeString:
    """A batch whose largest pack is opened, and so goes first."""
    return badge(_("Opened box") if not pack else _("Opened"), "box2", "go")


def class_mark(legal_class: str, country: str) -> SafeString:
    """The class's letter in the country's ring, named for those who don't see it.

    A class that the country doesn't know draws nothing.
    """
    try:
        goods = profile_for(country).legal_class(legal_class)
    except LookupError:
        return SafeString("")
    return format_html(
        '<span class="t-class t-class-{}" role="img" aria-label="{}" title="{}">{}</span>',
        goods.style,
        goods.title,
        goods.title,
        goods.mark,
    )
