"""The acts on a call for coordinators: prepared, its criteria set, announced by another person, moved, cancelled, ended (smm/10/1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.selection import CallStatus
from centers.models import CalledPost, Center, Post, SelectionCall, SelectionCriterion
from centers.permissions.selection import (
    may_announce_call,
    may_close_call,
    may_govern_call,
    may_prepare_call,
)
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

CALL = Lifecycle()
S = CallStatus
BASIS = "smm/10/1"
CITED = "SMM Yönergesi m. 10/1"
WHOLE = 100  # of the weights together
MOST_CRITERIA = 6
TAKEN = "Bu kadrolardan biri için sonuçlanmamış bir çağrı var; önce onu sonuçlandırın ya da iptal edin."


class Asked(TypedDict):
    """What a call says. ``posts``: which posts of the centre it offers."""

    title: str
    applications_from: date
    applications_until: date
    evaluation_until: date
    results_on: date
    instructions: str
    posts: Sequence[Post]
    is_compulsory_service_place: NotRequired[bool | None]


@CALL.opening("Çağrı hazırla", target=S.DRAFT, may=may_prepare_call, cites=BASIS)
def prepare_call(center: Center, /, *, by: User, on: date, **asked: Unpack[Asked]) -> SelectionCall:
    """Prepares a call for posts of a centre; nobody sees it before it is announced."""
    made = SelectionCall(center=center, prepared_by=by, state_since=on)
    _write(made, asked, on)
    made.save()
    _offer(made, asked["posts"])
    return made


def _write(call: SelectionCall, asked: Mapping[str, Any], on: date) -> None:
    for name, value in asked.items():
        if name != "posts":
            setattr(call, name, value.strip() if isinstance(value, str) else value)
    faults = {**faults_of_days(call, on), **_faults_of_posts(call, asked["posts"])}
    if call.center.status not in STANDING:
        faults["posts"] = "Faaliyette olmayan bir merkez için çağrı yapılmaz."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def faults_of_days(call: SelectionCall, on: date) -> dict[str, str]:
    """What is wrong with the calendar, by field."""
    faults = {}
    if call.applications_from < on:
        faults["applications_from"] = f"Başvuruların ilk günü geçmiş bir gün olamaz ({CITED})."
    if call.applications_until < call.applications_from:
        faults["applications_until"] = "Son gün, ilk günden önce olamaz."
    if call.evaluation_until <= call.applications_until:
        faults["evaluation_until"] = "Değerlendirme, başvuruların son gününden sonra biter."
    if call.results_on < call.evaluation_until:
        faults["results_on"] = "Sonuçlar, değerlendirmenin son gününden önce duyurulamaz."
    return faults


def _faults_of_posts(call: SelectionCall, posts: Sequence[Post]) -> dict[str, str]:
    if not posts:
        return {"posts": "En az bir kadro seçin."}
    for post in posts:
        if post.center_id != call.center_id or not (post.until is None or post.until > call.results_on):
            return {"posts": f"“{post}” bu merkezin süren kadrolarından değil (SMM Yönergesi m. 4/5)."}
    return {}


def _offer(call: SelectionCall, posts: Sequence[Post]) -> None:
    """The call offers exactly these posts, those of one kind together."""
    call.posts.all().delete()
    counted = Counter((post.role, post.field_id) for post in {post.pk: post for post in posts}.values())
    CalledPost.objects.bulk_create(
        CalledPost(call=call, center=call.center, role=role, field_id=field, places=places)
        for (role, field), places in counted.items()
    )


@CALL.act("Çağrıyı düzelt", source=S.DRAFT, may=may_prepare_call, cites=BASIS)
def correct_call(call: SelectionCall, /, *, by: User, on: date, **asked: Unpack[Asked]) -> None:
    """Changes posts, calendar or procedure before the call is announced; whoever corrects it has prepared it."""
    _write(call, asked, on)
    _offer(call, asked["posts"])
    call.prepared_by = by


@CALL.act("Ölçütleri belirle", source=S.DRAFT, may=may_prepare_call, cites=BASIS)
def set_criteria(
    call: SelectionCall, /, *, by: User, on: date, criteria: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Sets by what the commission scores: names, weights that are a hundred together, and the most points of each."""
    faults = _faults_of_criteria(criteria)
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    before = [str(row) for row in call.criteria.all()]
    call.criteria.all().delete()
    SelectionCriterion.objects.bulk_create(
        SelectionCriterion(call=call, number=number, name=" ".join(str(row["name"]).split()),
                           weight=row["weight"], maximum=row["maximum"])
        for number, row in enumerate(criteria, start=1)
    )  # fmt: skip
    call.prepared_by = by
    return {"before": before}


