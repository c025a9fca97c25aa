"""Sharing the books with somebody outside, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.limits import Limit, settled
from theriac.core.permissions import declared_permissions
from theriac.core.privacy.keys import make_keys
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.rights import Concerns
from theriac.core.secrets import keyed_hash, new_secret
from theriac.domains.accounts.security.address import current_address
from theriac.domains.accounts.security.events import SecurityEventKind, note
from theriac.domains.shares.models import Share, ShareLook
from theriac.domains.shares.permissions import SHARE_BOOKS
from theriac.domains.shares.queries import shares_ended_by
from theriac.domains.shares.rights import (
    COSTED,
    MASKED,
    NAMED,
    READS_PATIENTS,
    RIGHTS,
    SALES,
    SEAL,
    rights_of,
)

MOST_TRIES = 10
SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """Whom, what and for how long; ``branches`` empty means every branch."""

    name: str
    email: str
    kinds: tuple[str, ...]
    branches: tuple[UUID, ...]
    since: date
    until: date
    ends_at: datetime
    passphrase: str = ""
    patients: str = ""
    patients_why: str = ""
    costs: bool = False


@dataclass(frozen=True, slots=True)
class IssuedShare:
    """A share's token as it is shown, once."""

    id: UUID
    secret: str


@command(
    name="shares.make_share",
    done=gettext_lazy("Created a share link"),
    permission=SHARE_BOOKS,
    concerns=Concerns.THING,
)
def make_share(*, actor: Actor, draft: ShareDraft) -> IssuedShare:
    """A link to the books of a period. Raises Unprocessable, NotPermitted.

    Nobody shares what they may not see at these branches themselves. The seal covers all branches,
    so it is shared only with all of them.
    """
    _check(draft)
    _check_patients(draft)
    _require_rights(actor, draft)
    secret, share_id = new_secret(), new_id()
    make_keys([share_id])
    share = Share.objects.create(
        id=share_id,
        name=draft.name.strip(),
        email=draft.email,
        kinds=sorted(draft.kinds),
        branches=sorted(str(one) for one in draft.branches),
        since=draft.since,
        until=draft.until,
        made_at=clock.now(),
        made_by=actor.id,
        ends_at=draft.ends_at,
        secret_hash=keyed_hash(secret),
        passphrase=make_password(draft.passphrase) if draft.passphrase else "",
        patients=draft.patients,
        patients_why=draft.patients_why.strip() if draft.patients else "",
        costs=draft.costs,
    )
    facts = {
        "kinds": share.kinds,
        "branches": share.branches,
        "since": share.since.isoformat(),
        "until": share.until.isoformat(),
        "ends_at": share.ends_at.isoformat(),
        **({"patients": share.patients} if share.patients else {}),
        **({"costs": True} if share.costs else {}),
    }
    current_unit().record("shares.share", share.id, reason=share.patients_why, facts=facts)
    note(SecurityEventKind.SHARE_MADE, actor=actor, facts={"share": str(share.id)})
    return IssuedShare(share.id, secret)


def _check(draft: ShareDraft) -> None:
    if not draft.kinds or not set(draft.kinds) <= set(RIGHTS):
        raise Unprocessable(_("Choose at least one type of record to share."), field="kinds")
    if draft.until < draft.since:
        words = _("This date is before the first day. Choose a later one.")
        raise Unprocessable(words, field="until")
    if SEAL in draft.kinds and draft.branches:
        words = _("Sealed records cover every branch. Share every branch, or leave them out.")
        raise Unprocessable(words, field="kinds")
    if draft.costs and not COSTED & set(draft.kinds):
        words = _(
            "None of the chosen records show purchase cost. Turn it off, or also share "
            "records with goods."
        )
        raise Unprocessable(words, field="costs")
    now, most = clock.now(), settled(Limit.SHARE_DAYS)
    if not now < draft.ends_at <= now + timedelta(days=most):
        words = _("A link lasts at most %(days)s days. Choose an earlier day.") % {"days": most}
        raise Unprocessable(words, field="ends_on")
    if draft.passphrase and len(draft.passphrase) < SHORTEST_PASSPHRASE:
        words = _("This is too short: at least %(count)s characters.")
        raise Unprocessable(words % {"count": SHORTEST_PASSPHRASE}, field="passphrase")


def _check_patients(draft: ShareDraft) -> None:
    if draft.patients not in {"", MASKED, NAMED}:
        raise Unprocessable(_("Choose one from the list."), field="patients")
    if not draft.patients:
        return
    if SALES not in draft.kinds:
        words = _("Patient names appear only with sales. Share sales too.")
        raise Unprocessable(words, field="patients")
    if not draft.patients_why.strip():
        words = _("Enter the reason for sharing patient data.")
        raise Unprocessable(words, field="patients_why")


def _require_rights(actor: Actor, draft: ShareDraft) -> None:
    wanted = rights_of(draft.kinds, costs=draft.costs) | {SHARE_BOOKS.code}
    if draft.patients:
        wanted |= {READS_PATIENTS}
    for right in declared_permissions():
        if right.code not in wanted:
            continue
        seen = actor.branches_with(right)
        if seen is not None and not (draft.branches and seen.issuperset(draft.branches)):
            words = _("You can share only what you can view yourself: %(what)s.")
            raise NotPermitted(words % {"what": right.title}, permission=right.code)


@command(
    name="shares.end_share",
    done=gettext_lazy("Ended a share link"),
    permission=SHARE_BOOKS,
    concerns=Concerns.THING,
)
def end_share(*, actor: Actor, share_id: UUID) -> None:
    """End a share at once. Raises NotFound where it doesn't exist or is over."""
    now = clock.now()
    live = Share.objects.filter(id=share_id, ended_at=None, ends_at__gt=now)
    if not live.filter(**shares_ended_by(actor)).update(ended_at=now, ended_by=actor.id):
        raise NotFound(_("This link doesn't exist or has already ended."))
    current_unit().record("shares.share", share_id)
    note(SecurityEventKind.SHARE_ENDED, actor=actor, facts={"share": str(share_id)})


@command(name="shares.try_passphrase", done=gettext_lazy("Entered the passphrase of a share link"))
def try_passphrase(*, actor: Actor, share_id: UUID, passphrase: str) -> bool:
    """Whether it is the share's; the tenth wrong one ends the share."""
    live = Share.objects.filter(id=share_id, ended_at=None, wrong_tries__lt=MOST_TRIES)
    # Counted before the look, so that no number of tries at once gets past the limit.
    if not live.update(wrong_tries=F("wrong_tries") + 1):
        return False
    share = Share.objects.get(id=share_id)
    is_right = check_password(passphrase, share.passphrase)
    if is_right:
        Share.objects.filter(id=share_id).update(wrong_tries=0)
    elif share.wrong_tries >= MOST_TRIES:
        Share.objects.filter(id=share_id).update(ended_at=clock.now())
        note(SecurityEventKind.SHARE_LOCKED, actor=actor, facts={"share": str(share_id)})
    current_unit().record("shares.share", share_id, facts={"opened": is_right})
    return is_right


@command(name="shares.note_look", done=gettext_lazy("Viewed shared records"))
def note_look(*, actor: Actor, share_id: UUID, page: str) -> None:
    """Record that a page or file of a share was asked for, and from where."""
    look = ShareLook(share_id=share_id, looked_at=clock.now(), page=page[:120])
    look.address = current_address()
    look.save(force_insert=True)
    current_unit().record("shares.share", share_id, facts={"page": look.page})
