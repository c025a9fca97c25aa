"""Which addresses of this machine others in its network can use."""

from __future__ import annotations

import re
import socket

import pytest

from theriac.integrations.lan.addresses import Addresses, in_order, is_private, lan_addresses


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("192.168.1.20", True),
        ("10.0.0.7", True),
        ("172.31.255.254", True),
        ("172.32.0.1", False),
        ("169.254.10.1", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("8.8.8.8", False),
        ("fe80::1", False),
        ("apotek.local", False),
    ],
)
def test_only_a_local_networks_addresses_count(number: str, expected: bool) -> None:
    assert is_private(number) is expected


def test_what_is_found_is_private_once_and_has_the_machines_name() -> None:
    found = lan_addresses()
    assert [number for number in found.numbers if not is_private(number)] == []
    assert len(set(found.numbers)) == len(found.numbers)
    host = socket.gethostname().lower().removesuffix(".local")
    assert found.names in ((), (host, f"{host}.local"))
    assert all(re.fullmatch(r"[a-z0-9-]+(\.local)?", name) for name in found.names)


def test_a_server_at_one_address_is_reached_there_only() -> None:
    assert lan_addresses("192.168.7.9").numbers == ("192.168.7.9",)


def test_this_machines_own_names_come_last() -> None:
    addresses = Addresses(("192.168.1.20",), ("kasir", "kasir.local"))
    expected = ("192.168.1.20", "kasir", "kasir.local", "localhost", "127.0.0.1")
    assert addresses.hosts == expected


ROUTES = """Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
docker0 000011AC 00000000 0001 0 0 0 0000FFFF 0 0 0
wlan0 00000000 0101A8C0 0003 0 0 600 00000000 0 0 0
wlan0 0001A8C0 00000000 0001 0 0 600 00FFFFFF 0 0 0
"""


def test_the_address_towards_the_router_comes_first() -> None:
    numbers = ["172.17.0.1", "192.168.1.20"]
    assert in_order(numbers, ROUTES) == ["192.168.1.20", "172.17.0.1"]
    assert in_order(numbers, ROUTES.splitlines()[0]) == numbers
