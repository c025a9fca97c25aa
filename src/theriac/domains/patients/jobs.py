"""Work on patients' hashes while people work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.privacy.keyed_hashes import drop_hash_keys, hash_keys, renew_registered
from theriac.domains.organisation.queries.branches import branch_time_zones
from theriac.domains.patients.commands.restrict import erase_on_date
from theriac.domains.patients.commands.search_key import renew_tokens
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Patient

AT_ONCE = 25
RENEWAL = "patients.search_tokens"


@scheduled(daily_at="03:20")
@task(
    name="patients.renew_search_tokens",
    title=_("Update the patient search with the new key"),
    takes_context=True,
)
def renew_search_tokens(context: JobContext) -> dict[str, int]:
    """Hash every patient under the newest key, some at a time, then forget the older keys.

    What other domains find by hashes is renewed too, before a key goes.
    Patients are found all the while: searches ask for the hashes of every key that is left. Run
    each night it also finds whoever was registered under the old key at the last moment.
    """
    newest = hash_keys()[0].generation
    behind = Patient.objects.filter(
        erased_at=None, restricted_at=None, hash_generation__lt=newest
    ).order_by("id")
    total = behind.count()
    done = 0
    while ids := list(behind.values_list("id", flat=True)[:AT_ONCE]):
        context.check()
        done += renew_tokens(actor=SYSTEM, patient_ids=ids)
        context.progress(done, total)
    renew_registered()
    return {"patients": done, "keys_dropped": drop_hash_keys(newest)}


@scheduled(daily_at="03:00")
@task(
    name="patients.erase_restricted",
    title=_("Erase patients on their due date"),
    takes_context=True,
)
def erase_restricted(context: JobContext) -> dict[str, int]:
    """Erase restricted patients whose date has come, each in a transaction of its own."""
    today = clock.today(branch_time_zones()[0])
    rows = Patient.objects.filter(erase_on__lte=today, erased_at=None, merged_into=None)
    ids = list(rows.order_by("id").values_list("id", flat=True))
    erased = 0
    for done, patient_id in enumerate(ids, start=1):
        context.check()
        erased += erase_on_date(actor=SYSTEM, branch_id=None, patient_id=PatientId(patient_id))
        context.progress(done, len(ids))
    return {"erased": erased, "held_longer": len(ids) - erased}
