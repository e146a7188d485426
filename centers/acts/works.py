"""The acts on a centre's works: written down, begun, finished with what came of them, dropped with the reason (smm/5/1, ç to ğ)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from accounts.choices import CENTRE_ROLES
from accounts.models import Duty, User
from centers.choices.centers import STANDING
from centers.choices.works import (
    AT_WORK,
    BASIS_OF,
    WITH_PARTNER,
    WorkKind,
    WorkStatus,
)
from centers.models import Center, Work
from centers.permissions.works import may_announce, may_keep_work, may_plan_work, may_reopen_work
from schools.models import Field
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

WORK = Lifecycle()
S, K = WorkStatus, WorkKind
WITH_OUTPUT = (K.RESEARCH, K.PROJECT)  # finished with at least one output (administrative practice)
COMMON = ("title", "text", "fields", "starts_on", "ends_on", "responsible")
ASKED_OF: dict[str, tuple[str, ...]] = {
    K.RESEARCH: (),
    K.COOPERATION: ("partner", "partner_name", "country"),
    K.PROJECT: ("programme", "reach", "budget", "currency"),
    K.SECTOR: ("partner", "partner_name", "country"),
    K.EVENT: ("place", "country", "address"),
    K.PROMOTION: ("channel", "audience"),
}


def plan(center: Center, kind: str, *, by: User, on: date, **values: Any) -> Work:
    """The opening of a kind as doors call it; ``values``: ``COMMON`` and what the kind asks (``ASKED_OF``)."""
    made: Work = WORK.openings[f"plan_{kind}"](center, by=by, on=on, **values)
    return made


def _opening(kind: WorkKind) -> Callable[..., Work]:
    def body(center: Center, /, *, by: User, on: date, fields: Sequence[Field], **values: Any) -> Work:
        work = Work(center=center, kind=kind, recorded_by=by)
        _refuse_center(center)
        _write(work, values)
        _refuse(work, fields, on, changed={*values})
        work.save()
        work.fields.set(fields)
        return work

    body.__name__ = f"plan_{kind.value}"
    return body


for one in WorkKind:
    WORK.opening(f"Çalışma yaz: {one.label}", target=S.PLANNED, may=may_plan_work, cites=BASIS_OF[one])(_opening(one))


def _refuse_center(center: Center) -> None:
    if center.status not in STANDING:
        raise Invalid(f"Faaliyette olmayan merkeze çalışma yazılmaz: {center.get_status_display()}.")


def _write(work: Work, values: dict[str, Any]) -> None:
    """What is left empty is empty in the words of its column: no day, no text."""
    for name in (*COMMON, *ASKED_OF[work.kind]):
        if name in values:
            value = values[name]
            setattr(work, name, value.strip() if isinstance(value, str) else value)


def _refuse(work: Work, fields: Sequence[Field], on: date, *, changed: set[str]) -> None:
    faults = {**_faults_of_words(work), **_faults_of_days(work, on), **_faults_of_fields(work, fields, on)}
    if work.kind in WITH_PARTNER:
        faults |= _faults_of_partner(work, changed)
    if work.kind == K.PROJECT:
        faults |= _faults_of_project(work)
    if "responsible" in changed and not _works_here(work, on):
        faults["responsible"] = "Sorumlu, bugün merkezde görevli bir koordinatör olmalıdır."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _faults_of_words(work: Work) -> dict[str, str]:
    needed = {"title": "Çalışmanın adını yazın.", "text": "Ne yapılacağını yazın."}
    needed |= {K.EVENT: {"place": "Etkinliğin yerini yazın."}, K.PROMOTION: {"channel": "Kanalı seçin."}}.get(
        WorkKind(work.kind), {}
    )
    return {name: said for name, said in needed.items() if not getattr(work, name)}


def _faults_of_days(work: Work, on: date) -> dict[str, str]:
    founded = work.center.founded_on
    if founded is not None and work.starts_on < founded:
        return {"starts_on": f"Merkezin kuruluşundan ({founded:%d.%m.%Y}) önce olamaz."}
    if work.ends_on is not None and work.ends_on < work.starts_on:
        return {"ends_on": "İlk günden önce olamaz."}
    return {}


def _faults_of_fields(work: Work, fields: Sequence[Field], on: date) -> dict[str, str]:
    """The works of a centre are about the fields in which it works (smm/5/1)."""
    if not fields:
        return {"fields": "En az bir alan seçin."}
    rows = work.center.fields.all()
    own = {row.field_id for row in rows if row.holds_on(on) or row.holds_on(work.starts_on)}
    strange = [field.name for field in fields if field.pk not in own]
    if not strange:
        return {}
    return {"fields": f"Merkezin faaliyet göstermediği alan: {', '.join(strange)} (SMM Yönergesi m. 5/1)."}


def _faults_of_partner(work: Work, changed: set[str]) -> dict[str, str]:
    if (work.partner is None) == (not work.partner_name):
        said = "Kayıtlı paydaşın kodunu ya da kuruluşun adını yazın; ikisinden yalnız birini."
        return {"partner_name": said}
    return {} if work.country else {"country": "Kuruluşun ülkesini seçin."}


def _faults_of_project(work: Work) -> dict[str, str]:
    faults = {}
    if not work.programme:
        faults["programme"] = "Projenin programını yazın."
    if not work.reach:
        faults["reach"] = "Ulusal mı uluslararası mı olduğunu seçin."
    if work.ends_on is None:
        faults["ends_on"] = "Projenin süresi için son günü yazın."
    if work.budget is not None and work.budget < 0:
        faults["budget"] = "Sıfırdan küçük olamaz."
    if (work.budget is None) != (not work.currency):
        faults["currency"] = "Bütçe ile para birimi birlikte yazılır."
    return faults


def _works_here(work: Work, on: date) -> bool:
    duties = Duty.objects.in_force(on).filter(role__in=CENTRE_ROLES, institution_code=work.center.school.code)
    return duties.filter(user=work.responsible).exists()


@WORK.act("Çalışmayı düzelt", source=AT_WORK, may=may_keep_work)
def correct_work(work: Work, /, *, by: User, on: date, fields: Sequence[Field], **values: Any) -> None:
    """Changes what is written of the work, as long as it is neither finished nor dropped."""
    changed = {name for name, value in values.items() if getattr(work, name) != value}
    _write(work, values)
    _refuse(work, fields, on, changed=changed)
    work.fields.set(fields)


@WORK.act("Başlat", source=S.PLANNED, target=S.UNDER_WAY, may=may_keep_work)
def start_work(work: Work, /, *, by: User, on: date, starts_on: date) -> None:
    """Says on which day the work began."""
    if starts_on > on:
        raise Invalid("Başladığı gün ileri bir tarih olamaz.", {"starts_on": "İleri bir tarih olamaz."})
    work.starts_on = starts_on
    if faults := _faults_of_days(work, on):
        raise Invalid(next(iter(faults.values())), {"starts_on": next(iter(faults.values()))})


@WORK.act("Tamamla", source=S.UNDER_WAY, target=S.FINISHED, may=may_keep_work)
def finish_work(
    work: Work, /, *, by: User, on: date, ends_on: date, result: str, audience: int | None = None
) -> dict[str, Any]:
    """Finishes the work with what came of it; research and projects with at least one output."""
    if ends_on > on:
        raise Invalid("Bittiği gün ileri bir tarih olamaz.", {"ends_on": "İleri bir tarih olamaz."})
    if not result.strip():
        raise Invalid("Sonucu yazın.", {"result": "Sonucu yazın."})
    work.ends_on, work.result, work.finished_on = ends_on, result.strip(), on
    if faults := _faults_of_days(work, on):
        raise Invalid(next(iter(faults.values())), {"ends_on": next(iter(faults.values()))})
    if work.kind == K.PROMOTION and audience is not None:
        work.audience = audience
    outputs = [str(output) for output in work.outputs.all()]
    if work.kind in WITH_OUTPUT and not outputs:
        raise Invalid("Önce çıktıyı ekleyin: bir dosya veya bir adres (idari usul).")
    return {"outputs": outputs}


@WORK.act("Yeniden aç", source=S.FINISHED, target=S.UNDER_WAY, may=may_reopen_work)
def reopen_work(work: Work, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes back that the work is finished; what was written as its result stays until it is finished again."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    before, work.finished_on = work.finished_on, None
    return {"finished_on": before}


@WORK.act(
    "Vazgeç",
    source=AT_WORK,
    target=S.DROPPED,
    may=may_keep_work,
    danger=True,
    then=("centers.tasks.after_work_dropped",),
)
def drop_work(work: Work, /, *, by: User, on: date, reason: str) -> None:
    """Gives the work up, with the reason; who heard of an announced event hears of it."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    work.drop_reason = reason.strip()


@WORK.act("Duyur", source=AT_WORK, may=may_announce, cites="smm/5/1/g", then=("centers.tasks.after_event_announced",))
def announce_event(work: Work, /, *, by: User, on: date) -> None:
    """Shows the event to whoever is signed in, and tells the other centres that work in its fields."""
    if work.announced_on is not None:
        raise Invalid(f"Bu etkinlik {work.announced_on:%d.%m.%Y} günü duyuruldu.")
    if (work.ends_on or work.starts_on) < on:
        raise Invalid("Günü geçmiş bir etkinlik duyurulmaz.")
    work.announced_on = on
