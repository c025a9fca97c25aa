"""Whose request it is: whether they are kept here, and which ids the trail knows them by."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.privacy.keys import open_keys
from theriac.domains.accounts.queries.people import people_seen
from theriac.domains.customers.queries import is_kept
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.problems import SubjectRequestRefused

Subject = SubjectRequest.Subject


def require_subject(actor: Actor, kind: str, subject_id: UUID) -> None:
    """Raise SubjectRequestRefused, PatientUnknown or PatientGone for nobody who is kept here.

    Of the staff, for somebody who works where the actor answers no requests.
    """
    if kind == Subject.PATIENT:
        get_patient(subject_id, even_restricted=True)
        return
    if kind == Subject.CUSTOMER:
        found = is_kept(subject_id)
    else:
        people = people_seen(actor=actor, permission=ERASE_PATIENTS)
        found = people.filter(id=subject_id, erased_at=None).exists()
    if not found:
        words = _("No person has this ID. Check the person's own page.")
        raise SubjectRequestRefused(words, field="subject_id")


def ids_on_the_trail(request: SubjectRequest) -> Sequence[UUID]:
    """The subject's ids: a patient's with the records that were merged into theirs."""
    if request.subject_id is None:
        return ()
    if request.subject_kind == Subject.PATIENT:
        return ids_of(request.subject_id)
    return (request.subject_id,)


def can_be_written(request: SubjectRequest) -> bool:
    """Whether a text about the person can still be kept: there is a key, and no period is over."""
    return request.text_gone_at is None and bool(open_keys([request.key_owner]))
