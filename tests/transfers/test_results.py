"""What students and everybody see of results, and what follows: registration, giving up, the waiting list."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.transfers import adopted_by_commission, announce, computed, make_run
from tests.transfers.test_runs import three_for_two
from transfers.acts import APPLICATION, ROUND, start_run_of
from transfers.choices import ApplicationStatus, RunPurpose, RunStatus
from transfers.comparing import changes, counted
from transfers.models import Application
from transfers.sheets import of_code, sheet_of
from workflow.listing import listings
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
S = ApplicationStatus


@pytest.fixture
def announced():
    taking, _quota, applications = three_for_two()
    run = make_run(taking)
    announce(run, on=taking.results_on)
    for one in (taking, run, *applications):
        one.refresh_from_db()
    return taking, run, applications


def side_of(application):
    return make_user(Role.PRINCIPAL, school=application.school)


def test_the_sheet_says_rank_places_cutoff_and_why_and_the_lot_can_be_drawn_again(announced):
    taking, _run, (best, _second, last) = announced

    (placed,) = sheet_of(best)
    (refused,) = sheet_of(last)

    assert placed["rows"][0]["says"] == "Bu tercihe yerleştiniz."
    row = refused["rows"][0]
    assert (row["outcome"], row["rank"], row["seats"], row["asked"], row["cutoff"]) == ("seats_taken", 3, 2, 3, "80")
    assert row["says"] == "2 yer sizden önce gelenlerle doldu: Yerleştirme puanı sizde 70, son yerleşende 80."
    assert refused["lot"] == hashlib.sha256(f"{taking.seed}:{last.pk:09d}".encode()).hexdigest()


def test_a_sheet_opens_by_number_and_code_alone(announced, client):
    _, _, (best, _, last) = announced

    asked = client.get("/nakil/sonuc/")
    assert asked.status_code == 200
    shown = client.post("/nakil/sonuc/", {"number": f"{last.pk:09d}", "code": last.result_code.lower()})
    wrong = client.post("/nakil/sonuc/", {"number": f"{last.pk:09d}", "code": best.result_code})

    assert "sizden önce gelenlerle doldu" in shown.content.decode()
    assert last.student_number not in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert "gösterilecek bir sonuç yok" in wrong.content.decode()
    paper = client.post("/nakil/sonuc/belge/", {"number": str(last.pk), "code": last.result_code})
    assert paper.content.startswith(b"%PDF")


def test_codes_cannot_be_tried_without_end(announced, client):
    _, _, (best, *_) = announced

    answers = [
        client.post("/nakil/sonuc/", {"number": str(best.pk), "code": "AAAAAAAAAA"}).status_code for _ in range(31)
    ]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_nothing_is_shown_before_the_announcement():
    taking, _, (best, *_) = three_for_two()
    make_run(taking)

    assert of_code(str(best.pk), best.result_code) is None


def test_cutoffs_are_public_and_without_personal_data(announced, client):
    _, run, applications = announced

    page = client.get("/nakil/taban-puanlari/").content.decode()

    assert run.offers.get().quota.school.name in page
    assert ">80<" in page
    for one in applications:
        assert one.student_number not in page
        assert one.result_code not in page


def test_registration_is_confirmed_until_its_last_day_and_not_after(announced):
    taking, _, (best, second, _last) = announced

    done = APPLICATION.acts["confirm_registration"](best, by=side_of(best), on=taking.registration_until)

    assert (done.status, done.seat_id) == (S.REGISTERED, best.seat_id)
    with pytest.raises(Invalid, match="Kayıt süresi"):
        APPLICATION.acts["confirm_registration"](
            second, by=side_of(second), on=taking.registration_until + timedelta(days=1)
        )


def test_the_school_of_the_place_sees_and_registers_who_was_placed_there_and_nobody_else(announced):
    taking, run, (best, second, _last) = announced
    there = make_user(Role.PRINCIPAL, school=run.offers.get().quota.school)

    assert set(Application.objects.visible_to(there)) == {best, second}
    assert APPLICATION.acts["confirm_registration"](best, by=there, on=taking.results_on).status == S.REGISTERED


def test_a_place_that_is_given_up_falls_to_who_waits_by_the_same_rules(announced):
    taking, _, (best, second, last) = announced
    APPLICATION.acts["confirm_registration"](best, by=side_of(best), on=taking.results_on)
    given_up = APPLICATION.acts["decline_registration"](
        second, by=side_of(second), on=taking.results_on, reason="Taşındı."
    )
    assert (given_up.status, given_up.seat_id, given_up.remark) == (S.DECLINED, None, "Taşındı.")
    day = taking.registration_until + timedelta(days=1)

    with pytest.raises(Invalid, match="geçtikten sonra"):
        start_run_of(taking, by=make_user(Role.EXPERT), on=taking.registration_until, purpose=RunPurpose.WAITING)
    run = make_run(taking, RunPurpose.WAITING, on=day)
    assert (run.status, run.students, run.places, run.placed) == (RunStatus.VERIFIED, 1, 1, 1)
    announce(run, on=day)

    last.refresh_from_db()
    assert (last.status, last.register_until) == (S.PLACED, taking.waiting_until)
    assert [part["run"].purpose for part in sheet_of(last)] == ["waiting", "main"]
    assert APPLICATION.acts["confirm_registration"](last, by=side_of(last), on=day).status == S.REGISTERED
    closed = ROUND.acts["close_round"](
        taking, by=make_user(Role.DEPARTMENT_HEAD), on=taking.waiting_until + timedelta(days=1)
    )
    assert closed.status == "round_closed"


def test_who_does_not_register_in_time_loses_the_place_when_the_waiting_list_moves_up(announced):
    taking, _, (best, second, _last) = announced

    run = make_run(taking, RunPurpose.WAITING, on=taking.registration_until + timedelta(days=1))

    assert (run.places, run.placed) == (2, 1)
    assert set(Application.objects.filter(pk__in=[best.pk, second.pk]).values_list("status", flat=True)) == {S.LAPSED}


def test_after_a_correction_another_run_shows_exactly_who_changes_and_replaces_the_first(announced):
    taking, first, (best, second, last) = announced
    APPLICATION.acts["confirm_registration"](best, by=side_of(best), on=taking.results_on)
    Application.objects.filter(pk=last.pk).update(score=Decimal(85), ties=["85", "85"])

    run = make_run(taking, RunPurpose.OBJECTION, on=taking.results_on)

    found = changes(first, run)
    assert counted(found) == {"gained": 1, "moved": 0, "lost": 1}
    assert {one.application: one.kind for one in found} == {second.pk: "lost", last.pk: "gained"}
    announce(run, on=taking.objections_until)
    states = dict(Application.objects.values_list("pk", "status"))
    assert states == {best.pk: S.REGISTERED, second.pk: S.WAITING, last.pk: S.PLACED}
    first.refresh_from_db()
    assert first.status == RunStatus.REPLACED


def test_pages_of_a_run_show_its_proof(announced, client):
    taking, run, _ = announced
    client.force_login(make_user(Role.EXPERT))

    page = client.get(f"/nakil/yerlestirme/{run.pk}/").content.decode()

    assert run.input_sha256 in page
    assert run.result_sha256 in page
    assert "kusur bulmadı" in page
    rows = b"".join(client.get(f"/nakil/yerlestirme/{run.pk}/girdi/applications/").streaming_content).decode()
    assert rows.splitlines()[0] == "student,preference,programme,score,tie_1,tie_2,group"
    assert len(rows.splitlines()) == 4
    assert "2 / 3 öğrenci yerleşti" in client.get(f"/nakil/donem/{taking.pk}/").content.decode()


def test_a_run_is_started_and_announced_in_pages(client, monkeypatch):
    taking, _, _ = three_for_two()
    client.force_login(make_user(Role.DEPARTMENT_HEAD))
    for door in ("transfers.web.runs.localdate", "workflow.web.acts.localdate"):
        monkeypatch.setattr(door, lambda: taking.results_on)
    started = client.post(f"/nakil/donem/{taking.pk}/yerlestir/", {"purpose": "main"})
    run = taking.runs.get()
    assert started["Location"] == f"/nakil/yerlestirme/{run.pk}/"
    again = client.post(f"/nakil/donem/{taking.pk}/yerlestir/", {"purpose": "main"}).content.decode()
    assert "şu anda hesaplanıyor" in again
    assert "Başlaması bekleniyor" in client.get(f"/nakil/yerlestirme/{run.pk}/").content.decode()
    computed(run)
    assert client.get(f"/nakil/yerlestirme/{run.pk}/ilerleme/")["HX-Refresh"] == "true"
    adopted_by_commission(run, on=taking.results_on)
    client.post(f"/nakil/yerlestirme/{run.pk}/islem/announce_run/", {})
    run.refresh_from_db()
    assert run.status == RunStatus.ANNOUNCED


def test_figures_say_how_places_filled_and_where_students_come_from(announced, client):
    _, _run, _applications = announced
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    listing = {one.slug: one for one in listings()}
    reader = make_user(Role.EXPERT)

    (filled,) = listing["nakil-doluluk-il"].filtered(reader, QueryDict(), localdate())
    assert (filled.places, filled.placed, filled.asked, filled.fill) == (2, 2, 3, Decimal("100.0"))
    (of_field,) = listing["nakil-doluluk-alan"].filtered(reader, QueryDict(), localdate())
    assert (of_field.code, of_field.placed) == ("04", 2)
    origins = {one.pk: one for one in listing["nakil-geldigi-il"].filtered(reader, QueryDict(), localdate())}
    assert sum(one.students for one in origins.values()) == 3
    assert sum(one.on_first for one in origins.values()) == 2
    for address in ("", "alan/", "geldigi-il/"):
        assert "3 öğrenciden 2 tanesi yerleşti" in client.get(f"/nakil/gostergeler/{address}").content.decode()
