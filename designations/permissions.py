"""Who may do what to a dossier, a designation and a policy version; the twin of the querysets' ``visible_to``."""

from __future__ import annotations

from typing import Any

from accounts.choices import PROVINCE_ROLES, Role
from accounts.models import User
from accounts.standing import people_of
from schools.models import School
from workflow.lifecycle import explained

DECIDERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)
PREPARERS = (*PROVINCE_ROLES, Role.CLIENT)


def _prepares_for(user: User, school: School) -> bool:
    return user.has_role(*PREPARERS) and user.scope.covers(school)


def may_open(user: User, school: School) -> bool:
    """A province for its own schools; the General Directorate for any (the directive names no applicant)."""
    return user.is_ministry or _prepares_for(user, school)


def may_prepare(user: User, dossier: Any) -> bool:
    """Whoever fills a dossier in: the province that opened it, its district or school; the ministry its own."""
    if dossier.opened_by_ministry and user.is_ministry:
        return True
    school_side = user.has_role(Role.DISTRICT_OFFICER, Role.PRINCIPAL) and user.scope.covers(dossier.school)
    return school_side or _prepares_for(user, dossier.school)


def may_submit(user: User, dossier: Any) -> bool:
    """The province hands its dossier in; the ministry one that it opened."""
    return (dossier.opened_by_ministry and user.is_ministry) or _prepares_for(user, dossier.school)


def may_withdraw(user: User, dossier: Any) -> bool:
    return may_submit(user, dossier)


def may_review(user: User, dossier: Any) -> bool:
    """Check, return, record visits and findings, propose: any duty of the General Directorate."""
    return user.is_ministry


def barred_proposers(user: User) -> frozenset[int]:
    """Those on whose proposals a user may not decide: the user, and whoever's duty alone lets the user decide today."""
    lending = {duty.user_id for duty in user.duties_today if duty.role in DECIDERS}
    return frozenset({user.pk, *(lending if len(lending) == 1 else ())} - {None})


def _decides(user: User, record: Any) -> bool:
    """A deciding duty, and neither one's own proposal nor one of the person in whose place alone one decides."""
    return user.has_role(*DECIDERS) and record.proposed_by_id not in barred_proposers(user)


def _why_not_decide(user: User, record: Any) -> str:
    """Why this person may not decide about the record: the wrong duty, or a proposal of one's own side of the table."""
    if user.has_role(*DECIDERS) and user.pk == record.proposed_by_id:
        return "Öneriyi yapan kişi kararı veremez; kararı başka bir daire başkanı veya genel müdür verir (idari usul)."
    if user.has_role(*DECIDERS) and record.proposed_by_id in barred_proposers(user):
        return "Öneriyi yapanın vekili onun yerine karar veremez; kararı başka bir daire başkanı veya genel müdür verir (idari usul)."
    return "Kararı daire başkanı veya genel müdür verir; göreviniz buna yetkili değil (idari usul)."


@explained(_why_not_decide)
def may_decide(user: User, dossier: Any) -> bool:
    """A head of department or the director general, for the Ministry whose Minister executes the directive (okul/10).

    Never the one that proposed.
    """
    return _decides(user, dossier)


def may_recall(user: User, dossier: Any) -> bool:
    """Who proposed takes the proposal back, or whoever substitutes for that person."""
    return user.is_ministry and dossier.proposed_by_id in people_of(user)


def may_follow(user: User, designation: Any) -> bool:
    """Open and prepare the end of a designation: any duty of the General Directorate."""
    return user.is_ministry


def may_answer(user: User, designation: Any) -> bool:
    """Answer an announced revocation: the province for its school, or the ministry entering what came on paper."""
    return user.is_ministry or _prepares_for(user, designation.school)


@explained(_why_not_decide)
def may_revoke(user: User, designation: Any) -> bool:
    return _decides(user, designation)


def may_end(user: User, designation: Any) -> bool:
    return user.has_role(*DECIDERS)


