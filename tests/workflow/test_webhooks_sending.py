"""A message leaves only for where it may go, is signed, and no receiver can hold the sender up, lead it on or fill it."""

import datetime as dt
import ipaddress
import socket
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, strategies as st

from tests.workflow.receiving import receiver
from workflow.webhooks import sending
from workflow.webhooks.addresses import AddressRefused, is_public, read, resolve
from workflow.webhooks.sending import send, signature, signature_header

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "0.0.0.0", "0.1.2.3", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1",  # noqa: S104
    "255.255.255.255", "168.63.129.16", "192.88.99.1", "203.0.113.7",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "ff02::1", "fe80::1%eth0",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "193.140.0.1", "2a00:1450:4017::1", "2620:fe::fe"]


@pytest.mark.parametrize("text", PRIVATE)
def test_an_address_inside_the_network_is_not_public(text):
    assert not is_public(text)


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_is_public(text):
    assert is_public(text)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_public_that_python_calls_private(address):
    assert not (is_public(str(address)) and (address.is_private or address.is_loopback or address.is_link_local))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_gets_through_inside_an_ipv6_one(address):
    number = int(address)
    for wrapped in (number, 0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number):
        assert not is_public(str(ipaddress.IPv6Address(wrapped)))


@pytest.mark.parametrize(
    "url",
    [
        "http://ornek.gov.tr/", "ftp://ornek.gov.tr/", "https://", "https:///a", "//ornek.gov.tr", "ornek.gov.tr", "",
        "https://ad:parola@ornek.gov.tr/", "https://ornek.gov.tr:8443/", "https://ornek.gov.tr:22/",
        "https://ornek.gov.tr:99999/", "https://ornek.gov.tr/#a", "https://ornek.gov.tr/a b", "https://ornek.gov.tr\\@ic/",
        "https://ornek.gov.tr/\r\nHost: ic", "https://[::1", "https://ornek.gov.tr/ş", "https://[fe80::1%25eth0]/",
        "javascript:alert(1)", "file:///etc/passwd", "https://" + "a" * 64 + ".tr/",
    ],
)  # fmt: skip
def test_what_is_no_public_https_address_is_refused_unresolved(url, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("asked the network"))

    with pytest.raises(AddressRefused):
        read(url)


def test_a_turkish_name_is_read():
    address = read("https://okul.ornek.gov.tr/bildirim?x=1")
    turkish = read("https://çağrı.tr/")

    assert (address.host, address.port, address.target) == ("okul.ornek.gov.tr", 443, "/bildirim?x=1")
    assert turkish.host.startswith("xn--")


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254"],
)
def test_a_name_of_this_machine_is_refused_however_it_is_written(host, settings):
    settings.WEBHOOK_EXEMPT_HOSTS = []

    with pytest.raises(AddressRefused):
        resolve(read(f"https://{host}/"))


def answers_of(monkeypatch, *addresses):
    """The network's names are what is given here; returns how often it was asked."""
    asked = []

    def getaddrinfo(host, port, *_, **__):
        asked.append(host)
        given = addresses[min(len(asked) - 1, len(addresses) - 1)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (item, port)) for item in given]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers_of(monkeypatch, ["8.8.8.8", "10.0.0.5"])

    with pytest.raises(AddressRefused, match="iç ağdaki"):
        resolve(read("https://ornek.gov.tr/"))


