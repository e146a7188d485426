"""What cannot be is refused in words, at its field, through the doors that people and programs use; nothing is lost."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.choices import Role
from documents.models import Attachment
from protocols.acts import record_signature
from protocols.choices import ProtocolStatus as S
from protocols.models import Amendment, Clause, Protocol
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.protocols import make_agreed, make_draft, make_signed
from tests.protocols.test_texts_as_papers import a_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
TODAY_AT = datetime(2026, 10, 1, tzinfo=UTC)
DAYS = {"signed_on": "2026-01-10", "starts_on": "2026-02-01", "ends_on": "2029-01-31"}


@pytest.fixture
def expert(client):
    person = make_user(Role.EXPERT)
    client.force_login(person)
    return person


@pytest.fixture
def doors(client, expert):
    """``(page, api)``: what each answers to the same, the page as text, the API as its body."""

    def page(name, args, values):
        answer = client.post(reverse(f"protocols:{name}", args=args), values)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def api(path, values):
        answer = client.post(f"/api/v1/{path}", json.dumps(values), content_type="application/json")
        assert answer.status_code in {400, 409, 422}, answer.status_code
        return answer.content.decode()

    return page, api


def test_overlapping_terms(doors):
    page, api = doors
    school, party = make_school(), make_stakeholder()
    first, second = make_signed(school, ends_on=date(2029, 1, 31)), make_draft(school)
    for protocol in (first, second):
        protocol.stakeholders.set([party])
    from protocols.acts.carrying import back

    back(first)

    shown = page("act", [second.pk, "sign"], DAYS)
    told = api(f"protocols/{second.pk}/acts/sign/", DAYS)

    for said in (shown, told):
        assert "aynı günlerde yürürlükte olan bir protokol var" in said
    assert DAYS["signed_on"] in shown
    assert Protocol.objects.get(pk=second.pk).status == S.DRAFT


def test_an_end_before_the_start(doors):
    page, api = doors
    school, party = make_school(), make_stakeholder()
    days = {"starts_on": "2027-01-01", "ends_on": "2026-01-01"}

    shown = page(
        "open", [school.pk], {"title": "Protokol", "schools": school.code, "stakeholders": [party.pk], **days}
    )
    told = api("protocols/", {"title": "Protokol", "schools": [school.code], "stakeholders": [party.pk], **days})

    for said in (shown, told):
        assert "Başlangıçtan önce olamaz." in said or "Bitiş günü başlangıçtan önce olamaz." in said
    assert "2027-01-01" in shown
    assert not Protocol.objects.exists()


def test_a_party_that_signs_twice(client, doors, expert):
    _, api = doors
    protocol = make_draft(status=S.AGREED)
    party = protocol.stakeholders.get()
    words = {"name": "Ömer Çınar", "signed_on": "2026-01-12"}
    record_signature(protocol, by=expert, on=TODAY, stakeholder=party, title="", **(words | {"signed_on": TODAY}))

    shown = client.post(
        reverse("protocols:signature", args=[protocol.pk, "protokol"]), {"stakeholder": party.pk, **words}
    ).content.decode()
    told = api(f"protocols/{protocol.pk}/signatures/", {"stakeholder": party.pk, **words})

    assert "Geçerli bir seçenek" in shown or "geçerli" in shown  # a party that has signed is offered no more
    assert "Bu taraf zaten imzaladı." in told
    assert protocol.signatures.count() == 1


def test_an_amendment_to_an_ended_protocol(doors):
    page, api = doors
    protocol = make_signed(status=S.ENDED, ended_on=TODAY)

    shown = page("amendment_new", [protocol.pk], {"title": "Giderler", "reason": "Uzun bir gerekçe"})
    told = api(f"protocols/{protocol.pk}/amendments/", {"title": "Giderler"})

    for said in (shown, told):
        assert "Sona ermiş protokole ek protokol yapılamaz; yenileme taslağı açın." in said
    assert "Uzun bir gerekçe" in shown
    assert not Amendment.objects.exists()


def test_a_clause_number_used_twice(client, doors):
    page, _ = doors
    protocol = make_draft()
    before = Clause.objects.count()

    shown = page("clause_new", [protocol.pk], {"number": "2", "title": "", "text": "Uzun bir metin."})
    pasted = page("paste", [protocol.pk], {"text": "Madde 9\nBir.\nMadde 9\nİki.", "keep": "1"})
    rows = [{"number": "7", "text": "Bir."}, {"number": "7", "text": "İki."}]
    read = client.get(f"/api/v1/protocols/{protocol.pk}/")
    told = client.put(
        f"/api/v1/protocols/{protocol.pk}/clauses/",
        json.dumps({"clauses": rows}),
        content_type="application/json",
        headers={"If-Match": read["ETag"]},
    )

    assert "Bu numarayla bir madde var." in shown
    assert "Uzun bir metin." in shown
    assert "Madde 9 metinde iki kez geçiyor." in pasted
    assert "İki." in pasted
    assert told.json()["faults"] == [{"path": "clauses[1].number", "message": "Bu numara listede iki kez geçiyor."}]
    assert Clause.objects.count() == before


def a_scan(pages, side):
    """As a scanner makes it: each page a picture."""
    picture = Image.effect_noise((side, int(side * 1.41)), 60).convert("L")
    out = io.BytesIO()
    picture.save(out, "PDF", save_all=True, append_images=[picture] * (pages - 1), quality=50)
    return SimpleUploadedFile("tarama.pdf", out.getvalue(), "application/pdf")


def bring(client, protocol, file):
    """Page and API, each its own protocol of the two."""
    page = client.post(reverse("protocols:bring_copy", args=[protocol.pk, "protokol"]), {"file": file})
    file.seek(0)
    other = make_signed()
    api = client.post(f"/api/v1/protocols/{other.pk}/signed-copy/", {"file": file})
    return page, api


def test_a_scan_of_three_hundred_pages_is_kept_in_no_long_time(client, expert, settings):
    scan = a_scan(300, 330)
    assert 5_000_000 < scan.size < settings.EVIDENCE_MAX_BYTES, scan.size
    began = perf_counter()

    page, api = bring(client, make_signed(), scan)

    assert (page.status_code, api.status_code) == (302, 201)
    assert perf_counter() - began < 60  # a guard against hanging, no measurement
    assert {kept.size for kept in Attachment.objects.all()} == {scan.size}


def test_a_scan_beyond_the_limit_is_refused_with_both_sizes(client, expert, settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    protocol = make_signed()

    page, api = bring(client, protocol, a_scan(300, 300))

    assert "en çok 1 MB olabilir" in page.content.decode()
    assert api.json()["faults"][0]["path"] == "file"
    assert "en çok 1 MB olabilir" in api.json()["faults"][0]["message"]
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: a_pdf(password="gizli"), "PDF parolalı; parolasız hâlini yükleyin."),
        (lambda: SimpleUploadedFile("metin.pdf", b"%PDF-1.7 garbage"), "PDF bozuk; açılamıyor."),
        (lambda: SimpleUploadedFile("imza.p7s", signature_file()[:-7]), "E-imza dosyası eksik ya da bozuk"),
    ],
)
def test_a_file_that_cannot_be_opened(client, expert, file, sentence):
    protocol = make_signed()

    page, api = bring(client, protocol, file())

    assert sentence in page.content.decode()
    assert sentence in api.json()["faults"][0]["message"]
    assert Protocol.objects.get(pk=protocol.pk).document is None
    assert not Attachment.objects.exists()


def signature_file():
    """A CMS signature as the ministry's signing program makes it, by a key of our own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ayşe Işık")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(TODAY_AT)
        .not_valid_after(TODAY_AT + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"Protokol metni").add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def test_a_file_of_an_electronic_signature_is_kept_as_signed_text_and_nowhere_else(client, expert):
    from tests.factories.obligations import make_protocol_duty

    file = SimpleUploadedFile("imzali-protokol.p7s", signature_file())
    page, api = bring(client, make_signed(), file)
    duty = make_protocol_duty(evidence="Tutanak")
    file.seek(0)
    proof = client.post(reverse("protocols:bring_proof", args=[duty.pk]), {"file": file}).content.decode()

    assert (page.status_code, api.json()["media_type"]) == (302, "application/pkcs7-signature")
    assert "E-imza dosyası burada kabul edilmiyor" in proof


def test_an_agreed_text_takes_the_copy_before_its_signature_is_recorded(client, expert):
    page, _ = bring(client, make_agreed(), a_pdf(3))

    assert page.status_code == 302
