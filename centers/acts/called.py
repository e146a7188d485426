"""What a call means for assignments to its posts: only of those whom it found to qualify, once it was reported (smm/10/4)."""

from __future__ import annotations

from typing import Any

from centers.choices.selection import ELIGIBLE, CallStatus
from centers.models import CalledPost, PostApplication, StaffAssignment
from legislation.provisions import provision
from legislation.rules import Outcome
from workflow.refusals import Invalid

CITED = "SMM Yönergesi m. 10/4"


def call_of(post: Any) -> CalledPost | None:
    """What offers posts of this kind in a call that has not ended."""
    rows = CalledPost.objects.filter(center=post.center_id, role=post.role, field=post.field_id, is_open=True)
    return rows.select_related("call").first()


def refuse_against_call(assignment: StaffAssignment) -> None:
    """Where a call goes on for the post; whoever serves on after a term (smm/10/5) is not called anew."""
    application = assignment.application
    if application is not None:
        refuse_unqualified(application)
    if assignment.renews_id is not None or assignment.renews is not None:
        return
    called = call_of(assignment.post)
    if called is None:
        return
    if called.call.status != CallStatus.SENT:
        said = (
            f"Bu kadro için “{called.call}” çağrısı sürüyor ({called.call.get_status_display()}); görevlendirme, komisyonun "
            f"Bakanlığa bildirdiği, şartları taşıyanlar arasından yapılır ({CITED})."
        )
        raise Invalid(said, {"post": said})
    if application is None or application.called_id != called.pk:
        said = (
            f"Bu kadro “{called.call}” çağrısına çıkarıldı; yalnız bu çağrıda şartları taşıdığı belirlenen bir başvuran "
            f"görevlendirilebilir ({CITED}). İnhayı başvurunun sayfasından hazırlayın."
        )
        raise Invalid(said, {"post": said})


def refuse_unqualified(application: PostApplication) -> None:
    """Whoever was not found to meet the conditions is not assigned; the refusal says which were not met."""
    if application.status in ELIGIBLE:
        return
    lacking = [
        f"{provision(shape['provision']).citation}: {shape['reason']}"
        for shape in application.findings
        if shape["outcome"] != Outcome.MET
    ]
    said = " ".join(lacking) or application.get_status_display()
    raise Invalid(f"Görevlendirme, şartları taşıyanlar arasından yapılır ({CITED}). {said}")
