"""Commissions: appointed by their side, one a place, distinct people on distinct seats; sittings with a quorum; three doors."""

import threading
from datetime import time, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from documents.models import Paper
from tests.factories import TODAY, make_province, make_school, make_user
from tests.factories.commissions import keeper_of, make_commission, make_commission_rules, make_sitting
from tests.factories.transfers import make_round
from tests.workflow.doors import DOORS, through
from tests.workflow.people import MINISTRY, PROVINCE, READERS, everybody
from transfers.acts import COMMISSION, ROUND, SITTING, appoint, call_sitting
from transfers.choices import CommissionStatus, RoundStatus, SittingStatus as S
from transfers.models import Commission, CommissionMember, Sitting
from transfers.papers import issue_minutes, void_minutes
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
C, A = COMMISSION.acts, SITTING.acts
DAY = timedelta(days=1)


def seat(commission, name="Ali Veli", code="member_3", on=TODAY, **values):
    by = keeper_of(commission.province)
    asked = {"seat": code, "name": name, "title": "Öğretmen", "starts_on": on, **values}
    return C["add_member"](commission, by=by, on=on, **asked)


def test_a_place_has_one_commission_a_round_and_the_central_one_counts_too():
    taking = make_round(RoundStatus.ANNOUNCED)
    for central in (False, True):
        first = make_commission(round=taking, central=central)
        with pytest.raises(Invalid) as refused:
            make_commission(round=taking, central=central)
        assert refused.value.faults == {"province": "Bu dönemde bu yerin bir komisyonu var."}
        with pytest.raises(IntegrityError, match="commission_one_a_province"), transaction.atomic():
            Commission.objects.create(round=taking, province=first.province, appointed_on=TODAY)
    assert {str(one.place) for one in Commission.objects.all()} == {make_province(6).name, "Merkez"}


def test_each_side_appoints_its_own():
    taking, ankara = make_round(RoundStatus.ANNOUNCED), make_province(6)
    for by, province in (
        (make_user(Role.PROVINCE_OFFICER, province=34), ankara),
        (make_user(Role.EXPERT), ankara),
        (make_user(Role.PROVINCE_DIRECTOR, province=6), None),
        (make_user(Role.PRINCIPAL, school=make_school()), ankara),
    ):
        with pytest.raises(NotPermitted):
            appoint(taking, province, by=by, on=TODAY, appointed_on=TODAY)
    assert not Commission.objects.exists()


def test_no_commission_for_a_draft_nor_with_a_day_to_come():
    with pytest.raises(Invalid) as refused:
        make_commission(round=make_round())
    assert list(refused.value.faults) == ["round"]
    with pytest.raises(Invalid) as refused:
        make_commission(round=make_round(RoundStatus.ANNOUNCED, year=2031), appointed_on=TODAY + DAY)
    assert list(refused.value.faults) == ["appointed_on"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_appoint_at_once_one_is_told():
    taking, ankara = make_round(RoundStatus.ANNOUNCED), make_province(6)
    people = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(3)]
    gate, answers = threading.Barrier(3), []

    def go(person):
        close_old_connections()
        gate.wait()
        try:
            appoint(taking, ankara, by=person, on=TODAY, appointed_on=TODAY)
            answers.append("made")
        except Invalid as refused:
            answers.append(next(iter(refused.faults)))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["made", "province", "province"]


def test_one_person_holds_one_seat_and_a_seat_one_member():
    made = make_commission(staffed=True)
    for name in ("Ayşe Yılmaz", "AYŞE  YILMAZ"):
        with pytest.raises(Invalid, match="başka bir koltuğunda"):
            seat(made, name)
    with pytest.raises(Invalid, match="asıl üye var"):
        seat(made, code="chair")
    with pytest.raises(Invalid) as refused:
        seat(made, code="member_9")
    assert "seat" in refused.value.faults
    seat(made, code="chair", is_substitute=True)
    assert made.members.filter(seat="chair").count() == 2


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"person_key": "ayse yilmaz", "seat": "member_3"}, "commissionmember_one_seat_a_person"),
        ({"person_key": "baska biri", "seat": "chair"}, "commissionmember_one_on_a_seat"),
        ({"person_key": "x", "seat": "member_3", "ends_on": TODAY - DAY}, "commissionmember_ends_after_it_starts"),
    ],
)
def test_the_database_holds_the_seats(values, name):
    made = make_commission(staffed=True)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CommissionMember.objects.create(
            commission=made, seat_label="Üye", name="Biri", title="Öğretmen", starts_on=TODAY, **values
        )


