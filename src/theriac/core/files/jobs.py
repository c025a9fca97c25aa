"""What happens to files by night: those past their day end, those that no row names are swept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.clock import now
from theriac.core.files.commands import end_files
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import days_over
from theriac.core.files.store import files_storage
from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task

KEEP_UNNAMED = timedelta(days=7)
FOLDERS = ("images", "documents", "sealed")
AT_ONCE = 200


@scheduled(daily_at="03:40")
@task(
    name="files.end_kept_files",
    title=_("Delete files past their retention period"),
    takes_context=True,
)
def end_kept_files(context: JobContext) -> int:
    """End the files that are past the last day of their policy; tells how many."""
    ended = 0
    due = StoredFile.objects.filter(keep_until__lt=days_over()).order_by("id")
    while ids := list(due.values_list("id", flat=True)[:AT_ONCE]):
        context.check()
        ended += end_files(actor=SYSTEM, file_ids=ids)
    return ended


@scheduled(daily_at="03:50")
@task(name="files.sweep_unnamed_files", title=_("Delete unused files"), takes_context=True)
def sweep_unnamed_files(context: JobContext) -> int:
    """Delete files older than a week that no row names; tells how many."""
    storage = files_storage()
    before = now() - KEEP_UNNAMED
    swept = 0
    for folder in _folders():
        context.check()
        paths = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        named = set(StoredFile.objects.filter(path__startswith=f"{folder}/").values_list("path"))
        named |= set(
            StoredFile.objects.filter(thumbnail_path__startswith=f"{folder}/").values_list(
                "thumbnail_path"
            )
        )
        for path in paths:
            if (path,) not in named and storage.get_modified_time(path) < before:
                storage.delete(path)
                swept += 1
    return swept


def _folders() -> Iterator[str]:
    storage = files_storage()
    for kind in FOLDERS:
        if storage.exists(kind):
            for name in sorted(storage.listdir(kind)[0]):
                yield f"{kind}/{name}"
