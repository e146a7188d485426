"""The acts on a dossier, from opening to decision. Admin, pages, API and tasks all call these functions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from designations.choices import DesignationStatus, DossierStatus, Reason, Verdict
from designations.dossiers import Examination, asked_of, examine
from designations.models import Designation, Dossier, HumanFinding, ReturnNote, SiteVisit, Submission
from designations.permissions import may_decide, may_open, may_recall, may_review, may_submit, may_withdraw
from designations.sections import SECTIONS_OF, states_of
from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Outcome
from schools.models import School
from workflow.lifecycle import Lifecycle
from workflow.refusals import ConditionsUnmet, Invalid, OutOfState

from .constraints import sentence_of

DOSSIER = Lifecycle()
S = DossierStatus


@DOSSIER.opening("Dosya aç", target=S.DRAFT, may=may_open)
def open_dossier(school: School, /, *, by: User, on: date, type: str) -> Dossier:
    """Opens a dossier that asks for one designation of the school."""
    if school.code is None:
        raise Invalid("Kurum kodu olmayan bir kurum için dosya açılamaz; önce kurum kodunu kaydedin.")
    if school.closed_on and school.closed_on <= on:
        raise Invalid(f"Kurum {school.closed_on:%d.%m.%Y} günü kapanmıştır; dosya açılamaz.")
    if Designation.objects.in_force(on).filter(school=school, type=type).exists():
        raise Invalid("Okul bu özellikle zaten belirlenmiş.")
    dossier = Dossier(school=school, type=type, opened_by=by, opened_on=on, opened_by_ministry=by.is_ministry)
    try:
        with transaction.atomic():
            dossier.save()
    except IntegrityError as error:
        raise Invalid(sentence_of(error, "Bu okulun bu özellik için açık bir dosyası var.")) from error
    return dossier


@DOSSIER.act(
    "Gönder",
    source={S.DRAFT, S.RETURNED},
    target=S.SUBMITTED,
    may=may_submit,
    then=("designations.tasks.after_submission",),
    done="Dosya Genel Müdürlüğe gönderildi. Alındı belgesi hazırlanıyor.",
)
def submit(dossier: Dossier, /, *, by: User, on: date) -> dict[str, Any]:
    """Hands the dossier in; facts and findings are examined anew and kept as they are on this day."""
    examination = examine(dossier.school, dossier.type, on=on, dossier=dossier)
    gaps = [state for state in states_of(dossier, examination.findings) if state.state != "done"]
    if gaps:
        raise Invalid(
            f"Dosya eksik: {', '.join(state.label for state in gaps)}.",
            {state.section: state.missing or "Düzeltme istendi; bölümü yeniden tamamlayın." for state in gaps},
        )
    dossier.submitted_on = on
    freeze(dossier, examination)
    dossier.return_notes.filter(answered_on=None).update(answered_on=on)
    submission = _keep(dossier, examination, by=by, on=on)
    return {"submission": submission.number, "verdict": str(examination.verdict)}


def freeze(dossier: Dossier, examination: Examination) -> None:
    """Keep the facts, the findings, the policy and the verdict with the dossier."""
    dossier.facts = examination.facts.as_json() | {"policy": examination.policy.values()}
    dossier.findings = [finding.as_json() for finding in examination.findings]
    dossier.policy = examination.policy_version
    dossier.verdict = examination.verdict


def _keep(dossier: Dossier, examination: Examination, *, by: User, on: date) -> Submission:
    evidence = dossier.evidence.filter(removed_on=None).select_related("attachment")
    return Submission.objects.create(
        dossier=dossier,
        number=dossier.submissions.count() + 1,
        on=on,
        by=by,
        facts=dossier.facts,
        findings=dossier.findings,
        texts={entry.section: entry.text for entry in dossier.entries.all()},
        evidence=[
            {"section": item.section, "name": item.attachment.name, "sha256": item.attachment.sha256}
            for item in evidence
        ],
        verdict=examination.verdict,
    )


@DOSSIER.act(
    "Geri çek",
    source={S.DRAFT, S.RETURNED, S.SUBMITTED, S.UNDER_REVIEW},
    target=S.WITHDRAWN,
    may=may_withdraw,
    danger=True,
)
def withdraw(dossier: Dossier, /, *, by: User, on: date, note: str) -> None:
    """The applicant gives the request up; nothing is decided."""


@DOSSIER.act("İncelemeye al", source=S.SUBMITTED, target=S.UNDER_REVIEW, may=may_review)
def take_up(dossier: Dossier, /, *, by: User, on: date) -> None:
    """An expert begins to check the dossier and holds it from now on."""
    dossier.reviewer = by


@DOSSIER.act(
    "Düzeltme için iade et",
    source=S.UNDER_REVIEW,
    target=S.RETURNED,
    may=may_review,
    then=("designations.tasks.after_return",),
)
def send_back(dossier: Dossier, /, *, by: User, on: date, notes: dict[str, str]) -> dict[str, Any]:
    """Returns the dossier with a note on each section to mend; only those sections open again."""
    notes = {section: note.strip() for section, note in notes.items() if note and note.strip()}
    if not notes:
        raise Invalid("En az bir bölüm için neyin düzeltileceğini yazın.")
    if unknown := set(notes) - set(SECTIONS_OF[dossier.type]):
        raise Invalid(f"Dosyada böyle bölüm yok: {', '.join(sorted(unknown))}.")
    last = dossier.return_notes.order_by("-round").values_list("round", flat=True).first() or 0
    ReturnNote.objects.bulk_create(
        ReturnNote(dossier=dossier, section=section, note=note, round=last + 1, by=by, on=on)
        for section, note in notes.items()
    )
    dossier.entries.filter(section__in=notes).update(is_done=False)
    return {"round": last + 1}


@DOSSIER.act("Yerinde inceleme kaydet", source=S.UNDER_REVIEW, may=may_review)
def record_site_visit(
    dossier: Dossier, /, *, by: User, on: date, visited_on: date, visitors: str, report: str, attachment: Any = None
) -> None:
    """Records who visited the school, when, and what was seen."""
    if visited_on > on:
        raise Invalid("Ziyaret günü ileri bir tarih olamaz.", {"visited_on": "İleri bir tarih olamaz."})
    SiteVisit.objects.create(
        dossier=dossier, on=visited_on, visitors=visitors, report=report, attachment=attachment, recorded_by=by
    )


@DOSSIER.act("Tespit kaydet", source=S.UNDER_REVIEW, may=may_review)
def record_finding(
    dossier: Dossier, /, *, by: User, on: date, provision: str, outcome: str, reason: str, evidence: Any
) -> None:
    """Puts a person's finding, with reason and evidence, in the place of the automatic one; both stay visible."""
    if provision not in {rule.cites for rule in asked_of(dossier, on=on)}:
        raise Invalid("Bu hüküm dosyanın ölçütlerinden değil.", {"provision": "Dosyanın ölçütlerinden birini seçin."})
    if not reason.strip():
        raise Invalid("Tespitin gerekçesi yazılmalıdır.", {"reason": "Gerekçe yazın."})
    dossier.human_findings.filter(provision=provision, withdrawn_on=None).update(withdrawn_on=on)
    HumanFinding.objects.create(
        dossier=dossier, provision=provision, outcome=outcome, reason=reason, evidence=evidence, by=by, on=on
    )


