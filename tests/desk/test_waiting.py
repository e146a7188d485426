"""What waits for whom: the clock of a side stands still while the other has the file, the oldest stand first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from designations import acts
from designations.choices import DossierStatus as S
from designations.models import Designation, Dossier
from desk.choices import Side, Subject
from desk.models import TargetDuration
from desk.waiting import groups_of, piles_of
from tests import factories
from tests.factories.places import make_partners, make_practice_place, make_safety_approval, make_trainer
from tests.factories.together import make_assignment
from workflow.people.acts import REQUEST, Asked, ask_account
from workflow.working_days import WorkingDays

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
DAYS = WorkingDays()


def pile(user, key, *, on=TODAY):
    return next((pile for pile in piles_of(user, on=on) if pile.kind.key == key), None)


def task(user, key, *, on=TODAY):
    return pile(user, key, on=on).tasks[0]


def later(days):
    return TODAY + timedelta(days=days)


def test_a_dossier_waits_from_the_day_of_its_last_step():
    dossier = factories.make_dossier(S.SUBMITTED)
    expert = factories.make_user(Role.EXPERT)

    acts.take_up(dossier, by=expert, on=later(14))

    found = task(expert, "inceleme", on=later(21))
    assert found.since == later(14)
    assert found.days == DAYS.between(later(14), later(21))
    assert found.holder == str(expert)


def test_the_ministrys_clock_stands_still_while_the_province_mends():
    dossier = factories.make_dossier(S.SUBMITTED)
    expert = factories.make_user(Role.EXPERT)
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)
    dossier = acts.take_up(dossier, by=expert, on=later(5))
    dossier = acts.send_back(dossier, by=expert, on=later(7), notes={"rationale": "Gerekçeyi açıklayın."})

    at_province = task(officer, "duzeltme", on=later(28))
    assert at_province.timing.held == DAYS.between(later(7), later(28))

    acts.save_section(dossier, by=officer, on=later(28), section="rationale", text="Açıklama.", is_done=True)
    acts.submit(dossier, by=officer, on=later(28))

    at_ministry = task(expert, "incelemeye-alma", on=later(30))
    assert at_ministry.timing.held == DAYS.between(TODAY, later(7)) + DAYS.between(later(28), later(30))
    assert at_ministry.days == DAYS.between(later(28), later(30))


def test_the_target_is_told_in_words():
    factories.make_dossier(S.SUBMITTED)
    expert = factories.make_user(Role.EXPERT)
    assert task(expert, "incelemeye-alma").target_words == ""

    factories.make_target(Subject.DOSSIER, Side.MINISTRY, 5)

    words = {day: task(expert, "incelemeye-alma", on=day).target_words for day in (TODAY, later(7), later(13))}
    assert words == {TODAY: "5 iş günü kaldı", later(7): "hedef süre bugün doluyor", later(13): "4 iş günü geçti"}


def test_a_target_holds_from_its_day_on_and_ends_where_it_is_left_empty():
    factories.make_target(Subject.DOSSIER, Side.MINISTRY, 5)
    factories.make_target(Subject.DOSSIER, Side.MINISTRY, 10, valid_from=later(10))
    factories.make_target(Subject.DOSSIER, Side.MINISTRY, None, valid_from=later(20))
    key = (Subject.DOSSIER, Side.MINISTRY)

    found = [
        TargetDuration.objects.by_subject(day).get(key) for day in (date(2020, 1, 1), TODAY, later(10), later(20))
    ]

    assert found == [None, 5, 10, None]


def test_without_a_story_the_time_is_unknown_not_nought():
    school = factories.make_school()
    officer = factories.make_user(Role.PROVINCE_OFFICER)
    Dossier.objects.create(school=school, type="region", opened_by=officer, opened_on=TODAY, state_since=TODAY)
    factories.make_target(Subject.DOSSIER, Side.PROVINCE, 5)

    found = task(officer, "taslak", on=later(30))

    assert found.timing.held is None
    assert found.target_words == ""


def test_the_clock_of_a_revocation_goes_to_the_ministry_with_the_answer():
    designation = factories.make_designation()
    expert = factories.make_user(Role.EXPERT)
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=designation.school.province)
    first = acts.announce_revocation(designation, by=expert, on=TODAY, reason="request", note="Talep.")
    acts.drop_revocation(first, by=expert, on=later(10), note="Yanlış okul.")
    again = acts.announce_revocation(designation, by=expert, on=later(20), reason="request", note="Talep.")

    asked = task(officer, "gorus", on=later(25))
    assert asked.deadline == again.answer_until
    assert asked.timing.held == DAYS.between(later(20), later(25))  # the first process is over and its time with it
    assert pile(expert, "gorus-beklenen", on=later(25)).count == 1

    acts.record_answer(again, by=officer, on=later(25), answer="İtirazımız yok.")

    answered = task(expert, "iptal-onerisi", on=later(27))
    assert (answered.since, answered.timing.held) == (later(25), DAYS.between(later(25), later(27)))
    assert pile(officer, "gorus", on=later(27)) is None


def test_a_dossier_of_the_ministry_is_prepared_by_the_ministry():
    expert = factories.make_user(Role.EXPERT)
    school = factories.make_region_ready(factories.make_school())
    acts.open_dossier(school, by=expert, on=TODAY, type="region")
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=school.province)

    assert task(expert, "gm-taslak").timing.side == Side.MINISTRY
    assert pile(officer, "taslak") is None


def test_the_oldest_stands_first():
    expert = factories.make_user(Role.EXPERT)
    new = factories.make_dossier(S.SUBMITTED)
    old = factories.make_dossier(S.SUBMITTED)
    Dossier.objects.filter(pk=old.pk).update(state_since=later(-20))

    assert [task.record for task in pile(expert, "incelemeye-alma").tasks] == [old.school.name, new.school.name]


def test_a_returned_dossier_is_with_its_province():
    dossier = factories.make_dossier(S.RETURNED)
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)

    assert task(officer, "duzeltme").holder == f"{dossier.school.province} İl Millî Eğitim Müdürlüğü"
    assert pile(dossier.reviewer, "iade-edilen").count == 1


def test_who_was_given_a_file_is_named_while_the_side_has_it():
    dossier = factories.make_dossier(S.SUBMITTED)
    expert, head = factories.make_user(Role.EXPERT), factories.make_user(Role.DEPARTMENT_HEAD)
    make_assignment(dossier, expert, by=head)

    officer = factories.make_user(Role.PROVINCE_OFFICER, province=dossier.school.province)
    found = [task for pile in piles_of(officer, on=TODAY) for task in pile.tasks if task.record == dossier.school.name]

    assert {task.holder for task in found} == {str(expert)}


def test_who_proposed_does_not_find_the_proposal_among_what_waits():
    dossier = factories.make_dossier(S.APPROVAL_PROPOSED)
    head = factories.make_user(Role.DEPARTMENT_HEAD)
    Dossier.objects.filter(pk=dossier.pk).update(proposed_by=head)
    other = factories.make_user(Role.DIRECTOR_GENERAL)

    assert pile(head, "karar") is None
    assert pile(head, "onerilen").count == 1
    assert task(other, "karar").holder == "Daire başkanı veya genel müdür"


def test_an_activity_and_a_protocol_lie_with_those_whose_step_is_next():
    designation = factories.make_designation()
    Designation.objects.filter(pk=designation.pk).update(type="specialised")
    designation.refresh_from_db()
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=designation.school.province)
    head = factories.make_user(Role.DEPARTMENT_HEAD)
    activity = acts.plan_activity(
        designation,
        by=officer,
        on=TODAY,
        title="CNC eğitimi",
        fields=[],
        starts_on=later(60),
        ends_on=later(62),
        places=20,
    )
    factories.make_protocol(designation.school, status="draft", signed_on=None)

    assert task(officer, "faaliyet-taslak").timing.held == 0
    acts.request_approval(activity, by=officer, on=later(1))

    assert task(head, "faaliyet-onayi", on=later(4)).timing.held == DAYS.between(later(1), later(4))
    assert (pile(officer, "onaya-sunulan").count, pile(officer, "imzada").count, pile(head, "imza").count) == (1, 1, 1)


def of_enterprises(school):
    """A place whose approval ends soon, a proposed one with an approval handed in, a trainer who was brought."""
    partners = make_partners(school)
    make_practice_place(partners=partners, until=later(20))
    proposed = make_practice_place("place_proposed", partners=partners)
    theirs = factories.make_user(Role.REPRESENTATIVE, stakeholder=partners.stakeholder)
    make_safety_approval(proposed, by=theirs)
    make_trainer("trainer_proposed", partners=partners)


def asked_account(officer, email):
    asked = Asked("Çağrı", "Işık", email, Role.PROVINCE_OFFICER, TODAY, None, "Yazı")
    return ask_account(officer.duties.get().province, by=officer, on=TODAY, asked=asked)


def test_a_request_for_an_account_waits_for_who_decides_and_then_for_the_province():
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=6)
    keeper, head = factories.make_user(Role.ADMINISTRATOR), factories.make_user(Role.DEPARTMENT_HEAD)
    asked = asked_account(officer, "cagri@meb.gov.tr")

    decided = [task(person, "hesap-istekleri", on=later(2)) for person in (keeper, head)]
    sent = task(officer, "hesap-gonderilen", on=later(2))
    REQUEST.acts["send_back"](asked, by=keeper, on=later(3), answer="Adı düzeltin.")
    back = task(officer, "hesap-duzeltme", on=later(7))

    assert {found.url for found in decided} == {reverse("admin:workflow_accountrequest_change", args=[asked.pk])}
    assert sent.url == reverse("people:request", args=[asked.pk])
    assert (sent.since, sent.holder) == (TODAY, "Sistem yöneticisi, daire başkanı veya genel müdür")
    assert (back.since, back.record) == (later(3), "Çağrı Işık (İl müdürlüğü görevlisi)")
    assert "İl Millî Eğitim Müdürlüğü" in back.holder
    assert pile(keeper, "hesap-istekleri", on=later(7)) is None
    assert pile(factories.make_user(Role.PROVINCE_OFFICER, province=34), "hesap-duzeltme") is None


@pytest.mark.parametrize("door", ["desk:home", "admin:index"])
def test_the_desk_asks_as_much_for_thirty_tasks_as_for_one(client, door):
    head = factories.make_user(Role.DEPARTMENT_HEAD)
    officer = factories.make_user(Role.PROVINCE_OFFICER)
    client.force_login(head)

    def add(many):
        for school in [factories.make_school() for _ in range(many)]:
            opened = acts.open_dossier(school, by=officer, on=TODAY, type="region")
            Dossier.objects.filter(pk=opened.pk).update(status=S.SUBMITTED, submitted_on=TODAY)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(door)).status_code == 200
        return len(found)

    add(1)
    asked()
    one = asked()
    add(30)
    assert asked() == one


def test_a_long_pile_is_read_page_by_page(client):
    officer = factories.make_user(Role.PROVINCE_OFFICER)
    schools = [factories.make_school() for _ in range(60)]
    Dossier.objects.bulk_create(
        Dossier(school=s, type="region", opened_by=officer, opened_on=TODAY, status=S.SUBMITTED, state_since=later(-n))
        for n, s in enumerate(schools)
    )
    client.force_login(factories.make_user(Role.EXPERT))

    first = client.get(reverse("desk:pile", args=["incelemeye-alma"]))
    last = client.get(reverse("desk:pile", args=["incelemeye-alma"]), {"sayfa": 3})

    assert (len(first.context["tasks"]), len(last.context["tasks"])) == (25, 10)
    assert first.context["tasks"][0].since == later(-59)


def test_the_empty_desk_says_what_it_is_for(client):
    user = factories.make_user(Role.PROVINCE_OFFICER)
    client.force_login(user)

    assert groups_of(user, on=TODAY) == []
    assert "Bekleyen iş yok" in client.get(reverse("desk:home")).content.decode()


def test_what_enterprises_bring_and_what_ends_soon_waits_for_the_schools_side_with_its_page():
    school = factories.make_school(province=6)
    of_enterprises(school)
    principal = factories.make_user(Role.PRINCIPAL, school=school)

    place, handed_in = task(principal, "uygulama-yeri-onay"), task(principal, "guvenlik-onayi")
    trainer, proposed = task(principal, "egitici"), task(principal, "uygulama-yeri-oneri")

    assert place.label == f"Onayın son günü: {later(20):%d.%m.%Y}"
    assert handed_in.url == proposed.url == reverse("protocols:place", args=[school.practice_places.last().pk])
    assert trainer.record == f"Kaynak uygulaması – {school.name}"
    assert not {"egitici", "guvenlik-onayi"} & {
        pile.kind.key for pile in piles_of(factories.make_user(Role.PROVINCE_OFFICER, province=34), on=TODAY)
    }
