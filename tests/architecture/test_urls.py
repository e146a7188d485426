"""Every address against every role: who may ask, and that nobody outside the own place is answered with a record.

An address that stands under no heading below fails: whoever adds one says in `addresses` for whom it is.
"""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.choices import Role
from accounts.models import Duty
from centers.choices import ChainStatus, MonitoringStatus, WorkKind
from centers.choices.staff import PostRole
from centers.models import ChainNote
from centers.papers import issue_assignment, issue_founding, issue_monitoring, issue_notice
from designations.choices import DesignationType, DossierStatus
from designations.models import Designation
from documents.models import Paper
from protocols.papers import issue_minutes
from tests.architecture.addresses import (
    MINISTRY,
    NO_RECORD,
    OF_A_RECORD,
    PROGRAMS,
    PUBLIC,
    REPRESENTATIVES,
    SIGNED_IN,
)
from tests.architecture.test_house import patterns
from tests.factories import (
    TODAY,
    make_attachment,
    make_dossier,
    make_region_ready,
    make_school,
    make_user,
)
from tests.factories.boards import make_resolution, make_staffed_board, of_the_sector
from tests.factories.campaigns import world_of_controls
from tests.factories.center_monitoring import make_monitoring
from tests.factories.center_plans import make_guide_with_file, make_plan, make_reopening, make_report
from tests.factories.centers import make_answer, make_center
from tests.factories.commissions import make_commission, make_sitting
from tests.factories.expenses import world_of_expenses
from tests.factories.follow_up import make_follow_up_report, make_specialised
from tests.factories.imports import make_import
from tests.factories.law import make_draft_of_another_day
from tests.factories.obligations import make_protocol_duty
from tests.factories.places import make_partners, make_practice_course, make_practice_place, make_trainer
from tests.factories.programmes import world_of_activities, world_of_programmes
from tests.factories.protocols import make_amendment, make_change, make_draft, make_signed
from tests.factories.selection import make_call
from tests.factories.sponsors import has_library, make_sponsor_assignment
from tests.factories.staff import make_staff, post_of, with_posts
from tests.factories.standings import make_standing
from tests.factories.together import make_substitution
from tests.factories.transfers import make_application, make_objection, make_quota, make_round, make_run
from tests.factories.works import make_output_file, make_work
from tests.workflow.people import EVERYBODY, OUTSIDE, WITHIN, everybody
from transfers.choices import RoundStatus, SittingStatus
from transfers.papers import issue_minutes as issue_sitting_minutes
from workflow.models import Notice
from workflow.people.acts import Asked, ask_account

pytestmark = pytest.mark.django_db
SECRET = "Gizlenecek Mesleki ve Teknik Anadolu Lisesi"


ADDRESSES = [address for address, _ in patterns(get_resolver())]
# Roles that look at each list of the admin's, written by hand; those of a record's own room go with it.
A, B, C, D, X = Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_HEAD, Role.EXPERT
ALL_OF_THEM = {A, B, C, D, X}
NOT_FOR_ALL = {
    "accounts.user": {A, B, C},
    "accounts.duty": {A, B, C},
    "accounts.substitution": {A, B, C},
    "accounts.apiclient": {A, B, C},
    "accounts.securityevent": {A, B},
    "workflow.accountrequest": {A, B, C, D},
    "workflow.errand": {A, B},
    "desk.digest": {A, B},
    "workflow.subscription": {A, B, C},
    "workflow.delivery": {A, B, C},
    "workflow.change": {A, B, C},
    "workflow.feedkeeping": {A, B, C},
}


def heading(address):
    """Under which heading an address stands, and what it is there."""
    if address.startswith(PROGRAMS):
        return "program"
    if address.startswith(MINISTRY):
        return "ministry"
    if address.startswith(REPRESENTATIVES):
        return "representative"
    found = [
        (len(beginning), name)
        for name, beginnings in (
            ("public", PUBLIC),
            ("signed in", SIGNED_IN),
            ("record", OF_A_RECORD),
            ("signed in", NO_RECORD),
        )
        for beginning in beginnings
        if address.startswith(beginning)
    ]
    if address == "":
        return "signed in"
    name = max(found)[1] if found else ""
    # A beginning for whoever has signed in covers no address of single records: those are declared with what fills them.
    return "" if name == "signed in" and re.search(r"<(int|uuid):pk>", address) and address not in NO_RECORD else name