@DOSSIER.act("Tespiti geri al", source=S.UNDER_REVIEW, may=may_review)
def withdraw_finding(dossier: Dossier, /, *, by: User, on: date, provision: str, note: str) -> None:
    """Takes a person's finding back; the automatic one counts again."""
    if not dossier.human_findings.filter(provision=provision, withdrawn_on=None).update(withdrawn_on=on):
        raise Invalid("Bu hüküm için geri alınacak bir tespit yok.")


@DOSSIER.act(
    "Belirlemeyi öner",
    source=S.UNDER_REVIEW,
    target=S.APPROVAL_PROPOSED,
    may=may_review,
    then=("designations.tasks.after_proposal",),
)
def propose_approval(dossier: Dossier, /, *, by: User, on: date, proposal: str) -> dict[str, Any]:
    """Puts the designation to the person who decides; impossible while a criterion is unmet or unknown."""
    examination = _fulfilled(dossier, on=on)
    freeze(dossier, examination)
    dossier.proposed_by, dossier.proposed_on, dossier.proposal, dossier.reason = by, on, proposal, ""
    return {"verdict": str(examination.verdict)}


def _fulfilled(dossier: Dossier, *, on: date) -> Examination:
    """Examine anew; every criterion must be met, an unknown one by a person's finding."""
    examination = examine(dossier.school, dossier.type, on=on, dossier=dossier)
    if examination.verdict != Verdict.ELIGIBLE:
        open_findings = [finding for finding in examination.findings if finding.outcome is not Outcome.MET]
        raise ConditionsUnmet(open_findings)
    return examination


@DOSSIER.act(
    "Reddi öner",
    source=S.UNDER_REVIEW,
    target=S.REFUSAL_PROPOSED,
    may=may_review,
    then=("designations.tasks.after_proposal",),
)
def propose_refusal(dossier: Dossier, /, *, by: User, on: date, reason: str, proposal: str) -> None:
    """Puts the refusal, with its coded reason, to the person who decides."""
    if reason not in Reason.values:
        raise Invalid("Ret nedeni seçilmelidir.", {"reason": "Listeden bir neden seçin."})
    if not proposal.strip():
        raise Invalid("Ret gerekçesi yazılmalıdır.", {"proposal": "Gerekçe yazın."})
    freeze(dossier, examine(dossier.school, dossier.type, on=on, dossier=dossier))
    dossier.proposed_by, dossier.proposed_on, dossier.proposal, dossier.reason = by, on, proposal, reason


