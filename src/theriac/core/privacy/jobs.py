"""Work on keys while people sell: the nightly copy, and wrapping under a new master key."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.core.privacy.copies import back_up_keys
from theriac.core.privacy.keys import master_keys, unwrap, wrap
from theriac.core.privacy.orphans import sweep
from theriac.core.privacy.ports import WrappedKey
from theriac.core.privacy.store import key_store


@scheduled(daily_at="02:10")
@task(name="privacy.back_up_key_store", title=_("Daily key backup"))
def back_up_key_store() -> str:
    """Copy the key store and forget copies older than a week; tells the file's name."""
    return back_up_keys().name


@scheduled(daily_at="02:20")
@task(name="privacy.sweep_orphans", title=_("Delete unused keys"))
def sweep_orphans() -> dict[str, int]:
    """Remove keys that belong to nobody, after the nightly copy, which keeps them for a week."""
    return sweep()


@task(
    name="privacy.rewrap_keys",
    title=_("Encrypt keys with the new master key"),
    takes_context=True,
)
def rewrap_keys(context: JobContext) -> dict[str, int]:
    """Wrap every key under the newest master key; what it opens stays as it is.

    A key that changed meanwhile is left to the next run. Raises Unreadable for a key whose master
    isn't in THERIAC_MASTER_KEY any more, before it is touched.
    """
    store = key_store()
    done = seen = 0
    after = ""
    total = count_older()
    while page := store.beginning("", after):
        for key in page:
            if not master_keys().is_newest(key.wrapped):
                done += _rewrap(key)
                context.progress(done, total)
        seen, after = seen + len(page), page[-1].name
        context.check()
    return {"keys": seen, "rewrapped": done}


def count_older() -> int:
    """How many keys are wrapped under an older master key."""
    count, after = 0, ""
    ring = master_keys()
    while page := key_store().beginning("", after):
        count += sum(not ring.is_newest(key.wrapped) for key in page)
        after = page[-1].name
    return count


def _rewrap(key: WrappedKey) -> int:
    fresh = wrap(key.name, unwrap(key.name, key.wrapped))
    return key_store().replace(key, fresh.wrapped)


def rewrap_if_needed() -> bool:
    """Enqueue the wrapping where an older master key still holds one; whether it was."""
    if not count_older():
        return False
    rewrap_keys.using(unique_key="privacy.rewrap").enqueue()
    return True
