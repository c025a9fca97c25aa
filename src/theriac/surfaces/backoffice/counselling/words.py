"""Counselling in the reader's words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.counselling.codes import TOPICS, WHY_REFUSED
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    counselled=(_("Counselled"), "chat-left-text", "go"),
    refused=(_("Refused"), "x-circle", "look"),
    withdrawn=(_("Withdrawn"), "dash-circle", ""),
)


def topic_words(row: Any) -> list[Text]:
    """What was explained, topic by topic."""
    return [TOPICS[code] for code in row.codes]


def about(row: Any) -> str:
    """The topics in one line, or why it was refused."""
    if row.refused_why:
        return str(WHY_REFUSED[row.refused_why])
    return ", ".join(str(words) for words in topic_words(row))
