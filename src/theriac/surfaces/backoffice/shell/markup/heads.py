"""A page's head: at most one filled and two plain buttons, the rest under More (UX-11).

Which buttons a page has hangs on the person and on the thing, so they are counted once they are
drawn. Menus stay in sight before plain buttons, and those before buttons that stop something.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.surfaces.backoffice.shell.badges import draw_icon

MOST_PLAIN = 2
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(slots=True)
class Part:
    """An element right inside the row: where it stands in the text, and which buttons it holds."""

    begin: int
    end: int
    is_menu: bool
    classes: set[str]

    @property
    def is_button(self) -> bool:
        """Whether there is anything to press in it."""
        return "btn" in self.classes

    @property
    def is_filled(self) -> bool:
        """Whether its button is the filled one."""
        return "btn-primary" in self.classes

    @property
    def rank(self) -> int:
        """Who stays in sight: the least."""
        return 0 if self.is_menu else 2 if "btn-stop" in self.classes else 1


class RowReader(HTMLParser):
    """Finds the row ``t-end`` of a drawn head, and the elements right inside it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._depth = 0
        self.parts: list[Part] = []
        self.row_end: int | None = None
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a level; the second one is a part of the row."""
        names = set((dict(attrs).get("class") or "").split())
        if self._depth == 1:
            self.parts.append(Part(self._here(), 0, "t-menu" in names, set()))
        if self._depth and self.parts:
            self.parts[-1].classes |= {name for name in names if name.startswith("btn")}
        if tag in VOID:
            self._close_part()
        else:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Close a level."""
        if tag in VOID:
            return
        self._depth -= 1
        if self._depth == 0:
            self.row_end = self._here()
        self._close_part(len(f"</{tag}>"))

    def _close_part(self, length: int | None = None) -> None:
        if self._depth == 1 and self.parts:
            own = len(self.get_starttag_text() or "") if length is None else length
            self.parts[-1].end = self._here() + own


def within_limits(html: str) -> SafeString:
    """The drawn buttons of a head, those that are too many under More."""
    if html.count("btn") <= MOST_PLAIN:
        return SafeString(html)
    read = RowReader(html)
    parts = _with_their_words(read.parts)
    hidden = _too_many(parts)
    if not hidden or read.row_end is None:
        return SafeString(html)
    shown = [part for part in parts if part not in hidden]
    plain = [part for part in shown if not part.is_filled]
    filled = [part for part in shown if part.is_filled]
    return SafeString(
        html[: parts[0].begin]
        + "".join(html[part.begin : part.end] for part in plain)
        + _more("".join(html[part.begin : part.end] for part in hidden))
        + "".join(html[part.begin : part.end] for part in filled)
        + html[read.row_end :]
    )


def _with_their_words(parts: list[Part]) -> list[Part]:
    """The parts, words after a button (why it can't be pressed) taken as a part of it."""
    joined: list[Part] = []
    for part in parts:
        if joined and not part.is_button:
            joined[-1].end = part.end
        else:
            joined.append(part)
    return joined


def _too_many(parts: list[Part]) -> list[Part]:
    buttons = [part for part in parts if part.is_button]
    filled = [part for part in buttons if part.is_filled]
    others = [part for part in buttons if not part.is_filled]
    kept = [*filled[:1], *sorted(others, key=lambda part: part.rank)[:MOST_PLAIN]]
    return [part for part in buttons if part not in kept]


def _more(html: str) -> SafeString:
    return format_html(
        '<details class="t-menu t-head-more"><summary class="btn btn-plain">{}{}</summary>'
        '<div class="t-menu-panel t-menu-end">{}</div></details>',
        _("More"),
        draw_icon("chevron-down"),
        SafeString(html),
    )
