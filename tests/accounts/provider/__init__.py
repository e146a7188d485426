"""A real OpenID Connect provider for the tests: django-oauth-toolkit in a process of its own, with a database of its own."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "okul-belirleme", "deneme-gizli-anahtar"
PASSWORD = "kurum-parolası-1"


def new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


@dataclass
class Provider:
    """The running provider; ``say`` changes what it tells of people, and what it does wrong on purpose."""

    port: int
    folder: Path
    process: Any = None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}/o"

    def settings(self, **values: Any) -> dict[str, Any]:
        """Our side of the agreement, as ``config.oidc`` would read it."""
        return {
            "issuer": self.issuer,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "name": "Deneme Kurumu",
            "scopes": ["openid", "profile", "email"],
            "claim": "preferred_username",
            "field": "username",
            "multi_factor": {"acr": [], "amr": []},
            "passwords_of_linked": True,
            "ends_session": True,
            "seconds": 5,
            **values,
        }

    def say(self, **claims: Any) -> None:
        """Claims of whoever signs in from now on; ``fault=…``: see ``run.py``."""
        self.said = claims
        (self.folder / "said.json").write_text(json.dumps(claims), encoding="utf8")

    def sign_in(self, session: requests.Session, url: str, username: str = "kisi", back: str = "") -> str:
        """Follow the browser's way through the provider from ``url``; returns the address that it sends back to."""
        for _ in range(8):
            answer = session.get(url, allow_redirects=False, timeout=10)
            if answer.status_code == 200:
                token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text).group(1)
                form = {"csrfmiddlewaretoken": token, "username": username, "password": PASSWORD}
                answer = session.post(url, data=form, allow_redirects=False, timeout=10)
            url = requests.compat.urljoin(url, answer.headers["Location"])
            if url.startswith(back):
                return url
        raise AssertionError(f"the provider sends nobody back: {url}")


@contextmanager
def running(folder: Path, callbacks: list[str]) -> Iterator[Provider]:
    """Start it on a free port with a key made now; ``callbacks``: the addresses that it may send people back to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    provider = Provider(port, folder)
    provider.say()
    (folder / "keys.json").write_text(json.dumps([new_key(), new_key()]))
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "PROVIDER_FOLDER": str(folder),
        "PROVIDER_PORT": str(port),
        "PROVIDER_CALLBACKS": " ".join(callbacks),
        "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
    }
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "tests.accounts.provider.run"]
        provider.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(provider)
            yield provider
        finally:
            provider.process.terminate()
            provider.process.wait(10)


def _wait(provider: Provider) -> None:
    for _ in range(200):
        if provider.process.poll() is not None:
            break
        try:
            requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=1).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise AssertionError((provider.folder / "log").read_text())
