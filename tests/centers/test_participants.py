"""Participants of activities: all or none, every fault by its cell, masked, forgotten in time; certificates (smm/5/1/c)."""

import io
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import ACTIVITY
from centers.acts.participants import Faulty, People
from centers.acts.retention import forget_participants
from centers.choices import ActivityState as E, ChainStatus as S, Result
from centers.models import Activity, Participant
from centers.papers import issue_certificate
from centers.people_files import COLUMNS, template
from centers.tasks import print_certificates
from documents.models import Paper
from documents.verification import verify
from tests.centers.racing import together
from tests.factories import TODAY, make_user
from tests.factories.centers import make_center, people_of_chain
from tests.factories.programmes import LAST, NUMBERS, make_activity, make_programme, person
from workflow.models import Job, JournalEntry
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/c")]
A = ACTIVITY.acts


@pytest.fixture
def people():
    return people_of_chain(make_center())


@pytest.fixture
def activity(people):
    center = make_center()
    people.update(people_of_chain(center))
    programme = make_programme(S.APPROVED, center=center, people=people)
    return make_activity(S.APPROVED, programme=programme, people=people, numbers=(), quota=5000)


def number(place):
    """A valid identity number that is nobody's."""
    digits = [int(digit) for digit in f"{200000000 + place:09d}"]
    tenth = (7 * sum(digits[0::2]) - sum(digits[1::2])) % 10
    return "".join(map(str, [*digits, tenth, (sum(digits) + tenth) % 10]))


def book(rows):
    import openpyxl

    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Katılımcılar"
    sheet.append([column.title for column in COLUMNS])
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return SimpleUploadedFile("katilimcilar.xlsx", out.getvalue())


def row(of):
    return [of, "Ayşegül", "Çağlayangil", "999999", "Ostim MTAL", "Makine ve Tasarım Teknolojisi"]


def test_five_thousand_rows_with_forty_wrong_numbers_name_each_cell_and_add_nobody(client, activity, people):
    wrong = set(range(100, 4100, 100))
    rows = [row("12345678901" if place in wrong else number(place)) for place in range(5000)]
    client.force_login(people["writer"])
    began = time.monotonic()

    answer = client.post(reverse("centers:people_file", args=[activity.pk]), {"file": book(rows)})

    marks = answer.context["marks"]
    assert {mark.cell for mark in marks} == {f"A{place + 2}" for place in wrong}
    assert len(marks) == 40
    assert "12345678901" not in answer.content.decode()
    assert not Participant.objects.exists()
    assert time.monotonic() - began < 30

    for place in wrong:
        rows[place] = row(number(place))
    answer = client.post(reverse("centers:people_file", args=[activity.pk]), {"file": book(rows)})
    assert answer.status_code == 302
    assert activity.participants.count() == 5000


def test_the_template_is_read_as_it_is_filled_in(client, activity, people):
    import openpyxl

    filled = openpyxl.load_workbook(io.BytesIO(template()))
    for column, value in enumerate(row(NUMBERS[0]), start=1):
        filled.worksheets[0].cell(2, column, value)
    out = io.BytesIO()
    filled.save(out)
    client.force_login(people["school"])
    assert client.get(reverse("centers:people_template", args=[activity.pk])).content[:2] == b"PK"

    client.post(
        reverse("centers:people_file", args=[activity.pk]), {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}
    )

    assert activity.participants.get().full_name == "Ayşegül Çağlayangil"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "boş"), (b"%PDF-1.7 x", "PDF"), (b"ad;soyad\nx;y\n", "sütunu yok"), (b"PK\x03\x04broken", "")],
)
def test_a_file_that_is_no_table_is_refused(client, activity, people, content, said):
    client.force_login(people["writer"])

    answer = client.post(
        reverse("centers:people_file", args=[activity.pk]), {"file": SimpleUploadedFile("x.csv", content)}
    )

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Participant.objects.exists()


def test_nobody_beyond_the_quota_and_nobody_twice(activity, people):
    Activity.objects.filter(pk=activity.pk).update(quota=2)
    with pytest.raises(Invalid, match="Kontenjan 2; 0 katılımcı var, 3 kişi"):
        A["add_participants"](activity, by=people["writer"], on=TODAY, people=People([person(one) for one in NUMBERS]))
    A["add_participants"](activity, by=people["writer"], on=TODAY, people=People([person()]))

    with pytest.raises(Faulty, match="zaten var"):
        A["add_participants"](activity, by=people["writer"], on=TODAY, people=People([person()]))
    with pytest.raises(IntegrityError, match="participant_once_an_activity"), transaction.atomic():
        Participant.objects.create(activity=activity, identity_number=NUMBERS[0], added_by=people["writer"])


def test_the_journal_tells_how_many_and_nothing_of_them(activity, people):
    A["add_participants"](activity, by=people["writer"], on=TODAY, people=People([person()]))

    details = JournalEntry.objects.of(activity).filter(act="add_participants").get().details
    assert details == {"people": "1 kişi", "added": 1}


def test_one_is_added_on_the_page_and_taken_off_with_a_reason(client, activity, people):
    client.force_login(people["writer"])
    url = reverse("centers:activity_act", args=[activity.pk, "add_participants"])
    asked = {"identity_number": "123", "first_name": "Ali", "last_name": "Şen", "institution_code": "999999",
             "institution": "Ostim MTAL", "branch": "Makine"}  # fmt: skip
    refused = client.post(url, asked)
    assert "T.C. kimlik numarası geçersiz" in refused.content.decode()

    assert client.post(url, {**asked, "identity_number": NUMBERS[0]}).status_code == 302
    listed = client.get(reverse("centers:participants", args=[activity.pk])).content.decode()
    assert "Ali Şen" in listed
    assert NUMBERS[0] not in listed

    out = reverse("centers:activity_act", args=[activity.pk, "remove_participant"])
    assert client.post(out, {"participant": activity.participants.get().pk, "reason": "Raporlu."}).status_code == 302
    assert not activity.participants.exists()


