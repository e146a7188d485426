"""The virus scan: clamd's protocol spoken over a real socket with a small server that answers as clamd does."""

import socket
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import Role
from documents.choices import Scan
from documents.intake import FileRefused, receive
from documents.models import Attachment
from documents.scanning import CHUNK, ScannerUnreachable, TooLargeToScan, find_virus
from tests.factories import PNG, make_user


class Clamd:
    """Takes one INSTREAM and gives the answer it was made with; ``got`` is what was sent to it."""

    def __init__(self, listener: socket.socket, answer: bytes) -> None:
        self.got, self.answer, self.listener = b"", answer, listener
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        connection, _ = self.listener.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
            while size := struct.unpack("!I", stream.read(4))[0]:
                self.got += stream.read(size)
            for half in (self.answer[:5], self.answer[5:]):
                connection.sendall(half)


@pytest.fixture
def clamd():
    listeners = []

    def start(answer: bytes, path: str = "") -> tuple[Clamd, str]:
        listener = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        listener.bind(path or ("127.0.0.1", 0))
        listener.listen()
        listeners.append(listener)
        return Clamd(listener, answer), path or f"127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for listener in listeners:
        listener.close()


def test_a_clean_file_is_sent_whole_and_found_clean(clamd):
    server, address = clamd(b"stream: OK\0")
    content = bytes(range(256)) * (CHUNK // 256) + b"rest"

    assert find_virus(content, address) is None
    server.thread.join(5)
    assert server.got == content


def test_a_virus_is_named_over_a_unix_socket_too(clamd, tmp_path):
    _, address = clamd(b"stream: Test.Signature FOUND\0", str(tmp_path / "clamd.sock"))

    assert find_virus(b"x", address) == "Test.Signature"


@pytest.mark.parametrize("answer", [b"", b"UNKNOWN COMMAND\0"])
def test_an_answer_that_is_none_is_no_clean_bill(clamd, answer):
    _, address = clamd(answer)

    with pytest.raises(ScannerUnreachable):
        find_virus(b"x", address)


def test_a_file_beyond_clamds_limit_is_told_apart(clamd):
    _, address = clamd(b"INSTREAM size limit exceeded. ERROR\0")

    with pytest.raises(TooLargeToScan):
        find_virus(b"x", address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock", "no-port"])
def test_a_scanner_that_is_not_there_is_told(address):
    with pytest.raises(ScannerUnreachable):
        find_virus(b"x", address)


def take() -> Attachment:
    return receive(SimpleUploadedFile("plan.png", PNG), by=make_user(Role.EXPERT))


@pytest.mark.django_db
def test_a_scanned_file_says_so(clamd, settings):
    _, settings.CLAMAV_ADDRESS = clamd(b"stream: OK\0")

    assert take().scan == Scan.CLEAN


@pytest.mark.django_db
def test_without_a_scanner_files_say_that_they_were_not_scanned(settings):
    settings.CLAMAV_ADDRESS = ""

    assert take().scan == Scan.NOT_CONFIGURED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"stream: Test.Signature FOUND\0", r"zararlı içerik bulundu \(Test.Signature\)"),
        (b"INSTREAM size limit exceeded. ERROR\0", "virüs taraması için çok büyük"),
        (b"", "dosya alınmadı. Birazdan yeniden deneyin"),
    ],
)
def test_a_file_that_was_not_found_clean_is_not_kept(clamd, settings, answer, sentence):
    _, settings.CLAMAV_ADDRESS = clamd(answer)

    with pytest.raises(FileRefused, match=sentence):
        take()
    assert not Attachment.objects.exists()
