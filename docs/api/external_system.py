"""A made-up registration system that lives on the API: signs in, subscribes a webhook, follows the change feed, asks a check.

Standard library only. Against the demonstration (``script/server``):

    python3 docs/api/external_system.py --school 123456

It ends after the first change that came by both ways and prints what it did, a line of JSON a step.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import queue
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE = 300  # seconds that a signature may be old


class Api:
    """The API with an access token, fetched anew when it has run out."""

    def __init__(self, base: str, client_id: str, secret: str) -> None:
        self.base, self.client_id, self.secret, self.token = base.rstrip("/"), client_id, secret, ""

    def sign_in(self) -> None:
        given = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.secret}
        request = urllib.request.Request(f"{self.base}/oauth/token/", urllib.parse.urlencode(given).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.token = json.load(answer)["access_token"]

    def call(self, method: str, path: str, body: object = None) -> dict:
        """The JSON that is answered; a problem is printed with its sentence and raised."""
        if not self.token:
            self.sign_in()
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.base}/api/v1{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code == 401:
                self.token = ""  # run out: the next call signs in again
            print(error.read().decode(), file=sys.stderr)
            raise


def is_genuine(secret: str, header: str, body: bytes, now: float) -> bool:
    """Whether the Signature header was made with our secret over this body, and not long ago."""
    parts = [part.split("=", 1) for part in header.split(",") if "=" in part]
    stamp = next((value for name, value in parts if name == "t"), "")
    if not stamp.isdigit() or abs(now - int(stamp)) > TOLERANCE:
        return False
    expected = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return any(name == "v1" and hmac.compare_digest(value, expected) for name, value in parts)


class Receiver:
    """A server that takes webhooks: genuine ones once each, all others are refused."""

    def __init__(self) -> None:
        self.secret, self.messages, self.seen = "", queue.Queue(), set()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                genuine = is_genuine(receiver.secret, self.headers.get("Signature", ""), body, time.time())
                self.send_response(204 if genuine else 401)
                self.end_headers()
                if genuine:
                    receiver.take(json.loads(body))

            def log_message(self, *arguments: object) -> None:
                """Says nothing: the steps are printed instead."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/webhook"

    def take(self, message: dict) -> None:
        """A message may arrive twice; its id says so."""
        if message["id"] not in self.seen:
            self.seen.add(message["id"])
            self.messages.put(message)


def say(step: str, **what: object) -> None:
    print(json.dumps({"step": step, **what}, ensure_ascii=False), flush=True)


def follow(api: Api, cursor: str, school: str, until: float) -> tuple[dict, str]:
    """Read the feed on from the cursor until the school's change comes: ``(change, cursor)``."""
    while time.monotonic() < until:
        page = api.call("GET", f"/changes/?kind=school&cursor={urllib.parse.quote(cursor)}")
        cursor = page["cursor"]  # kept by a real system in its database, together with what it did about the items
        for change in page["items"]:
            if change["code"] == school:
                return change, cursor
        if not page["more"]:
            time.sleep(1)
    raise TimeoutError("no change of the school came by the feed")


def take_until(receiver: Receiver, school: str, until: float) -> dict:
    """The first message about the school."""
    while (left := until - time.monotonic()) > 0:
        try:
            message = receiver.messages.get(timeout=left)
        except queue.Empty:
            break
        if message.get("change", {}).get("code") == school:
            return message
    raise TimeoutError("no webhook about the school came")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--client-id", default="gosterim-ulke")
    parser.add_argument("--client-secret", default="gosterim-2026-istemci")
    parser.add_argument("--school", required=True, help="kurum kodu of the school that it waits for")
    parser.add_argument("--grade", type=int, default=9)
    parser.add_argument("--patience", type=float, default=120, help="seconds")
    return parser.parse_args()


def main() -> int:
    given = asked()
    until = time.monotonic() + given.patience
    api = Api(given.base, given.client_id, given.client_secret)
    api.sign_in()
    say("signed_in", client=given.client_id)
    cursor = api.call("GET", "/changes/?kind=school&start=now")["cursor"]
    receiver = Receiver()
    made = api.call("POST", "/webhooks/", {"url": receiver.url, "kinds": ["school"], "description": "Deneme alıcısı"})
    receiver.secret = made["secret"]
    say("subscribed", webhook=made["id"], url=made["url"])
    try:
        change, cursor = follow(api, cursor, given.school, until)
        say("change_read", **{name: change[name] for name in ("kind", "code", "change", "href")})
        message = take_until(receiver, given.school, until)
        say("webhook_received", id=message["id"], event=message["event"], code=message["change"]["code"])
        check = api.call("POST", "/registration-checks/", {"school": given.school, "grade": given.grade})
        say("registration_checked", allowed=check["allowed"], provision=check["provision"], reason=check["reason"])
    finally:
        api.call("DELETE", f"/webhooks/{made['id']}/")
    say("done", cursor=cursor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