def test_a_number_is_shown_to_who_says_why_and_it_is_journalled(client, activity, people):
    A["add_participants"](activity, by=people["writer"], on=TODAY, people=People([person()]))
    one = activity.participants.get()
    client.force_login(people["coordinator"])

    shown = client.post(
        reverse("people:reveal", args=["faaliyet-katilimcisi", one.pk]),
        {"reason": "Belge düzenlenecek, kimlik denetlenecek."},
    )

    assert NUMBERS[0] in shown.content.decode()
    assert JournalEntry.objects.of(one).get().by == people["coordinator"]
    client.force_login(make_user(Role.AUDITOR))
    assert client.get(reverse("people:reveal", args=["faaliyet-katilimcisi", one.pk])).status_code == 404


def test_the_api_adds_all_or_none_with_paths_and_shows_masked(program, activity, people):
    client = Client()
    client.force_login(people["school"])
    url = f"/api/v1/center-activities/{activity.pk}/participants/"
    keys = ("identity_number", "first_name", "last_name", "institution_code", "institution", "branch")
    good, bad = (dict(zip(keys, row(one), strict=True)) for one in (NUMBERS[0], "123"))

    refused = client.post(url, {"participants": [good, bad]}, content_type="application/json")
    assert refused.status_code == 400
    assert [fault["path"] for fault in refused.json()["faults"]] == ["participants[1].identity_number"]
    wrong = client.post(url, {"participants": [{**good, "x": 1, "branch": 3}]}, content_type="application/json")
    assert [fault["path"] for fault in wrong.json()["faults"]] == ["participants[0].x", "participants[0].branch"]
    assert not activity.participants.exists()

    assert client.post(url, {"participants": [good]}, content_type="application/json").status_code == 200
    listed = program.get(f"/center-activities/{activity.pk}/participants/").json()["results"]
    assert listed[0]["identity_number"].endswith(NUMBERS[0][-2:])
    assert NUMBERS[0] not in str(listed)


@pytest.fixture
def concluded(people):
    center = make_center()
    people.update(people_of_chain(center))
    programme = make_programme(S.APPROVED, center=center, people=people)
    return make_activity(E.CONCLUDED, programme=programme, people=people)


def test_certificates_are_numbered_printed_with_progress_and_verified(concluded, people, client):
    assert set(concluded.participants.values_list("result", flat=True)) == {Result.SUCCESSFUL}
    done = A["issue_certificates"](concluded, by=people["writer"], on=LAST)
    numbers = list(done.participants.order_by("pk").values_list("certificate_number", flat=True))
    assert numbers == [f"SMM-{done.year}-{done.pk:05d}-000{place}" for place in (1, 2, 3)]
    with pytest.raises(Invalid, match="Bütün belgeler"):
        A["issue_certificates"](concluded, by=people["writer"], on=LAST)

    job = Job.objects.get(title__startswith="Belgeler basılıyor")
    print_certificates(job=str(job.pk), pk=done.pk)

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == ("done", 3, 3, {"printed": 3})
    papers = Paper.objects.filter(record_kind="centers.participant")
    assert papers.count() == 3
    paper = papers.first()
    found = verify(paper.code, on=LAST)
    assert "başarıyla tamamlayana verilmiştir" in found.today
    assert "Çağlayangil" not in found.today
    client.force_login(people["writer"])
    page = client.get(reverse("centers:participants", args=[done.pk])).content.decode()
    assert page.count("(PDF)") == 3
    fetched = client.get(reverse("centers:certificate", args=[done.pk, paper.pk]))
    assert b"".join(fetched.streaming_content)[:5] == b"%PDF-"


def test_only_who_succeeded_has_a_certificate(concluded):
    one = concluded.participants.first()
    with pytest.raises(ValueError, match="only who succeeded"):
        issue_certificate(one)
    with pytest.raises(IntegrityError, match="participant_certificate_of_success"), transaction.atomic():
        Participant.objects.filter(pk=one.pk).update(result=Result.ABSENT, certificate_number="X-1")


def test_names_and_numbers_go_when_the_term_is_over_and_the_figures_stay(concluded, settings):
    settings.CENTRE_PARTICIPANTS_KEPT_YEARS = 10
    assert forget_participants(on=LAST + timedelta(3600)) == 0

    assert forget_participants(on=LAST + timedelta(3660)) == 3
    assert forget_participants(on=LAST + timedelta(3660)) == 0

    one = concluded.participants.first()
    assert (one.identity_number, one.first_name, one.last_name, one.number_shown) == ("", "(silindi)", "", "silindi")
    assert (one.result, one.attendances.count()) == (Result.SUCCESSFUL, 2)
    assert JournalEntry.objects.of(concluded).filter(act="forget").get().details["participants"] == 3


@pytest.mark.django_db(transaction=True)
def test_two_files_at_once_never_pass_the_quota():
    center = make_center()
    people = people_of_chain(center)
    programme = make_programme(S.APPROVED, center=center, people=people)
    activity = make_activity(S.APPROVED, programme=programme, people=people, numbers=(), quota=3)

    def add(first):
        group = People([person(number(place)) for place in range(first, first + 2)])
        return lambda: A["add_participants"](activity, by=people["writer"], on=TODAY, people=group)

    said = together(add(0), add(10))

    assert sorted(word == "done" for word in said) == [False, True]
    assert activity.participants.count() == 2
