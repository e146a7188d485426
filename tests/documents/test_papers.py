"""Papers: printed once, in Turkish, tagged, with their data; numbered, verified, recognised by their hash."""

import json
from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from designations import acts, papers as designation_papers
from designations.choices import DossierStatus as S
from documents.models import Paper
from documents.papers import issue
from tests.documents.reading import reader_of, text_of
from tests.factories import (
    TODAY,
    make_designation,
    make_dossier,
    make_region_ready,
    make_school,
    make_upload,
    make_user,
)

pytestmark = pytest.mark.django_db
LONG = "Şehit Öğretmen Çağrı Işık Ğüzelyurt İğdır Üniversite Sanayi İş Birliği Mesleki ve Teknik Anadolu Lisesi"


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


def test_a_receipt_needs_no_number_and_is_no_draft():
    receipt = designation_papers.issue_receipt(make_dossier(S.SUBMITTED, school=long_school()))

    text = text_of(receipt)
    assert receipt.status == "issued"
    assert "TASLAK" not in text
    assert "Sayı gerektirmez" in text
    assert f"{TODAY:%d.%m.%Y}" in text
