"""Until which day sales have promotions to compare, for what reads a selling point."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from theriac.domains.organisation.models import PharmacySettings


def promote_until(day: date) -> None:
    """Let sales up to this day look for promotions, inside a command; never an earlier day again.

    A sale of a day after it asks nothing about promotions at all.
    """
    earlier = Q(promotions_until=None) | Q(promotions_until__lt=day)
    PharmacySettings.objects.filter(earlier).update(promotions_until=day)
