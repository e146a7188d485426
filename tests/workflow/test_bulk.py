"""An act over a filtered list: tried on each record, confirmed once, done one by one; refusals named, nothing done twice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.acts import recall_proposal
from designations.bulk import DOSSIERS
from designations.choices import DossierStatus as D
from designations.models import Designation, Dossier
from schools.models import Space
from tests.factories import make_dossier, make_province, make_region_ready, make_school, make_user
from workflow import jobs, tasks
from workflow.bulk import doing
from workflow.bulk.acts import (
    BULK,
    confirm_bulk_act,
    drop_bulk_act,
    leave_out,
    order,
    repeat_bulk_act,
    resume_bulk_act,
)
from workflow.bulk.choices import BulkOutcome as L, BulkStatus as S
from workflow.bulk.declaring import kind_of, kinds, open_acts
from workflow.bulk.outcomes import slug_of
from workflow.choices import JobState
from workflow.listing import listing_of
from workflow.models import BulkAct, BulkLine, Errand, Export, Job, JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
PROPOSED = f"durum={D.APPROVAL_PROPOSED}"
NOTE = {"note": ["Uygun görüldü."], "starts_on": [""]}


def proposed(number=3, province=6):
    """So many dossiers whose approval was proposed, of schools that meet every criterion."""
    return [
        make_dossier(D.APPROVAL_PROPOSED, school=make_region_ready(make_school(province=make_province(province))))
        for _ in range(number)
    ]


def no_longer_eligible(dossier):
    """The school loses its classrooms after the proposal."""
    Space.objects.filter(school=dossier.school).update(places=1)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


def ordered(by, *, act="approve", query=PROPOSED, given=None):
    return order(DOSSIERS, by=by, on=localdate(), act=act, query=query, given=NOTE if given is None else given)


def tried(by, **values):
    bulk = ordered(by, **values)
    tasks.try_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))
    return BulkAct.objects.get(pk=bulk.pk)


def done(bulk):
    bulk = confirm_bulk_act(bulk, by=bulk.by, on=localdate())
    tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))
    return BulkAct.objects.get(pk=bulk.pk)


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


def test_the_trial_asks_as_much_of_each_record_whatever_their_number(head):
    proposed(2)
    counts = []
    for _ in range(2):
        bulk = ordered(head)
        with CaptureQueriesContext(connection) as asked:
            doing.try_all(bulk, on=localdate(), tell=lambda *_: None)
        counts.append(len(asked) / bulk.lines.count())
        proposed(8)

    assert counts[1] <= counts[0]


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


def test_what_came_of_it_is_taken_away_as_a_file_by_who_may_see_it(head, django_capture_on_commit_callbacks):
    first, *_ = proposed(3)
    no_longer_eligible(first)
    bulk = done(tried(head))
    address = reverse("workflow:order_export", args=[slug_of(bulk)])

    with django_capture_on_commit_callbacks(execute=True):
        client_of(head).post(address, {"format": "csv", "query": f"sonuc={L.REFUSED}"})
    assert client_of(make_user(Role.DEPARTMENT_HEAD)).post(address, {"format": "csv"}).status_code == 404

    export = Export.objects.get()
    with export.file.open("rb") as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert str(first) in lines[1]
    assert dict(L.choices)[L.REFUSED] in lines[1]


@pytest.mark.parametrize("slug", ["sonuc-x", f"sonuc-{'0' * 32}"])
def test_of_a_bulk_act_that_is_not_there_nothing_is_taken_away(head, slug):
    assert client_of(head).post(reverse("workflow:order_export", args=[slug]), {"format": "csv"}).status_code == 404


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


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_whole_way_by_the_pages(head, django_capture_on_commit_callbacks):
    dossiers = proposed(2)
    no_longer_eligible(dossiers[0])
    client = client_of(head)
    page = client.get(reverse("designations:dossiers"), {"durum": D.APPROVAL_PROPOSED}).content.decode()
    assert "Toplu işlem" in page
    chosen = client.get(reverse("workflow:bulk_choose", args=["dosyalar"]), {"durum": D.APPROVAL_PROPOSED})
    assert "2 kaydın 2 tanesinde" in chosen.content.decode()
    address = reverse("workflow:bulk_order", args=["dosyalar", "approve"]) + f"?{PROPOSED}"
    asked = client.get(address).content.decode()
    assert "Belirleme oluru (taslak)" in asked

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"note": "Uygundur.", "starts_on": ""})
    page = client.get(answer.url).content.decode()
    assert "Hiçbir kayıt henüz değişmedi" in page
    assert "1 × Belirleme oluru (taslak)" in page
    bulk = BulkAct.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("workflow:bulk_act_act", args=[bulk.pk, "confirm_bulk_act"]))

    page = client.get(answer.url).content.decode()
    assert "Yapılmayan 1 kaydı yeniden dene" in page
    assert Designation.objects.get().dossier == dossiers[1]


def test_a_bulk_act_is_shown_to_who_ordered_it_and_to_auditors(head):
    proposed(1)
    bulk = tried(head)
    address = reverse("workflow:bulk_act", args=[bulk.pk])

    assert client_of(head).get(address).status_code == 200
    assert client_of(make_user(Role.AUDITOR)).get(address).status_code == 200
    assert client_of(make_user(Role.DEPARTMENT_HEAD)).get(address).status_code == 404
    assert client_of(make_user(Role.PROVINCE_OFFICER, province=make_province(6))).get(address).status_code == 404


@pytest.mark.parametrize("name", ["finish_trial", "finish_bulk_act"])
def test_nobody_is_offered_what_the_worker_writes_down(head, name):
    proposed(1)
    bulk = tried(head)

    assert client_of(head).get(reverse("workflow:bulk_act_act", args=[bulk.pk, name])).status_code == 404


def test_the_list_of_bulk_acts_asks_as_much_for_30_as_for_1(head):
    proposed(1)
    client, counts = client_of(head), []
    for more in (1, 29):
        for _ in range(more):
            ordered(head)
        client.get(reverse("workflow:bulk_acts"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("workflow:bulk_acts"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


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
