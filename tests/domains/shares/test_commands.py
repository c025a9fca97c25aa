"""A share of the books: only what its maker may see, only until its end, and never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.permissions import declared_permissions
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.accounts.models import SecurityEvent
from theriac.domains.shares.commands import (
    MOST_TRIES,
    ShareDraft,
    end_share,
    make_share,
    note_look,
    try_passphrase,
)
from theriac.domains.shares.models import Share, ShareLook
from theriac.domains.shares.queries import live_share, looks_of
from theriac.domains.shares.rights import RIGHTS, bearer_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def draft(**more: object) -> ShareDraft:
    base = ShareDraft(
        name="Kantor Akuntan Sari",
        email="sari@example.org",
        kinds=("sales", "trail"),
        branches=(),
        since=date(2026, 1, 1),
        until=date(2026, 11, 20),
        ends_at=NOON + timedelta(days=14),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def made(shop: Shop, **more: object) -> tuple[Share, str]:
    with clock.at(NOON):
        issued = make_share(actor=shop.owner, draft=draft(**more))
    return Share.objects.get(id=issued.id), issued.secret


@pytest.mark.rows("AUD-09")
def test_a_link_ends_by_itself(shop: Shop) -> None:
    share, secret = made(shop)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM shares_share")
        assert secret not in str(cursor.fetchall())
    with clock.at(NOON + timedelta(days=14, microseconds=-1)):
        assert live_share(secret) == share
    with clock.at(NOON + timedelta(days=14)):
        assert live_share(secret) is None
    assert live_share(f"{secret}x") is None
    assert live_share("") is None


def test_a_link_is_ended_by_hand_once(shop: Shop) -> None:
    share, secret = made(shop)
    with clock.at(NOON + timedelta(minutes=1)):
        end_share(actor=shop.owner, share_id=share.id)
        assert live_share(secret) is None
        with pytest.raises(NotFound):
            end_share(actor=shop.owner, share_id=share.id)
    kinds = SecurityEvent.objects.order_by("recorded_at").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["share_made", "share_ended"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kinds": ()}, "kinds"),
        ({"kinds": ("patients",)}, "kinds"),
        ({"until": date(2025, 12, 31)}, "until"),
        ({"kinds": ("seal",), "branches": (UUID(int=1),)}, "kinds"),
        ({"ends_at": NOON}, "ends_on"),
        ({"ends_at": NOON + timedelta(days=90, seconds=1)}, "ends_on"),
        ({"passphrase": "seven77"}, "passphrase"),
        ({"costs": True}, "costs"),
        ({"patients": "all", "patients_why": "a claim"}, "patients"),
        ({"patients": "named", "patients_why": " "}, "patients_why"),
        ({"patients": "masked", "patients_why": "a claim", "kinds": ("trail",)}, "patients"),
    ],
)
def test_a_share_that_makes_no_sense_is_refused(
    shop: Shop, more: dict[str, object], field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        made(shop, **more)
    assert refused.value.field == field


def test_nobody_shares_what_they_may_not_see(shop: Shop) -> None:
    with pytest.raises(NotPermitted), clock.at(NOON):
        make_share(actor=add_staff("manager", None), draft=draft())


def test_every_right_that_a_share_gives_is_declared_and_looks_only(shop: Shop) -> None:
    declared = {right.code for right in declared_permissions()}
    given = frozenset().union(*RIGHTS.values())
    assert given <= declared
    assert given == {
        "sales.view",
        "stock.view",
        "stock.view_variances",
        "purchasing.view",
        "purchasing.view_returns",
        "approvals.view",
        "catalog.view",
        "audit.view",
    }
    share, _secret = made(shop, branches=(UUID(str(shop.branch_id)),))
    assert bearer_of(share).grants == {shop.branch_id: frozenset({"sales.view", "audit.view"})}


def test_the_tenth_wrong_passphrase_ends_the_share(shop: Shop) -> None:
    share, secret = made(shop, passphrase="tiga kucing")
    bearer = bearer_of(share)
    given = {"actor": bearer, "share_id": share.id}
    with clock.at(NOON):
        for _try in range(MOST_TRIES - 1):
            assert not try_passphrase(**given, passphrase="empat kucing")
        assert try_passphrase(**given, passphrase="tiga kucing")
        for _try in range(MOST_TRIES):
            assert live_share(secret) is not None
            assert not try_passphrase(**given, passphrase="empat kucing")
        assert live_share(secret) is None
        assert not try_passphrase(**given, passphrase="tiga kucing")
    assert SecurityEvent.objects.filter(kind="share_locked").count() == 1


def test_each_look_stays(shop: Shop) -> None:
    share, _secret = made(shop)
    with clock.at(NOON):
        note_look(actor=bearer_of(share), share_id=share.id, page="sales.csv")
    [look] = looks_of(actor=shop.owner, share_id=share.id, at_most=10)
    assert (look.page, look.looked_at, look.share_id) == ("sales.csv", NOON, share.id)
    assert ShareLook.objects.count() == 1
