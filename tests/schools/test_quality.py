"""The check of the register's data: stored with first and last day, repeated without a trace, one at a time, by whom it may be."""

import threading
from datetime import date, timedelta

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from schools.acts.quality import run_quality, start_quality_check, stop_quality_check
from schools.models import (
    Dormitory,
    EducationRegion,
    Enrolment,
    QualityItem,
    QualityMonth,
    QualityRun,
    QualityScore,
    School,
    SchoolField,
    Space,
)
from schools.quality.reading import change_for
from schools.tasks import check_the_quality, run_quality_check
from tests.factories import TODAY, make_field, make_region_ready, make_school, make_user
from tests.factories.quality import make_quality_item, make_quality_month, make_quality_score, quality_checked
from workflow import jobs
from workflow.choices import JobState
from workflow.models import Job, JournalEntry, Notice
from workflow.refusals import NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
LAST_MONTH = TODAY - timedelta(days=1)  # TODAY is the first of a month
NEXT_MONTH = date(2026, 11, 2)


def open_checks(school):
    return set(QualityItem.objects.filter(school=school).open().values_list("check_id", flat=True))


def test_items_and_score_of_a_school_are_stored():
    ready, bare = make_region_ready(make_school()), make_school()

    run = quality_checked()

    assert open_checks(bare) >= {"alanlar", "ogrenciler", "derslikler", "yerlesim", "egitim-bolgesi"}
    assert open_checks(ready) == {"kayit-alani", "konum", "pansiyon-bilgi-gunu", "yerlesim"}
    score = QualityScore.objects.get(school=ready)
    assert (score.month, score.score, score.missing, score.stale) == (TODAY, 100 - 4 - 2 - 2 - 6, 5, 0)
    assert (run.schools, run.items, run.opened, run.mended) == (2, QualityItem.objects.count(), run.items, 0)
    assert run.terms["konum"] == {"points": 2, "months": 0, "owner": "school"}


def test_the_same_check_again_changes_nothing():
    make_region_ready(make_school())
    make_school()
    first = quality_checked()
    before = list(QualityItem.objects.order_by("pk").values())

    again = quality_checked()

    assert (again.opened, again.mended, again.items) == (0, 0, first.items)
    assert list(QualityItem.objects.order_by("pk").values()) == before
    assert (QualityScore.objects.count(), QualityMonth.objects.count()) == (2, 2)


def test_an_item_that_was_mended_keeps_its_days_and_may_come_again():
    school = make_school()
    quality_checked(LAST_MONTH)
    region = EducationRegion.objects.create(province=school.province, name="1. Bölge")
    School.objects.filter(pk=school.pk).update(education_region=region)

    run = quality_checked(TODAY)
    School.objects.filter(pk=school.pk).update(education_region=None)
    quality_checked(NEXT_MONTH)

    rows = QualityItem.objects.filter(school=school, check_id="egitim-bolgesi").order_by("pk")
    assert [(row.first_seen, row.gone_on) for row in rows] == [(LAST_MONTH, TODAY), (NEXT_MONTH, None)]
    assert (run.opened, run.mended) == (0, 1)
    month = QualityMonth.objects.of_country().get(month=TODAY)
    assert (month.opened, month.mended) == (0, 1)


def test_each_row_that_is_wrong_is_an_item_of_its_own():
    school = make_region_ready(make_school())
    rooms = [Space.objects.create(school=school, kind="classroom", name=f"Derslik {n}") for n in (1, 2)]
    Space.objects.create(school=school, kind="laboratory", name="Lab", places=10)
    field = make_field("11", "Kimya")
    Enrolment.objects.create(school=school, year=2026, grade=12, field=field, girls=1, boys=1)

    quality_checked()

    items = QualityItem.objects.filter(school=school, check_id="derslik-kapasitesi")
    assert {item.anchor for item in items} == {f"spaces-{room.pk}-places" for room in rooms}
    assert open_checks(school) >= {"atolyenin-alani", "alansiz-ogrenci"}
    assert QualityScore.objects.get(school=school).contradictory == 1


