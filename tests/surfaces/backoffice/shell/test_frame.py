import subprocess
import sys
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started

from tests.support.programs import environ_of, same_keys
from tests.support.shop import Shop, open_shop
from theriac.core.actor import SYSTEM
from theriac.domains.organisation.models import Pharmacy
from theriac.surfaces.backoffice.shell import frame

STATEMENTS = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "theriac.config.settings"
import django
django.setup()
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(SERVER_NAME="localhost")
client.force_login(get_user_model().objects.get_by_natural_key("owner"))
for _ in range(3):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(sys.argv[1]).status_code == 200
    print(len(asked))
"""


@pytest.mark.django_db
def test_before_there_is_a_pharmacy_the_generic_country_rules() -> None:
    assert frame.pharmacy() == frame.FrameFacts()


@pytest.mark.django_db
def test_country_currency_zone_and_thresholds_are_the_pharmacys() -> None:
    open_shop("in")
    found = frame.pharmacy()
    assert (found.country, found.currency, str(found.zone)) == ("in", "INR", "Asia/Kolkata")
    assert (found.expiry_look_days, found.expiry_stop_days) == (90, 30)


def test_within_a_request_it_is_read_once(
    shop: Shop, django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame._begin()
    frame.pharmacy()
    with django_assert_num_queries(0):  # type: ignore[operator]
        frame.pharmacy()
    frame._end()
    Pharmacy.objects.update(name="Apotek Baru")
    assert frame.pharmacy().name == "Apotek Baru"


def test_requests_begin_and_end_it() -> None:
    started = {receiver[0][0] for receiver in request_started.receivers}
    finished = {receiver[0][0] for receiver in request_finished.receivers}
    assert "backoffice.frame.begin" in started
    assert "backoffice.frame.end" in finished


def test_only_what_the_frame_asks_for_has_a_source() -> None:
    with pytest.raises(ValueError, match="asks for no weather"):
        frame.set_source("weather", lambda actor: [])


def test_sources_fill_bell_and_arrows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "_sources", {})
    assert frame.notices(SYSTEM) == ()
    notice = frame.Notice("Batch PCT2311B is recalled", "/x")
    frame.set_source("notices", lambda actor: [notice])
    assert frame.notices(SYSTEM) == [notice]
    work = frame.Work("Importing", "/y", 1, 2)
    frame.set_source("work", lambda actor: [work])
    assert frame.running_work(SYSTEM) == [work]


@pytest.mark.one_by_turns(on_sqlite=2)
@pytest.mark.parametrize("address", ["/", "/products/", "/stock/", "/sales/", "/people/"])
def test_a_processs_first_request_reads_no_more_than_its_second(
    address: str, database_url: str, tmp_path: Path
) -> None:
    open_shop()
    done = subprocess.run(
        [sys.executable, "-c", STATEMENTS, address],
        env=environ_of(tmp_path, DATABASE_URL=database_url, **same_keys()),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second, third = (int(line) for line in done.stdout.splitlines()[-3:])
    assert first == second == third
