"""Asks clamd about a file by its INSTREAM protocol."""

from __future__ import annotations

import socket
import struct

CHUNK = 64 * 1024
TIMEOUT = 30  # seconds


class ScannerUnreachable(Exception):
    """clamd does not answer, or not as it should."""


class TooLargeToScan(Exception):
    """clamd takes no file of this size (its ``StreamMaxLength``)."""


def find_virus(content: bytes, address: str) -> str | None:
    """The name of what clamd finds in ``content``, or ``None``; ``address`` is ``host:port`` or a socket's path."""
    try:
        with _connect(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                connection.sendall(struct.pack("!I", len(part)) + part)
            connection.sendall(struct.pack("!I", 0))
            answer = _read(connection)
    except (OSError, ValueError) as error:
        raise ScannerUnreachable(str(error)) from error
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer.endswith("OK"):
        return None
    if "size limit exceeded" in answer:
        raise TooLargeToScan(answer)
    raise ScannerUnreachable(answer or "clamd closed the connection without an answer")


def _read(connection: socket.socket) -> str:
    """The answer up to its closing NUL; it may come in pieces."""
    answer = b""
    while not answer.endswith(b"\0") and (part := connection.recv(4096)):
        answer += part
    return answer.decode("utf8", "replace").strip("\0\n ")


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), TIMEOUT)
