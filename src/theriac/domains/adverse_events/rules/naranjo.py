"""The adverse drug reaction probability scale: ten questions, whole scores, four bands.

Naranjo CA, Busto U, Sellers EM et al., Clinical Pharmacology and Therapeutics 1981;30:239-245, in
short words of our own. An answer that isn't known scores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

NaranjoAnswer = Literal["yes", "no", "unknown"]
NaranjoBand = Literal["definite", "probable", "possible", "doubtful"]


@dataclass(frozen=True, slots=True)
class NaranjoQuestion:
    """What is asked, and what yes and no score."""

    text: Text
    yes: int
    no: int


QUESTIONS: Mapping[str, NaranjoQuestion] = {
    "reported": NaranjoQuestion(_("Are there earlier conclusive reports on this reaction?"), 1, 0),
    "after": NaranjoQuestion(_("Did the reaction begin after the medicine was given?"), 2, -1),
    "improved": NaranjoQuestion(
        _("Did it improve when the medicine was stopped or an antagonist was given?"), 1, 0
    ),
    "recurred": NaranjoQuestion(_("Did it come back when the medicine was given again?"), 2, -1),
    "alternative": NaranjoQuestion(
        _("Are there other causes that could alone have caused it?"), -1, 2
    ),
    "placebo": NaranjoQuestion(_("Did it come back when a placebo was given?"), -1, 1),
    "level": NaranjoQuestion(
        _("Was the medicine found in the blood or elsewhere in a toxic concentration?"), 1, 0
    ),
    "dose": NaranjoQuestion(
        _("Was it more severe with a higher dose, or less severe with a lower one?"), 1, 0
    ),
    "earlier": NaranjoQuestion(
        _("Did the patient react alike to the same or a similar medicine before?"), 1, 0
    ),
    "objective": NaranjoQuestion(_("Was the reaction confirmed by objective evidence?"), 1, 0),
}
ANSWERS: Mapping[str, Text] = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}
BANDS: Mapping[str, Text] = {
    "definite": _("Definite"),
    "probable": _("Probable"),
    "possible": _("Possible"),
    "doubtful": _("Doubtful"),
}


def naranjo_score(answers: Mapping[str, str]) -> int:
    """The sum of ten answers, from -4 to 13. Raises KeyError for a question without one."""
    total = 0
    for code, question in QUESTIONS.items():
        answer = answers[code]
        total += question.yes if answer == "yes" else question.no if answer == "no" else 0
    return total


def naranjo_band(score: int) -> NaranjoBand:
    """Definite from 9, probable from 5, possible from 1, doubtful below."""
    if score >= 9:
        return "definite"
    if score >= 5:
        return "probable"
    return "possible" if score >= 1 else "doubtful"
