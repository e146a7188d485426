"""Where webhooks may be sent: to public hosts by https, never into a network that only this server can reach.

A name is resolved once and the connection goes to the very address that was checked, so that a name that points elsewhere a
moment later leads nowhere. Hosts that the configuration exempts (``WEBHOOK_EXEMPT_HOSTS``) are taken as they are.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PORT_OF = {"https": 443, "http": 80}
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses that Python calls global and that lead into a network nevertheless.
REFUSED = [
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own services
        "64:ff9b::/96",  # NAT64: an IPv4 address inside
        "64:ff9b:1::/48",
        "2002::/16",  # 6to4: the same
        "2001::/23",  # Teredo and other protocol assignments
        "fec0::/10",  # site-local, abolished and still routed
        "::/96",  # IPv4-compatible
        "192.88.99.0/24",  # 6to4 relays
        "192.0.0.0/24",  # protocol assignments; a cloud's own services too
    )
]


class AddressRefused(Exception):
    """Nothing is sent to this address; the Turkish sentence says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A webhook's address taken apart; ``target`` is the path with its query."""

    scheme: str
    host: str
    port: int
    target: str
    is_exempt: bool

    @property
    def authority(self) -> str:
        """What stands in the ``Host`` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORT_OF[self.scheme] else f"{host}:{self.port}"


def read(url: str) -> Address:
    """The address; :class:`AddressRefused` for what may not even be tried. Nothing is asked of the network."""
    if any(character <= " " or character == "\x7f" for character in url) or "\\" in url:
        raise AddressRefused("Adreste boşluk veya denetim karakteri olamaz.")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname and ":" not in parts.hostname else ""
        host = host or parts.hostname or ""
        port = parts.port or PORT_OF.get(parts.scheme, 0)
    except (ValueError, UnicodeError):
        raise AddressRefused("Adres okunamadı.") from None
    if parts.scheme not in PORT_OF or not host:
        raise AddressRefused("Adres https:// ile başlamalı ve bir sunucu adı içermelidir.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise AddressRefused("Adreste kullanıcı adı, parola veya # bölümü olamaz.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not target.isascii():
        raise AddressRefused("Adresin yolu yalnız ASCII karakter içermelidir; ötekileri %XX biçiminde yazın.")
    address = Address(parts.scheme, host, port, target, is_exempt=_is_exempt(host, port))
    if not address.is_exempt:
        _check_public(address)
    return address


def _is_exempt(host: str, port: int) -> bool:
    return bool({f"{host}:{port}", f"{host}:*", host} & set(settings.WEBHOOK_EXEMPT_HOSTS))


def _check_public(address: Address) -> None:
    if address.scheme != "https":
        raise AddressRefused("Adres https:// ile başlamalıdır.")
    if address.port not in settings.WEBHOOK_PORTS:
        allowed = ", ".join(map(str, settings.WEBHOOK_PORTS))
        raise AddressRefused(f"Bu kapıya (port) gönderilmez; izin verilenler: {allowed}.")
    if "%" in address.host:
        raise AddressRefused("Adres okunamadı.")


def resolve(address: Address) -> list[str]:
    """The IP addresses behind the name, each of them checked; :class:`AddressRefused` if one of them is not public."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressRefused("Sunucu adı çözülemedi.") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise AddressRefused("Sunucu adı çözülemedi.")
    if not address.is_exempt and not all(is_public(item) for item in addresses):
        raise AddressRefused("Bu sunucu adı iç ağdaki veya özel bir adrese çıkıyor; böyle adreslere gönderilmez.")
    return addresses


def is_public(text: str) -> bool:
    """Whether an IP address is reached over the public internet and nothing else."""
    try:
        ip: IPAddress = ipaddress.ip_address(text)
    except ValueError:
        return False  # with a zone, say
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        return False  # nobody publishes such a name; who does wants to slip through
    if any(ip.version == network.version and ip in network for network in REFUSED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
