"""Move: names and addresses of the staff lie under their own keys; backwards they are readable.

Customers' numbers move to their own column. What was done stays done: stopped halfway, the next run
goes on.
"""

from collections.abc import Iterator
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.db.models import F

from theriac.core.privacy.keys import make_keys
from theriac.core.privacy.rows import read_together
from theriac.domains.accounts.security.naming import MAIL, SIGN_IN, staff_handle, token_of
from theriac.domains.accounts.security.session_names import without_names

AT_ONCE = 500


def forwards(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("accounts", "User")
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    model.objects.filter(is_customer=True, number="").update(number=F("name"), email="")
    model.objects.filter(is_customer=True).update(name="")
    for row in _pieces(model):
        if row.handle == staff_handle(row.id):
            continue
        row.name, row.email = row.__dict__["name"].text, row.__dict__["email"].text
        row.username, row.handle = row.handle, staff_handle(row.id)
        row.sign_in_token = token_of(SIGN_IN, row.username)
        row.email_token = token_of(MAIL, row.email)
        row.save()
    _forget_typed_names(apps)


def backwards(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("accounts", "User")
    model.objects.filter(is_customer=True).update(name=F("number"))
    for row in _pieces(model):
        if row.handle != staff_handle(row.id):
            continue
        columns = (row.username, row.name, row.email)
        quote = schema_editor.connection.ops.quote_name
        table = quote(model._meta.db_table)
        key = model._meta.pk.get_db_prep_value(row.pk, schema_editor.connection)
        sql = f"UPDATE {table} SET username = %s, display_name = %s, email = %s WHERE id = %s"
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(sql, [*columns, key])


def _forget_typed_names(apps: Any) -> None:
    """Sessions from before kept what somebody typed to sign in."""
    store = SessionStore()
    for row in apps.get_model("sessions", "Session").objects.iterator():
        held = store.decode(row.session_data)
        if records := held.get(AUTHENTICATION_METHODS_SESSION_KEY):
            held[AUTHENTICATION_METHODS_SESSION_KEY] = without_names(records)
            row.session_data = store.encode(held)
            row.save(update_fields=["session_data"])


def _pieces(model: Any) -> Iterator[Any]:
    after = None
    rows = model.objects.filter(is_customer=False).order_by("pk")
    while piece := list((rows if after is None else rows.filter(pk__gt=after))[:AT_ONCE]):
        make_keys([row.pk for row in piece])
        read_together(piece)
        yield from piece
        after = piece[-1].pk


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0043_user_email_text"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
