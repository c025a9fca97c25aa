"""Today reminds whoever sells without a PIN."""

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_staff
from theriac.domains.accounts.commands.pins import set_pin


def test_who_sells_without_a_pin_is_reminded_of_one(shop: Shop) -> None:
    reminder = 'id="pin-reminder"'
    cashier = add_staff("cashier", shop.branch_id)
    client = client_of(shop, "cashier")
    assert reminder in client.get("/").content.decode()
    set_pin(actor=cashier, pin="508214")
    assert reminder not in client.get("/").content.decode()
    assert reminder not in client_of(shop, "restocker").get("/").content.decode()