def sample(address, world):
    beginning = max((b for b in OF_A_RECORD if address.startswith(b)), key=len)
    values = OF_A_RECORD[beginning]
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(world.get(values[match[1]], values[match[1]])), address)


OF_RECORDS = [address for address in ADDRESSES if heading(address) == "record"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of each record, all of one school in Ankara, and everybody; made once, since what a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world():
    school = make_region_ready(make_school(name=SECRET))
    people = everybody(school)
    dossier = make_dossier(DossierStatus.APPROVED, school=school)
    Designation.objects.filter(dossier=dossier).update(type=DesignationType.SPECIALISED)
    request = ask_account(
        school.province, by=people["officer"], on=TODAY,
        asked=Asked("Gizlenecek", "Kişi", "gizlenecek@meb.gov.tr", Role.PROVINCE_OFFICER, TODAY, None, "Yazı"),
    )  # fmt: skip
    colleague = make_user(Role.PROVINCE_OFFICER, province=6, first_name="Gizlenecek")
    paper = Paper.objects.create(
        kind="approval", title="Olur", record_kind="designations.dossier", record_id="1", event="approve",
        school_code=school.code, province=school.province, district=school.district, content={"school": {"name": SECRET}},
    )  # fmt: skip
    return {
        "standing": make_standing(school=school).pk,
        "people": people,
        "school": school.pk,
        "dossier": make_dossier(DossierStatus.SUBMITTED, school=school, type=DesignationType.IN_SECTOR).pk,
        "designation": dossier.designation.pk,
        "follow-up report": make_follow_up_report(designation=specialised_beside(school)).pk,
        **world_of_controls(school),
        "draft of the law": make_draft_of_another_day(summary="Gizlenecek koşul?").pk,
        **world_of_protocols(school),
        "draft round": make_round(year=2030).pk,
        "objection": make_objection(school).pk,
        "run": make_run(make_round(RoundStatus.EVALUATION, year=2060)).pk,
        "application": make_application(own=school).pk,
        "quota": make_quota(school=school).pk,
        **world_of_commissions(school),
        **world_of_centers(school),
        "import": make_import(people["officer"]).pk,
        "paper": paper.pk,
        "attachment": make_attachment(people["officer"]).pk,
        "request": request.pk,
        "person": colleague.pk,
        "duty": colleague.duties.get().pk,
        "own duty": people["officer"].duties.get().pk,
        "substitution": make_substitution(people["officer"], colleague).pk,
        "notice": Notice.objects.create(user=people["officer"], text="Gizlenecek").pk,
        "nothing": 10**9,
        "no file": "00000000-0000-4000-8000-000000000000",
    }


def specialised_beside(school):
    """A specialised school in the same district."""
    return make_specialised(make_school(province=school.province, district=school.district))


def world_of_commissions(school):
    """A commission of the school's province with a sitting whose minutes are printed."""
    sitting = make_sitting(SittingStatus.MINUTED, commission=make_commission(province=school.province, staffed=True))
    paper = issue_sitting_minutes(sitting)
    return {"commission": sitting.commission_id, "sitting": sitting.pk, "sitting paper": paper.pk}


def world_of_centers(school):
    """A centre in the school with its founding document, and an answer that its province returned."""
    center = make_center(school=school, name="Gizlenecek merkez")
    issue_founding(center)
    answer = make_answer(ChainStatus.RETURNED, center=center, title="Gizlenecek görev")
    staff = make_staff(post=post_of(with_posts(center), PostRole.ENGLISH), name="Gizlenecek Kişi")
    issue_assignment(staff)
    call = make_call(center=center, title="Gizlenecek çağrı")
    issue_notice(call)
    return {
        "selection call": call.pk,
        "call paper": Paper.objects.of(call).get().pk,
        "staff": staff.pk,
        "staff paper": Paper.objects.of(staff).get().pk,
        "center": center.pk,
        "center paper": Paper.objects.of(center).get().pk,
        "center task": answer.task_id,
        "task answer": answer.pk,
        "chain note": ChainNote.objects.of(answer).get().pk,
        **world_of_plans(center),
        **world_of_programmes(center),
        **world_of_activities(center),
    }


def world_of_plans(center):
    """A plan and a report of another year that the province returned, and the plan on which the report rests."""
    report = make_report(ChainStatus.RETURNED, center=center)
    reopening = make_reopening(ChainStatus.RETURNED, plan=report.plan, reason="Gizlenecek neden")
    plan = make_plan(ChainStatus.RETURNED, center=center, year=report.year + 1)
    period = make_monitoring(MonitoringStatus.CLOSED, center=center)
    return {
        "center monitoring": period.pk,
        "monitoring paper": issue_monitoring(period).pk,
        "center plan": plan.pk,
        "plan note": ChainNote.objects.of(plan).get().pk,
        "draft guide": make_guide_with_file().pk,
        "plan reopening": reopening.pk,
        "reopening note": ChainNote.objects.of(reopening).get().pk,
        "center report": report.pk,
        "report note": ChainNote.objects.of(report).get().pk,
        **world_of_works(center),
    }


def world_of_works(center):
    """A research of the centre with a file."""
    work = make_work(WorkKind.RESEARCH, center=center, title="Gizlenecek çalışma")
    return {"work": work.pk, "work output": make_output_file(work).pk}


def world_of_protocols(school):
    """A draft with a clause, and an amendment of a protocol in force."""
    draft = make_draft(school)
    change = make_change(make_amendment(make_signed(school)))
    duty = make_protocol_duty(make_signed(school), title=SECRET)
    partners = make_partners(school, make_signed(school))
    course = make_practice_course(make_practice_place(partners=partners, name=SECRET))
    resolution = make_resolution(board=make_staffed_board(of_the_sector(school)))
    issue_minutes(resolution.meeting)
    return {
        "practice place": course.place_id,
        "course": course.pk,
        "approval": course.place.approval_id,
        "trainer": make_trainer(partners=partners, name="Gizlenecek Kişi").pk,
        "board": resolution.meeting.board_id,
        "meeting": resolution.meeting_id,
        "resolution": resolution.pk,
        "board paper": Paper.objects.of(resolution.meeting).get().pk,
        "sponsor": make_sponsor_assignment(sponsor=has_library(school)).pk,
        "protocol duty": duty.pk,
        **world_of_expenses(school),
        "obligation": duty.obligation_id,
        "protocol": draft.pk,
        "clause": draft.clauses.first().pk,
        "provision": draft.provisions.create(clause="1", subject="registration", text=SECRET).pk,
        "amendment": change.amendment.pk,
        "change": change.pk,
    }


def test_every_address_says_for_whom_it_is():
    assert [address for address in ADDRESSES if not heading(address)] == []


def test_no_heading_stands_for_nothing():
    waiting = {
        "robots.txt",
        "gorunumler/",
        "disa-aktarim/",
        "aktarimlar/",
        "yorumlar/",
        "gorevlendirme/",
    }
    beginnings = {*PUBLIC, *SIGNED_IN, *OF_A_RECORD, *NO_RECORD} - waiting
    assert [b for b in beginnings if not any(address.startswith(b) for address in ADDRESSES)] == []


def fill(address):
    """An address with something in each of its places."""
    given = {"int": "1", "slug": "olmayan", "uuid": "00000000-0000-4000-8000-000000000000"}
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda match: given.get(match[1] or "", "x"), address)


