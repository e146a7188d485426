"""Who works on a record: given, taken, handed over, and that it gives no right."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from designations.choices import DossierStatus
from designations.permissions import may_decide
from tests.factories import TODAY, make_dossier, make_protocol, make_region_ready, make_school, make_user
from tests.factories.together import make_assignment
from tests.workflow.people import DECIDERS, MINISTRY, PROVINCE, everybody
from workflow.assigning import assign, hand_over, holder_of, holders_of, may_give, may_take, release
from workflow.models import Assignment, JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState, Refusal, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return make_dossier(DossierStatus.SUBMITTED, school=make_region_ready(make_school()))


def give(record, by, person, **values):
    return assign(record, by=by, on=TODAY, **{"side": "ministry", "person": person, **values})


def test_heads_give_and_whoever_works_on_the_side_takes(dossier):
    people = everybody(dossier.school)

    def who(may, side):
        return {name for name, person in people.items() if may(person, dossier, side)}

    assert who(may_give, "ministry") == DECIDERS
    assert who(may_give, "province") == {"director"}
    assert who(may_take, "ministry") == MINISTRY
    assert who(may_take, "province") == PROVINCE


def test_a_record_has_one_person_a_side_and_both_are_named(dossier):
    head, expert = make_user(Role.DEPARTMENT_HEAD), make_user()
    director, officer = make_user(Role.PROVINCE_DIRECTOR, province=6), make_user(Role.PROVINCE_OFFICER, province=6)

    give(dossier, head, expert)
    give(dossier, director, officer, side="province")

    kind = "designations.dossier"
    assert holders_of([dossier]) == {(kind, str(dossier.pk), "ministry"): str(expert), (kind, str(dossier.pk), "province"): str(officer)}  # fmt: skip
    assert set(Notice.objects.filter(kind="assigned").values_list("user", flat=True)) == {expert.pk, officer.pk}
    assert JournalEntry.objects.of(dossier).last().act == "assign"


def test_the_database_refuses_a_second_open_assignment_of_a_side(dossier):
    expert = make_user()
    make_assignment(dossier, expert)
    values = {
        "record_kind": "designations.dossier",
        "record_id": str(dossier.pk),
        "record_label": "x",
        "side": "ministry",
    }

    with pytest.raises(IntegrityError, match="one_open_for_a_side"), transaction.atomic():
        Assignment.objects.create(person=expert, by=expert, **values)


def test_an_expert_takes_what_nobody_has_and_not_what_somebody_has(dossier):
    first, second = make_user(), make_user()

    give(dossier, first, first)

    with pytest.raises(NotPermitted):
        give(dossier, second, second, reason="Ben bakayım")
    assert holder_of(dossier, "ministry").person == first


def test_another_person_needs_a_reason_and_the_one_before_is_told_and_kept(dossier):
    head, first, second = make_user(Role.DEPARTMENT_HEAD), make_user(), make_user()
    give(dossier, head, first)

    with pytest.raises(Invalid, match="gerekçe"):
        give(dossier, head, second, reason=" ")
    give(dossier, head, second, reason="İş yükü")

    assert [(a.person, bool(a.ended_at)) for a in Assignment.objects.order_by("pk")] == [
        (first, True),
        (second, False),
    ]
    assert Notice.objects.filter(user=first, text__contains=str(second)).exists()
    with pytest.raises(OutOfState):
        give(dossier, head, second, reason="Yine")


@pytest.mark.parametrize("name", ["officer", "auditor", "administrator", "client", "nobody", "former_expert", "locked_out_head"])  # fmt: skip
def test_nobody_is_put_in_charge_who_does_not_work_on_the_side(dossier, name):
    with pytest.raises(Invalid):
        give(dossier, make_user(Role.DEPARTMENT_HEAD), everybody(dossier.school)[name])


def test_a_director_gives_nothing_of_another_province(dossier):
    director, officer = make_user(Role.PROVINCE_DIRECTOR, province=42), make_user(Role.PROVINCE_OFFICER, province=6)

    with pytest.raises(NotPermitted):
        give(dossier, director, officer, side="province")
    with pytest.raises(Invalid):
        give(dossier, make_user(Role.PROVINCE_DIRECTOR, province=6), make_user(Role.PROVINCE_OFFICER, province=42), side="province")  # fmt: skip


def test_an_assignment_gives_no_right(dossier):
    expert = make_user()
    make_assignment(dossier, expert)

    assert not may_decide(expert, dossier)


def test_who_looked_at_another_assignment_is_refused(dossier):
    head, first, second = make_user(Role.DEPARTMENT_HEAD), make_user(), make_user()
    give(dossier, head, first)

    with pytest.raises(Stale, match=str(first)):
        give(dossier, head, second, reason="x", expected=0)


def test_work_is_given_up_with_a_reason_by_who_has_it_or_a_head(dossier):
    expert, other = make_user(), make_user()
    give(dossier, expert, expert)

    with pytest.raises(NotPermitted):
        release(dossier, by=other, on=TODAY, side="ministry", reason="x")
    with pytest.raises(Invalid):
        release(dossier, by=expert, on=TODAY, side="ministry", reason="")
    release(dossier, by=expert, on=TODAY, side="ministry", reason="İzin")
    with pytest.raises(OutOfState):
        release(dossier, by=expert, on=TODAY, side="ministry", reason="İzin")


def test_all_work_of_somebody_who_left_goes_to_another_and_what_cannot_go_is_named():
    school = make_region_ready(make_school())
    head, leaver, heir = make_user(Role.DEPARTMENT_HEAD), make_user(), make_user()
    records = [make_dossier(DossierStatus.SUBMITTED, school=school), make_protocol(school)]
    for record in records:
        give(record, head, leaver)
    leaver.duties.update(ends_on=TODAY.replace(year=2025))

    assert hand_over(leaver, heir, by=head, on=TODAY, side="ministry", reason="Ayrıldı") == (2, [])
    assert set(holders_of(records).values()) == {str(heir)}
    leaver = User.objects.get(pk=leaver.pk)
    done, refused = hand_over(heir, leaver, by=head, on=TODAY, side="ministry", reason="Geri")
    assert (done, len(refused)) == (0, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_at_once_one_has_it():
    dossier = make_dossier(DossierStatus.SUBMITTED, school=make_region_ready(make_school()))
    people, outcomes = [make_user() for _ in range(6)], []
    start = threading.Barrier(len(people))

    def take(person):
        start.wait()
        try:
            outcomes.append(give(dossier, person, person, expected=0))
        except Refusal as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(isinstance(outcome, Assignment) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Stale) for outcome in outcomes) == len(people) - 1


def test_the_page_takes_gives_and_gives_up(client, dossier):
    head, expert = make_user(Role.PROVINCE_DIRECTOR, province=6), make_user(Role.PROVINCE_OFFICER, province=6)
    url = reverse("workflow:assignment", args=["dosya", dossier.pk])
    client.force_login(expert)

    client.post(url, {"take": "1"})
    assert holder_of(dossier, "province").person == expert
    assert str(expert) in client.get(reverse("designations:dossier", args=[dossier.pk])).content.decode()
    client.force_login(head)
    current = holder_of(dossier, "province").pk
    stale = client.post(url, {"assign": "1", "person": head.pk, "reason": "Değişiklik", "expected": 0})
    assert "görevlisi değişti" in stale.content.decode()
    client.post(url, {"assign": "1", "person": head.pk, "reason": "Değişiklik", "expected": current})
    assert holder_of(dossier, "province").person == head
    client.post(url, {"release": "1", "release-reason": "Bitti"})
    assert holder_of(dossier, "province") is None


def test_the_views_show_ones_own_nobodys_and_the_teams_work_in_place(client):
    school, other = make_region_ready(make_school()), make_region_ready(make_school(province=42))
    mine, nobodys = make_dossier(DossierStatus.SUBMITTED, school=school), make_dossier(DossierStatus.SUBMITTED, school=make_region_ready(make_school(name="Kimsenin Lisesi")))  # fmt: skip
    make_dossier(DossierStatus.SUBMITTED, school=other)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    make_assignment(mine, officer, side="province")
    client.force_login(officer)

    def shown(view):
        return {row["record"].pk for row in client.get(reverse("workflow:work"), {"gorunum": view}).context["rows"]}

    assert shown("bana-atanan") == shown("ekibim") == {mine.pk}
    assert shown("atanmamis") == {nobodys.pk}


def test_the_list_asks_as_much_of_thirty_as_of_one(client):
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(officer)

    def queries(rows):
        for _ in range(rows):
            make_assignment(make_dossier(DossierStatus.DRAFT, school=make_school()), officer, side="province")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("workflow:work"), {"boyut": 50})
        return len(asked)

    client.get(reverse("workflow:work"))
    assert queries(1) == queries(29)


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.EXPERT, Role.AUDITOR, Role.PRINCIPAL])
def test_only_heads_hand_all_work_over(client, role):
    client.force_login(make_user(role, province=6, school=make_school()))

    assert client.get(reverse("workflow:hand_over")).status_code == 404


def test_a_head_hands_all_work_over_on_the_page(client, dossier):
    director, officer, heir = (make_user(role, province=6) for role in (Role.PROVINCE_DIRECTOR, Role.PROVINCE_OFFICER, Role.PROVINCE_OFFICER))  # fmt: skip
    make_assignment(dossier, officer, side="province")
    client.force_login(director)

    page = client.post(reverse("workflow:hand_over"), {"leaver": officer.pk, "to": heir.pk, "reason": "Ayrıldı"})

    assert "1 kayıt" in page.content.decode()
    assert holder_of(dossier, "province").person == heir


def test_the_person_of_a_record_is_not_shown_to_who_does_not_see_it(client, dossier):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=42))

    assert client.get(reverse("workflow:assignment", args=["dosya", dossier.pk])).status_code == 404
    assert client.get(reverse("workflow:assignment", args=["okul", dossier.school_id])).status_code == 404
