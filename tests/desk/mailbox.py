"""A mail server for the tests: takes messages on a real socket, and refuses, hangs up or falls silent when told to."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a sender needs."""

    server: Mailbox

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 deneme")
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("QUIT"):
                self.say("221 güle güle".encode("ascii", "ignore").decode())
                return
            if verb.startswith("RCPT") and any(address in line for address in self.server.refused):
                self.say("550 yok")
            elif verb.startswith("DATA"):
                self.take()
                if self.server.hangs_up:
                    return
            else:
                self.say("250 tamam")

    def take(self) -> None:
        self.say("354 buyur")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.arrived.set()
        if self.server.silent.is_set():
            self.server.released.wait(30)
            return
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if not self.server.hangs_up:
            self.say("250 tamam")


class Mailbox(socketserver.ThreadingTCPServer):
    """``taken``: the messages; ``refused``: addresses that do not exist; ``hangs_up``: after a message, without a word.

    ``silent``: a message is heard to its end and never answered; ``arrived`` tells that one was heard.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[EmailMessage | Any] = []
        self.refused: set[str] = set()
        self.hangs_up = False
        self.silent, self.arrived, self.released = threading.Event(), threading.Event(), threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that was killed leaves a broken pipe; that is what it is for."""
