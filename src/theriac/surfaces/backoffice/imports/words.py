"""Imports in the reader's words: states, counts, consequences, ways of writing."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.problems import NotFound, Text
from theriac.domains.catalog.imports.kinds import kind_of
from theriac.domains.catalog.imports.outcomes import Tally
from theriac.domains.catalog.imports.products.pack_texts import read_pack_text
from theriac.domains.catalog.imports.products.packs import read_packs
from theriac.surfaces.backoffice.shell.badges import States, badge
from theriac.surfaces.backoffice.templatetags import theriac as shown

STEPS: tuple[Text, ...] = (
    gettext_lazy("File"),
    gettext_lazy("Columns"),
    gettext_lazy("Check"),
    gettext_lazy("Done"),
)

STATES = States(
    columns=(gettext_lazy("Match columns"), "layout-three-columns", "look"),
    checking=(gettext_lazy("Checking"), "arrow-repeat", "note"),
    checked=(gettext_lazy("Checked, not saved"), "clipboard-check", "look"),
    committing=(gettext_lazy("Importing"), "arrow-repeat", "note"),
    done=(gettext_lazy("Imported"), "check-circle-fill", "go"),
    stopped=(gettext_lazy("Stopped"), "slash-circle", "stop"),
    discarded=(gettext_lazy("Discarded"), "slash-circle", "line"),
)

DATES: dict[str, Text] = {
    "dmy": gettext_lazy("31/12/2027, day first"),
    "mdy": gettext_lazy("12/31/2027, month first"),
    "ymd": gettext_lazy("2027/12/31, year first"),
}

PACKS: dict[str, Text] = {
    "": gettext_lazy("Choose"),
    "units": gettext_lazy("Multiply, as suggested"),
    "left_out": gettext_lazy("Skip these rows"),
}

IDENTITIES: dict[str, Text] = {
    "code": gettext_lazy("Product code"),
    "barcode": gettext_lazy("Barcode"),
    "name": gettext_lazy("Name, manufacturer and strength"),
}


def _changed(what: str, count: int) -> str:
    facts = {"count": shown.number(count)}
    match what:
        case "price":
            return ngettext("%(count)s price", "%(count)s prices", count) % facts
        case "name":
            return ngettext("%(count)s name", "%(count)s names", count) % facts
        case "packs":
            return ngettext("%(count)s pack", "%(count)s packs", count) % facts
        case "barcodes":
            return ngettext("%(count)s barcode", "%(count)s barcodes", count) % facts
        case "ceiling":
            return ngettext("%(count)s maximum price", "%(count)s maximum prices", count) % facts
        case _:
            return ngettext("%(count)s detail", "%(count)s details", count) % facts


def pack_words(text: str) -> str:
    """10x10: 100 units."""
    read = read_pack_text(text)
    count = read.units if read else 0
    words = ngettext("%(count)s unit", "%(count)s units", count)
    return words % {"count": shown.number(count)}


def label_words(text: str) -> str:
    """10x10 as a description: strip of 10, box of 100."""
    read = read_packs(text)
    words = _("%(pack)s of %(count)s")
    return ", ".join(
        words % {"pack": pack.name, "count": shown.number(pack.factor)}
        for pack in (read.levels if read else ())
    )


def kind_title(code: str) -> Text:
    """What is brought in."""
    try:
        return kind_of(code).title
    except NotFound:
        return code


def change_words(tally: Tally) -> str:
    """What differs in the changed rows, the most frequent first."""
    return ", ".join(_changed(what, count) for what, count in tally.what.most_common() if count)


def problem_words(tally: Tally) -> str:
    """143 refused, 43 to look at."""
    parts = []
    if tally.left_out:
        parts.append(_("%(count)s skipped") % {"count": shown.number(tally.left_out)})
    if tally.look:
        parts.append(_("%(count)s to check") % {"count": shown.number(tally.look)})
    return ", ".join(parts) or _("none")


def consequence_badge(consequence: str) -> SafeString:
    """What follows for the row."""
    if consequence == "look":
        return badge(_("Check"), "exclamation-triangle", "look")
    return badge(_("Not imported"), "x-circle", "stop")
