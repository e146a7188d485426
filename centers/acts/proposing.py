"""The proposal (inha) of somebody whom a call found to qualify (smm/10/4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from centers.choices.selection import CallStatus, CandidacyStatus
from centers.choices.staff import StaffStatus, TeacherKind
from centers.models import Post, PostApplication, StaffAssignment
from centers.permissions.selection import may_propose_candidate
from workflow.refusals import Invalid

from .called import CITED, refuse_unqualified
from .evaluation import paragraph_of
from .staff import STAFF, TAKEN, Person, Term, _write

S = StaffStatus


@STAFF.opening("Başvuranı inha et", target=S.PREPARED, may=may_propose_candidate, cites="smm/10/4")
def propose_candidate(
    application: PostApplication, /, *, by: User, on: date, post: Post, starts_on: date, ends_on: date, reason: str = "",
    basis: str = "",
) -> StaffAssignment:  # fmt: skip
    """Prepares the proposal of an applicant who qualifies; whoever passes over those ranked before says why."""
    refuse_unqualified(application)
    called = application.called
    if called.call.status not in {CallStatus.SENT, CallStatus.CLOSED}:
        raise Invalid(f"Komisyonun listesi Bakanlığa gönderilmeden inha hazırlanmaz ({CITED}).")
    if (post.center_id, post.role, post.field_id) != (called.center_id, called.role, called.field_id):
        raise Invalid("Başvuru bu kadroya yapılmadı.", {"post": "Başvurunun yapıldığı kadrolardan seçin."})
    if before := passed_over(application):
        _refuse_without_reason(application, before, reason)
    made = StaffAssignment(
        center=called.center, post=post, role=post.role, proposed_by=by, state_since=on, application=application
    )
    term: Term = {
        "teacher_kind": application.teacher_kind, "appointed_field": application.appointed_field,
        "account": application.account, "home": application.home, "basis": basis, "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip
    _write(made, Person(application.name, application.identity_number), term, on)
    return made


def propose_of(application: PostApplication, *, by: User, on: date, **values: Any) -> StaffAssignment:
    """The opening as doors call it: an applicant who is proposed already is told in words."""
    try:
        with transaction.atomic():
            made: StaffAssignment = propose_candidate(application, by=by, on=on, **values)
    except IntegrityError as error:
        name = "staffassignment_once_an_application"
        if name not in str(error):
            raise
        raise Invalid(TAKEN[name]) from error
    return made


def passed_over(application: PostApplication) -> list[PostApplication]:
    """Those ranked before for the same post for whom nothing is proposed."""
    better = PostApplication.objects.eligible().filter(called=application.called_id, rank__lt=application.rank or 0)
    live = StaffAssignment.objects.exclude(status=S.DROPPED).filter(application__called=application.called_id)
    return list(better.exclude(pk__in=live.values("application")).order_by("rank"))


def _refuse_without_reason(application: PostApplication, before: list[PostApplication], reason: str) -> None:
    if reason.strip():
        return
    workshop = [one for one in before if one.teacher_kind == TeacherKind.WORKSHOP]
    of_another = application.teacher_kind != TeacherKind.WORKSHOP
    if application.status == CandidacyStatus.FALLBACK and of_another and workshop:
        said = (
            f"Atölye ve laboratuvar öğretmenleri önceliklidir ({paragraph_of(application.called)}); "
            "onlar yerine neden bu adayın seçildiğini yazın."
        )
    else:
        said = f"Daha üst sırada {len(before)} aday var; neden bu adayın seçildiğini yazın (idari usul)."
    raise Invalid(said, {"reason": said})
