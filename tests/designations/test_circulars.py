"""Circulars: frozen recipients, one letter a school, printed once however often the job runs, packed for some days."""

import hashlib
import io
import json
import os
import signal
import zipfile
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from accounts.choices import Role
from designations import circulars
from designations.acts.circulars import MOST_LETTERS, fetch_circular, order_circular, print_again
from designations.choices import DossierStatus
from designations.circulars import Chosen, forget_packed, print_letters, recipients, unknown_words
from designations.models import Circular, CircularLetter
from documents.models import Paper
from tests.factories import TODAY, make_designation, make_dossier, make_region_ready, make_school, make_user
from tests.factories.circulars import make_circular
from tests.schools.imports.test_worker import hand_on
from tests.workflow.test_errands import wait_for, worker
from workflow.jobs import Cancelled, sweep
from workflow.models import Job, JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(monkeypatch):
    """Jobs are written, not run."""
    monkeypatch.setattr("workflow.jobs._queue", lambda _: None)


@pytest.fixture
def designated():
    schools = [make_region_ready(make_school(province=plate)) for plate in (6, 6, 34)]
    return [make_dossier(DossierStatus.APPROVED, school=school).designation for school in schools]


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """What an act starts is done before the next line."""

    def run(act, *args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **values)

    return run


def quiet(_done, _total):
    """Nobody listens."""


def test_recipients_are_those_of_the_audience_narrowed_by_place_and_type(designated):
    returned = make_dossier(DossierStatus.RETURNED, school=make_region_ready(make_school(province=35)))
    everybody = {"belirlenen": 3, "duzeltme": 1}

    for audience, count in everybody.items():
        assert len(recipients(Chosen(audience), on=TODAY)) == count
    assert len(recipients(Chosen("belirlenen", provinces=(6,)), on=TODAY)) == 2
    assert recipients(Chosen("belirlenen", types=("in_sector",)), on=TODAY) == []
    assert recipients(Chosen("duzeltme"), on=TODAY) == [(returned.school_id, "region")]
    assert (returned.school_id, "") in recipients(Chosen("bagli", provinces=(35,)), on=TODAY)


def test_each_school_gets_its_letter_with_its_own_words(at_once, designated):
    circular = at_once(make_circular)

    letters = list(circular.letters.select_related("paper", "school__province", "school__district"))
    school = letters[0].school
    content = letters[0].paper.content
    assert [letter.paper.status for letter in letters] == ["draft"] * 3
    assert content["addressee"] in {"İL 6 VALİLİĞİNE", "İL 34 VALİLİĞİNE"}
    assert content["paragraphs"] == [
        f"{school.province.name} ili {school.district.name} ilçesindeki {school.code} kodlu {school.name} (Bölge okulu).",
        "Bilgilerinizi rica ederim.",
    ]
    assert JournalEntry.objects.of(circular).get().details["letters"] == 3
    assert Notice.objects.filter(user=circular.by, text__contains="3 yazı basıldı").exists()


def test_words_are_filled_in_once_and_never_again(at_once, designated):
    school = designated[0].school
    school.name = "{il} Lisesi"
    school.save()

    circular = at_once(make_circular, text="{okul}")

    letter = circular.letters.get(school=school)
    assert letter.paper.content["paragraphs"] == ["{il} Lisesi"]


def test_words_that_stand_for_nothing_are_refused_by_name(designated):
    assert unknown_words("{okul} {okulun_adi} {} { il}") == ["", " il", "okulun_adi"]

    with pytest.raises(Invalid) as refused:
        make_circular(text="Sayın {mudur}")

    assert refused.value.faults == {"text": "Bu sözcükler bir şeyin yerine geçmiyor: {mudur}"}
    assert not Circular.objects.exists()


