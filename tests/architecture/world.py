"""One of each record, all of one school in Ankara, and everybody: what the addresses of records are asked for."""

from accounts.choices import Role
from centers.choices import ChainStatus, MonitoringStatus, WorkKind
from centers.choices.staff import PostRole
from centers.models import ChainNote
from centers.papers import issue_assignment, issue_founding, issue_monitoring, issue_notice
from designations.choices import DesignationType, DossierStatus
from designations.models import Designation
from documents.models import Paper
from protocols.papers import issue_minutes
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
from tests.workflow.people import everybody
from transfers.choices import RoundStatus, SittingStatus
from transfers.papers import issue_minutes as issue_sitting_minutes
from workflow.models import Notice
from workflow.people.acts import Asked, ask_account

SECRET = "Gizlenecek Mesleki ve Teknik Anadolu Lisesi"


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
