"""A pharmacy and its owner at the screens, for every folder that wants no other."""

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")
