"""The acts that follow a specialised school: works, affiliations, and in-service training that none runs unapproved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.models import User
from designations.choices import ActivityStatus, DesignationType
from designations.models import Affiliation, Designation, DevelopmentWork, InServiceActivity
from designations.permissions import may_approve_activity, may_keep_activity, may_keep_follow_up
from schools.models import Field
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted, OutOfState

ACTIVITY = Lifecycle()
S = ActivityStatus


def _refuse_others(designation: Designation) -> None:
    if designation.type != DesignationType.SPECIALISED:
        raise Invalid("Bu kayıtlar yalnız ihtisas özellikli okullar için tutulur (Yönerge m. 5/3–5/6).")


def _refuse_days(starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on < starts_on:
        raise Invalid("Bitiş günü başlangıçtan önce olamaz.", {"ends_on": "Başlangıçtan önce olamaz."})


def _locked(designation: Designation, by: User) -> Designation:
    """The designation, locked, when this user may keep its follow-up."""
    designation = Designation.objects.select_for_update(of=("self",)).get(pk=designation.pk)
    if not may_keep_follow_up(by, designation):
        raise NotPermitted("Bu okulun izleme kayıtlarını tutma yetkiniz yok.")
    _refuse_others(designation)
    return designation


@transaction.atomic
def record_work(
    designation: Designation,
    *,
    by: User,
    on: date,
    kind: str,
    title: str,
    fields: Iterable[Field],
    school_year: int,
    description: str = "",
) -> DevelopmentWork:
    """Record a work on curricula, course material or methods (okul/5/4)."""
    designation = _locked(designation, by)
    work = DevelopmentWork.objects.create(
        designation=designation, kind=kind, title=title, school_year=school_year, description=description
    )
    work.fields.set(fields)
    record_act(
        designation,
        act="record_work",
        label="Geliştirici çalışma kaydedildi",
        by=by,
        on=on,
        cites="okul/5/4",
        details={"work": work},
    )
    return work


@transaction.atomic
def record_affiliation(
    designation: Designation,
    *,
    by: User,
    on: date,
    kind: str,
    organisation: str,
    subject: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Affiliation:
    """Record a tie to a university or professional organisation (okul/5/5)."""
    designation = _locked(designation, by)
    _refuse_days(starts_on, ends_on)
    tie = Affiliation.objects.create(
        designation=designation,
        kind=kind,
        organisation=organisation,
        subject=subject,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record_act(
        designation,
        act="record_affiliation",
        label="İlişkilendirme kaydedildi",
        by=by,
        on=on,
        cites="okul/5/5",
        details={"affiliation": tie},
    )
    return tie


@transaction.atomic
def remove_record(record: DevelopmentWork | Affiliation, *, by: User, on: date, note: str) -> None:
    """Take a work or an affiliation out of the follow-up; it stays in the journal and in the table."""
    designation = _locked(record.designation, by)
    record = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
    if record.removed_on is not None:
        raise OutOfState("Bu kayıt zaten çıkarılmış.")
    if not note.strip():
        raise Invalid("Neden çıkarıldığı yazılmalıdır.", {"note": "Gerekçe yazın."})
    record.removed_on = on
    record.save(update_fields=["removed_on"])
    cites = "okul/5/4" if isinstance(record, DevelopmentWork) else "okul/5/5"
    record_act(
        designation,
        act="remove_record",
        label="İzleme kaydı çıkarıldı",
        by=by,
        on=on,
        cites=cites,
        details={"record": record, "note": note},
    )


@ACTIVITY.opening("Hizmet içi eğitim planla", target=S.PLANNED, may=may_keep_follow_up, cites="okul/5/6")
def plan_activity(
    designation: Designation,
    /,
    *,
    by: User,
    on: date,
    title: str,
    fields: Iterable[Field],
    starts_on: date,
    ends_on: date,
    places: int,
    note: str = "",
) -> InServiceActivity:
    """Plans in-service training for teachers of the school's fields; it runs only when approved."""
    _refuse_others(designation)
    _refuse_days(starts_on, ends_on)
    if places < 1:
        raise Invalid("Kontenjan en az 1 olmalıdır.", {"places": "En az 1 yazın."})
    activity = InServiceActivity.objects.create(
        designation=designation, title=title, starts_on=starts_on, ends_on=ends_on, places=places, note=note
    )
    activity.fields.set(fields)
    return activity


@ACTIVITY.act("Onaya gönder", source=S.PLANNED, target=S.AWAITING_APPROVAL, may=may_keep_activity, cites="okul/5/6")
def request_approval(activity: InServiceActivity, /, *, by: User, on: date) -> None:
    """Asks the ministry's unit to approve the activity before it starts."""
    _refuse_started(activity, on)


@ACTIVITY.act(
    "Faaliyeti onayla", source=S.AWAITING_APPROVAL, target=S.APPROVED, may=may_approve_activity, cites="okul/5/6"
)
def approve_activity(activity: InServiceActivity, /, *, by: User, on: date, note: str = "") -> None:
    """Approves the activity, under the regulation of in-service training; none is approved after it began."""
    _refuse_started(activity, on)
    activity.approved_by, activity.approved_on = by, on
    activity.note = note.strip() or activity.note


def _refuse_started(activity: InServiceActivity, on: date) -> None:
    if activity.starts_on < on:
        raise Invalid(
            f"Faaliyetin başlangıcı ({activity.starts_on:%d.%m.%Y}) geçti; onaysız başlayan faaliyet onaylanamaz. "
            "Yeni tarihlerle yeniden planlayın."
        )


@ACTIVITY.act(
    "Faaliyeti onaylama", source=S.AWAITING_APPROVAL, target=S.REFUSED, may=may_approve_activity, danger=True,
    cites="okul/5/6",
)  # fmt: skip
def refuse_activity(activity: InServiceActivity, /, *, by: User, on: date, note: str) -> None:
    """Does not approve the activity, and says why."""
    if not note.strip():
        raise Invalid("Neden onaylanmadığı yazılmalıdır.", {"note": "Gerekçe yazın."})
    activity.note = note


@ACTIVITY.act("Yapıldığını kaydet", source=S.APPROVED, target=S.HELD, may=may_keep_activity, cites="okul/5/6")
def record_held(activity: InServiceActivity, /, *, by: User, on: date, attended: int) -> None:
    """Records that the approved activity was held, and how many teachers attended."""
    if on < activity.ends_on:
        raise Invalid(f"Faaliyet {activity.ends_on:%d.%m.%Y} günü bitiyor; bitmeden yapıldı olarak kaydedilemez.")
    if attended > activity.places:
        message = f"Katılan sayısı kontenjanı ({activity.places}) aşamaz."
        raise Invalid(message, {"attended": message})
    activity.attended = attended


@ACTIVITY.act(
    "Faaliyetten vazgeç", source={S.PLANNED, S.AWAITING_APPROVAL, S.APPROVED}, target=S.CANCELLED,
    may=may_keep_activity, danger=True,
)  # fmt: skip
def cancel_activity(activity: InServiceActivity, /, *, by: User, on: date, note: str) -> None:
    """Gives the activity up before it is held."""
    if not note.strip():
        raise Invalid("Neden vazgeçildiği yazılmalıdır.", {"note": "Gerekçe yazın."})
    activity.note = note
