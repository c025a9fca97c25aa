"""Coded lists: allergens, conditions, reactions, consents. Every code may stand with free text.

Allergens and classes carry the names by which the clinical checks match; conditions carry ICD-10.
The lists are short on purpose: what isn't in them is written as text under ``other``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ALLERGY, CONDITION = "allergy", "condition"
OTHER = "other"
ALLERGENS: Mapping[str, Text] = {
    "penicillins": _("Penicillins"),
    "cephalosporins": _("Cephalosporins"),
    "sulfonamides": _("Sulfonamide antibiotics"),
    "macrolides": _("Macrolides"),
    "quinolones": _("Quinolones"),
    "tetracyclines": _("Tetracyclines"),
    "nsaids": _("Anti-inflammatory painkillers (NSAIDs)"),
    "aspirin": _("Aspirin"),
    "paracetamol": _("Paracetamol"),
    "opioids": _("Opioids"),
    "local anaesthetics": _("Local anaesthetics"),
    "iodine contrast": _("Iodine contrast"),
    "insulins": _("Insulins"),
    "anticonvulsants": _("Anticonvulsants"),
    "vaccines": _("Vaccines"),
    "egg": _("Egg"),
    "milk": _("Milk"),
    "peanut": _("Peanut"),
    "soya": _("Soya"),
    "seafood": _("Fish and seafood"),
    "latex": _("Latex"),
    "lactose": _("Lactose"),
    "gluten": _("Gluten"),
    OTHER: _("Other (specify)"),
}
CONDITIONS: Mapping[str, Text] = {
    "I10": _("High blood pressure"),
    "E10": _("Diabetes, type 1"),
    "E11": _("Diabetes, type 2"),
    "E78": _("High cholesterol"),
    "J45": _("Asthma"),
    "J44": _("Chronic obstructive lung disease"),
    "I25": _("Coronary heart disease"),
    "I50": _("Heart failure"),
    "I48": _("Atrial fibrillation"),
    "I64": _("Stroke"),
    "N18": _("Chronic kidney disease"),
    "K74": _("Liver cirrhosis"),
    "B18": _("Chronic hepatitis"),
    "K27": _("Peptic ulcer"),
    "K21": _("Reflux"),
    "G40": _("Epilepsy"),
    "G43": _("Migraine"),
    "F32": _("Depression"),
    "E05": _("Overactive thyroid"),
    "E03": _("Underactive thyroid"),
    "D55": _("G6PD deficiency"),
    "M10": _("Gout"),
    "A15": _("Tuberculosis"),
    "B24": _("HIV"),
    "H40": _("Glaucoma"),
    "N40": _("Enlarged prostate"),
    "Z33": _("Pregnant"),
    "Z39": _("Breastfeeding"),
    OTHER: _("Other (specify)"),
}
SEVERITIES: Mapping[str, Text] = {
    "": _("Not known"),
    "mild": _("Mild"),
    "moderate": _("Moderate"),
    "severe": _("Severe"),
}
ENDINGS: Mapping[str, Text] = {
    "resolved": _("Resolved"),
    "mistake": _("Recorded by mistake"),
}
ConsentPurpose = Literal["refill", "order", "health", "offers"]
PURPOSES: Mapping[str, Text] = {
    "refill": _("Refill reminders"),
    "order": _("Order updates"),
    "health": _("Advice on medicines"),
    "offers": _("Offers"),
}
Channel = Literal["whatsapp", "sms", "email", "phone"]
CHANNELS: Mapping[str, Text] = {
    "whatsapp": _("WhatsApp"),
    "sms": _("SMS"),
    "email": _("Email"),
    "phone": _("Telephone"),
}
How = Literal["spoken", "signed", "message", "online"]
HOWS: Mapping[str, Text] = {
    "spoken": _("verbally in the pharmacy"),
    "signed": _("signed on paper"),
    "message": _("in a written message"),
    "online": _("chosen online"),
}


def codes_of(kind: str) -> Mapping[str, Text]:
    """The list of a kind of health fact."""
    return ALLERGENS if kind == ALLERGY else CONDITIONS
