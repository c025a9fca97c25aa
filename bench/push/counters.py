"""Counters as the network sees them: paired, and pushing parcels of their sales in order."""

from __future__ import annotations

import http.client
import json
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any

from bench.sale.load import LINES, _push
from tests.support.device_log import OwnLog
from tests.support.signers import Signer

PARCEL = 50
"""As many sales as the counter's own program puts into one request."""


class Counter:
    """One paired device with a series of its own."""

    def __init__(self, port: int, plan: dict[str, Any], number: int) -> None:
        self._port, self._plan = port, plan
        self._chance = random.Random(number)
        self._cookie = ""
        self._signer = Signer()
        pairing = {
            "code": plan["codes"][number],
            "device_name": f"Counter {number + 1}",
            "public_key": self._signer.public_key,
        }
        link = http.client.HTTPConnection("127.0.0.1", port)
        reply, answer = self._ask(link, "pair", pairing)
        cookies = SimpleCookie(reply.headers["Set-Cookie"])
        self._cookie = "; ".join(f"{name}={one.value}" for name, one in cookies.items())
        self._series = {
            "series": answer["series"][0]["id"],
            "prefix": answer["series"][0]["prefix"],
        }
        self._sequence = 0
        self._log = OwnLog()
        self._entries: dict[str, dict[str, Any]] = {}

    def sell(self, count: int) -> list[dict[str, Any]]:
        """So many sales of five lines, numbered on, each with its entry in the device's log."""
        sales = [self._sale() for _sale in range(count)]
        self._entries |= {sale["id"]: self._log.add(sale) for sale in sales}
        return sales

    def _sale(self) -> dict[str, Any]:
        self._sequence += 1
        products = self._chance.sample(self._plan["products"], LINES)
        return _push(products, self._plan, self._series, self._sequence)

    def push(self, sales: Sequence[dict[str, Any]], parcel: int) -> list[float]:
        """Send them in parcels, each after the answer to the one before; seconds of each."""
        took = []
        link = http.client.HTTPConnection("127.0.0.1", self._port)
        for first in range(0, len(sales), parcel):
            some = sales[first : first + parcel]
            body = {
                "sales": some,
                "log": self._log.told(*(self._entries[sale["id"]] for sale in some)),
                "sent_at": datetime.now(UTC).isoformat(),
                "app_version": "bench",
            }
            begun = time.perf_counter()
            _reply, answer = self._ask(link, "push", body)
            took.append(time.perf_counter() - begun)
            outcomes = [(one["state"], one["cases"]) for one in answer["results"]]
            if outcomes != [("acknowledged", 0)] * len(some) or answer["log"] is not True:
                raise AssertionError(f"not all were booked: {answer}")
        return took

    def _ask(self, link: http.client.HTTPConnection, path: str, body: Any) -> tuple[Any, Any]:
        headers = {"X-Theriac-Counter": "1", "Cookie": self._cookie}
        text = json.dumps(body)
        if path == "push":
            headers["X-Theriac-Signature"] = self._signer.sign("push", text.encode())
        link.request(
            "POST", f"/counter/api/{path}", text, {**headers, "Content-Type": "application/json"}
        )
        reply = link.getresponse()
        content = reply.read()
        if reply.status != 200:
            raise AssertionError(f"{path} answered {reply.status}: {content[:300]!r}")
        return reply, json.loads(content)


def all_push(
    counters: Sequence[Counter], kept: Sequence[list[dict[str, Any]]], parcel: int
) -> tuple[float, list[float]]:
    """Let all counters push what they kept at once: seconds of the whole, and of each request."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(len(counters)) as pool:
        works = [
            pool.submit(counter.push, sales, parcel)
            for counter, sales in zip(counters, kept, strict=True)
        ]
        took = [seconds for work in works for seconds in work.result()]
    return time.perf_counter() - begun, took
