"""Rows under a key of their own tell the sweep of orphaned keys whose it is."""

from __future__ import annotations

from django.apps import apps

from theriac.core.privacy import orphans
from theriac.core.privacy.rows import encrypted_fields


def test_whoever_keeps_rows_under_keys_of_their_own_tells_whose_they_are() -> None:
    """Else the sweep would take the keys of what lives."""
    own = {
        model._meta.app_label
        for model in apps.get_models()
        if any(field.owner == "id" for field in encrypted_fields(model))
    }

    assert "suppliers" in own
    assert own - set(orphans._known) == set()
