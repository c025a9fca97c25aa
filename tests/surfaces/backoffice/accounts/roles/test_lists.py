"""What each role may is read from the roles themselves."""

from __future__ import annotations

from django.test import Client

from theriac.core.permissions import declared_permissions


def test_every_permission_has_its_line_and_every_role_its_column(owner: Client) -> None:
    response = owner.get("/people/roles/")

    rows = [row for _area, rows in response.context["areas"] for row in rows]
    assert len(rows) == len(declared_permissions())
    sell = next(row for row in rows if str(row["title"]) == "sell")
    held = {str(one["title"]) for one in sell["held"] if one["yes"]}
    assert held == {"Owner", "Manager", "Pharmacist", "Technician", "Cashier"}
    assert "{'" not in response.text
