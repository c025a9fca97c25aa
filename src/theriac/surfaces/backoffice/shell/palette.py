"""The command palette (Ctrl K): does and opens everything that the role may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from theriac.core.problems import Text
from theriac.surfaces.backoffice.shell.errors import is_fragment
from theriac.surfaces.backoffice.shell.navigation import address_of, declared, may_see
from theriac.surfaces.backoffice.shell.screens import Screen

MOST_HITS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the palette, the typed beginnings of words marked."""

    marked: SafeString
    icon: str
    url: str
    note: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Lines under one word: Do, Open, Found."""

    title: Text
    hits: tuple[Hit, ...]


def fits(text: str, label: str) -> bool:
    """Whether every typed word begins a word of the label, in any order and case."""
    words = label.casefold().split()
    return all(any(word.startswith(part) for word in words) for part in text.casefold().split())


def in_every_language(*texts: Text) -> str:
    """The texts as each language of the screens has them: people type the word that they know."""
    told: list[str] = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            told += [str(text) for text in texts]
    return " ".join(told)


def mark_words(text: str, label: str) -> SafeString:
    """The label with the typed beginnings in bold, everything escaped."""
    parts = sorted(text.casefold().split(), key=len, reverse=True)
    marked: list[str] = []
    for word in label.split(" "):
        size = next((len(part) for part in parts if word.casefold().startswith(part)), 0)
        head, tail = conditional_escape(word[:size]), conditional_escape(word[size:])
        marked.append(f"<b>{head}</b>{tail}" if size else str(tail))
    return SafeString(" ".join(marked))


class Palette(Screen):
    """What the palette shows for ``?q=``; a fragment for the script, else a page."""

    permission = None
    title = gettext_lazy("Search or run a command")
    template_name = "backoffice/palette.html"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if is_fragment(request):
            self.template_name = "backoffice/partials/palette_results.html"
        return self.draw()

    def context(self) -> dict[str, Any]:
        text = self.request.GET.get("q", "").strip()[:100]
        groups = [
            HitGroup(_("Actions"), tuple(self._limited(self._commands(text)))),
            HitGroup(_("Open"), tuple(self._limited(self._pages(text)))),
            HitGroup(_("Found"), tuple(self._limited(self._records(text)))),
        ]
        return {"text": text, "groups": [group for group in groups if group.hits]}

    @staticmethod
    def _limited(hits: Iterable[Hit]) -> Iterator[Hit]:
        return (hit for _place, hit in zip(range(MOST_HITS), hits, strict=False))

    def _commands(self, text: str) -> Iterator[Hit]:
        for command in declared().commands:
            label = str(command.label)
            url = address_of(command.url_name)
            may = url is not None and may_see(self.actor, command.permission)
            if url and may and fits(text, in_every_language(command.label, command.words)):
                yield Hit(mark_words(text, label), command.icon, url)

    def _pages(self, text: str) -> Iterator[Hit]:
        for item in declared().items:
            label = str(item.label)
            url = address_of(item.url_name)
            may = url is not None and may_see(self.actor, item.permission)
            if url and may and fits(text, in_every_language(item.label, item.words)):
                yield Hit(mark_words(text, label), item.icon, url)

    def _records(self, text: str) -> Iterator[Hit]:
        if len(text) < 2:
            return
        every = [found for search in declared().searches for found in search(self.actor, text)]
        named = [one for one in every if one.named]
        others = [one for one in every if not one.named]
        if named and not any(fits(text, one.label) for one in others):
            others = []
        for found in [*named, *others]:
            marked = mark_words(text, found.label)
            yield Hit(marked, found.icon, found.url, found.note, found.is_code)
