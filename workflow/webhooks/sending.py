"""Sends one signed message: to the address that was checked, within a time, following nothing, reading little.

By the standard library's ``http.client``: its ``connect`` is made to be replaced, which pinning the checked address needs; client
libraries resolve names themselves, behind a proxy of the environment at worst.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from .addresses import Address, AddressRefused, read, resolve

CONNECTING = 5  # seconds
ALTOGETHER = 15  # seconds, however slowly the other side speaks
EXCERPT = 1000  # bytes of the answer that are read at all
TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt; ``status`` is ``None`` where nothing was answered, and ``fault`` says why."""

    status: int | None
    milliseconds: int
    excerpt: str = ""
    fault: str = ""

    @property
    def is_taken(self) -> bool:
        return self.status in TAKEN


def signature(secret: str, at: int, body: str) -> str:
    """Hex of HMAC-SHA256 over ``"{at}.{body}"``; ``at`` in seconds since 1970, the body as it is sent."""
    return hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()


def signature_header(secrets: Iterable[str], at: int, body: str) -> str:
    """``t=…,v1=…``, with one ``v1`` for each secret that holds: two while one takes the other's place."""
    return ",".join([f"t={at}", *(f"v1={signature(secret, at, body)}" for secret in secrets)])


def send(url: str, body: str, headers: dict[str, str]) -> Answer:
    """POST the body; every way to fail is an answer, so that it stands in the log."""
    begun = time.monotonic()

    def took() -> int:
        return round((time.monotonic() - begun) * 1000)

    try:
        address = read(url)
        addresses = resolve(address)
    except AddressRefused as refusal:
        return Answer(None, took(), fault=str(refusal)[:200])
    try:
        status, excerpt = _post(address, addresses, body.encode(), headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(None, took(), fault=_in_words(error, time.monotonic() - begun))
    fault = "" if status in TAKEN else _why(status)
    return Answer(status, took(), excerpt, fault)


def _post(address: Address, addresses: list[str], body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    connection = _connection(address, addresses)
    watch = threading.Timer(ALTOGETHER, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", address.target, body, {"Host": address.authority, "Connection": "close", **headers})
        response = connection.getresponse()
        if time.monotonic() >= connection.deadline:
            raise TimeoutError  # cut off among the headers, which reads like their end
        excerpt = b""
        with contextlib.suppress(
            OSError, http.client.HTTPException
        ):  # the status has been said; the rest is for the log
            excerpt = response.read(EXCERPT)
        return response.status, excerpt.decode("utf8", "replace").replace("\x00", "\ufffd")
    finally:
        watch.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were checked, whatever the name says by now."""

    addresses: list[str]
    context: ssl.SSLContext | None = None
    deadline: float  # of the monotonic clock

    def connect(self) -> None:
        self.sock = self._reach()
        self.sock.settimeout(self._left())
        if self.context is not None:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)

    def _reach(self) -> socket.socket:
        last: OSError = TimeoutError()
        for item in self.addresses:
            try:
                return socket.create_connection((item, self.port), min(CONNECTING, self._left()))
            except OSError as error:
                last = error
        raise last

    def _left(self) -> float:
        """Seconds that are left; ``TimeoutError`` when none are."""
        if (left := self.deadline - time.monotonic()) <= 0:
            raise TimeoutError
        return left

    def cut(self) -> None:
        """End it from outside: whoever waits for the other side wakes up."""
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _connection(address: Address, addresses: list[str]) -> _Pinned:
    connection = _Pinned(address.host, address.port, timeout=CONNECTING)
    connection.addresses = addresses
    connection.deadline = time.monotonic() + ALTOGETHER
    if address.scheme == "https":
        connection.context = ssl.create_default_context(cafile=settings.WEBHOOK_CA_FILE or None)
        connection.context.minimum_version = ssl.TLSVersion.TLSv1_2
    return connection


REDIRECTS = range(300, 400)
GONE = 410


def _why(status: int) -> str:
    if status in REDIRECTS:
        return "Yönlendirme izlenmez; adresi yenisiyle değiştirin."
    if status == GONE:
        return "Alıcı artık ileti istemediğini bildirdi."
    return f"Alıcı {status} yanıtı verdi; 2xx beklenir."


def _in_words(error: Exception, seconds: float) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"Sunucunun sertifikası doğrulanamadı: {error.verify_message}"[:200]
    if isinstance(error, ssl.SSLError):
        return "Güvenli bağlantı kurulamadı."
    if isinstance(error, TimeoutError) or seconds >= ALTOGETHER - 0.5:
        return "Alıcı zamanında yanıt vermedi."
    if isinstance(error, ConnectionRefusedError):
        return "Bağlantı reddedildi."
    if isinstance(error, OSError):
        return "Bağlantı kurulamadı veya koptu."
    return "Alıcının yanıtı HTTP kurallarına uymuyor."
