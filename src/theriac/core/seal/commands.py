"""What a person does with the seal: take an export, begin a new log, publish anew."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.command import command, current_unit
from theriac.core.problems import Conflict, Unprocessable, require_reason
from theriac.core.rights import Concerns
from theriac.core.seal.models import SealCopy, SealHead, SealLog, SealState
from theriac.core.seal.publication import (
    LACKS,
    SealBroken,
    compare_with_store,
    is_log_name,
    newest_published,
    published_size,
    seal_store,
)
from theriac.core.seal.sealer import STATE, begin_log, newest_log


class NothingSealed(Unprocessable):
    """No head was made in the period."""

    type = "seal.nothing_sealed"
    title = _("No tamper proof for this period")


class NothingToFollow(Conflict):
    """The seal isn't broken; a new log would only hide that nothing is wrong."""

    type = "seal.not_broken"
    title = _("The tamper proof is intact")


@command(
    name="seal.take_export",
    done=_("Exported the records with tamper proof"),
    permission=VIEW_TRAIL,
    concerns=Concerns.PHARMACY,
)
def take_export(*, actor: Actor, since: datetime, until: datetime) -> None:
    """Note that an export of the period is taken. Raises NothingSealed."""
    heads = SealHead.objects.filter(made_at__gte=since, made_at__lte=until)
    count = heads.count()
    if not count:
        raise NothingSealed(_("No checkpoint was created in this period. Choose another period."))
    unit = current_unit()
    facts = {"since": since.isoformat(), "until": until.isoformat(), "heads": count}
    unit.record("seal.export", unit.effect_id, facts=facts)


@command(name="seal.begin_new_log", done=_("Started a new tamper-proof log"), system_only=True)
def begin_new_log(*, actor: Actor, reason: str) -> str:
    """Seal anew from the first row, after the log that the store knows; tells the log's name.

    For when a backup was put back, so that the store is ahead of the database. What was published
    stays where it is. Only from the command line. Raises NothingToFollow, Unprocessable without a
    reason, and StoreProblem.
    """
    why = require_reason(reason)
    broken = _broken()
    if broken is None:
        raise NothingToFollow(_("The storage and the database match. No new log is needed."))
    if broken.code == LACKS:
        raise NothingToFollow(
            _("The database has everything in the storage. Publish again: ./theriac seal republish")
        )
    return _follow(broken, why)


@command(
    name="seal.follow_restored",
    done=_("Continued the tamper proof after a restore"),
    system_only=True,
)
def follow_restored(*, actor: Actor, made_at: str) -> str:
    """Begin a new log where a restored backup is older than what the store knows; tells its name.

    A store that lacks what was published, as on a new machine, gets it again; no log is begun then,
    and the name is empty. ``made_at`` is when the backup was made; it stands in the reason. Raises
    NothingToFollow where the seal simply goes on, and where the store has other content than the
    backup's books, which a person must look at; StoreProblem.
    """
    broken, reason = _broken(), f"The backup of {made_at} was restored."
    if broken is not None and broken.code in {"behind", "unknown"}:
        return _follow(broken, reason)
    if broken is not None and broken.code == LACKS:
        _forget_published(reason)
        return ""
    raise NothingToFollow(_("The storage and the database match. No new log is needed."))


@command(
    name="seal.republish",
    done=_("Republished the tamper-proof checkpoints"),
    system_only=True,
)
def republish(*, actor: Actor, reason: str) -> None:
    """Let the next pass publish again what the store, or a further one, lost.

    For when its disk was lost, or it moved. Only from the command line. Raises
    NothingToFollow where the store lacks nothing or has other content, Unprocessable without a
    reason, and StoreProblem.
    """
    why = require_reason(reason)
    broken = _broken()
    if broken is not None and broken.code != LACKS:
        raise NothingToFollow(_("The storage has different content. Call the auditor."))
    if broken is None and not SealCopy.objects.filter(trouble=LACKS).exists():
        raise NothingToFollow(_("Nothing published is missing from the storage."))
    _forget_published(why)


def _broken() -> SealBroken | None:
    log = newest_log()
    try:
        compare_with_store(log, seal_store(), published_size(log))
    except SealBroken as broken:
        return broken
    return None


def _forget_published(reason: str) -> None:
    """The trail keeps how much was published, where the state forgets it."""
    states = SealState.objects.filter(name=STATE)
    state = states.get()
    unit = current_unit()
    log = SealLog.objects.get(number=state.log).name
    facts = {"log": log, "published_size": state.published_size}
    states.update(published_size=0)
    SealCopy.objects.update(published_size=0)
    unit.record("seal.log", unit.effect_id, reason=reason, facts=facts)


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