def test_a_seat_is_free_the_day_after_its_member_ended():
    made = make_commission(staffed=True)
    chair, by = made.members.get(seat="chair"), keeper_of(made.province)
    with pytest.raises(Invalid) as refused:
        C["end_member"](made, by=by, on=TODAY, member=chair, ends_on=TODAY - DAY, reason="Atandı.")
    assert "ends_on" in refused.value.faults
    C["end_member"](made, by=by, on=TODAY, member=chair, ends_on=TODAY, reason="Atandı.")
    with pytest.raises(Invalid):
        seat(made, "Yeni Başkan", "chair", TODAY)
    seat(made, "Yeni Başkan", "chair", TODAY + DAY)
    assert made.members.filter(seat="chair").count() == 2


def test_who_came_to_a_sitting_cannot_end_before_it():
    sitting = make_sitting(S.HELD, on=TODAY)
    commission = sitting.commission
    later = call_sitting(
        commission, by=keeper_of(commission.province), on=TODAY, meets_on=TODAY + DAY, starts_at=time(9), place="x",
        agenda=["y"],
    )  # fmt: skip
    chair, by = commission.members.get(seat="chair"), keeper_of(commission.province)
    A["hold_sitting"](later, by=by, on=TODAY + DAY, attended=list(commission.members.all()))

    with pytest.raises(Invalid, match="yoklamasında"):
        C["end_member"](commission, by=by, on=TODAY + DAY, member=chair, ends_on=TODAY, reason="Atandı.")


def test_the_round_says_seats_and_quorum():
    taking = make_round(RoundStatus.ANNOUNCED)
    make_commission_rules(taking)
    made = make_commission(round=taking, on=TODAY)
    assert JournalEntry.objects.of(taking).last().details["before"]["quorum"] == 3
    with pytest.raises(Invalid):
        seat(made, code="member_3")
    seat(made, "Bir Kişi", "chair")
    seat(made, "İki Kişi", "member_1")
    sitting = make_sitting(S.HELD, commission=made, came=2)
    assert (sitting.quorate, sitting.needed, sitting.led_by.name) == (True, 2, "Bir Kişi")
    with pytest.raises(Invalid) as refused:
        expert = make_user(Role.EXPERT)
        ROUND.acts["set_commission_rules"](taking, by=expert, on=TODAY, seats=["Başkan"], quorum=9)
    assert set(refused.value.faults) == {"seats", "quorum"}


def test_without_quorum_nothing_is_decided():
    sitting = make_sitting(S.HELD, came=2)
    by = keeper_of(sitting.commission.province)

    assert (sitting.quorate, sitting.present, sitting.needed, sitting.seats) == (False, 2, 3, 4)
    with pytest.raises(Invalid, match="yeter sayısı sağlanmadı"):
        A["write_decision"](sitting, by=by, on=TODAY, text="Karar.", vote="unanimous")
    with pytest.raises(IntegrityError, match="sitting_quorate_by_its_count"), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(quorate=True)


def test_a_sitting_to_come_is_not_held_and_only_its_members_come():
    sitting = make_sitting(meets_on=TODAY + DAY)
    by = keeper_of(sitting.commission.province)
    with pytest.raises(Invalid, match="ileri tarihli"):
        A["hold_sitting"](sitting, by=by, on=TODAY, attended=[])
    stranger = make_commission(province=34, staffed=True).members.first()
    with pytest.raises(Invalid) as refused:
        A["hold_sitting"](sitting, by=by, on=TODAY + DAY, attended=[stranger])
    assert list(refused.value.faults) == ["attended"]
    assert Sitting.objects.get(pk=sitting.pk).status == S.PLANNED
    with pytest.raises(Invalid, match="üyesi yok"):
        make_sitting(S.HELD, commission=make_commission(province=35))


