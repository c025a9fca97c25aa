"""MariaDB: none of Django's warnings about what it can't do, and ids that sort by time."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import connection

from theriac.core.ids import new_id
from theriac.domains.catalog.models import Category

pytestmark = [pytest.mark.django_db, pytest.mark.databases("mariadb")]


@pytest.mark.rows("OPS-03")
def test_no_model_asks_for_what_mariadb_cannot_do() -> None:
    found = [f"{one.id} {one.obj}" for one in run_checks(databases=["default"])]
    theirs = {
        "models.W036 <class 'allauth.account.models.EmailAddress'>",
        "models.W036 <class 'allauth.mfa.models.Authenticator'>",
    }

    warned = [one for one in found if one.startswith(("mysql.", "models.W")) and one not in theirs]
    assert warned == []


@pytest.mark.rows("OPS-03")
def test_ids_sort_by_time() -> None:
    made = [Category.objects.create(id=new_id(), name=f"C{n}").id for n in range(20)]

    assert list(Category.objects.order_by("id").values_list("id", flat=True)) == made


def test_a_primary_key_is_what_django_reads_off_the_schema() -> None:
    introspection = connection.introspection
    read_by_django = super(type(introspection), introspection).get_primary_key_columns
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE of_two (b int, a int, PRIMARY KEY (b, a))")
        assert introspection.get_primary_key_columns(cursor, "of_two") == ["b", "a"]
        for table in ("catalog_category", "core_outbox_event", "django_session", "auth_group"):
            own = introspection.get_primary_key_columns(cursor, table)
            assert own == read_by_django(cursor, table)
