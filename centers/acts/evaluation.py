"""The acts of the evaluation: the commission with its four seats, its scores, the ranked list, the report to the Ministry (smm/10/2, 10/3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from centers.choices.selection import (
    ELIGIBLE,
    OF_MEMBERS,
    OF_THE_CHAIR,
    CallStatus,
    CandidacyStatus,
    MemberTitle,
    Seat,
)
from centers.choices.staff import TeacherKind
from centers.models import CalledPost, CandidateScore, EvaluationMember, PostApplication, SelectionCall
from centers.permissions.selection import may_close_call, may_evaluate, may_evaluate_candidate
from centers.rules import FIELD_CONDITIONS
from centers.rules.ranking import Group, Measure, Scored, ranked, reason_of
from legislation.provisions import provision
from schools.turkish import name_key
from workflow.refusals import Invalid

from .calls import CALL, said_reason
from .candidates import CANDIDACY, hold_call
from .examining import refuse_closed

C, S = CallStatus, CandidacyStatus
COMMISSION = "smm/10/2"
CITED = "SMM Yönergesi m. 10/2"
NOT_WHOLE = f"Değerlendirme komisyonu dört koltuğu ayrı kişilerle dolmadan toplanamaz ({CITED}). Boş olan: {{}}."


@CALL.act("Komisyonu yaz", source=(C.ANNOUNCED, C.EVALUATION), may=may_evaluate, cites=COMMISSION)
def write_commission(
    call: SelectionCall, /, *, by: User, on: date, members: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """Writes who holds which of the four seats, by seat the name and the title; one person holds one seat."""
    if CandidateScore.objects.filter(application__called__call=call).exists():
        raise Invalid("Komisyon puan vermeye başladı; üyeleri değiştirmeden önce verilen puanları silin.")
    clean = {seat: (" ".join(name.split()), title) for seat, (name, title) in members.items() if name.strip()}
    if faults := _faults(clean):
        raise Invalid(next(iter(faults.values())), faults)
    before = [str(one) for one in call.members.all()]
    call.members.all().delete()
    EvaluationMember.objects.bulk_create(
        EvaluationMember(call=call, seat=seat, name=clean[seat][0], title=clean[seat][1], person_key=name_key(clean[seat][0]))
        for seat in Seat.values
        if seat in clean
    )  # fmt: skip
    return {"before": before, "members": len(clean)}


def _faults(members: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """By seat: a person on two seats, a title that the seat does not have."""
    faults, seen = {}, {}
    for seat in (one for one in Seat.values if one in members):
        name, title = members[seat]
        key, label = name_key(name), Seat(seat).label
        if key in seen:
            faults[f"{seat}_name"] = f"{name}, “{seen[key]}” koltuğunda; bir kişi iki koltukta oturamaz ({CITED})."
        seen[key] = label
        allowed = OF_THE_CHAIR if seat == Seat.CHAIR else OF_MEMBERS
        if title not in allowed:
            said = " veya ".join(MemberTitle(one).label for one in allowed)
            faults[f"{seat}_title"] = f"Bu koltukta {said} oturur ({CITED})."
    return faults


def missing_seats(call: SelectionCall) -> list[str]:
    """The seats that nobody holds, in words."""
    there = set(call.members.values_list("seat", flat=True))
    return [str(Seat(seat).label) for seat in Seat.values if seat not in there]


def refuse_incomplete(call: SelectionCall) -> None:
    if missing := missing_seats(call):
        raise Invalid(NOT_WHOLE.format(", ".join(missing)))


@CANDIDACY.act("Puanla", source=ELIGIBLE, may=may_evaluate_candidate, cites="smm/10/3", holds=hold_call)
def score_candidate(
    application: PostApplication, /, *, by: User, on: date, points: Mapping[str, Mapping[int, Decimal]]
) -> None:
    """Enters what each member of the commission gave on each criterion: by seat, then by the criterion's number."""
    call = application.called.call
    refuse_closed(application)
    refuse_incomplete(call)
    criteria = {row.number: row for row in call.criteria.all()}
    faults = _faults_of_points(points, {number: row.maximum for number, row in criteria.items()})
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    application.scores.all().delete()
    CandidateScore.objects.bulk_create(
        CandidateScore(application=application, criterion=row, member=member, points=points[member.seat][number])
        for member in call.members.all()
        for number, row in criteria.items()
    )


def _faults_of_points(points: Mapping[str, Mapping[int, Decimal]], most: Mapping[int, int]) -> dict[str, str]:
    """By the field of the form: every member scores every criterion, from nought to its most points."""
    faults = {}
    for seat in Seat.values:
        for number, maximum in most.items():
            given = points.get(seat, {}).get(number)
            if given is None:
                faults[f"{seat}_{number}"] = "Puanı yazın; her üye her ölçütü puanlar."
            elif not 0 <= given <= maximum:
                faults[f"{seat}_{number}"] = f"0 ile {maximum} arasında olmalıdır (SMM Yönergesi m. 10/1)."
    return faults