def test_a_name_that_points_elsewhere_a_moment_later_leads_nowhere(monkeypatch):
    """The connection goes to what was checked; the name is not asked again."""
    asked = answers_of(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    reached = []

    def create_connection(address, timeout):
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", create_connection)

    answer = send("https://ornek.gov.tr/", "{}", {})

    assert reached == [("8.8.8.8", 443)]
    assert asked == ["ornek.gov.tr"]
    assert (answer.status, answer.fault) == (None, "Bağlantı reddedildi.")


def test_a_message_is_posted_with_its_headers():
    with receiver() as here:
        answer = send(f"{here.url}/bildirim?x=1", '{"ad":"Işık"}', {"Webhook-Id": "7"})

    headers, body = here.received[0]
    assert (answer.status, answer.excerpt, answer.fault, answer.is_taken) == (200, "tamam", "", True)
    assert body == '{"ad":"Işık"}'
    assert headers["Host"] == here.url.removeprefix("http://")
    assert headers["Webhook-Id"] == "7"


def test_a_redirect_is_not_followed():
    with receiver() as here:
        here.answers = [307]
        answer = send(here.url, "{}", {})

    assert len(here.received) == 1
    assert (answer.status, answer.is_taken) == (307, False)
    assert "Yönlendirme izlenmez" in answer.fault


def test_of_an_endless_answer_only_the_beginning_is_read():
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 100_000)
        except OSError:
            pass

    with receiver() as here:
        here.answers = [endless]
        answer = send(here.url, "{}", {})

    assert answer.is_taken
    assert answer.excerpt == "x" * sending.EXCERPT


def drip(handler):
    """An answer that never ends and never stops: a header a moment."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(1000):
            handler.wfile.write(f"X-{number}: a\r\n".encode())
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


@pytest.mark.parametrize("slow", [drip, lambda _: time.sleep(3)])
def test_a_slow_receiver_is_left_in_time(slow, monkeypatch):
    monkeypatch.setattr(sending, "ALTOGETHER", 1)
    with receiver() as here:
        here.answers = [slow]
        begun = time.monotonic()
        answer = send(here.url, "{}", {})

    assert time.monotonic() - begun < 2.5
    assert (answer.status, answer.fault) == (None, "Alıcı zamanında yanıt vermedi.")


@pytest.mark.parametrize("nonsense", [b"nonsense\r\n\r\n", b"", b"HTTP/1.1 999999 x\r\n\r\n", b"\x00" * 70_000])
def test_what_is_no_http_is_said_and_nothing_breaks(nonsense):
    with receiver() as here:
        here.answers = [lambda handler: handler.wfile.write(nonsense)]
        answer = send(here.url, "{}", {})

    assert answer.status is None
    assert answer.fault


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for ``alici.test``, signed by itself: ``(file, key file)``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "alici.test")])
    today = dt.datetime.now(dt.UTC)  # noqa: TID251 - for TLS, not for the law
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("alici.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    raw = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(raw)
    return folder / "cert.pem", folder / "key.pem"


def test_https_is_spoken_to_the_checked_address_under_the_receivers_name(certificate, settings, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    named = []
    context.sni_callback = lambda _, name, __: named.append(name)
    with receiver(lambda raw: context.wrap_socket(raw, server_side=True)) as here:
        port = here.url.rsplit(":", 1)[1]
        settings.WEBHOOK_EXEMPT_HOSTS = [f"alici.test:{port}", f"baska.test:{port}"]
        answers_of(monkeypatch, ["127.0.0.1"])
        unknown = send(f"https://alici.test:{port}/", "{}", {})
        settings.WEBHOOK_CA_FILE = str(certificate[0])
        taken = send(f"https://alici.test:{port}/", "{}", {})
        other = send(f"https://baska.test:{port}/", "{}", {})

    assert taken.is_taken
    assert here.received[0][0]["Host"] == f"alici.test:{port}"
    assert "alici.test" in named
    assert "sertifikası doğrulanamadı" in unknown.fault
    assert "sertifikası doğrulanamadı" in other.fault
    assert len(here.received) == 1


def test_the_signature_is_that_of_time_and_body():
    """Reckoned apart from the code: ``printf '1790000000.{"event":"school.updated"}' | openssl dgst -sha256 -hmac whsec_ornek``."""
    body = '{"event":"school.updated"}'

    found = signature("whsec_ornek", 1790000000, body)

    assert found == "dc04610540a3d9bd8f68aabb3df85041c728bee2f5419f882e9925669556961e"
    assert signature_header(["a", "b"], 5, "x") == f"t=5,v1={signature('a', 5, 'x')},v1={signature('b', 5, 'x')}"
    assert signature("whsec_ornek", 1790000001, body) != found
