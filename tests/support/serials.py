"""Packs with serial numbers: sold, and a national system that is asked over HTTP."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop, stock_up
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.serials.models import SerialSold
from theriac.domains.serials.ports import (
    SerialAnswer,
    SerialPack,
    SerialSystemSilent,
    SerialWord,
    register_serial_system,
)

GTIN = "08991234567891"


def pack(serial: str) -> SerialPack:
    return SerialPack(GTIN, serial)


def sell_packs(shop: Shop, medicine: Medicine, *serials: str) -> CompletedSale:
    """A sale of one unit for each serial number that was scanned."""
    packs = [pack(one) for one in serials]
    item = SaleItem(product_id=medicine.id, quantity=max(1, len(packs)), serials=packs)
    return sell_item(shop, item)


def sell_item(shop: Shop, item: SaleItem) -> CompletedSale:
    """A sale of one item by the owner."""
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item]),
    )


def a_serial_sold(shop: Shop, medicine: Medicine, serial: str = "S-1") -> UUID:
    """A pack that was sold; its row's id."""
    stock_up(shop, medicine, 5, batch_number=f"B{serial}")
    sell_packs(shop, medicine, serial)
    return SerialSold.objects.get(serial=serial).id


class AskingSystem:
    """An adapter of the port to the stand-in below; it shows what one in integrations must do."""

    def __init__(self, address: str) -> None:
        self.address = address

    def verify(self, pack: SerialPack) -> SerialAnswer:
        said = self._post("verify", pack)
        return SerialAnswer(SerialWord(said["word"]), said.get("sentence", ""))

    def decommission(self, pack: SerialPack, *, sold_id: UUID, at: datetime) -> None:
        self._post("decommission", pack, key=str(sold_id), at=at.isoformat())

    def reactivate(self, pack: SerialPack, *, sold_id: UUID, at: datetime) -> None:
        self._post("reactivate", pack, key=str(sold_id), at=at.isoformat())

    def _post(self, act: str, pack: SerialPack, **more: str) -> Any:
        body = json.dumps({"gtin": pack.gtin, "serial": pack.serial, **more}).encode()
        asked = urllib.request.Request(f"{self.address}/{act}", body, method="POST")
        try:
            with urllib.request.urlopen(asked, timeout=0.4) as answer:
                return json.load(answer)
        except OSError as problem:
            raise SerialSystemSilent(str(problem)) from problem


class National:
    """A national system that stands in: it refuses what is listed, and keeps what it is told."""

    def __init__(self, refused: Sequence[str]) -> None:
        self.refused = set(refused)
        self.inactive: set[str] = set()
        self.told: list[tuple[str, str, str]] = []

    def answer(self, act: str, asked: dict[str, str]) -> dict[str, str]:
        serial = asked["serial"]
        if act == "verify":
            stopped = serial in self.refused | self.inactive
            return {"word": "refused" if stopped else "saleable", "sentence": ""}
        self.told.append((act, serial, asked["key"]))
        (self.inactive.add if act == "decommission" else self.inactive.discard)(serial)
        return {}


@contextmanager
def national_system(*refused: str) -> Iterator[National]:
    """The system, served on this machine and registered."""
    system = National(refused)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            said = system.answer(self.path.strip("/"), json.loads(self.rfile.read(length)))
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    register_serial_system(AskingSystem(f"http://127.0.0.1:{server.server_port}"))
    try:
        yield system
    finally:
        register_serial_system(None)
        server.shutdown()
        server.server_close()
        thread.join()
