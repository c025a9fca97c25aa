"""What a person does with the seal: take an export, and begin a new log after a restore."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.command import command, current_unit
from theriac.core.problems import Conflict, Unprocessable
from theriac.core.rights import Concerns
from theriac.core.seal.models import SealHead, SealLog
from theriac.core.seal.publication import (
    SealBroken,
    compare_with_store,
    is_log_name,
    newest_published,
    seal_store,
)
from theriac.core.seal.sealer import begin_log, newest_log


class NothingSealed(Unprocessable):
    """No head was made in the period."""

    type = "seal.nothing_sealed"
    title = _("Nothing was sealed then")


class NothingToFollow(Conflict):
    """The seal isn't broken; a new log would only hide that nothing is wrong."""

    type = "seal.not_broken"
    title = _("The seal stands")


@command(
    name="seal.take_export",
    done=_("Took an export of the sealed books"),
    permission=VIEW_TRAIL,
    concerns=Concerns.PHARMACY,
)
def take_export(*, actor: Actor, since: datetime, until: datetime) -> None:
    """Note that an export of the period is taken. Raises NothingSealed."""
    heads = SealHead.objects.filter(made_at__gte=since, made_at__lte=until)
    count = heads.count()
    if not count:
        raise NothingSealed(_("No head was made in these days. Choose another period."))
    unit = current_unit()
    facts = {"since": since.isoformat(), "until": until.isoformat(), "heads": count}
    unit.record("seal.export", unit.effect_id, facts=facts)


@command(name="seal.begin_new_log", done=_("Began a new log of the seal"), system_only=True)
def begin_new_log(*, actor: Actor, reason: str) -> str:
    """Seal anew from the first row, after the log that the store knows; tells the log's name.

    For when a backup was put back, so that the store is ahead of the database. What was published
    stays where it is. Only from the command line. Raises NothingToFollow, Unprocessable without a
    reason, and StoreProblem.
    """
    if not reason.strip():
        raise Unprocessable(_("Say why, for whoever checks the books."), field="reason")
    try:
        compare_with_store(newest_log(), seal_store())
    except SealBroken as broken:
        return _follow(broken, reason)
    raise NothingToFollow(_("Store and database agree: there is nothing to begin anew."))


@command(
    name="seal.follow_restored",
    done=_("Began a new log of the seal after a restore"),
    system_only=True,
)
def follow_restored(*, actor: Actor, made_at: str) -> str:
    """Begin a new log where a restored backup is older than what the store knows.

    Tells the log's name. ``made_at`` is when the backup was made; it stands in the reason. Raises
    NothingToFollow where the seal simply goes on, and where the store has other content than the
    backup's books, which a person must look at; StoreProblem.
    """
    try:
        compare_with_store(newest_log(), seal_store())
    except SealBroken as broken:
        if broken.code in {"behind", "unknown"}:
            return _follow(broken, f"The backup of {made_at} was restored.")
    raise NothingToFollow(_("Store and database agree: there is nothing to begin anew."))


def _follow(broken: SealBroken, reason: str) -> str:
    log, store = newest_log(), seal_store()
    name = log.name if log else broken.words
    newest = newest_published(store, name) if is_log_name(name) else None
    begun = begin_log(
        follows=newest[1] if newest else "", reason=reason, begun_by=current_unit().actor.id
    )
    facts = {"log": begun.name, "follows": name}
    current_unit().record("seal.log", begun.id, reason=reason, facts=facts)
    return begun.name


def followed_logs() -> set[str]:
    """The names of the logs that a later one follows."""
    notes = SealLog.objects.exclude(follows="").values_list("follows", flat=True)
    return {note.partition("\n")[0].partition("/")[2] for note in notes}
