"""The words of the checks: which there are, their tiers, and why one may not run."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class CheckKind(StrEnum):
    """A check of a basket, in the order in which people read them."""

    INTERACTIONS = "interactions"
    ALLERGIES = "allergies"
    DUPLICATES = "duplicates"
    DOSES = "doses"
    AGE = "age"
    PREGNANCY = "pregnancy"
    CONDITIONS = "conditions"


class Tier(IntEnum):
    """How an alert stands in the way: 1 stops, 2 warns, 3 is for information."""

    STOP = 1
    WARN = 2
    NOTE = 3


class Kind(StrEnum):
    """What a line of a knowledge set says."""

    PAIR = "pair"
    """``first`` and ``second``, each a substance or class, interact."""
    MEMBER = "member"
    """The substance ``first`` belongs to the class ``second`` of the same set."""
    NAME = "name"
    """``first`` is another name of the substance ``second``; several lines: a combination."""
    CROSS = "cross"
    """Who is allergic to ``first`` may be to ``second`` (both ways)."""
    DOSE = "dose"
    """``amount`` micrograms of ``first`` a day, or a day and kilogram, are the most."""
    AGE = "age"
    """``first`` isn't for patients younger than ``to_months``."""
    PREGNANCY = "pregnancy"
    """``first`` isn't for who is pregnant (Z33) or breastfeeding (Z39), by ``second``."""
    CONDITION = "condition"
    """``first`` isn't for who has the condition ``second`` (the beginning of an ICD-10 code)."""


CHECK_OF: dict[Kind, CheckKind] = {
    Kind.PAIR: CheckKind.INTERACTIONS,
    Kind.CROSS: CheckKind.ALLERGIES,
    Kind.DOSE: CheckKind.DOSES,
    Kind.AGE: CheckKind.AGE,
    Kind.PREGNANCY: CheckKind.PREGNANCY,
    Kind.CONDITION: CheckKind.CONDITIONS,
}
"""Which check a line serves; members and names serve all that their set serves."""


class CheckGap(StrEnum):
    """Why a check, or a part of it, couldn't run."""

    NO_SET = "no_set"
    NO_PATIENT = "no_patient"
    NO_SUBSTANCE = "no_substance"
    NO_ATC = "no_atc"
    NO_DOSE = "no_dose"
    NO_STRENGTH = "no_strength"
    NO_WEIGHT = "no_weight"
    NO_AGE = "no_age"
    NO_PREGNANCY = "no_pregnancy"
    EXCIPIENTS = "excipients"
    UNREAD_ALLERGY = "unread_allergy"
    UNREAD_CONDITION = "unread_condition"
