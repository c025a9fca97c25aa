"""How often somebody may try to sign in: ten times for an account, fifty from an address.

On a device or at an address that the account knows, ten times of its own: strangers' tries don't
count there, nor do its tries anywhere else (``devices``).

Codes of a second step count by themselves, ten an account, wherever they are typed.

Counted in the database, so that every process counts the same and no Redis is needed. A try is
taken before the password is looked at, under the row's lock; the last one locks the subject at
once. Each lock that follows another is longer; a success, or a day without a wrong try, forgets
them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from math import ceil
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.utils import OperationalError
from django.utils.translation import ngettext

from theriac.core import clock
from theriac.core.database.failures import is_transient
from theriac.core.database.insert import insert_absent
from theriac.core.secrets import keyed_hash
from theriac.domains.accounts.models import TryCount
from theriac.domains.accounts.problems import TooManyTries
from theriac.domains.accounts.security.address import network_of

P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 5
LOCKS = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))


@dataclass(frozen=True, slots=True)
class TryLimit:
    """So many tries within ``window``: since the last one, or since the first that counts.

    An account is asked since its last try, so that slow guessing gains nothing. Behind an address
    many people mistype now and then, so that its count begins anew each window.
    """

    tries: int
    window: timedelta
    since_last: bool = False


LIMITS: Mapping[str, TryLimit] = {
    "account": TryLimit(10, timedelta(days=1), since_last=True),
    "device": TryLimit(10, timedelta(days=1), since_last=True),
    "code": TryLimit(10, timedelta(days=1), since_last=True),
    "address": TryLimit(50, timedelta(hours=1)),
    "pairing": TryLimit(20, timedelta(hours=1)),
    "newcomer": TryLimit(20, timedelta(hours=1)),
    "mailbox": TryLimit(10, timedelta(hours=1)),
}
LOCKS_FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted: an account by its typed name, a place that it knows, or an address."""

    kind: str
    key: str

    @property
    def id(self) -> UUID:
        """The row's id, which tells neither name nor address.

        A whole UUID: MariaDB doesn't find one again whose version and variant are by chance.
        """
        return UUID(keyed_hash(f"tries:{self.kind}:{self.key}")[:32], version=5)


@dataclass(frozen=True, slots=True)
class TakenTry:
    """A try that may be made; ``locking`` are the subjects whose last one it is."""

    subjects: Sequence[Subject]
    locking: Sequence[Subject]


def account(name: str) -> Subject:
    """The account of a sign-in name, whether it exists or not."""
    return Subject("account", name.strip().casefold())


def known_place(name: str, where: str) -> Subject:
    """A device or an address that the account of a sign-in name knows."""
    return Subject("device", f"{name.strip().casefold()} {where}")


def code(user_id: UUID) -> Subject:
    """The codes of an account's second step, which a right password doesn't forgive."""
    return Subject("code", str(user_id))


def address(text: str, kind: str = "address") -> Subject:
    """The address that a try comes from."""
    return Subject(kind, network_of(text))


def mailbox(email: str) -> Subject:
    """The address that somebody asks to have a mail sent to, whether an account has it or not."""
    return Subject("mailbox", email)


def _again(function: Callable[P, R]) -> Callable[P, R]:
    """Try again what the database gave up for another's sake."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as problem:
                if attempt == ATTEMPTS or not is_transient(problem):
                    raise
        raise AssertionError("unreachable")

    return run


def take_try(*subjects: Subject) -> TakenTry:
    """Count a try for each subject. Raises TooManyTries, and then counts none."""
    _open(subjects)
    return _take(subjects)


@_again
def _open(subjects: Sequence[Subject]) -> None:
    """Make the rows that are missing, in a transaction of their own.

    Made with the lock, MariaDB would hold a shared lock of each that met and end in deadlocks.
    """
    now = clock.now()
    ids = [subject.id for subject in subjects]
    known = set(TryCount.objects.filter(id__in=ids).order_by().values_list("id", flat=True))
    missing = sorted(
        (one for one in subjects if one.id not in known), key=lambda subject: subject.id
    )
    if missing:
        rows = [TryCount(id=one.id, kind=one.kind, since=now) for one in missing]
        insert_absent(TryCount, rows)


@_again
def _take(subjects: Sequence[Subject]) -> TakenTry:
    now = clock.now()
    rows = _locked(subjects, now)
    until = [row.locked_until for row in rows.values() if row.locked_until]
    if until and max(until) > now:
        raise too_many(max(until) - now)
    locking = []
    for subject in subjects:
        row, limit = rows[subject.id], LIMITS[subject.kind]
        if limit.since_last or not row.tries:
            row.since = now
        row.tries += 1
        if row.tries >= limit.tries:
            row.locked_until = now + LOCKS[min(row.locks, len(LOCKS) - 1)]
            row.locks += 1
            row.tries = 0
            locking.append(subject)
        row.save()
    return TakenTry(subjects, locking)


def forgive(taken: TakenTry) -> None:
    """The try succeeded: an account begins anew, an address gets this one try back."""
    _open(taken.subjects)
    _forgive(taken)


@_again
def _forgive(taken: TakenTry) -> None:
    rows = _locked(taken.subjects, clock.now())
    for subject in taken.subjects:
        row = rows[subject.id]
        if subject.kind in ("account", "device", "code"):
            row.tries = row.locks = 0
            row.locked_until = None
        elif subject in taken.locking:
            row.tries = LIMITS[subject.kind].tries - 1
            row.locks -= 1
            row.locked_until = None
        else:
            row.tries = max(0, row.tries - 1)
        row.save()


@_again
def unlock(*subjects: Subject) -> None:
    """Let these subjects try again at once."""
    TryCount.objects.filter(id__in=[one.id for one in subjects]).delete()


def locked_until(*subjects: Subject) -> datetime | None:
    """Until when one of them is locked, the longest; None where none is."""
    rows = TryCount.objects.filter(id__in=[one.id for one in subjects])
    locked = rows.filter(locked_until__gt=clock.now()).order_by("-locked_until")
    return locked.values_list("locked_until", flat=True).first()


def forget_old(before: datetime) -> int:
    """Delete what wasn't tried since; at most a thousand rows at once."""
    old = TryCount.objects.filter(since__lt=before).order_by("since").values_list("id", flat=True)
    return TryCount.objects.filter(id__in=list(old[:1000]), since__lt=before).delete()[0]


def too_many(left: timedelta) -> TooManyTries:
    """The refusal, with the time that is left in words and in seconds."""
    seconds = max(1, ceil(left.total_seconds()))
    minutes = ceil(seconds / 60)
    words = ngettext(
        "Too many attempts. Wait %(minutes)s minute, then try again.",
        "Too many attempts. Wait %(minutes)s minutes, then try again.",
        minutes,
    )
    return TooManyTries(words % {"minutes": minutes}, field="password", retry_after=seconds)


def _locked(subjects: Sequence[Subject], now: datetime) -> dict[UUID, TryCount]:
    """The subjects' rows, locked in key order, begun anew where their window is over.

    One that was unlocked a moment ago has no row and gets another.
    """
    rows = {one.id: TryCount(id=one.id, kind=one.kind, since=now) for one in subjects}
    found = TryCount.objects.select_for_update().filter(id__in=list(rows)).order_by("id")
    rows |= {row.id: row for row in found}
    for row in rows.values():
        if row.since < now - LIMITS[row.kind].window:
            row.tries = 0
        if row.since < now - LOCKS_FORGOTTEN:
            row.locks = 0
    return rows
