"""The examination of the applications to a call: each condition at the deadline, with its provision, for all candidates of a post (smm/6, smm/7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from accounts.models import User
from centers.choices.selection import ELIGIBLE, EXAMINED, HANDED_IN, CallStatus, CandidacyStatus
from centers.choices.staff import PostRole
from centers.models import CalledPost, PostApplication, SelectionCall, ServiceRow
from centers.permissions.selection import may_evaluate_candidate, may_examine
from centers.rules.facts import CandidateFacts, CentreFacts, CompulsoryService, Post, TeacherKind
from centers.rules.selection import Standing, select
from centers.rules.service import Taught, served_as, taught
from legislation.rules import Outcome
from legislation.versions import File
from workflow.journal import record_act
from workflow.law.reading import law_now
from workflow.refusals import Invalid

from .calls import CALL, CITED, said_reason
from .candidates import CANDIDACY, hold_call, stretch_of

S, C = CandidacyStatus, CallStatus
OF_YEARS, OF_DUTIES = ("smm/6/1/b", "smm/7/1/b"), ("smm/6/1/c",)


def centre_facts(call: SelectionCall) -> CentreFacts:
    """The centre as it is on the last day of applications."""
    fields = tuple(field.code for field in call.center.fields_on(call.applications_until))
    return CentreFacts(fields, call.is_compulsory_service_place)


def facts_of(application: PostApplication, *, until: date) -> tuple[CandidateFacts, Taught]:
    """What the application says, for the rules; what it does not say stays unknown."""
    rows = [stretch_of(row) for row in application.service.all()]
    served = taught(application.started_on, rows, until=until)
    field = application.appointed_field
    facts = CandidateFacts(
        id=str(application.pk),
        ministry_post=application.ministry_post,
        started_on=served.since,
        served_as=served_as(rows, until=until),
        compulsory_service=CompulsoryService(application.compulsory_service)
        if application.compulsory_service
        else None,
        appointed_field=field.code if field else application.appointed_branch or None,
        teacher_kind=TeacherKind(application.teacher_kind) if application.teacher_kind else None,
    )
    return facts, served


@CALL.act(
    "Başvuruları kapat ve incele", source=C.ANNOUNCED, target=C.EVALUATION, may=may_examine, cites="smm/10/1",
    then=("centers.tasks.after_applications_closed",),
)  # fmt: skip
def close_applications(call: SelectionCall, /, *, by: User, on: date) -> dict[str, Any]:
    """Closes the applications once their last day is over, and examines each condition as of that day."""
    if on <= call.applications_until:
        raise Invalid(f"Başvurular {call.applications_until:%d.%m.%Y} günü sonuna kadar sürer ({CITED}).")
    call.examined_on = on
    lapsed = _lapse(call, by=by, on=on)
    return {**examine_all(call, by=by, on=on), "lapsed": lapsed}


def _lapse(call: SelectionCall, *, by: User, on: date) -> int:
    """What was begun and not handed in by the last day is no application."""
    rows = PostApplication.objects.select_for_update(of=("self",)).of_call(call).filter(status=S.DRAFT)
    drafts = list(rows.order_by("pk"))
    for one in drafts:
        _move(one, S.LAPSED, by=by, on=on, label="Süresinde verilmedi", act="lapse")
    return len(drafts)


@CALL.act("Şartları yeniden incele", source=C.EVALUATION, may=may_examine, cites="smm/10/3")
def examine_again(call: SelectionCall, /, *, by: User, on: date) -> dict[str, Any]:
    """Examines all conditions again, still as of the deadline, once missing information was completed."""
    call.examined_on = on
    return examine_all(call, by=by, on=on)


def examine_all(call: SelectionCall, *, by: User, on: date) -> dict[str, Any]:
    """Examine the applications for each kind of post together: the fallback opens by looking at all of them."""
    call = SelectionCall.objects.select_related("center").get(pk=call.pk)
    counts: dict[str, int] = {}
    for called in call.posts.all():
        for status in _examine(call, called, by=by, on=on):
            counts[status] = counts.get(status, 0) + 1
    return {"found": {CandidacyStatus(status).label: count for status, count in counts.items()}}


def _examine(call: SelectionCall, called: CalledPost, *, by: User, on: date) -> list[str]:
    rows = PostApplication.objects.select_for_update(of=("self",)).filter(called=called, status__in=HANDED_IN)
    applications = {
        str(one.pk): one for one in rows.select_related("appointed_field").prefetch_related("service__evidence")
    }
    read = {key: facts_of(one, until=call.applications_until) for key, one in applications.items()}
    selection = select(
        Post(called.role),
        centre_facts(call),
        [facts for facts, _ in read.values()],
        deadline=call.applications_until,
        law=law_now(),
        file=File(call.announced_on or on, call.announced_on),
    )
    # Other fields do not stand in for the English teacher whom every team has (smm/4/4).
    lets_others_in = called.role != PostRole.ENGLISH
    CalledPost.objects.filter(pk=called.pk).update(fallback_open=selection.fallback_open and lets_others_in)
    standings = [one if lets_others_in else replace(one, by_fallback=False) for one in selection.standings]
    for standing in standings:
        one = applications[standing.candidate.id]
        one.findings = _findings(standing, read[standing.candidate.id][1], list(one.service.all()))
        one.examined_on = on
        after = status_of(standing)
        if after not in ELIGIBLE:
            one.scores.all().delete()
        one.total = one.rank = None
        one.rank_reason = ""
        _move(one, after, by=by, on=on, label="Şartları incelendi", act="examine")
    return [status_of(standing) for standing in standings]


def status_of(standing: Standing) -> str:
    """One unmet condition decides; else one unknown leaves it open. Whom the second paragraph lets in is told apart."""
    if standing.qualified:
        return S.QUALIFIED
    if standing.by_fallback:
        return S.FALLBACK
    outcomes = {finding.outcome for finding in standing.findings}
    return S.UNQUALIFIED if Outcome.UNMET in outcomes else S.UNDETERMINED


def _findings(standing: Standing, served: Taught, rows: Sequence[ServiceRow]) -> list[dict[str, Any]]:
    """As JSON holds them, each with the rows of the record on which it rests."""
    found = []
    for finding in standing.findings:
        shape = finding.as_json()
        if finding.provision in OF_YEARS and served.words:
            shape["reason"] = f"{shape['reason']} {served.words}"
        if finding.provision in (*OF_YEARS, *OF_DUTIES):
            shape["evidence"] = [{"kind": "service", "label": f"{row}, {row.institution}"} for row in rows]
        found.append(shape)
    return found


def _move(one: PostApplication, after: str, *, by: User, on: date, label: str, act: str) -> None:
    """What follows from an act on the call; nobody does it alone."""
    before, one.status = one.status, after
    if before != after:
        one.state_since = on
    one.revision += 1
    one.save()
    details = (
        {"findings": {shape["provision"]: shape["outcome"] for shape in one.findings}} if act == "examine" else {}
    )
    record_act(one, act=act, label=label, by=by, on=on, before=before, after=after, cites="smm/10/3", details=details)


def refuse_closed(application: PostApplication) -> None:
    call = application.called.call
    if call.status != C.EVALUATION:
        raise Invalid(f"Bu, çağrı değerlendirmedeyken yapılır; çağrı şimdi “{call.get_status_display()}”.")


@CANDIDACY.act(
    "Kurumun bağlılığını yaz", source=EXAMINED, may=may_evaluate_candidate, cites="smm/6/1/c", holds=hold_call
)
def state_attachment(
    application: PostApplication, /, *, by: User, on: date, row: ServiceRow, attached: bool, reason: str
) -> dict[str, Any]:
    """Says whether an institution of the record is the General Directorate's, where that was not known; then examine again."""
    refuse_closed(application)
    said_reason(reason)
    if not application.service.filter(pk=row.pk, attached=None).update(attached=attached):
        said = "Bu satırda kurumun bağlılığı biliniyor; yalnız eksik bilgi tamamlanır."
        raise Invalid(said, {"row": said})
    return {"row": str(row)}
