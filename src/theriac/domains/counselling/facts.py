"""What somebody tells of a counselling, and what of it can't be."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import Flag, Text250
from theriac.core.problems import Text
from theriac.domains.counselling.codes import OTHER, TOPICS, Listener, Topic, WhyRefused
from theriac.domains.counselling.problems import CounsellingRefused

Topics = Annotated[list[Topic], Field(max_length=len(TOPICS))]


@record
class CounsellingGiven:
    """Which ``topics`` were explained to whom, or why that was refused.

    ``is_understood``: who listened said that they understood. ``note`` is kept under the patient's
    key.
    """

    to_whom: Listener = "patient"
    topics: Topics = Field(default_factory=list)
    refused_why: WhyRefused | None = None
    is_leaflet_given: Flag = False
    is_understood: Flag = False
    note: Text250 = ""


def check_given(given: CounsellingGiven) -> None:
    """Raise CounsellingRefused unless there are topics or else a reason, and no more than fits."""
    errors: dict[str, Text] = {}
    if given.refused_why is None:
        if not given.topics:
            errors["topics"] = _("Choose what was explained, or why counselling was refused.")
    else:
        if given.topics:
            errors["topics"] = _("Remove the topics, or the reason for the refusal.")
        if given.is_understood:
            errors["is_understood"] = _("This needs counselling that was given.")
        if given.refused_why == OTHER and not given.note.strip():
            errors["note"] = _("Describe the reason.")
    if errors:
        raise CounsellingRefused(errors=errors)


def topics_kept(given: CounsellingGiven) -> str:
    """The codes once each, in the order in which they are asked, apart by a space."""
    return " ".join(code for code in TOPICS if code in given.topics)
