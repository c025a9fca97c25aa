"""Work on patients' hashes while people work."""

from __future__ import annotations

from theriac.core.actor import SYSTEM
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.privacy.hashing import drop_hash_keys, hash_keys
from theriac.domains.patients.commands.search_key import renew_tokens
from theriac.domains.patients.models import Patient

AT_ONCE = 25
RENEWAL = "patients.search_tokens"


@scheduled(daily_at="03:20")
@task(takes_context=True)
def renew_search_tokens(context: JobContext) -> dict[str, int]:
    """Hash every patient under the newest key, some at a time, then forget the older keys.

    Patients are found all the while: searches ask for the hashes of every key that is left. Run
    each night it also finds whoever was registered under the old key at the last moment.
    """
    newest = hash_keys()[0].generation
    behind = Patient.objects.filter(erased_at=None, hash_generation__lt=newest).order_by("id")
    total = behind.count()
    done = 0
    while ids := list(behind.values_list("id", flat=True)[:AT_ONCE]):
        context.check()
        done += renew_tokens(actor=SYSTEM, patient_ids=ids)
        context.progress(done, total)
    return {"patients": done, "keys_dropped": drop_hash_keys(newest)}
