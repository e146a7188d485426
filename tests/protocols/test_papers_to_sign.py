"""What is printed before the signature, what becomes of it when the text is opened again, and where papers are found."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from documents.choices import PaperStatus
from documents.models import Paper
from documents.papers import lay
from documents.verification import verify
from protocols.acts import agree, agree_amendment, drop, end, reopen, reopen_amendment, sign, sign_amendment
from protocols.acts.days import open_the_day
from protocols.choices import ChangeKind as K, ProtocolStatus as S
from protocols.models import Amendment, Protocol
from protocols.papers import issue_amendment, issue_text
from protocols.tasks import (
    after_agreement,
    after_amendment_agreed,
    after_amendment_reopened,
    after_reopening,
    after_signature,
)
from tests.documents.reading import text_of
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.protocols import (
    make_agreed,
    make_amendment,
    make_change,
    make_draft,
    make_signature,
    make_signed,
    sign_for_all,
)

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def do(act, record, by, **values):
    return act(record, by=by, on=TODAY, **values)


def agreed(expert, **values):
    return do(agree, make_draft(status=S.NEGOTIATION, **values), expert)


def test_the_agreed_text_is_printed_with_a_place_for_each_signature(expert, django_capture_on_commit_callbacks):
    draft = make_draft(status=S.NEGOTIATION)
    with django_capture_on_commit_callbacks(execute=True):
        protocol = do(agree, draft, expert)
    after_agreement(pk=protocol.pk)

    [paper] = Paper.objects.of(protocol)
    text = text_of(paper)
    assert (paper.title, paper.status) == ("İmzaya hazır protokol metni", PaperStatus.ISSUED)
    for words in ("Giderleri işletme karşılar.", "MESLEKİ VE TEKNİK EĞİTİM GENEL MÜDÜRLÜĞÜ", "…………"):
        assert words in text
    assert "İmza günü" not in text


@pytest.mark.parametrize("act", [reopen, drop])
def test_what_was_printed_to_be_signed_is_void_when_the_text_is_opened_again(client, expert, act):
    protocol = agreed(expert)
    after_agreement(pk=protocol.pk)

    protocol = do(act, protocol, expert, reason="Süre değişecek.")
    for _ in range(2):
        after_reopening(pk=protocol.pk)
    client.force_login(expert)

    paper = Paper.objects.of(protocol).get()
    assert (paper.status, paper.files.count()) == (PaperStatus.WITHDRAWN, 2)
    assert client.get(reverse("protocols:text_paper", args=[protocol.pk, "protokol"])).status_code == 404


def test_a_text_agreed_on_anew_gets_a_paper_of_its_own(expert):
    protocol = agreed(expert)
    after_agreement(pk=protocol.pk)
    protocol = do(reopen, protocol, expert, reason="Süre değişecek.")
    protocol.clauses.filter(number="2").update(text="Giderleri bölge karşılar.")
    protocol = do(agree, protocol, expert)
    after_reopening(pk=protocol.pk)
    after_agreement(pk=protocol.pk)

    void, valid = Paper.objects.of(protocol).order_by("pk")
    assert (void.status, valid.status) == (PaperStatus.WITHDRAWN, PaperStatus.ISSUED)
    assert "Giderleri bölge karşılar." in text_of(valid)


def test_an_agreed_amendment_is_printed_in_red_line_before_it_is_signed(expert):
    protocol = make_signed()
    amendment = make_change(make_amendment(protocol), "2", "Giderleri bölge karşılar.").amendment
    amendment = do(agree_amendment, amendment, expert)
    after_amendment_agreed(pk=amendment.pk)
    text = text_of(Paper.objects.of(amendment).get())

    do(reopen_amendment, amendment, expert, reason="Metin değişecek.")
    after_amendment_reopened(pk=amendment.pk)

    assert "Giderleri işletme karşılar." in text
    assert "Giderleri bölge karşılar." in text
    assert Paper.objects.of(amendment).get().status == PaperStatus.WITHDRAWN


def test_the_paper_of_an_amendment_names_who_signed_it_and_who_came_or_went(expert):
    protocol, stays, goes = make_signed(), make_stakeholder(name="Kalan Oda"), make_stakeholder(name="Giden Oda")
    protocol.stakeholders.set([stays, goes])
    make_signature(protocol=protocol, stakeholder=stays, name="Eski İmza")
    amendment = make_amendment(protocol)
    make_change(amendment, "", "", kind=K.PARTY_REMOVED, stakeholder=goes)
    amendment = do(agree_amendment, amendment, expert)
    sign_for_all(amendment, signed_on=TODAY)
    amendment.signatures.filter(stakeholder=goes).update(name="Veda Eden")

    text = text_of(issue_amendment(do(sign_amendment, amendment, expert, signed_on=TODAY, holds_from=TODAY)))

    assert "GİDEN ODA" in text
    assert "Veda Eden" in text
    assert "Eski İmza" not in text


def test_a_text_is_read_as_pdf_as_a_draft_and_as_it_held_on_a_day(client, expert):
    client.force_login(expert)
    draft, signed = make_draft(), make_signed()
    amendment = make_change(make_amendment(signed), "2", "Yeni metin.").amendment
    do(sign_amendment, amendment, expert, signed_on=TODAY, holds_from=TODAY + timedelta(30))

    answers = [
        client.get(reverse("protocols:reading", args=[draft.pk])),
        client.get(reverse("protocols:reading", args=[signed.pk]), {"gun": TODAY.isoformat()}),
        client.get(reverse("protocols:reading", args=[signed.pk]), {"gun": (TODAY + timedelta(30)).isoformat()}),
    ]
    texts = [_text(answer) for answer in answers]

    assert {answer["Content-Type"] for answer in answers} == {"application/pdf"}
    assert "TASLAK" in texts[0]
    assert "hukuki sonuç doğurmaz" in texts[0]
    assert "Giderleri işletme karşılar." in texts[1]
    assert "Yeni metin." not in texts[1]
    assert "Yeni metin." in texts[2]
    assert "imzalı protokol ve ek protokoller esastır" in texts[2]
    assert not Paper.objects.exists()


def _text(answer):
    import io

    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def papers_of(person):
    return set(Paper.objects.visible_to(person).values_list("event", flat=True))


def test_each_province_with_a_school_in_it_finds_the_paper(client):
    here, there = make_school(province=6, name="A Lisesi"), make_school(province=34, name="B Lisesi")
    protocol = make_signed(here, there)
    issue_text(protocol)
    people = {plate: make_user(Role.PROVINCE_OFFICER, province=plate) for plate in (6, 34, 35)} | {
        "principal": make_user(Role.PRINCIPAL, school=there),
        "district": make_user(Role.DISTRICT_OFFICER, school=there),
    }

    assert {name for name, person in people.items() if papers_of(person)} == {6, 34, "principal", "district"}
    client.force_login(people[34])
    listed = client.get("/api/v1/papers/").json()["results"]
    found = client.get(reverse("desk:search"), {"q": "Protokol metni", "tur": "belge"}).content.decode()
    assert [row["title"] for row in listed] == ["Protokol metni"]
    assert reverse("documents:paper", args=[listed[0]["id"]]) in found
    assert client.get(reverse("documents:paper", args=[listed[0]["id"]])).status_code == 200


def test_a_school_that_comes_by_an_amendment_finds_what_was_printed_before(expert):
    here, there = make_school(province=6), make_school(province=34)
    protocol = make_signed(here)
    issue_text(protocol)
    officer = make_user(Role.PROVINCE_OFFICER, province=34)
    amendment = make_amendment(protocol)
    make_change(amendment, "", "", kind=K.SCHOOL_ADDED, school=there)
    amendment = do(sign_amendment, amendment, expert, signed_on=TODAY, holds_from=TODAY + timedelta(5))
    issue_amendment(amendment)
    assert papers_of(officer) == {"sign_amendment"}

    open_the_day(on=TODAY + timedelta(5))

    assert papers_of(officer) == {"sign", "sign_amendment"}


def test_papers_are_listed_with_the_same_questions_for_one_and_for_thirty(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    schools = make_school(province=6, name="A"), make_school(province=34, name="B")

    def print_one(number):
        paper = Paper.objects.create(kind="protocol", title="Metin", record_kind="x", record_id=number, event="sign")
        lay(paper, schools)

    def asked():
        with CaptureQueriesContext(connection) as found:
            rows = client.get("/api/v1/papers/").json()["results"]
        return len(rows), len(found)

    print_one(0)
    asked()
    one = asked()
    for number in range(1, 30):
        print_one(number)

    assert (one[0], asked()) == (1, (30, one[1]))


def test_a_protocol_signed_before_the_directive_is_printed_with_the_day_of_its_entry(expert):
    days = {"signed_on": date(2023, 5, 1), "starts_on": date(2023, 6, 1), "ends_on": date(2028, 6, 1)}
    protocol = do(sign, make_draft(), expert, **days)

    after_signature(pk=protocol.pk)

    paper = Paper.objects.of(protocol).get()
    assert paper.dated_on == TODAY
    assert "01.05.2023" in text_of(paper)


def test_whoever_verifies_a_paper_is_told_how_the_protocol_stands(expert):
    protocol = make_signed(ends_on=date(2028, 12, 31))
    amendment = make_change(make_amendment(protocol)).amendment
    amendment = do(sign_amendment, amendment, expert, signed_on=TODAY, holds_from=TODAY)
    papers = [issue_text(protocol), issue_amendment(amendment)]
    head = make_user(Role.DEPARTMENT_HEAD)

    before = [verify(paper.code, on=TODAY).today for paper in papers]
    do(end, protocol, head, ended_on=TODAY + timedelta(10), reason="Bitti.")
    ending = verify(papers[0].code, on=TODAY).today
    after = [verify(paper.code, on=TODAY + timedelta(10)).today for paper in papers]

    assert before[0].startswith("Protokol yürürlüktedir (")
    assert "31.12.2028" in before[0]
    assert "01.10.2026 gününden başlayarak geçerlidir" in before[1]
    assert "11.10.2026 günü sona erecektir" in ending
    assert after[0] == "Protokol yürürlükte değildir (Sona erdi: 11.10.2026)."
    assert "yürürlükte değildir" in after[1]


def test_what_was_not_signed_says_so():
    from protocols.papers import describe_amendment, describe_protocol

    amendment = make_amendment()

    assert describe_protocol(str(make_agreed().pk), TODAY) == "Protokol imzalanmamıştır (Mutabık kalındı)."
    assert describe_amendment(str(amendment.pk), TODAY) == "Ek protokol imzalanmamıştır (Taslak)."
    assert describe_protocol("0", TODAY) == describe_amendment("0", TODAY) == ""
    assert (Protocol.objects.count(), Amendment.objects.count()) == (2, 1)