def test_decisions_are_numbered_and_taken_out_until_the_minutes_close():
    sitting = make_sitting(S.HELD)
    by = keeper_of(sitting.commission.province)
    for text in ("Bir.", "İki.", "Üç."):
        A["write_decision"](sitting, by=by, on=TODAY, text=text, vote="majority")
    second = sitting.decisions.get(number=2)
    with pytest.raises(Invalid, match="karar yazılmış"):
        A["undo_sitting"](sitting, by=by, on=TODAY, reason="Yanlış.")
    A["remove_decision"](sitting, by=by, on=TODAY, decision=second, reason="Mükerrer.")
    assert list(sitting.decisions.values_list("number", "text")) == [(1, "Bir."), (2, "Üç.")]
    with pytest.raises(Invalid):
        A["complete_minutes"](sitting, by=by, on=TODAY, minutes=" ")
    A["complete_minutes"](sitting, by=by, on=TODAY, minutes="Görüşüldü.")
    with pytest.raises(OutOfState):
        A["write_decision"](sitting, by=by, on=TODAY, text="Dört.", vote="majority")


def test_held_by_mistake_is_taken_back_and_a_sitting_given_up():
    sitting = make_sitting(S.HELD)
    by = keeper_of(sitting.commission.province)
    sitting = A["undo_sitting"](sitting, by=by, on=TODAY, reason="Yanlış oturum.")
    assert (sitting.status, sitting.quorate, sitting.attendance.count()) == (S.PLANNED, None, 0)
    assert A["cancel_sitting"](sitting, by=by, on=TODAY, reason="Kar.").reason == "Kar."


def test_the_minutes_are_a_paper_and_void_once_opened_again():
    sitting = make_sitting(S.MINUTED)
    paper = issue_minutes(sitting)
    assert (paper.province_id, paper.status) == (6, "issued")
    assert "Ayşe YILMAZ" in str(paper.content["signatories"][0])
    assert issue_minutes(sitting).pk == paper.pk

    again = A["reopen_minutes"](sitting, by=keeper_of(sitting.commission.province), on=TODAY, reason="Yazım.")
    void_minutes(again, on=TODAY)
    assert issue_minutes(again) is None
    assert Paper.objects.get(pk=paper.pk).status == "withdrawn"


def test_a_commission_with_an_open_sitting_is_not_dissolved():
    sitting = make_sitting()
    commission, by = sitting.commission, keeper_of(sitting.commission.province)
    with pytest.raises(Invalid, match="tutanağı tamamlanmamış"):
        C["dissolve_commission"](commission, by=by, on=TODAY, reason="Yenilenecek.")
    A["cancel_sitting"](sitting, by=by, on=TODAY, reason="Kar.")
    done = C["dissolve_commission"](commission, by=by, on=TODAY, reason="Yenilenecek.")
    assert done.status == CommissionStatus.DISSOLVED
    assert not done.members.filter(ends_on=None).exists()
    assert make_commission(round=commission.round).status == CommissionStatus.APPOINTED


@pytest.mark.parametrize("act", sorted(C))
def test_an_act_on_a_commission_is_open_to_its_side(act):
    people = everybody(make_school())
    here, central = make_commission(staffed=True), make_commission(central=True)

    assert {name for name, person in people.items() if C[act].open_to(person, here)} == PROVINCE
    assert {name for name, person in people.items() if C[act].open_to(person, central)} == MINISTRY


@pytest.mark.parametrize(
    ("act", "state"), [("hold_sitting", S.PLANNED), ("write_decision", S.HELD), ("reopen_minutes", S.MINUTED)]
)
def test_an_act_on_a_sitting_is_open_to_its_side(act, state):
    people, sitting = everybody(make_school()), make_sitting(state)

    assert {name for name, person in people.items() if A[act].open_to(person, sitting)} == PROVINCE


def test_a_commission_is_seen_by_its_province_and_who_sees_the_country():
    people = everybody(make_school())
    here, central = make_commission(staffed=True), make_commission(central=True)

    def seen(record):
        rows = {name: type(record).objects.visible_to(one).filter(pk=record.pk) for name, one in people.items()}
        return {name for name, found in rows.items() if found.exists()}

    national = MINISTRY | READERS | {"client", "locked_out_head"}
    assert seen(here) - {"locked_out_head"} == (national | PROVINCE | {"client_here"}) - {"locked_out_head"}
    assert seen(central) - {"locked_out_head"} == national - {"locked_out_head"}
    assert seen(make_sitting(commission=here)) == seen(here)