def _faults_of_criteria(criteria: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """By the fields of the form, which are numbered."""
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        return {"name_1": f"1 ile {MOST_CRITERIA} arasında ölçüt yazın ({CITED})."}
    names: set[str] = set()
    for number, row in enumerate(criteria, start=1):
        name = " ".join(str(row["name"]).split())
        if name in names:
            return {f"name_{number}": "Bu ölçüt iki kez yazılmış."}
        names.add(name)
    total = sum(row["weight"] for row in criteria)
    if total != WHOLE:
        return {f"weight_{len(criteria)}": f"Ağırlıkların toplamı {WHOLE} olmalıdır; şimdi {total} ({CITED})."}
    return {}


@CALL.act(
    "Çağrıyı ilan et", source=S.DRAFT, target=S.ANNOUNCED, may=may_announce_call, cites=BASIS,
    then=("centers.tasks.after_call_announced",),
)  # fmt: skip
def announce_call(call: SelectionCall, /, *, by: User, on: date) -> dict[str, Any]:
    """Announces the call: teachers see it, the notice is printed, applications are taken in its days."""
    Center.objects.select_for_update(of=("self",), no_key=True).get(pk=call.center_id)
    faults = faults_of_days(call, on)
    if faults:
        raise Invalid(f"Takvim güncel değil: {next(iter(faults.values()))} Önce çağrıyı düzeltin.")
    if sum(row.weight for row in call.criteria.all()) != WHOLE:
        raise Invalid(f"Ağırlıkları toplamı {WHOLE} olan değerlendirme ölçütlerini belirleyin ({CITED}).")
    if call.is_compulsory_service_place is None:
        raise Invalid(
            "Merkezin zorunlu çalışma gerektiren bir yerde olup olmadığını çağrıya yazın (SMM Yönergesi m. 6/1-ç, 7/1-c)."
        )
    if not call.center.fields_on(call.applications_until):
        raise Invalid("Merkezin o gün süren bir faaliyet alanı yok; önce alanları belirleyin (SMM Yönergesi m. 4/2).")
    if call.center.status not in STANDING:
        raise Invalid("Faaliyette olmayan bir merkez için çağrı yapılmaz.")
    _open(call)
    call.announced_by, call.announced_on = by, on
    return {"posts": [f"{one} ({one.places})" for one in call.posts.select_related("field")]}


def _open(call: SelectionCall) -> None:
    """One call at a time for posts of one kind."""
    try:
        with transaction.atomic():
            call.posts.update(is_open=True)
    except IntegrityError as error:
        if "calledpost_in_one_open_call" not in str(error):
            raise
        raise Invalid(TAKEN) from error


@CALL.act(
    "Takvimi uzat", source=S.ANNOUNCED, may=may_govern_call, cites=BASIS, then=("centers.tasks.after_call_moved",)
)
def move_calendar(
    call: SelectionCall, /, *, by: User, on: date, applications_until: date, evaluation_until: date, results_on: date,
    reason: str,
) -> dict[str, Any]:  # fmt: skip
    """Gives everybody more time, with the reason; days that are over are not opened again."""
    if on > call.applications_until:
        raise Invalid(f"Başvuruların son günü geçti; kapanan süre yeniden açılmaz ({CITED}).")
    if applications_until < call.applications_until:
        said = f"Başvuruların son günü ({call.applications_until:%d.%m.%Y}) öne alınamaz; ilana güvenip bekleyenler olabilir."
        raise Invalid(said, {"applications_until": said})
    before = {"applications_until": call.applications_until, "evaluation_until": call.evaluation_until}
    call.applications_until, call.evaluation_until, call.results_on = applications_until, evaluation_until, results_on
    faults = {name: said for name, said in faults_of_days(call, on).items() if name != "applications_from"}
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    said_reason(reason)
    return {"before": before}


@CALL.act(
    "Çağrıyı iptal et", source=(S.DRAFT, S.ANNOUNCED, S.EVALUATION, S.EVALUATED), target=S.CANCELLED,
    may=may_govern_call, danger=True, then=("centers.tasks.after_call_moved",),
)  # fmt: skip
def cancel_call(call: SelectionCall, /, *, by: User, on: date, reason: str) -> None:
    """Gives the call up with the reason; the applications stay as they are, and whoever applied hears of it."""
    call.end_reason = said_reason(reason)
    call.posts.update(is_open=False)


@CALL.act("Sonuçları duyur", source=S.SENT, may=may_close_call, then=("centers.tasks.after_results_told",))
def tell_results(call: SelectionCall, /, *, by: User, on: date) -> None:
    """Lets each applicant see the own result: the findings, the points, and the rank."""
    if call.told_on is not None:
        raise Invalid(f"Sonuçlar {call.told_on:%d.%m.%Y} günü duyuruldu.")
    if on < call.results_on:
        raise Invalid(f"Sonuçlar, ilan edilen günden ({call.results_on:%d.%m.%Y}) önce duyurulmaz ({CITED}).")
    call.told_on = on


@CALL.act("Çağrıyı sonuçlandır", source=S.SENT, target=S.CLOSED, may=may_close_call)
def close_call(call: SelectionCall, /, *, by: User, on: date) -> None:
    """Ends the call once its assignments are decided on; its posts may be called for again."""
    waiting = call.center.assignments.undecided().filter(application__called__call=call)
    if waiting.exists():
        raise Invalid("Bu çağrıdan karar bekleyen inha var; önce onu sonuçlandırın (SMM Yönergesi m. 10/4).")
    if call.told_on is None:
        raise Invalid(
            "Önce sonuçları duyurun; başvuranlar sonuçlarını öğrenmeden çağrı sonuçlandırılmaz (idari usul)."
        )
    call.posts.update(is_open=False)


def said_reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    return reason.strip()
