"""The client of clamd's own protocol: a command, chunks with their length, an answer."""

from __future__ import annotations

import re
import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from theriac.core.files.checks.scanner import ScannerFails

CONNECT_SECONDS = 5
ANSWER_SECONDS = 60
CHUNK_BYTES = 1 << 16
LONGEST_ANSWER = 4_096
_FOUND = re.compile(r"^stream: (?P<name>.+) FOUND$")


@dataclass(frozen=True, slots=True)
class Clamd:
    """One daemon at ``host:port`` or at the path of a socket."""

    address: str
    connect_seconds: float = CONNECT_SECONDS
    answer_seconds: float = ANSWER_SECONDS

    def find(self, content: BinaryIO) -> str:
        """The name of the harm in it; "" for none. Raises ScannerFails."""
        answer = self._ask(b"zINSTREAM\0", content)
        if answer == "stream: OK":
            return ""
        found = _FOUND.match(answer)
        if found is None:
            raise ScannerFails(f"clamd at {self.address} says: {answer or 'nothing'}")
        return found["name"]

    def version(self) -> str:
        """Its version and that of its signatures. Raises ScannerFails when it doesn't answer."""
        answer = self._ask(b"zVERSION\0")
        if not answer.startswith("ClamAV"):
            raise ScannerFails(f"{self.address} isn't clamd")
        return answer

    def _ask(self, words: bytes, content: BinaryIO | None = None) -> str:
        try:
            with closing(self._connected()) as link:
                link.settimeout(self.answer_seconds)
                link.sendall(words)
                if content is not None:
                    self._send(link, content)
                return self._answer(link)
        except OSError as problem:
            raise ScannerFails(
                f"clamd at {self.address} doesn't answer: {problem.strerror or problem}"
            ) from problem

    def _send(self, link: socket.socket, content: BinaryIO) -> None:
        """Send the content; clamd hangs up early on what is longer than it takes."""
        try:
            while piece := content.read(CHUNK_BYTES):
                link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            return

    def _answer(self, link: socket.socket) -> str:
        said = b""
        while len(said) < LONGEST_ANSWER and (piece := link.recv(LONGEST_ANSWER)):
            said += piece
            if said.endswith(b"\0"):
                break
        return said.rstrip(b"\0\n").decode("utf-8", "replace")

    def _connected(self) -> socket.socket:
        path = self.address.removeprefix("unix:")
        if path.startswith("/"):
            link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            link.settimeout(self.connect_seconds)
            try:
                link.connect(path)
            except OSError:
                link.close()
                raise
            return link
        host, _colon, port = self.address.rpartition(":")
        if not host or not port.isdecimal():
            raise ScannerFails(f"THERIAC_CLAMD can't be read: {self.address}")
        return socket.create_connection((host.strip("[]"), int(port)), self.connect_seconds)
