"""What people read of a check: its names, its tiers, and why something couldn't run."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Kind, Tier

CHECKS: Mapping[CheckKind, Text] = {
    CheckKind.INTERACTIONS: _("Interactions"),
    CheckKind.ALLERGIES: _("Allergies"),
    CheckKind.DUPLICATES: _("Duplicate therapy"),
    CheckKind.DOSES: _("Daily dose"),
    CheckKind.AGE: _("Age"),
    CheckKind.PREGNANCY: _("Pregnancy and breastfeeding"),
    CheckKind.CONDITIONS: _("Conditions"),
}
TIERS: Mapping[Tier, Text] = {
    Tier.STOP: _("Stop"),
    Tier.WARN: _("Warning"),
    Tier.NOTE: _("For information"),
}
KINDS: Mapping[Kind, Text] = {
    Kind.PAIR: _("Interaction"),
    Kind.MEMBER: _("Member of a class"),
    Kind.NAME: _("Another name"),
    Kind.CROSS: _("Cross-allergy"),
    Kind.DOSE: _("Highest daily dose"),
    Kind.AGE: _("Lowest age"),
    Kind.PREGNANCY: _("Pregnancy or breastfeeding"),
    Kind.CONDITION: _("Condition"),
}
GAPS: Mapping[CheckGap, Text] = {
    CheckGap.NO_SET: _("No set for this check is in force. Ask the responsible pharmacist."),
    CheckGap.NO_PATIENT: _("No patient was given. Choose the patient to check this."),
    CheckGap.NO_SUBSTANCE: _("What is in this medicine isn’t known. Assign its generic medicine."),
    CheckGap.NO_ATC: _("This medicine has no ATC code. Add it to the generic medicine."),
    CheckGap.NO_DOSE: _("How it is taken isn’t known. Enter the dose."),
    CheckGap.NO_STRENGTH: _("Its strength can’t be calculated. Calculate the dose yourself."),
    CheckGap.NO_WEIGHT: _("The weight isn’t known. Enter it to check the dose."),
    CheckGap.NO_AGE: _("The age isn’t known. Enter the birth date."),
    CheckGap.NO_PREGNANCY: _(
        "It isn’t known whether the patient is pregnant or breastfeeding. Ask."
    ),
    CheckGap.EXCIPIENTS: _("Other ingredients of medicines aren’t known. Read the leaflet."),
    CheckGap.UNREAD_ALLERGY: _("This allergy matches no substance. Compare it yourself."),
    CheckGap.UNREAD_CONDITION: _("This condition has no code. Judge it yourself."),
}


def in_language(texts: Mapping[str, str]) -> str:
    """The text in the reader's language, else in English, else as there is one."""
    wanted = (get_language() or "en").partition("-")[0]
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), "")