def test_nobody_to_write_to_and_too_many_are_refused(monkeypatch, designated):
    with pytest.raises(Invalid, match="uyan okul yok"):
        make_circular(chosen=Chosen("duzeltme"))
    monkeypatch.setattr("designations.acts.circulars.MOST_LETTERS", 2)
    with pytest.raises(Invalid) as refused:
        make_circular()

    assert list(refused.value.faults) == ["provinces"]
    assert MOST_LETTERS >= 1000


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.CLIENT])
def test_only_the_ministry_writes_prints_and_takes_away(role, designated):
    circular, stranger = make_circular(), make_user(role, province=6)

    for act in (
        lambda: order_circular(by=stranger, on=TODAY, subject="x", text="y", chosen=Chosen("belirlenen")),
        lambda: print_again(circular, by=stranger, on=TODAY),
        lambda: fetch_circular(circular, by=stranger, on=TODAY, at=now()),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_who_sees_circulars(designated):
    circular = make_circular()
    seen = {
        role: Circular.objects.visible_to(make_user(role, province=6, school=circular.letters.first().school)).exists()
        for role in Role
    }

    assert {role for role, sees in seen.items() if sees} == {
        Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL, Role.AUDITOR, Role.ADMINISTRATOR,
    }  # fmt: skip


def test_printing_again_prints_nothing_twice(at_once, designated):
    circular = at_once(make_circular)
    before = set(Paper.objects.values_list("pk", "sha256"))

    at_once(print_again, circular, by=make_user(Role.EXPERT), on=TODAY)
    print_letters(circular, tell=quiet)

    assert set(Paper.objects.values_list("pk", "sha256")) == before


def test_a_letter_that_fails_is_named_and_the_others_are_printed(at_once, monkeypatch, designated):
    wrong = designated[1].school_id
    real = circulars.content_of

    def fails_for_one(circular, letter):
        if letter.school_id == wrong:
            raise RuntimeError("gizli ayrıntı")
        return real(circular, letter)

    monkeypatch.setattr(circulars, "content_of", fails_for_one)
    circular = at_once(make_circular)

    assert [letter.fault for letter in circular.letters.filter(paper=None)] == ["Basılamadı: RuntimeError"]
    assert circular.letters.exclude(paper=None).count() == 2
    monkeypatch.setattr(circulars, "content_of", real)
    at_once(print_again, circular, by=make_user(Role.EXPERT), on=TODAY)
    assert not circular.letters.filter(paper=None).exists()
    assert not circular.letters.exclude(fault="").exists()


def test_progress_is_told(held, designated):
    circular, told = make_circular(), []

    print_letters(circular, tell=lambda done, total: told.append((done, total)))

    assert told[-1] == (3, 3)


def test_printing_stops_when_somebody_cancels_and_goes_on_later(held, monkeypatch, designated):
    monkeypatch.setattr(circulars, "TELL_EVERY", 1)
    circular = make_circular()

    def cancel(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        print_letters(circular, tell=cancel)
    assert circular.letters.exclude(paper=None).count() == 1
    print_letters(circular, tell=quiet)
    assert circular.letters.exclude(paper=None).count() == 3


def test_the_zip_holds_each_letter_by_province_and_goes_after_some_days(at_once, designated):
    circular = at_once(make_circular)
    circular.refresh_from_db()

    data = fetch_circular(circular, by=circular.by, on=TODAY, at=now()).read()

    assert hashlib.sha256(data).hexdigest() == circular.sha256
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        assert {name.split("/")[0] for name in names} == {"06-İl 6", "34-İl 34"}
        assert len(names) == 3
        assert packed.read(names[0]).startswith(b"%PDF")
    assert JournalEntry.objects.of(circular).filter(act="fetch_circular").count() == 1
    assert forget_packed(at=now() + timedelta(days=60)) == 1
    circular.refresh_from_db()
    with pytest.raises(OutOfState):
        fetch_circular(circular, by=circular.by, on=TODAY, at=now())
    assert Paper.objects.count() == 3


def test_printing_does_not_start_twice(held, designated):
    circular = make_circular()

    with pytest.raises(OutOfState, match="zaten basılıyor"):
        print_again(circular, by=circular.by, on=TODAY)


def test_the_database_refuses_a_second_letter_and_a_printed_one_at_fault(held, designated):
    circular = make_circular()
    letter = circular.letters.first()

    with pytest.raises(IntegrityError, match="once_per_school"), transaction.atomic():
        CircularLetter.objects.create(circular=circular, school=letter.school, type=letter.type)
    paper = Paper.objects.create(
        kind="x", title="x", record_kind="x", record_id="1", event="x", content=json.loads("{}")
    )
    with pytest.raises(IntegrityError, match="printed_or_at_fault"), transaction.atomic():
        CircularLetter.objects.filter(pk=letter.pk).update(paper=paper, fault="x")


def test_asking_for_the_letters_of_30_asks_as_often_as_of_1(held, django_assert_max_num_queries):
    counts = []
    for number in (1, 29):
        for _ in range(number):
            make_designation()
        with django_assert_max_num_queries(30) as captured:
            recipients(Chosen("belirlenen"), on=localdate())
        counts.append(len(captured))

    assert counts == [1, 1]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_no_letter_and_prints_none_twice(held, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for _ in range(12):
        make_designation()
    circular = make_circular(on=localdate())
    job = circular.job

    def printed():
        return CircularLetter.objects.exclude(paper=None).count()

    with worker(tmp_path) as (process, environment):
        hand_on(job, environment)
        assert wait_for(lambda: printed() >= 3)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    before = printed()
    assert before < 12
    Job.objects.filter(pk=job.pk).update(heartbeat_at=now() - timedelta(minutes=10))
    assert sweep() == 1
    with worker(tmp_path) as (_, environment):
        hand_on(job, environment)
        assert wait_for(lambda: Circular.objects.exclude(file="").exists())
    assert printed() == 12
    assert Paper.objects.filter(kind="circular").count() == 12
    assert {paper.files.count() for paper in Paper.objects.filter(kind="circular")} == {1}