def plain(address):
    """Whether the address is a route of ours, not one of the admin's regular expressions."""
    return not re.search(r"[\^$(\\]", address)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_who_is_not_signed_in_comes_further_than_the_public_pages(method):
    wrong = []
    for address in filter(plain, ADDRESSES):
        answer = getattr(Client(), method)(fill(address))
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith(("/hesap/", "/yonetim/login/"))
        kind = heading(address)
        # Two lists of what the law says are open to anybody; so are the API's own description and words.
        if kind == "program" and answer.status_code not in {401, 403, 404, 405}:
            wrong.append((address, answer.status_code)) if address not in OPEN_TO_PROGRAMS else None
        elif kind in {"signed in", "record", "ministry"} and not to_sign_in:
            wrong.append((address, answer.status_code))
    assert wrong == [], wrong


OPEN_TO_PROGRAMS = {"api/v1/schema/", "api/v1/docs/", "api/v1/changelog/"}


@pytest.mark.parametrize("name", sorted(OUTSIDE - {"locked_out_head"}))
def test_a_record_is_not_there_for_who_is_not_on_duty_in_its_place(world, name):
    client, shown = Client(), []
    client.force_login(world["people"][name])
    for address in OF_RECORDS:
        for method in ("get", "post"):
            answer = getattr(client, method)(sample(address, world))
            text = answer.content.decode(errors="replace") if not answer.streaming else "a file"
            refused = answer.status_code in {403, 404, 405}
            if not refused or SECRET in text or "Gizlenecek" in text or "gizlenecek@" in text:
                shown.append((method, address, answer.status_code))
    assert shown == []