def test_dormitories_of_the_region_wait_for_what_is_said_of_their_reach():
    school = make_region_ready(make_school())
    other = make_school(education_region=school.education_region)
    near = Dormitory.objects.create(school=other, name="Komşu", girls_places=10, boys_places=0)
    quality_checked()
    assert "1 pansiyona" in QualityItem.objects.get(school=school, check_id="ulasim").sentence

    school.links.create(dormitory=near, is_available=False)
    quality_checked()

    assert "ulasim" not in open_checks(school)


def test_a_field_that_no_figure_stands_behind_waits_for_the_ministry():
    school = make_school()
    SchoolField.objects.create(school=school, field=make_field("77", "Yeni Alan"), programme="AMP")

    quality_checked()

    item = QualityItem.objects.get(school=school, check_id="alanin-sektoru")
    assert (item.owner, item.section, item.key) == ("ministry", "field_sectors", str(make_field("77").pk))


def test_a_closed_school_has_no_score_and_its_items_go():
    school = make_school()
    quality_checked()
    School.objects.filter(pk=school.pk).update(closed_on=TODAY)

    quality_checked()

    assert open_checks(school) == set()
    assert not QualityScore.objects.exists()
    assert not QualityMonth.objects.exists()


def test_provinces_and_country_are_averages_of_their_schools(settings):
    settings.QUALITY_CHECKS = {"kurum-kodu": {"points": 50}}
    make_school(province=6)
    make_school(province=6, code=None)
    make_school(province=34)
    quality_checked()

    scores = dict(QualityScore.objects.values_list("school__code", "score"))
    months = {row.province_id: row for row in QualityMonth.objects.all()}
    assert (months[6].schools, months[None].schools) == (2, 3)
    assert float(months[None].score) == pytest.approx(sum(scores.values()) / 3, abs=0.06)
    assert months[6].score < months[34].score
    assert months[None].items == QualityItem.objects.count()


def test_other_owners_and_points_reach_items_that_are_open(settings):
    school = make_school()
    quality_checked()
    settings.QUALITY_CHECKS = {"konum": {"owner": "province", "points": 9}}

    quality_checked()

    found = QualityItem.objects.filter(school=school, check_id="konum").values_list("owner", "points")
    assert set(found) == {("province", 9)}


def test_a_setting_that_cannot_be_stops_the_start(settings):
    settings.QUALITY_CHECKS = {"konum": {"points": 500}}

    (fault,) = [fault for fault in run_checks() if fault.id == "schools.E001"]

    assert "konum" in fault.msg


def test_the_same_number_of_queries_for_many_schools_as_for_one():
    counts = []
    for more in (1, 8):
        for _ in range(more):
            make_region_ready(make_school())
        with CaptureQueriesContext(connection) as captured:
            quality_checked()
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL])
def test_the_ministry_starts_a_check(role, django_capture_on_commit_callbacks):
    make_school()
    user = make_user(role)

    with django_capture_on_commit_callbacks(execute=True):
        run = start_quality_check(by=user, on=TODAY)

    run.refresh_from_db()
    assert (run.schools, run.is_open, run.job.state) == (1, False, JobState.DONE)
    assert JournalEntry.objects.of(run).get().by == user
    assert Notice.objects.get(user=user, kind="job").text.startswith(
        f"Veri kalitesi denetimi bitti: {run.items} bilgi"
    )


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.PRINCIPAL, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_neither_start_nor_stop_one(role):
    user = make_user(role, school=make_school())
    with pytest.raises(NotPermitted):
        start_quality_check(by=user, on=TODAY)
    run = start_quality_check(by=None, on=TODAY)

    with pytest.raises(NotPermitted):
        stop_quality_check(run, by=user, on=TODAY)
    assert QualityRun.objects.get().is_open


def test_a_stopped_check_changes_nothing_and_holds_nobody_up():
    make_school()
    expert = make_user(Role.EXPERT)
    run = start_quality_check(by=expert, on=TODAY)
    with pytest.raises(OutOfState, match="zaten sürüyor"):
        start_quality_check(by=expert, on=TODAY)

    stop_quality_check(run, by=expert, on=TODAY)

    with pytest.raises(jobs.Cancelled):
        run_quality(run.pk, tell=jobs.Progress(str(run.job_id)).tell)
    assert not QualityItem.objects.exists()
    with pytest.raises(OutOfState):
        stop_quality_check(run, by=expert, on=TODAY)
    assert start_quality_check(by=expert, on=TODAY).is_open


