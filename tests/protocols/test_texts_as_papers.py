"""The papers of protocols and amendments, the signed copy that is kept, and what a new day brings by itself."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from accounts.choices import Role
from documents.intake import FileRefused
from documents.models import Attachment, Paper
from protocols.acts import keep_signed_copy, open_amendment, save_change, sign, sign_amendment
from protocols.acts.days import open_the_day
from protocols.choices import ChangeKind as K, ProtocolStatus as S
from protocols.models import AmendmentChange, Protocol
from protocols.papers import issue_amendment, issue_text
from protocols.snapshots import text_on
from protocols.tasks import after_amendment, after_signature
from tests.documents.reading import reader_of, text_of
from tests.factories import TODAY, make_school, make_user
from tests.factories.protocols import make_amendment, make_change, make_draft, make_signed, make_signed_amendment
from workflow.models import JournalEntry
from workflow.refusals import NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
LONG = "Prof. Dr. Necmettin Erbakan Organize Sanayi Bölgesi Şehit Öğretmen Ayşe Işık Mesleki ve Teknik Anadolu Lisesi"


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def a_pdf(pages=1, password=""):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return SimpleUploadedFile("imzali-metin.pdf", out.getvalue(), "application/pdf")


def test_the_text_is_printed_clause_by_clause_with_parties_and_schools(expert):
    protocol = make_draft(make_school(name=LONG))
    protocol = sign(
        protocol, by=expert, on=TODAY, signed_on=TODAY, starts_on=TODAY, ends_on=TODAY + timedelta(days=900)
    )

    after_signature(pk=protocol.pk)
    after_signature(pk=protocol.pk)

    [paper] = Paper.objects.of(protocol)
    text = text_of(paper)
    for words in (LONG, "Madde 2", "Giderleri işletme karşılar.", str(protocol.stakeholders.get()), "01.10.2026"):
        assert words in text
    assert reader_of(paper).attachments["veri.json"]


def test_a_signature_asks_for_its_paper(expert, django_capture_on_commit_callbacks):
    protocol = make_draft()
    with django_capture_on_commit_callbacks(execute=True):
        sign(protocol, by=expert, on=TODAY, signed_on=TODAY, starts_on=TODAY, ends_on=TODAY)

    assert Paper.objects.of(protocol).count() == 1


def test_a_protocol_signed_elsewhere_says_that_its_clauses_stand_elsewhere():
    protocol = make_signed()
    protocol.clauses.all().delete()

    assert "hükümleri imzalı metnindedir" in text_of(issue_text(protocol))


def test_an_amendment_is_printed_with_old_and_new_text_and_the_text_afterwards(expert):
    protocol = make_signed()
    amendment = make_amendment(protocol)
    make_change(amendment, "2", "Giderleri bölge yönetimi karşılar.")
    save_change(amendment, AmendmentChange(kind=K.TERM, ends_on=date(2031, 6, 30)), by=expert, on=TODAY)
    amendment = sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=TODAY)

    after_amendment(pk=amendment.pk)

    text = text_of(Paper.objects.of(amendment).get())
    assert "1 no.lu ek protokol" in text
    assert "Süre değişikliği 30.06.2031" in text
    assert "Giderleri işletme karşılar." in text
    assert text.count("Giderleri bölge yönetimi karşılar.") == 2
    assert "Danışma kurulu üç ayda bir toplanır." in text


def test_an_amendment_printed_later_shows_what_it_changed_then(expert):
    protocol = make_signed()
    first = make_signed_amendment(protocol, text="Birinci metin.")
    make_signed_amendment(protocol, text="İkinci metin.")

    text = text_of(issue_amendment(first))

    assert "Birinci metin." in text
    assert "İkinci metin." not in text


def test_a_draft_has_no_paper():
    with pytest.raises(ValueError, match="not signed"):
        issue_amendment(make_amendment())


def test_the_signed_copy_is_kept_once_with_its_digest(expert):
    protocol = make_signed()

    kept = keep_signed_copy(protocol, by=expert, on=TODAY, file=a_pdf())
    with pytest.raises(OutOfState, match="değiştirilemez"):
        keep_signed_copy(protocol, by=expert, on=TODAY, file=a_pdf())

    protocol.refresh_from_db()
    assert protocol.document == kept
    assert JournalEntry.objects.of(protocol).last().details["sha256"] == kept.sha256
    assert Attachment.objects.count() == 1


def test_a_scan_of_three_hundred_pages_is_kept(expert):
    assert keep_signed_copy(make_signed(), by=expert, on=TODAY, file=a_pdf(pages=300)).media_type == "application/pdf"


@pytest.mark.parametrize(
    "file",
    [
        lambda: a_pdf(password="gizli"),
        lambda: SimpleUploadedFile("metin.pdf", b"MZ\x90\x00 not a pdf"),
        lambda: SimpleUploadedFile("metin.pdf", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_left(expert, file):
    protocol = make_signed()

    with pytest.raises(FileRefused):
        keep_signed_copy(protocol, by=expert, on=TODAY, file=file())

    protocol.refresh_from_db()
    assert protocol.document is None
    assert not JournalEntry.objects.of(protocol).exists()
    assert not Attachment.objects.exists()


def test_only_the_general_directorate_keeps_the_copy_of_an_agreed_text(expert):
    school = make_school(province=6)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    with pytest.raises(NotPermitted):
        keep_signed_copy(make_signed(school), by=officer, on=TODAY, file=a_pdf())
    with pytest.raises(OutOfState):
        keep_signed_copy(make_draft(), by=expert, on=TODAY, file=a_pdf())


def test_whoever_sees_the_protocol_reads_its_paper_though_its_schools_lie_apart(client):
    here, there = make_school(province=6, name="B Lisesi"), make_school(province=34, name="A Lisesi")
    protocol = make_signed(here, there)
    issue_text(protocol)
    url = reverse("protocols:text_paper", args=[protocol.pk, "protokol"])

    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    assert b"".join(client.get(url).streaming_content)[:5] == b"%PDF-"
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=42))
    assert client.get(url).status_code == 404


def test_an_amendment_of_a_later_day_takes_effect_on_that_day_once(expert):
    protocol = make_signed()
    other = make_school()
    amendment = open_amendment(protocol, by=expert, on=TODAY, title="Okul eklenmesi")
    save_change(amendment, AmendmentChange(kind=K.SCHOOL_ADDED, school=other), by=expert, on=TODAY)
    day = TODAY + timedelta(days=10)
    sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=day)

    assert open_the_day(on=day - timedelta(days=1)) == (0, 0)
    assert other not in protocol.schools.all()
    assert open_the_day(on=day) == (1, 0)
    assert open_the_day(on=day) == (0, 0)

    assert other in protocol.schools.all()
    assert protocol.backings.filter(school=other).exists()
    entry = JournalEntry.objects.of(amendment).last()
    assert (entry.act, entry.by_name) == ("begin_to_hold", "Sistem")


def test_a_term_that_is_over_ends_the_protocol_on_the_day_after(expert):
    protocol = make_signed(ends_on=TODAY)
    untouched = make_signed(ends_on=TODAY + timedelta(days=1))

    assert open_the_day(on=TODAY) == (0, 0)
    assert open_the_day(on=TODAY + timedelta(days=1)) == (0, 1)
    assert open_the_day(on=TODAY + timedelta(days=1)) == (0, 0)

    protocol.refresh_from_db()
    untouched.refresh_from_db()
    assert (protocol.status, protocol.ended_on) == (S.ENDED, TODAY + timedelta(days=1))
    assert untouched.status == S.SIGNED
    assert Protocol.objects.in_force(TODAY).filter(pk=protocol.pk).exists()


def test_a_term_prolonged_from_the_same_day_does_not_end(expert):
    protocol = make_signed(ends_on=TODAY + timedelta(days=9))
    amendment = make_amendment(protocol)
    day = TODAY + timedelta(days=10)
    save_change(amendment, AmendmentChange(kind=K.TERM, ends_on=date(2031, 1, 1)), by=expert, on=TODAY)
    sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=day)

    assert open_the_day(on=day) == (1, 0)

    protocol.refresh_from_db()
    assert (protocol.status, protocol.ends_on) == (S.SIGNED, date(2031, 1, 1))
    assert text_on(protocol, day).ends_on == date(2031, 1, 1)