def test_the_records_of_this_test_are_there_for_who_is_on_duty(world):
    """Else the test above would prove nothing."""
    there = set()
    for name in ("officer", "expert", "auditor", "principal"):
        client = Client()
        client.force_login(world["people"][name])
        there |= {
            address for address in OF_RECORDS if client.get(sample(address, world)).status_code in {200, 302, 405}
        }

    nowhere = {
        address
        for address in OF_RECORDS
        if {"nothing", "no file"}
        & set(OF_A_RECORD[max((b for b in OF_A_RECORD if address.startswith(b)), key=len)].values())
    }
    answers_post_alone_or_later = {
        "okullar/dosyadan/<uuid:pk>/hatalar/", "hesaplar/istek/<int:pk>/duzelt/", "dosyalar/<int:pk>/bolum/<slug:section>/kanit/",
        "dosyalar/<int:pk>/bolum/<slug:section>/", "dosyalar/<int:pk>/denetle/", "belge/<int:pk>/pdf/", "belge/ek/<uuid:pk>/",
        "protokoller/<int:pk>/belge/<slug:what>/", "protokoller/yukumlulukler/<int:pk>/kanit/", "protokoller/giderler/<int:pk>/cikti/", "protokoller/<int:pk>/imzali/<slug:what>/", "merkezler/raporlar/<int:pk>/basilan/",
    }  # fmt: skip
    assert set(OF_RECORDS) - there - nowhere - answers_post_alone_or_later == set()


@pytest.mark.parametrize("role", list(Role))
def test_the_admin_answers_whom_its_lists_are_for(role):
    client, wrong = Client(), []
    client.force_login(make_user(role, province=6, school=make_school()))
    for model, page in admin.site._registry.items():
        if getattr(page, "job", None) is None:
            continue  # of a package, in no menu and for superusers alone
        label = model._meta.label_lower
        try:
            url = reverse(f"admin:{label.replace('.', '_')}_changelist")
        except NoReverseMatch:
            continue
        expected = role in NOT_FOR_ALL.get(label, ALL_OF_THEM)
        code = client.get(url).status_code
        if (code == 200) != expected or code not in {200, 302, 403}:
            wrong.append((label, code))
    assert wrong == [], wrong


@pytest.mark.parametrize("role", [role for role in Role if role not in ALL_OF_THEM])
def test_nobody_outside_the_ministry_comes_into_the_admin(role, world):
    client, wrong = Client(), []
    client.force_login(make_user(role, province=6, school=make_school()))
    for address in (a for a in ADDRESSES if a.startswith("yonetim/") and plain(a)):
        answer = client.get(fill(address))
        if answer.status_code not in {302, 403, 404} or SECRET in answer.content.decode(errors="replace"):
            wrong.append((address, answer.status_code))
    assert wrong == [], wrong


def test_a_duty_that_is_over_opens_nothing_any_more(world):
    person = make_user(None)
    Duty.objects.create(
        user=person, role=Role.PROVINCE_OFFICER, province_id=6, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )
    client = Client()
    client.force_login(person)

    assert [a for a in OF_RECORDS if client.get(sample(a, world)).status_code not in {403, 404, 405}] == []


def test_everybody_of_the_table_is_asked():
    assert WITHIN | OUTSIDE == EVERYBODY
