"""The acts on the people of a centre: posts set, proposed (inha), assigned by the Ministry, ended, proposed again (smm/4/4, 4/5, 10/4, 10/5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import Q
from stdnum.exceptions import ValidationError
from stdnum.tr import tckimlik

from accounts.choices import Role
from accounts.models import Duty, User
from centers.choices.centers import STANDING
from centers.choices.staff import UNDECIDED, PostRole, StaffStatus, TeacherKind
from centers.models import Center, Post, StaffAssignment
from centers.permissions.staff import (
    may_assign_staff,
    may_divide_work,
    may_end_staff,
    may_propose_staff,
    may_send_back_staff,
    may_set_posts,
)
from centers.rules.facts import Post as Role_
from centers.rules.staff import (
    MOST_DEVELOPMENT_POSTS,
    MOST_TEACHERS,
    Seat,
    faults_without_call,
    lacks_english,
    refuses,
)
from schools.models import Field
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .called import call_of, refuse_against_call
from .centers import CENTER

STAFF = Lifecycle()
S = StaffStatus
DUTY_OF = {
    PostRole.GENERAL: Role.GENERAL_COORDINATOR,
    PostRole.DEVELOPMENT: Role.DEVELOPMENT_COORDINATOR,
    PostRole.ENGLISH: Role.DEVELOPMENT_COORDINATOR,
}
ONE_DAY = timedelta(days=1)
CLOSED = "Merkez kapatıldı (SMM Yönergesi m. 4/1)."
TAKEN = {
    "staffassignment_one_general_coordinator": "Merkezin o günlerde zaten bir genel koordinatörü var (SMM Yönergesi m. 4/4).",
    "staffassignment_one_in_a_post": "Bu kadroda o günlerde zaten bir görevli var (SMM Yönergesi m. 4/5).",
    "staffassignment_once_a_person": "Bu kişi o günlerde zaten bir merkezde görevli.",
    "staffassignment_at_most_five": "Merkezde o günlerde zaten beş öğretmen görevli; sayı hiçbir şekilde beşi geçemez (SMM Yönergesi m. 4/5).",
    "staffassignment_once_an_application": "Bu başvuru için zaten bir inha ya da görevlendirme var.",
    "staffassignment_renewed_once_at_a_time": "Bu görev için karar bekleyen bir yeniden görevlendirme inhası zaten var (SMM Yönergesi m. 10/5).",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who is proposed; the journal is told the name alone."""

    name: str
    identity_number: str = ""


class Term(TypedDict):
    """Of what kind the person is a teacher, and for how long the assignment is proposed."""

    teacher_kind: str
    starts_on: date
    ends_on: date
    appointed_field: NotRequired[Field | None]
    account: NotRequired[User | None]
    home: NotRequired[str]
    basis: NotRequired[str]