def test_each_act_does_the_same_through_all_doors():
    today = localdate()
    head = make_user(Role.DEPARTMENT_HEAD)
    central = make_commission(central=True, staffed=True, on=today)
    chair = central.members.get(seat="chair")
    planned = make_sitting(commission=central, on=today)
    held = make_sitting(S.HELD, commission=central, on=today)
    member = {"seat": "member_3", "name": "Ali Veli", "title": "Öğretmen", "starts_on": today.isoformat()}
    for act, record, values in (
        ("add_member", central, member),
        ("add_member", central, {**member, "name": "Ayşe Yılmaz"}),
        ("end_member", central, {"member": chair.pk, "ends_on": today.isoformat(), "reason": "Atandı."}),
        ("hold_sitting", planned, {"attended": [chair.pk]}),
        ("cancel_sitting", planned, {"reason": "Kar."}),
        ("write_decision", held, {"text": "Kabul.", "vote": "unanimous"}),
        ("complete_minutes", held, {"minutes": "Görüşüldü."}),
        ("set_commission_rules", central.round, {"quorum": 2}),
    ):
        if act == "set_commission_rules":
            labels = ["Başkan", "Vekil", "Üye"]
            outcomes = [
                through(d, record, act, by=head, **values, seats=labels if d == "API" else "\n".join(labels))
                for d in DOORS
            ]
        else:
            outcomes = [through(door, record, act, by=head, **values) for door in DOORS]
        assert outcomes[0] == outcomes[1] == outcomes[2], act
        assert outcomes[0].refusal == [] or values.get("name") == "Ayşe Yılmaz", act


def test_page_and_api_appoint_and_call_and_explain_the_same_refusal():
    taking, today = make_round(RoundStatus.ANNOUNCED, first=localdate()), localdate()
    client = Client()
    client.force_login(make_user(Role.PROVINCE_DIRECTOR, province=6))
    make_province(34)
    body = {"round": taking.pk, "province": 6, "appointed_on": today.isoformat(), "approval": ""}
    path, url = "/api/v1/transfer-commissions/", reverse("transfers:commission_new")

    for province in (34, None):
        told = client.post(path, {**body, "province": province}, content_type="application/json")
        assert told.status_code == 403, told.content
    assert client.post(url, {**body, "province": 34}).status_code == 200
    assert client.post(url, {**body, "province": ""}).status_code == 200
    assert not Commission.objects.exists()
    done = client.post(path, body, content_type="application/json")
    assert (done.status_code, done.json()["quorum"], done.json()["seats"]["chair"]) == (201, 3, "Başkan")
    assert "bir komisyonu var" in client.post(url, body).content.decode()
    assert client.post(path, body, content_type="application/json").json()["faults"][0]["path"] == "province"

    made = Commission.objects.get()
    called = {"meets_on": today.isoformat(), "starts_at": "10:00", "place": "Salon", "agenda": ["Bir"]}
    sittings = "/api/v1/transfer-sittings/"
    told = client.post(sittings, {**called, "commission": made.pk}, content_type="application/json")
    assert (told.status_code, told.json()["number"]) == (201, 1)
    for values, where in (({"commission": 10**9}, "commission"), ({"agenda": []}, "agenda"), ({"x": 1}, "x")):
        bad = client.post(sittings, {**called, "commission": made.pk, **values}, content_type="application/json")
        assert [fault["path"] for fault in bad.json()["faults"]] == [where]
    page = client.post(reverse("transfers:sitting_new", args=[made.pk]), {**called, "agenda": "Bir\nİki"})
    assert page.status_code == 302
    assert Sitting.objects.count() == 2


def test_pages_are_there_for_who_may_see_them_alone():
    sitting = make_sitting(S.MINUTED)
    paper = issue_minutes(sitting)
    pages = [
        reverse("transfers:commissions"),
        reverse("transfers:commission", args=[sitting.commission_id]),
        reverse("transfers:sitting", args=[sitting.pk]),
        reverse("transfers:sitting_paper", args=[sitting.pk, paper.pk]),
    ]
    own, other = Client(), Client()
    own.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    other.force_login(make_user(Role.PROVINCE_OFFICER, province=34))

    assert [own.get(page).status_code for page in pages] == [200] * 4
    assert [other.get(page).status_code for page in pages] == [200, 404, 404, 404]
    assert f"{make_province(6).name} komisyonu" not in other.get(pages[0]).content.decode()
    assert "Ayşe Yılmaz" in own.get(pages[2]).content.decode()
