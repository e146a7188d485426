"""An act over a filtered list: tried on each record, confirmed once, done one by one; refusals named, nothing done twice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.acts import recall_proposal
from designations.bulk import DOSSIERS
from designations.choices import DossierStatus as D
from designations.models import Designation, Dossier, SiteVisit
from schools.models import Space
from tests.factories import make_dossier, make_province, make_region_ready, make_school, make_user
from workflow import jobs, tasks
from workflow.bulk import doing
from workflow.bulk.acts import (
    BULK,
    confirm_bulk_act,
    drop_bulk_act,
    leave_out,
    repeat_bulk_act,
    resume_bulk_act,
)
from workflow.bulk.choices import BulkOutcome as L, BulkStatus as S
from workflow.bulk.declaring import kind_of, kinds, open_acts
from workflow.choices import JobState
from workflow.listing import listing_of
from workflow.models import BulkAct, BulkLine, Errand, Job, JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .bulk import done, no_longer_eligible, ordered, proposed, tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


def test_ten_schools_are_designated_and_two_are_refused_with_their_reasons(head):
    dossiers = proposed(12)
    for dossier in dossiers[:2]:
        no_longer_eligible(dossier)

    bulk = tried(head)
    assert bulk.status == S.TRIED
    assert bulk.lines.counts() == {L.READY: 10, L.REFUSED: 2}
    refused = bulk.lines.filter(outcome=L.REFUSED).first()
    assert "m. 4/2-c" in refused.reason
    assert not Designation.objects.exists()
    assert not JournalEntry.objects.filter(act="approve").exists()
    assert not Errand.objects.filter(task="designations.tasks.after_approval").exists()

    bulk = done(bulk)
    assert bulk.status == S.DONE
    assert bulk.lines.counts() == {L.DONE: 10, L.REFUSED: 2}
    assert Designation.objects.count() == 10
    entries = JournalEntry.objects.filter(act="approve")
    assert {entry.by_id for entry in entries} == {head.pk}
    assert entries.count() == 10
    assert Errand.objects.filter(task="designations.tasks.after_approval").count() == 10
    (notice,) = Notice.objects.filter(user=head, text__startswith="Uygulandı")
    assert "Yapıldı: 10" in notice.text


def test_four_eyes_are_kept_for_each_record():
    """Who proposed two of the dossiers decides on the others alone."""
    dossiers = proposed(3)
    proposer = dossiers[0].proposed_by
    proposer.duties.update(role=Role.DEPARTMENT_HEAD)
    Dossier.objects.filter(pk=dossiers[1].pk).update(proposed_by=proposer)

    bulk = done(tried(proposer))

    assert bulk.lines.counts() == {L.DONE: 1, L.REFUSED: 2}
    assert "başka bir daire başkanı" in bulk.lines.filter(outcome=L.REFUSED).first().reason
    assert Designation.objects.get().dossier == dossiers[2]


def test_records_that_changed_after_the_trial_are_told_and_not_done(head):
    first, second = proposed(2)
    bulk = tried(head)
    recall_proposal(first, by=first.proposed_by, on=localdate(), note="Yeniden bakılacak.")

    bulk = done(bulk)

    lines = {line.record_id: line for line in bulk.lines.all()}
    assert lines[str(second.pk)].outcome == L.DONE
    changed = lines[str(first.pk)]
    assert changed.outcome in {L.CHANGED, L.REFUSED}
    assert changed.reason
    assert Dossier.objects.get(pk=first.pk).status == D.UNDER_REVIEW


def test_a_record_that_was_only_touched_is_stale(head):
    (dossier,) = proposed(1)
    bulk = tried(head)
    Dossier.objects.filter(pk=dossier.pk).update(revision=dossier.revision + 1)

    bulk = done(bulk)

    assert bulk.lines.get().outcome == L.CHANGED
    assert not Designation.objects.exists()


def test_a_killed_worker_leaves_nothing_twice(head, monkeypatch):
    proposed(4)
    bulk = confirm_bulk_act(tried(head), by=head, on=localdate())
    attempt, seen = doing._attempt, []

    def dies_at_the_third(*args, **kwargs):
        seen.append(args)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return attempt(*args, **kwargs)

    monkeypatch.setattr(doing, "_attempt", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))
    assert Designation.objects.count() == 2
    monkeypatch.setattr(doing, "_attempt", attempt)
    Job.objects.filter(pk=bulk.job_id).update(state=JobState.QUEUED)
    tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))

    bulk.refresh_from_db()
    assert (bulk.status, bulk.lines.counts()) == (S.DONE, {L.DONE: 4})
    assert JournalEntry.objects.filter(act="approve").count() == 4


def test_what_was_not_done_is_tried_again_and_nothing_else(head):
    dossiers = proposed(3)
    no_longer_eligible(dossiers[0])
    bulk = done(tried(head))
    Space.objects.filter(school=dossiers[0].school).update(places=500)

    again = repeat_bulk_act(bulk, by=head, on=localdate())
    tasks.try_bulk_act(job=str(again.job_id), pk=str(again.pk))
    again = done(BulkAct.objects.get(pk=again.pk))

    assert [line.record_id for line in again.lines.all()] == [str(dossiers[0].pk)]
    assert again.lines.counts() == {L.DONE: 1}
    assert again.repeats == bulk
    assert Designation.objects.count() == 3


def test_a_record_is_left_out(head):
    first, second = proposed(2)
    bulk = tried(head)
    line = bulk.lines.get(record_id=str(first.pk))
    bulk = leave_out(bulk, by=head, on=localdate(), line=line.pk)

    bulk = done(bulk)

    assert bulk.lines.counts() == {L.LEFT_OUT: 1, L.DONE: 1}
    assert Designation.objects.get().dossier == second
    with pytest.raises(OutOfState):
        leave_out(bulk, by=head, on=localdate(), line=line.pk)


def test_only_who_looked_at_the_trial_confirms_it(head):
    proposed(1)
    bulk = tried(head)

    with pytest.raises(NotPermitted):
        confirm_bulk_act(bulk, by=make_user(Role.DIRECTOR_GENERAL), on=localdate())
    with pytest.raises(IntegrityError, match="bulkact_done_only_when_confirmed"), transaction.atomic():
        BulkAct.objects.filter(pk=bulk.pk).update(status=S.DONE)


def test_given_up_it_changes_nothing(head):
    proposed(1)
    bulk = drop_bulk_act(tried(head), by=head, on=localdate())

    with pytest.raises(OutOfState):
        confirm_bulk_act(bulk, by=head, on=localdate())
    assert not Designation.objects.exists()


def test_where_the_work_failed_it_goes_on(head):
    proposed(2)
    bulk = confirm_bulk_act(tried(head), by=head, on=localdate())
    with pytest.raises(OutOfState, match="zaten sürüyor"):
        resume_bulk_act(bulk, by=head, on=localdate())
    Job.objects.filter(pk=bulk.job_id).update(state=JobState.FAILED, finished_at="2026-11-26T10:00Z")

    bulk = resume_bulk_act(bulk, by=head, on=localdate())
    tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))

    assert bulk.lines.counts() == {L.DONE: 2}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"query": "durum=withdrawn"}, "uyan kayıt yok"),
        ({"act": "send_back"}, "toplu yapılamaz"),
        ({"act": "propose_approval", "given": {}}, "bilgilerini düzeltin"),
    ],
)
def test_what_cannot_be_tried_is_refused_and_nothing_is_kept(head, values, says):
    proposed(1)

    with pytest.raises(Invalid, match=says):
        ordered(head, **values)
    assert not BulkAct.objects.exists()
    assert not Job.objects.exists()


def test_a_selection_is_no_larger_than_can_be_looked_at(head, monkeypatch):
    monkeypatch.setattr("workflow.bulk.acts.MOST_RECORDS", 2)
    proposed(3)

    with pytest.raises(Invalid, match="en çok 2"):
        ordered(head)


def test_a_province_acts_on_its_own_records_alone():
    ankara = make_dossier(D.SUBMITTED, school=make_region_ready(make_school(province=make_province(6))))
    make_dossier(D.SUBMITTED, school=make_region_ready(make_school(province=make_province(34))))
    officer = make_user(Role.PROVINCE_OFFICER, province=ankara.school.province)

    bulk = done(tried(officer, act="withdraw", query=f"durum={D.SUBMITTED}", given={"note": ["Vazgeçildi."]}))

    assert [line.record_id for line in bulk.lines.all()] == [str(ankara.pk)]
    assert Dossier.objects.filter(status=D.WITHDRAWN).count() == 1


def test_a_fault_of_the_system_is_kept_as_one_and_stops_no_other_record(head, monkeypatch):
    proposed(2)
    real, calls = type(DOSSIERS.acts["approve"]).__call__, []

    def breaks_once(act, *args, **kwargs):
        calls.append(act.name)
        if calls.count("approve") == 1:
            raise ZeroDivisionError
        return real(act, *args, **kwargs)

    monkeypatch.setattr(type(DOSSIERS.acts["approve"]), "__call__", breaks_once)
    bulk = tried(head)

    assert bulk.lines.counts() == {L.FAILED: 1, L.READY: 1}
    assert "Sistem hatası" in bulk.lines.get(outcome=L.FAILED).reason


def test_the_trial_asks_little_of_each_record_beside_the_act_itself(head):
    proposed(2)
    counts = []
    for _ in range(2):
        bulk = ordered(head)
        with CaptureQueriesContext(connection) as asked:
            doing.try_all(bulk, on=localdate(), tell=lambda *_: None)
        counts.append(len(asked))
        proposed(8)

    # Savepoints and their ends, the locks of dossier and school, three rows written, the entry before, the errand; its line by tens.
    assert (counts[1] - counts[0]) / 8 <= 14


def test_a_killed_trial_goes_on_behind_what_it_had_written(head, monkeypatch):
    proposed(13)
    bulk = ordered(head)
    real, asked = type(DOSSIERS.acts["approve"]).__call__, []

    def killed_at_the_twelfth(act, *args, **kwargs):
        asked.append(args[0].pk)
        if len(asked) == 12:
            raise KeyboardInterrupt
        return real(act, *args, **kwargs)

    monkeypatch.setattr(type(DOSSIERS.acts["approve"]), "__call__", killed_at_the_twelfth)
    with pytest.raises(KeyboardInterrupt):
        doing.try_all(bulk, on=localdate(), tell=lambda *_: None)
    assert bulk.lines.counts() == {L.READY: 10, L.WAITING: 3}

    doing.try_all(bulk, on=localdate(), tell=lambda *_: None)
    assert bulk.lines.counts() == {L.READY: 13}
    assert asked[12:] == [*asked[10:12], asked[14]]  # the eleventh again, then the twelfth and the last
    assert not Designation.objects.exists()


def test_the_trial_warns_of_what_each_record_lacks(head):
    visited, unvisited = proposed(2)
    SiteVisit.objects.create(
        dossier=visited, on=localdate(), visitors="Ayşe Yılmaz", report="Görüldü.", recorded_by=visited.proposed_by
    )
    lines = tried(head).lines

    assert lines.get(record_id=str(visited.pk)).warning == ""
    assert lines.get(record_id=str(unvisited.pk)).warning == "Yerinde inceleme kaydı yok."


def test_the_trial_reads_the_register_once_and_each_act_that_stays_reads_it_anew(head):
    first, *_ = proposed(4)
    bulk = ordered(head)

    def rooms_read(work):
        with CaptureQueriesContext(connection) as asked:
            work()
        return sum('FROM "schools_enrolment"' in query["sql"] for query in asked)

    assert rooms_read(lambda: tasks.try_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))) == 1
    bulk = BulkAct.objects.get(pk=bulk.pk)
    no_longer_eligible(first)  # its record is not touched, so that only reading the register tells
    assert rooms_read(lambda: done(bulk)) == 4
    assert bulk.lines.get(outcome=L.REFUSED).record_id == str(first.pk)
    assert Designation.objects.count() == 3


def test_every_kind_names_a_list_and_a_page():
    for kind in kinds():
        assert listing_of(kind.slug) is not None
        assert kind.acts
        assert kind.url_of(1).startswith("/")
    assert kind_of("okullar") is None


def test_only_acts_that_are_open_are_offered(head):
    proposed(1)
    rows = Dossier.objects.visible_to(head)

    assert {one["act"].name for one in open_acts(DOSSIERS, rows, head)} == {"approve", "reject_proposal"}
    assert open_acts(DOSSIERS, rows, make_user(Role.AUDITOR)) == []


def test_the_database_keeps_one_line_a_record_and_a_reason_for_what_was_not_done(head):
    proposed(1)
    line = tried(head).lines.get()

    with pytest.raises(IntegrityError, match="bulkline_one_a_record"), transaction.atomic():
        BulkLine.objects.create(bulk=line.bulk, record_id=line.record_id, label="x")
    with pytest.raises(IntegrityError, match="bulkline_not_done_for_a_reason"), transaction.atomic():
        BulkLine.objects.filter(pk=line.pk).update(outcome=L.REFUSED, reason="")


def test_the_lifecycle_is_this():
    chart = {act.name: (sorted(act.sources), act.target) for act in BULK.acts.values()}

    assert chart == {
        "leave_out": ([S.TRIED], ""),
        "confirm_bulk_act": ([S.TRIED], S.RUNNING),
        "drop_bulk_act": (sorted([S.TRYING, S.TRIED]), S.DROPPED),
        "resume_bulk_act": (sorted([S.TRYING, S.RUNNING]), ""),
        "finish_trial": ([S.TRYING], S.TRIED),
        "finish_bulk_act": ([S.RUNNING], S.DONE),
    }
    assert jobs.MOST_ATTEMPTS > 1
