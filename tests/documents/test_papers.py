"""Papers: printed once, in Turkish, tagged, with their data; numbered, verified, recognised by their hash."""

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.choices import Role
from designations import acts, papers as designation_papers
from designations.choices import DossierStatus as S
from documents.intake import FileRefused, clean_name, receive
from documents.models import Paper
from documents.papers import issue
from tests.factories import TODAY, make_dossier, make_region_ready, make_school, make_upload, make_user
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db
LONG = "Şehit Öğretmen Çağrı Işık Ğüzelyurt İğdır Üniversite Sanayi İş Birliği Mesleki ve Teknik Anadolu Lisesi"


def reader_of(paper):
    with paper.file.open("rb") as file:
        content = file.read()
    if folder := os.environ.get("PAPERS_OUT"):
        Path(folder, f"{paper.kind}-{paper.status}.pdf").write_bytes(content)
    return PdfReader(io.BytesIO(content))


def text_of(paper):
    return " ".join(" ".join(page.extract_text() for page in reader_of(paper).pages).split())


def long_school():
    return make_region_ready(make_school(name=LONG))


@pytest.fixture
def decision():
    return designation_papers.issue_decision(make_dossier(S.APPROVED, school=long_school()))


@pytest.mark.provision("okul/2/1")
def test_the_decision_reads_as_the_ministry_writes(decision):
    text = text_of(decision)

    for words in (
        "T.C.",
        "MİLLÎ EĞİTİM BAKANLIĞI",
        "Meslekî ve Teknik Eğitim Genel Müdürlüğü",
        LONG,
        "306 ve 508’inci maddeleri (Yönerge m. 2/1)",
        "Yönerge m. 4/2-a",
        "OLUR",
        "Bölge okulu",
        decision.code,
        "TASLAK",
    ):
        assert words in text, words


def test_a_paper_is_tagged_archivable_and_carries_its_data(decision):
    reader = reader_of(decision)

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "tr"
    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata or 'pdfaid:part="3"' in metadata
    data = json.loads(reader.attachments["veri.json"][0])
    assert (data["school"]["name"], data["type"], data["code"]) == (LONG, "region", decision.code)


@pytest.mark.parametrize(
    ("state", "make", "words"),
    [
        (S.SUBMITTED, designation_papers.issue_receipt, "1. kez gönderilmiş"),
        (S.RETURNED, designation_papers.issue_return, "Atölye sayısını düzeltin."),
        (S.REFUSED, designation_papers.issue_refusal, "60 gün içinde 2577 sayılı"),
    ],
)
def test_each_paper_of_a_dossier(state, make, words):
    paper = make(make_dossier(state, school=long_school()))

    assert words in text_of(paper)


@pytest.mark.parametrize("ending", ["mark_entered_in_error", "revoke", "end_with_school"])
def test_each_ending_has_its_own_paper(ending):
    from datetime import timedelta

    from schools.models import School
    from tests.factories import make_designation

    designation = make_designation()
    head, expert = make_user(Role.DIRECTOR_GENERAL), make_user(Role.EXPERT)
    later = TODAY + timedelta(days=40)
    if ending == "revoke":
        acts.announce_revocation(designation, by=expert, on=TODAY, reason="conditions_lost", note="Pansiyon kapandı.")
        designation = acts.propose_revocation(designation, by=expert, on=later, note="")
        designation_papers.issue_announcement(designation)
    if ending == "end_with_school":
        School.objects.filter(pk=designation.school_id).update(closed_on=date(2026, 12, 31))
    designation = getattr(acts, ending)(designation, by=head, on=later, note="Gerekçe metni.")

    paper = designation_papers.issue_ending(designation)

    assert paper.kind == {"mark_entered_in_error": "error", "revoke": "revocation"}.get(ending, "ending")
    assert "Gerekçe metni." in text_of(paper)


def test_a_paper_is_issued_once(decision):
    again = designation_papers.issue_decision(make_dossier_of(decision))

    assert again.pk == decision.pk
    assert Paper.objects.filter(kind="decision").count() == 1
    assert again.files.count() == 1


def make_dossier_of(paper):
    from designations.models import Designation

    return Designation.objects.get(pk=paper.record_id).dossier


NUMBER = "E-20880154-10.04-96820530"


