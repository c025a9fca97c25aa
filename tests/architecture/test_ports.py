"""Ports are given by the system, and kept for whom they were given to."""

import socket

import pytest

from tests.support.programs import own_port


def test_nothing_listens_at_a_port_of_ones_own() -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", own_port()))


@pytest.mark.platforms("linux")
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_program_listens_at_it_and_nobody_else_can(host: str) -> None:
    port = own_port()
    with socket.create_server((host, port)):
        socket.create_connection(("127.0.0.1", port)).close()
        with pytest.raises(OSError, match="in use"):
            socket.create_server((host, port))


@pytest.mark.platforms("linux")
def test_who_asks_for_any_port_isnt_given_it() -> None:
    port = own_port()
    assert [one for one in range(2000) if own_port_of_somebody() == port] == []


def own_port_of_somebody() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