@CENTER.act("Kadroyu belirle", source=STANDING, may=may_set_posts, cites="smm/4/5")
def set_posts(
    center: Center, /, *, by: User, on: date, starts_on: date, fields: Sequence[Field | None],
    general_field: Field | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Sets number and fields of the coordinators from a day on: the general one, one for English, and these others."""
    if len(fields) > MOST_DEVELOPMENT_POSTS:
        said = f"Bir merkezde en çok {MOST_TEACHERS} öğretmen görevlendirilir (SMM Yönergesi m. 4/5)."
        raise Invalid(said, {"fields": said})
    wanted = Counter([(PostRole.GENERAL, general_field), (PostRole.ENGLISH, None)])
    wanted.update((PostRole.DEVELOPMENT, field) for field in fields)
    rows = center.posts.filter(Q(until=None) | Q(until__gt=starts_on)).select_related("field")
    for post in rows:
        key = (PostRole(post.role), post.field)
        if wanted[key] and post.starts_on <= starts_on:
            wanted[key] -= 1
            Post.objects.filter(pk=post.pk).exclude(until=None).update(until=None)
        else:
            _end_post(post, starts_on)
    Post.objects.bulk_create(
        Post(center=center, role=role, field=field, starts_on=starts_on, decided_by=by)
        for (role, field), count in wanted.items()
        for _ in range(count)
    )
    return {"posts": [str(post) for post in center.posts.holding(starts_on).select_related("field")]}


def _end_post(post: Post, on: date) -> None:
    standing = post.assignments.exclude(status=S.DROPPED)
    if held := standing.filter(Q(status__in=UNDECIDED) | Q(until__gt=on)).first():
        raise Invalid(f"“{post}” kadrosunda {held.name} var; önce görevlendirmesini veya inhasını sonuçlandırın.")
    if (called := call_of(post)) is not None:
        raise Invalid(f"“{post}” kadrosu “{called.call}” çağrısında; önce çağrıyı sonuçlandırın ya da iptal edin.")
    if post.starts_on >= on and not standing.exists():
        post.delete()
        return
    Post.objects.filter(pk=post.pk).update(until=max(on, post.starts_on))


@STAFF.opening("İnha hazırla", target=S.PREPARED, may=may_propose_staff, cites="smm/10/4")
def prepare_assignment(
    post: Post, /, *, by: User, on: date, person: Person, conditions: Sequence[str] = (), **term: Unpack[Term]
) -> StaffAssignment:
    """Prepares the proposal of a teacher for a post without a call; it goes out when the team it makes is complete.

    ``conditions``: the provisions of Articles 6 and 7 that whoever proposes found met; the ground says by what (smm/10/4).
    """
    made = StaffAssignment(center=post.center, post=post, role=post.role, proposed_by=by, state_since=on)
    _write(made, person, term, on)
    if faults := faults_without_call(Role_(post.role), conditions, basis=term.get("basis", "")):
        raise Invalid(next(iter(faults.values())), faults)
    return made


@STAFF.opening("Yeniden görevlendirmeyi inha et", target=S.PREPARED, may=may_propose_staff, cites="smm/10/5")
def propose_again(ended: StaffAssignment, /, *, by: User, on: date, ends_on: date, basis: str = "") -> StaffAssignment:
    """Proposes that whoever's term ends serve on in the same post from the day after."""
    if ended.status != S.ASSIGNED:
        raise Invalid("Yalnız görevlendirilmiş birinin görevi yenilenebilir (SMM Yönergesi m. 10/5).")
    made = StaffAssignment(
        center=ended.center, post=ended.post, role=ended.role, proposed_by=by, state_since=on, renews=ended
    )
    term: Term = {
        "teacher_kind": ended.teacher_kind, "appointed_field": ended.appointed_field, "account": ended.account,
        "home": ended.home, "basis": basis, "starts_on": ended.until, "ends_on": ends_on,
    }  # fmt: skip
    _write(made, Person(ended.name, ended.identity_number), term, on)
    return made


def renew(ended: StaffAssignment, *, by: User, on: date, **values: Any) -> StaffAssignment:
    """The opening as doors call it: a renewal that waits for a decision already is told in words."""
    try:
        with transaction.atomic():
            made: StaffAssignment = propose_again(ended, by=by, on=on, **values)
    except IntegrityError as error:
        name = "staffassignment_renewed_once_at_a_time"
        if name not in str(error):
            raise
        raise Invalid(TAKEN[name]) from error
    return made


def _write(made: StaffAssignment, person: Person, term: Term, on: date) -> None:
    refuse_against_call(made)
    faults = _faults(made, person, term)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    made.name, made.identity_number = " ".join(person.name.split()), person.identity_number.strip()
    for name, value in term.items():
        setattr(made, name, value)
    made.until = made.ends_on + ONE_DAY


def _faults(made: StaffAssignment, person: Person, term: Term) -> dict[str, str]:
    faults = {}
    if not person.name.strip():
        faults["name"] = "Adını ve soyadını yazın."
    if not _is_number(person.identity_number):
        faults["identity_number"] = "T.C. kimlik numarası geçerli değil; on bir rakamı denetleyin."
    if term["ends_on"] < term["starts_on"]:
        faults["ends_on"] = "Son günü, ilk gününden önce olamaz."
    if not (
        made.post.starts_on <= term["starts_on"] and (made.post.until is None or term["ends_on"] < made.post.until)
    ):
        faults["starts_on"] = "Görev, kadronun günleri içinde olmalıdır."
    if made.role == PostRole.ENGLISH and term["teacher_kind"] != TeacherKind.ENGLISH:
        faults["teacher_kind"] = "Bu kadroda İngilizce öğretmeni görev yapar (SMM Yönergesi m. 4/4)."
    if made.center.status not in STANDING:
        faults["post"] = "Faaliyette olmayan bir merkeze görevlendirme yapılmaz."
    if made.application is not None and made.application.identity_number != person.identity_number.strip():
        faults["identity_number"] = "İnha, çağrıya başvuran kişi içindir; kişi değiştirilemez (SMM Yönergesi m. 10/4)."
    return faults


def _is_number(number: str) -> bool:
    """Whether it is empty, or passes its checksum."""
    try:
        return not number.strip() or tckimlik.validate(number) == number.strip()
    except ValidationError:
        return False


@STAFF.act("İnhayı düzelt", source=S.PREPARED, may=may_propose_staff)
def correct_assignment(
    assignment: StaffAssignment, /, *, by: User, on: date, person: Person, **term: Unpack[Term]
) -> None:
    """Changes what the proposal says; whoever corrects it has proposed it."""
    _write(assignment, person, term, on)
    assignment.proposed_by = by


@STAFF.act("İnhayı gönder", source=S.PREPARED, target=S.PROPOSED, may=may_propose_staff, cites="smm/10/4")
def send_proposal(assignment: StaffAssignment, /, *, by: User, on: date) -> None:
    """Sends the proposal for decision; a team without an English teacher is incomplete and does not go out (smm/4/4)."""
    _hold(assignment)
    refuse_against_call(assignment)
    others = assignment.center.assignments.exclude(pk=assignment.pk)
    team = others.filter(Q(status__in=UNDECIDED) | Q(status=S.ASSIGNED, until__gt=assignment.starts_on))
    roles = [Role_(assignment.role), *(Role_(role) for role in team.values_list("role", flat=True))]
    if fault := lacks_english(roles):
        raise Invalid(fault)
    _refuse_beside(assignment)


def _hold(assignment: StaffAssignment) -> None:
    """One at a time looks at the people of a centre."""
    Center.objects.select_for_update(of=("self",), no_key=True).get(pk=assignment.center_id)


def _refuse_beside(assignment: StaffAssignment) -> None:
    held = assignment.center.assignments.held().exclude(pk=assignment.pk)
    seats = [Seat(Role_(role), since, until) for role, since, until in held.values_list("role", "starts_on", "until")]
    if fault := refuses(Seat(Role_(assignment.role), assignment.starts_on, assignment.until), seats):
        raise Invalid(fault)


@STAFF.act("İnhayı iade et", source=S.PROPOSED, target=S.PREPARED, may=may_send_back_staff)
def send_back(assignment: StaffAssignment, /, *, by: User, on: date, reason: str) -> None:
    """Sends the proposal back to who prepared it."""
    _said(reason)


@STAFF.act(
    "Görevlendir", source=S.PROPOSED, target=S.ASSIGNED, may=may_assign_staff, cites="smm/10/4",
    then=("centers.tasks.after_assigned",),
)  # fmt: skip
def assign_staff(assignment: StaffAssignment, /, *, by: User, on: date) -> None:
    """Assigns the teacher in the Ministry's name; the account gets its duty for the term, and the letter is made."""
    _hold(assignment)
    refuse_against_call(assignment)
    if assignment.center.status not in STANDING:
        raise Invalid("Faaliyette olmayan bir merkeze görevlendirme yapılmaz.")
    if assignment.ends_on < on:
        raise Invalid("Süresi geçmiş bir inha ile görevlendirme yapılmaz.")
    _refuse_beside(assignment)
    assignment.status, assignment.decided_by, assignment.decided_on = S.ASSIGNED, by, on
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as error:
        said = next((words for name, words in TAKEN.items() if name in str(error)), "")
        if not said:
            raise
        raise Invalid(said) from error
    _give_duty(assignment, by=by, on=on)


def _give_duty(assignment: StaffAssignment, *, by: User, on: date) -> None:
    """The account acts for the centre from the first day to the last; a duty that it holds already is not doubled."""
    if assignment.account is None:
        return
    role, code = DUTY_OF[PostRole(assignment.role)], assignment.center.school.code or ""
    duties = Duty.objects.filter(user=assignment.account, role=role, institution_code=code)
    overlapping = Q(ends_on=None) | Q(ends_on__gte=assignment.starts_on)
    if duties.filter(overlapping, starts_on__lte=assignment.ends_on).exists():
        return
    duty = Duty.objects.create(
        user=assignment.account, role=role, institution_code=code, starts_on=assignment.starts_on,
        ends_on=assignment.ends_on,
    )  # fmt: skip
    record_act(
        duty,
        act="give_duty",
        label="Görev verildi",
        by=by,
        on=on,
        cites="smm/10/4",
        details={"assignment": assignment},
    )


@STAFF.act(
    "Görevi sona erdir", source=S.ASSIGNED, target=S.ENDED, may=may_end_staff, danger=True,
    then=("centers.tasks.after_assignment_ended",),
)  # fmt: skip
def end_assignment(assignment: StaffAssignment, /, *, by: User, on: date, ended_on: date, reason: str) -> None:
    """Ends the term early; ``ended_on`` is the first day on which the person serves no more."""
    if not assignment.starts_on <= ended_on <= assignment.until:
        said = f"{assignment.starts_on:%d.%m.%Y} ile {assignment.until:%d.%m.%Y} arasında bir gün yazın."
        raise Invalid(said, {"ended_on": said})
    assignment.until, assignment.end_reason = ended_on, _said(reason)
    _end_duty(assignment, by=by, on=on)


def _end_duty(assignment: StaffAssignment, *, by: User, on: date) -> None:
    if assignment.account is None:
        return
    role, code = DUTY_OF[PostRole(assignment.role)], assignment.center.school.code or ""
    duties = Duty.objects.select_for_update().filter(user=assignment.account, role=role, institution_code=code)
    last = assignment.until - ONE_DAY
    for duty in duties.filter(Q(ends_on=None) | Q(ends_on__gt=last), starts_on__lte=assignment.ends_on):
        duty.ends_on, duty.end_reason = max(last, duty.starts_on), assignment.end_reason
        duty.save(update_fields=["ends_on", "end_reason"])
        record_act(duty, act="end_early", label="Görev sona erdi", by=by, on=on, details={"assignment": assignment})


@STAFF.act("Vazgeç", source=(S.PREPARED, S.PROPOSED), target=S.DROPPED, may=may_propose_staff, danger=True)
def drop_assignment(assignment: StaffAssignment, /, *, by: User, on: date, reason: str) -> None:
    """Gives the proposal up."""
    assignment.end_reason = _said(reason)


def end_team(center: Center, *, by: User, on: date) -> list[str]:
    """Of a centre that is closed nobody serves on: each term ends by its own act with its letter, proposals are given up, posts end.

    Returns whose term ended; one that was to begin later ends on the day on which it would have begun.
    """
    for one in center.assignments.undecided().order_by("pk"):
        STAFF.acts["drop_assignment"](one, by=by, on=on, reason=CLOSED)
    serving = list(center.assignments.filter(status=S.ASSIGNED, until__gt=on).order_by("pk"))
    for one in serving:
        STAFF.acts["end_assignment"](one, by=by, on=on, ended_on=max(on, one.starts_on), reason=CLOSED)
    for post in center.posts.filter(Q(until=None) | Q(until__gt=on)):
        Post.objects.filter(pk=post.pk).update(until=max(on, post.starts_on))
    return [one.name for one in serving]


@STAFF.act("İş bölümünü yaz", source=S.ASSIGNED, may=may_divide_work, cites="smm/8/1")
def divide_work(assignment: StaffAssignment, /, *, by: User, on: date, work: str) -> None:
    """The general coordinator writes what this coordinator does in the centre."""
    assignment.work = work.strip()


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    return reason.strip()