def test_a_number_makes_it_official(decision):
    paper = acts.number_paper(decision, by=make_user(Role.EXPERT), on=TODAY, number=NUMBER, dated_on=TODAY)

    assert (paper.status, paper.number, paper.dated_on) == ("official", NUMBER, TODAY)
    text = text_of(paper)
    assert "TASLAK" not in text
    assert f"{NUMBER} {TODAY:%d.%m.%Y}" in text
    assert [file.is_draft for file in paper.files.order_by("pk")] == [True, False]


@pytest.mark.parametrize("number", ["", "12345", "E-2088015-10.04-1", "E-20880154-10.4-1", "X-20880154-10.04-1"])
def test_a_number_that_is_none_is_refused(decision, number):
    with pytest.raises(Invalid) as refusal:
        acts.number_paper(decision, by=make_user(Role.EXPERT), on=TODAY, number=number, dated_on=TODAY)

    assert set(refusal.value.faults) == {"number"}


def test_a_number_is_used_once(decision):
    expert = make_user(Role.EXPERT)
    acts.number_paper(decision, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)
    other = designation_papers.issue_receipt(make_dossier(S.SUBMITTED))

    with pytest.raises(Invalid, match="başka bir belgede"):
        acts.number_paper(other, by=expert, on=TODAY, number=NUMBER, dated_on=TODAY)


def test_a_province_gives_no_number(decision):
    with pytest.raises(NotPermitted):
        acts.number_paper(decision, by=make_user(Role.PROVINCE_DIRECTOR), on=TODAY, number=NUMBER, dated_on=TODAY)


def test_anybody_verifies_a_paper_and_its_file(client, decision):
    url = reverse("documents:verify_code", args=[decision.code])
    with decision.file.open("rb") as file:
        content = file.read()

    page = client.get(url).content.decode()
    same = client.post(url, {"file": make_upload("a.pdf", content)}).content.decode()
    other = client.post(url, {"file": make_upload("a.pdf", content + b" ")}).content.decode()

    assert LONG in page
    assert "Belirleme yürürlüktedir" in page or "yürürlüğe girecektir" in page
    assert "Dosya bu belgeye ait" in same
    assert "Dosya bu belgeyle eşleşmiyor" in other


def test_a_code_is_found_however_it_is_typed(client, decision):
    answer = client.get(reverse("documents:verify"), {"code": decision.code.replace("-", " ").lower()})

    assert answer["Location"] == reverse("documents:verify_code", args=[decision.code])


def test_a_wrong_code_is_told(client, db):
    assert client.get(reverse("documents:verify_code", args=["AAAA-BBBB-CCCC"])).status_code == 404
    assert (
        "doğrulanabilir bir belge yok"
        in client.get(reverse("documents:verify"), {"code": "AAAA-BBBB-CCCC"}).content.decode()
    )


def test_issuing_again_never_prints_again(decision):
    dossier = make_dossier_of(decision)
    paper = issue(
        "decision",
        dossier.designation,
        event="approve",
        title="Başka",
        template="designations/papers/decision.html",
        content={},
    )

    assert (paper.pk, paper.title) == (decision.pk, "Belirleme kararı (Olur)")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "Dosya boş"),
        ("a.exe", b"MZ\x90", "kabul edilmiyor"),
        ("a.jpg", b"%PDF-1.7", "içeriği PDF"),
        ("a.pdf", b"%PDF-1.7 bozuk", "PDF bozuk"),
        ("a.png", b"\x89PNG\r\n\x1a\nbozuk", "Görüntü bozuk"),
        ("a.docx", b"PK\x03\x04bozuk", "Dosya bozuk"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(name, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        receive(make_upload(name, content), by=make_user(Role.EXPERT))


def test_a_file_that_is_too_large_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 10

    with pytest.raises(FileRefused, match="çok büyük"):
        receive(make_upload(), by=make_user(Role.EXPERT))


def test_a_file_is_kept_as_it_was():
    attachment = receive(make_upload("C:\\Belgeler\\kat planı ğüşiöç.png"), by=make_user(Role.EXPERT))

    assert attachment.name == "kat planı ğüşiöç.png"
    assert attachment.media_type == "image/png"
    with attachment.file.open("rb") as file:
        assert file.read() == make_upload().read()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd.pdf", "passwd.pdf"), ("a\r\nb.pdf", "a b.pdf"), ("", "dosya"), ("ş" * 300 + ".pdf", None)],
)
def test_a_files_name_is_made_safe(given, kept):
    name = clean_name(given)

    assert len(name) <= 150
    assert kept is None or name == kept
