"""A new key for the hashes by which patients are found, and their hashes under it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keyed_hashes import HashKey, hash_keys, make_hash_key
from theriac.domains.patients.models import Patient
from theriac.domains.patients.sought import keep_tokens, mark, profile


@command(
    name="patients.change_search_key",
    done=_("Changed the patient search key"),
    system_only=True,
)
def change_search_key(*, actor: Actor) -> int:
    """Make a new key, which writes from now on; the old one finds until all hashes are renewed.

    Returns its number. ``renew_search_tokens`` does the rest while people work.
    """
    number = make_hash_key()
    unit = current_unit()
    unit.record("patients.search_key", unit.effect_id, facts={"generation": number})
    return number


@command(name="patients.renew_tokens", done=_("Updated the patient search"), system_only=True)
def renew_tokens(*, actor: Actor, patient_ids: Sequence[UUID]) -> int:
    """Hash these patients under the newest key, in one transaction; how many needed it."""
    newest: HashKey = hash_keys()[0]
    code = profile().calling_code
    rows = Patient.objects.select_for_update().filter(
        id__in=patient_ids, erased_at=None, restricted_at=None
    )
    done = 0
    for patient in rows.filter(hash_generation__lt=newest.generation).order_by("id"):
        tokens = mark(patient, code, newest)
        patient.save(update_fields=["twin", "hash_generation"])
        keep_tokens(patient, tokens)
        done += 1
    unit = current_unit()
    unit.record("patients.search_key", unit.effect_id, facts={"renewed": done})
    return done
