"""Letting go of what was written: of somebody whose key is gone, and after its period."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keys import destroy_keys
from theriac.domains.subject_requests.commands.enter import RECORD
from theriac.domains.subject_requests.models import SubjectRequest

AT_ONCE = 500


@command(
    name="subject_requests.forget_texts",
    done=gettext_lazy("Deleted what an erased person wrote"),
    system_only=True,
)
def forget_texts(*, actor: Actor, request_ids: Sequence[UUID]) -> None:
    """Empty what was written in these requests; their facts stay."""
    empty(request_ids, "erased")


def empty(request_ids: Sequence[UUID], reason: str) -> int:
    """Empty the texts of those that still have some, inside a unit of work; how many."""
    rows = SubjectRequest.objects.filter(id__in=request_ids, text_gone_at=None)
    found = list(rows.select_for_update().order_by("id"))
    for request in found:
        request.content = ""
        request.text_gone_at = clock.now()
        request.version += 1
        request.save(update_fields=["content", "text_gone_at", "version"])
        current_unit().record(RECORD, request.id, reason=reason, facts={"changed": ["content"]})
    destroy_keys([request.key_owner for request in found if request.subject_id is None])
    return len(found)


def destroyed_own() -> set[UUID]:
    """Requests of people who never were known here whose own key was destroyed."""
    rows = SubjectRequest.objects.filter(subject_id=None).exclude(text_gone_at=None).order_by()
    return set(rows.values_list("key_owner", flat=True))


def forget_of(gone: Collection[UUID]) -> int:
    """Empty the requests of those whose key is gone; how many."""
    wanted = sorted(gone)
    count = 0
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = SubjectRequest.objects.filter(key_owner__in=some, text_gone_at=None)
        if ids := list(rows.order_by("id").values_list("id", flat=True)):
            forget_texts(actor=SYSTEM, request_ids=ids)
            count += len(ids)
    return count