def _forget_proposal(dossier: Dossier) -> None:
    dossier.proposed_by, dossier.proposed_on, dossier.proposal, dossier.reason = None, None, "", ""


GROUND_OF = {"region": "okul/4/1", "specialised": "okul/5/1", "in_sector": "okul/6/1", "sector_integrated": "okul/7/1"}


@DOSSIER.act(
    "Onayla",
    source=S.APPROVAL_PROPOSED,
    target=S.APPROVED,
    may=may_decide,
    cites="okul/1/1",
    then=("designations.tasks.after_approval",),
    done="Okul belirlendi. Olur taslağı hazırlanıyor; Sayı girilince resmîleşir.",
)
def approve(
    dossier: Dossier, /, *, by: User, on: date, note: str = "", starts_on: date | None = None
) -> dict[str, Any]:
    """Designates the school; the facts, policy and findings that it rests on are examined anew and frozen."""
    _refuse_days(on, starts_on)
    # One decision at a time about a school: two that exclude each other would wait for one another for ever.
    dossier.school = School.objects.select_for_update().get(pk=dossier.school_id)
    examination = _fulfilled(dossier, on=on)
    freeze(dossier, examination)
    dossier.decided_by, dossier.decided_on, dossier.decision_note = by, on, note
    designation = Designation(
        school=dossier.school,
        type=dossier.type,
        dossier=dossier,
        status=DesignationStatus.IN_FORCE,
        decided_on=on,
        starts_on=starts_on or on,
        state_since=on,
    )
    try:
        with transaction.atomic():
            designation.save()
    except IntegrityError as error:
        raise OutOfState(sentence_of(error, "Okul bu özellikle belirlenemez.")) from error
    return {
        "designation": designation,
        "ground": GROUND_OF[dossier.type],
        "policy": dossier.policy.name if dossier.policy else "",
        "pupils_in_grades_9_and_10": _pupils_in_transition(dossier),
    }


def _refuse_days(on: date, starts_on: date | None) -> None:
    if on < IN_FORCE_SINCE:
        raise Invalid(f"Yönerge’nin yürürlüğünden ({IN_FORCE_SINCE:%d.%m.%Y}) önce karar verilemez (Yönerge m. 9/1).")
    if starts_on and starts_on < on:
        raise Invalid("Yürürlük, karar gününden önce başlayamaz.", {"starts_on": "Karar gününden önce olamaz."})


def _pupils_in_transition(dossier: Dossier) -> int:
    """Pupils now in grades 9 and 10 of a school that may register none there any more (okul/7/3)."""
    if dossier.type != "sector_integrated":
        return 0
    rows = dossier.school.enrolments.filter(grade__in=[9, 10]).values_list("year", "girls", "boys")
    last = max((year for year, _, _ in rows), default=0)
    return sum(girls + boys for year, girls, boys in rows if year == last)


@DOSSIER.act(
    "Reddet",
    source=S.REFUSAL_PROPOSED,
    target=S.REFUSED,
    may=may_decide,
    danger=True,
    then=("designations.tasks.after_refusal",),
    done="Dosya reddedildi. Ret yazısı taslağı hazırlanıyor.",
)
def refuse(dossier: Dossier, /, *, by: User, on: date, note: str = "") -> None:
    """Refuses the designation for the reason proposed; the findings of the day are frozen."""
    _refuse_days(on, None)
    freeze(dossier, examine(dossier.school, dossier.type, on=on, dossier=dossier))
    dossier.decided_by, dossier.decided_on, dossier.decision_note = by, on, note


@DOSSIER.act(
    "Öneriyi geri al", source={S.APPROVAL_PROPOSED, S.REFUSAL_PROPOSED}, target=S.UNDER_REVIEW, may=may_recall
)
def recall_proposal(dossier: Dossier, /, *, by: User, on: date, note: str) -> None:
    """Whoever proposed takes the proposal back to check further."""
    _forget_proposal(dossier)


@DOSSIER.act(
    "Uzmana geri gönder",
    source={S.APPROVAL_PROPOSED, S.REFUSAL_PROPOSED},
    target=S.UNDER_REVIEW,
    may=may_decide,
)
def reject_proposal(dossier: Dossier, /, *, by: User, on: date, note: str) -> None:
    """The person who decides does not follow the proposal and sends the dossier back to the expert."""
    if not note.strip():
        raise Invalid("Neden geri gönderildiği yazılmalıdır.", {"note": "Gerekçe yazın."})
    _forget_proposal(dossier)
