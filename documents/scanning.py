"""Asks clamd about a file by its INSTREAM protocol."""

from __future__ import annotations

import socket
import struct

CHUNK = 64 * 1024
TIMEOUT = 30  # seconds


class ScannerUnreachable(Exception):
    """clamd does not answer, or not as it should."""


def find_virus(content: bytes, address: str) -> str | None:
    """The name of what clamd finds in ``content``, or ``None``; ``address`` is ``host:port`` or a socket's path."""
    try:
        with _connect(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                connection.sendall(struct.pack("!I", len(part)) + part)
            connection.sendall(struct.pack("!I", 0))
            answer = connection.recv(4096).decode("utf8", "replace").strip("\0\n ")
    except OSError as error:
        raise ScannerUnreachable(str(error)) from error
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer.endswith("OK"):
        return None
    raise ScannerUnreachable(answer)


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        connection.connect(address)
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), TIMEOUT)