def may_publish(user: User, version: Any) -> bool:
    """Policies and clusters are published by a head of department or the director general."""
    return user.has_role(*DECIDERS)


def may_keep_follow_up(user: User, designation: Any) -> bool:
    """Keep the records of a specialised school: the ministry, its province, its district, the school itself."""
    school_side = user.has_role(Role.DISTRICT_OFFICER, Role.PRINCIPAL) and user.scope.covers(designation.school)
    return user.is_ministry or school_side or _prepares_for(user, designation.school)


def may_keep_activity(user: User, activity: Any) -> bool:
    return may_keep_follow_up(user, activity.designation)


def may_write_report(user: User, report: Any) -> bool:
    """Write and hand in the yearly follow-up report: whoever keeps the school's follow-up."""
    return may_keep_follow_up(user, report.designation)


def _why_not_receive(user: User, report: Any) -> str:
    if user.is_ministry and report.handed_in_by_id == user.pk:
        return "Gönderdiğiniz raporu başka biri teslim alır (idari usul)."
    return ""


@explained(_why_not_receive)
def may_receive_report(user: User, report: Any) -> bool:
    """Any duty of the General Directorate, but for who handed the report in."""
    return user.is_ministry and report.handed_in_by_id not in people_of(user)


def may_approve_activity(user: User, activity: Any) -> bool:
    """The ministry's unit approves in-service training (okul/5/6); which duty signs is administrative."""
    return user.has_role(*DECIDERS)


def may_write_circulars(user: User, place: Any) -> bool:
    """Letters of one text to many: any duty of the General Directorate; each stays a draft until its Sayı."""
    return user.is_ministry


def may_check_country(user: User, place: Any) -> bool:
    """Have the whole country checked now rather than tonight: any duty of the General Directorate (idari usul)."""
    return user.is_ministry


def may_try_figures(user: User, place: Any) -> bool:
    """Try figures on the country in scenarios, which changes no record: any duty of the General Directorate (idari usul)."""
    return user.is_ministry


def may_prepare_campaign(user: User, campaign: Any) -> bool:
    """Prepare, run and close control campaigns: any duty of the General Directorate (idari usul)."""
    return user.is_ministry


def _why_not_announce(user: User, campaign: Any) -> str:
    if user.has_role(*DECIDERS):
        return "Kampanyayı son yazan kişi duyuramaz; başka bir daire başkanı veya genel müdür duyurur (idari usul)."
    return "Kampanyayı daire başkanı veya genel müdür duyurur; göreviniz buna yetkili değil (idari usul)."


@explained(_why_not_announce)
def may_announce_campaign(user: User, campaign: Any) -> bool:
    """A head of department or the director general, and never who wrote the campaign last."""
    return user.has_role(*DECIDERS) and campaign.prepared_by_id not in barred_proposers(user)


def may_answer_control(user: User, controlled: Any) -> bool:
    """Write the answers and bring the evidence: the province, its district, the school itself."""
    school = controlled.designation.school
    school_side = user.has_role(Role.DISTRICT_OFFICER, Role.PRINCIPAL) and user.scope.covers(school)
    return school_side or _prepares_for(user, school)


def may_send_control(user: User, controlled: Any) -> bool:
    """The province answers for its schools."""
    return _prepares_for(user, controlled.designation.school)


def may_run_control(user: User, controlled: Any) -> bool:
    """Remind, give more time, close without an answer: any duty of the General Directorate."""
    return user.is_ministry


def _why_not_judge(user: User, controlled: Any) -> str:
    if user.is_ministry and controlled.handed_in_by_id in people_of(user):
        return "Gönderdiğiniz yanıtı başka biri değerlendirir (idari usul)."
    return ""


@explained(_why_not_judge)
def may_judge_control(user: User, controlled: Any) -> bool:
    """Accept, return, conclude: any duty of the General Directorate, but for who sent the answer."""
    return user.is_ministry and controlled.handed_in_by_id not in people_of(user)