@CANDIDACY.act("Puanlarını sil", source=ELIGIBLE, may=may_evaluate_candidate, danger=True, holds=hold_call)
def drop_scores(application: PostApplication, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes the points of an applicant back, while the evaluation goes on; the journal keeps what they were."""
    refuse_closed(application)
    said_reason(reason)
    rows = application.scores.select_related("criterion", "member")
    before = [f"{row.member.get_seat_display()}, {row.criterion.name}: {row.points}" for row in rows]
    if not before:
        raise Invalid("Bu başvuruya puan verilmemiş.")
    application.scores.all().delete()
    return {"before": before}


@CALL.act(
    "Değerlendirmeyi tamamla", source=C.EVALUATION, target=C.EVALUATED, may=may_evaluate, cites="smm/10/3",
    then=("centers.tasks.after_evaluation",),
)  # fmt: skip
def complete_evaluation(call: SelectionCall, /, *, by: User, on: date, minutes: str) -> dict[str, Any]:
    """Ranks those who may be assigned, with the reasons, and closes the minutes, which are printed for signature."""
    if not minutes.strip():
        raise Invalid("Görüşmeleri yazın.", {"minutes": "Görüşmeleri yazın."})
    refuse_incomplete(call)
    rows = list(PostApplication.objects.select_for_update(of=("self",)).of_call(call).handed_in())
    _refuse_undetermined(rows)
    call.minutes, call.evaluated_on = minutes.strip(), on
    measures = [Measure(row.number, row.weight, row.maximum) for row in call.criteria.all()]
    for called in call.posts.all():
        _rank(called, [one for one in rows if one.called_id == called.pk and one.status in ELIGIBLE], measures)
    return {"ranked": sum(one.status in ELIGIBLE for one in rows)}


def _refuse_undetermined(rows: Sequence[PostApplication]) -> None:
    if open_ones := [str(one.pk) for one in rows if one.status == S.UNDETERMINED]:
        raise Invalid(
            f"Bilgisi eksik başvurular var: {', '.join(open_ones)}. Eksik bilgi uygun olmamak sayılmaz; bilgiyi tamamlayıp "
            "“Şartları yeniden incele” deyin (SMM Yönergesi m. 10/3)."
        )


def _rank(called: CalledPost, rows: Sequence[PostApplication], measures: Sequence[Measure]) -> None:
    found = {one.pk: one for one in rows}
    points: dict[int, dict[int, list[Decimal]]] = {key: {} for key in found}
    scores = CandidateScore.objects.filter(application__in=list(found)).select_related("criterion")
    for score in scores:
        points[score.application_id].setdefault(score.criterion.number, []).append(score.points)
    if unscored := [str(key) for key, given in points.items() if len(given) < len(measures)]:
        raise Invalid(f"Puanlanmamış başvurular var: {', '.join(unscored)} ({called}) (SMM Yönergesi m. 10/3).")
    listed = ranked([Scored(key, group_of(found[key]), points[key]) for key in found], measures)
    for one in listed:
        row = found[one.key]
        row.total, row.rank, row.rank_reason = one.total, one.rank, reason_of(one, paragraph=paragraph_of(called))
        row.save(update_fields=["total", "rank", "rank_reason"])


def group_of(application: PostApplication) -> Group:
    """Before whom the law takes somebody."""
    if application.status == S.FALLBACK:
        return Group.WORKSHOP if application.teacher_kind == TeacherKind.WORKSHOP else Group.OTHER
    wanted = application.called.field_id
    return Group.OWN_FIELD if wanted in {None, application.appointed_field_id} else Group.RELATED_FIELD


def paragraph_of(called: CalledPost) -> str:
    """The paragraph that lets other fields in, as people read it."""
    key = "smm/6/1/d" if called.role == "general_coordinator" else "smm/7/1/ç"
    return provision(FIELD_CONDITIONS[key]).citation


@CALL.act(
    "Tutanağı yeniden aç", source=C.EVALUATED, target=C.EVALUATION, may=may_evaluate, danger=True,
    then=("centers.tasks.after_evaluation_reopened",),
)  # fmt: skip
def reopen_evaluation(call: SelectionCall, /, *, by: User, on: date, reason: str) -> None:
    """Opens the evaluation again to put it right, before it is sent; the printed minutes become void."""
    said_reason(reason)
    _reopen(call)


def _reopen(call: SelectionCall) -> None:
    call.evaluated_on = call.sent_by = call.sent_on = None
    PostApplication.objects.of_call(call).update(total=None, rank=None, rank_reason="")


@CALL.act(
    "Bakanlığa gönder", source=C.EVALUATED, target=C.SENT, may=may_evaluate, cites="smm/10/3",
    then=("centers.tasks.after_evaluation_sent",),
)  # fmt: skip
def send_to_ministry(call: SelectionCall, /, *, by: User, on: date) -> None:
    """Reports to the Ministry whom the commission found to meet the criteria, with the list and the minutes."""
    call.sent_by, call.sent_on = by, on


@CALL.act(
    "Komisyona iade et", source=C.SENT, target=C.EVALUATION, may=may_close_call, danger=True,
    then=("centers.tasks.after_evaluation_reopened",),
)  # fmt: skip
def return_evaluation(call: SelectionCall, /, *, by: User, on: date, reason: str) -> None:
    """Returns the list to the commission with the reason, before results are told and anybody is proposed."""
    said_reason(reason)
    if call.told_on is not None or PostApplication.objects.of_call(call).filter(assignments__isnull=False).exists():
        raise Invalid("Sonuçlar duyuruldu ya da inha hazırlandı; liste artık komisyona iade edilemez.")
    _reopen(call)