def test_every_night_a_check_begins_unless_one_runs():
    check_the_quality()
    check_the_quality()

    assert QualityRun.objects.get().by is None


def test_a_worker_that_died_at_the_end_does_not_check_twice():
    make_school()
    run = start_quality_check(by=make_user(Role.EXPERT), on=TODAY)
    run_quality_check(job=str(run.job_id), run=run.pk)
    run.refresh_from_db()
    ended = run.finished_at
    Job.objects.filter(pk=run.job_id).update(state=JobState.QUEUED, finished_at=None)

    run_quality_check(job=str(run.job_id), run=run.pk)

    run.refresh_from_db()
    assert run.finished_at == ended
    assert Notice.objects.filter(kind="job").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_checks_at_once_open_no_item_twice():
    make_school()
    runs = [QualityRun.objects.create(as_of=TODAY) for _ in range(2)]
    faults = []

    def work(run):
        try:
            run_quality(run.pk, tell=lambda *_: None)
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert sorted(QualityRun.objects.values_list("opened", flat=True)) == [0, QualityItem.objects.count()]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("qualityitem_open_once", lambda school: [make_quality_item(school=school) for _ in range(2)]),
        ("qualityitem_gone_after_seen", lambda school: make_quality_item(school=school, gone_on=LAST_MONTH)),
        ("qualityitem_points_out_of_100", lambda school: make_quality_item(school=school, points=101)),
        ("qualityscore_out_of_100", lambda school: make_quality_score(school=school, score=101)),
        ("qualityscore_once_a_month", lambda school: [make_quality_score(school=school) for _ in range(2)]),
        ("qualityscore_month_by_first_day", lambda school: make_quality_score(school=school, month=LAST_MONTH)),
        ("qualitymonth_once_a_month", lambda _: [make_quality_month() for _ in range(2)]),
        ("qualitymonth_out_of_100", lambda _: make_quality_month(score=101)),
        ("qualitymonth_month_by_first_day", lambda _: make_quality_month(month=LAST_MONTH)),
        (
            "qualityrun_one_at_a_time",
            lambda _: [QualityRun.objects.create(as_of=TODAY, is_open=True) for _ in range(2)],
        ),
        (
            "qualityrun_over_once_finished",
            lambda _: QualityRun.objects.create(as_of=TODAY, is_open=True, finished_at="2100-01-01T00:00Z"),
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(name, make):
    school = make_school()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(school)


def test_what_changed_is_told_of_the_own_place():
    own, other = make_school(province=6), make_school(province=34)
    quality_checked(LAST_MONTH)
    School.objects.filter(pk=own.pk).update(addable_places=0, latitude=39.9)
    School.objects.filter(pk=other.pk).update(district=None)
    quality_checked(TODAY)

    country, province, principal, elsewhere = (
        change_for(user)
        for user in (
            make_user(Role.EXPERT),
            make_user(Role.PROVINCE_OFFICER, province=6),
            make_user(Role.PRINCIPAL, school=own),
            make_user(Role.PROVINCE_OFFICER, province=35),
        )
    )

    assert (country.opened, country.mended) == (1, 2)
    assert (province.opened, province.mended, province.step) == (0, 2, 5)
    assert (principal.opened, principal.mended, principal.step) == (0, 2, 5)
    assert elsewhere is None


def test_nothing_is_told_before_a_check_and_no_change_in_the_first_month():
    expert = make_user(Role.EXPERT)
    assert change_for(expert) is None
    make_school()
    quality_checked()

    change = change_for(expert)

    assert (change.before, change.step, change.open) == (None, None, QualityItem.objects.count())


def test_the_newest_items_are_read_along_an_index_those_that_are_gone_included():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")

    assert "qualityitem_newest " in QualityItem.objects.select_related("school__province")[:50].explain()
