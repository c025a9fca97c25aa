"""The daily backup."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from theriac.core.jobs.context import JobContext
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.surfaces.operations.backups.archive import forget_old
from theriac.surfaces.operations.backups.backup import write_backup
from theriac.surfaces.operations.backups.recovery import write_keys


@scheduled(daily_at="02:20")
@task(name="operations.back_up", title=_("Daily backup"), takes_context=True)
def back_up(context: JobContext) -> str:
    """Write a backup with its file of keys, and forget the oldest; tells the file's name."""
    path = write_backup(settings.BACKUP_DIR, context.check)
    write_keys(path)
    forget_old(settings.BACKUP_DIR, settings.BACKUP_KEEP)
    return path.name
