"""The acts on a centre: its founding proposed and decided, fields set, its closing proposed and decided (smm/4/1–3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from centers.choices.centers import CenterStatus
from centers.choices.selection import GOVERNING
from centers.models import Center, CenterField
from centers.models.centers import ONE_A_SCHOOL
from centers.permissions.centers import (
    may_close_center,
    may_found,
    may_keep_contact,
    may_prepare_center,
    may_set_fields,
    may_undo_closing,
)
from schools.choices import SchoolKind
from schools.models import Field, School
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

CENTER = Lifecycle()
S = CenterStatus
NO_FIELD = "Merkezin faaliyet göstereceği en az bir alan belirlenir (SMM Yönergesi m. 4/2)."


@CENTER.opening("Merkez kuruluşunu öner", target=S.PROPOSED, may=may_prepare_center, cites="smm/4/1")
def propose_center(
    school: School, /, *, by: User, on: date, name: str, fields: Sequence[Field], reason: str, basis: str = "",
    is_compulsory_service_place: bool | None = None, phone: str = "", website: str = "",
) -> Center:  # fmt: skip
    """Proposes a centre within an institution of the General Directorate; a second person decides."""
    School.objects.select_for_update().get(pk=school.pk)
    _refuse_school(school, on)
    if Center.objects.live().filter(school=school).exists():
        raise Invalid(ONE_A_SCHOOL, {"school": ONE_A_SCHOOL})
    made = Center(
        school=school, name=_said(name, "name", "Merkezin adını yazın."), reason=_said(reason, "reason"), basis=basis,
        is_compulsory_service_place=is_compulsory_service_place, phone=phone, website=website, proposed_by=by,
        state_since=on,
    )  # fmt: skip
    made.save()
    _write_fields(made, fields, by=by, on=on)
    return made


def _refuse_school(school: School, on: date) -> None:
    fault = ""
    if school.kind not in {SchoolKind.MTAL, SchoolKind.MESEM} or not school.attached_to_gd:
        fault = (
            "Merkez, Genel Müdürlüğe bağlı bir mesleki ve teknik ortaöğretim kurumunun bünyesinde kurulur "
            "(SMM Yönergesi m. 1/2, 4/1)."
        )
        if school.attached_to_gd is None:
            fault += " Kurum kartında bağlılık bilgisi eksik."
    elif not school.code:
        fault = "Kurum kodu olmayan bir kurumda merkez kurulmaz; önce kurum kartını tamamlayın."
    elif school.closed_on is not None and school.closed_on <= on:
        fault = "Kapanan bir kurumda merkez kurulmaz (SMM Yönergesi m. 4/1)."
    if fault:
        raise Invalid(fault, {"school": fault})


def _said(text: str, name: str, fault: str = "Gerekçesini yazın.") -> str:
    if not text.strip():
        raise Invalid(fault, {name: fault})
    return text.strip()


def _write_fields(center: Center, fields: Sequence[Field], *, by: User, on: date) -> None:
    """Lets the centre work in exactly these fields from the day on."""
    wanted = {field.pk: field for field in fields}
    if not wanted:
        raise Invalid(NO_FIELD, {"fields": NO_FIELD})
    rows = center.fields.filter(Q(until=None) | Q(until__gt=on))
    rows.filter(starts_on__gt=on).delete()
    for row in rows.filter(starts_on__lte=on):
        if row.field_id in wanted:
            del wanted[row.field_id]
            CenterField.objects.filter(pk=row.pk).exclude(until=None).update(until=None)
        else:
            CenterField.objects.filter(pk=row.pk).update(until=on)
    center.fields.filter(starts_on=on, until=on).delete()  # set and taken away on one day: it never held
    CenterField.objects.bulk_create(
        CenterField(center=center, field=field, starts_on=on, decided_by=by) for field in wanted.values()
    )


@CENTER.act("Öneriyi düzelt", source=S.PROPOSED, may=may_prepare_center)
def correct_proposal(
    center: Center, /, *, by: User, on: date, name: str, fields: Sequence[Field], reason: str, basis: str = "",
    is_compulsory_service_place: bool | None = None,
) -> None:  # fmt: skip
    """Changes what the proposal says before it is decided on; who corrects it has proposed it."""
    center.name, center.reason = _said(name, "name", "Merkezin adını yazın."), _said(reason, "reason")
    center.basis, center.is_compulsory_service_place = basis, is_compulsory_service_place
    center.proposed_by = by
    center.fields.all().delete()
    _write_fields(center, fields, by=by, on=on)


@CENTER.act(
    "Merkezi kur", source=S.PROPOSED, target=S.OPEN, may=may_found, cites="smm/4/1",
    then=("centers.tasks.after_founding",),
)  # fmt: skip
def found_center(center: Center, /, *, by: User, on: date) -> dict[str, Any]:
    """Founds the centre with its fields; the founding document is made."""
    School.objects.select_for_update().get(pk=center.school_id)
    _refuse_school(center.school, on)
    center.founded_on, center.founded_by = on, by
    center.fields.update(starts_on=on, decided_by=by)
    return {"fields": [str(row.field) for row in center.fields.select_related("field")]}


@CENTER.act("Öneriden vazgeç", source=S.PROPOSED, target=S.DROPPED, may=may_prepare_center, danger=True)
def drop_proposal(center: Center, /, *, by: User, on: date, reason: str) -> None:
    """Gives the proposal up; the school is free for another."""
    _said(reason, "reason", "Nedenini yazın.")


@CENTER.act("Alanları belirle", source=S.OPEN, may=may_set_fields, cites="smm/4/2")
def set_fields(center: Center, /, *, by: User, on: date, fields: Sequence[Field], starts_on: date) -> dict[str, Any]:
    """Sets in which fields the centre works from a day on; what it worked in until then stays readable."""
    if center.founded_on is not None and starts_on < center.founded_on:
        said = f"Merkezin kuruluşundan ({center.founded_on:%d.%m.%Y}) önceki bir gün olamaz."
        raise Invalid(said, {"starts_on": said})
    before = [str(field) for field in center.fields_on(starts_on)]
    _write_fields(center, fields, by=by, on=starts_on)
    return {"before": before}


@CENTER.act("Adını ve yerini düzelt", source=(S.OPEN, S.CLOSING), may=may_set_fields)
def rename_center(
    center: Center, /, *, by: User, on: date, name: str, is_compulsory_service_place: bool | None = None
) -> dict[str, Any]:
    """Changes the centre's name, and whether it lies where service is compulsory (smm/6/1/ç)."""
    before = {"name": center.name, "is_compulsory_service_place": center.is_compulsory_service_place}
    center.name = _said(name, "name", "Merkezin adını yazın.")
    center.is_compulsory_service_place = is_compulsory_service_place
    return {"before": before}


@CENTER.act("İletişim bilgilerini yaz", source=(S.OPEN, S.CLOSING), may=may_keep_contact)
def keep_contact(center: Center, /, *, by: User, on: date, phone: str = "", website: str = "") -> None:
    """Keeps how the centre is reached."""
    center.phone, center.website = phone, website


@CENTER.act(
    "Kapatılmasını öner", source=S.OPEN, target=S.CLOSING, may=may_prepare_center, cites="smm/4/1", danger=True
)
def propose_closing(center: Center, /, *, by: User, on: date, reason: str) -> None:
    """Proposes that the centre be closed; a second person decides."""
    center.closing_reason, center.closing_proposed_by = _said(reason, "reason"), by


@CENTER.act("Kapatma önerisini geri al", source=S.CLOSING, target=S.OPEN, may=may_undo_closing)
def withdraw_closing(center: Center, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Lets the centre go on; the proposal to close it is given up."""
    _said(reason, "reason", "Nedenini yazın.")
    before, center.closing_reason, center.closing_proposed_by = center.closing_reason, "", None
    return {"before": before}


@CENTER.act(
    "Merkezi kapat", source=S.CLOSING, target=S.CLOSED, may=may_close_center, cites="smm/4/1", danger=True,
    then=("centers.tasks.after_closing",),
)  # fmt: skip
def close_center(center: Center, /, *, by: User, on: date) -> dict[str, Any]:
    """Closes the centre by the procedure by which it was founded; its fields, posts and terms end with it, its calls before."""
    from .staff import end_team  # noqa: PLC0415 - the acts on its people stand on these

    if under_way := center.calls.filter(status__in=GOVERNING).order_by("pk").first():
        raise Invalid(
            f"“{under_way}” çağrısı sürüyor; başvuranlar beklerken merkez kapatılmaz. Önce çağrıyı iptal edin veya sonuçlandırın."
        )
    center.closed_on, center.closed_by = on, by
    ending = center.fields.filter(Q(until=None) | Q(until__gt=on))
    ended = [str(row.field) for row in ending.select_related("field")]
    ending.filter(starts_on__gt=on).delete()
    ending.update(until=on)
    return {"fields": ended, "people": end_team(center, by=by, on=on)}


def propose(school: School, *, by: User, on: date, **values: Any) -> Center:
    """The opening as doors call it: a school that has a centre meanwhile is told in words."""
    try:
        with transaction.atomic():
            made: Center = propose_center(school, by=by, on=on, **values)
    except IntegrityError as error:
        if "center_one_in_a_school" not in str(error):
            raise
        raise Invalid(ONE_A_SCHOOL, {"school": ONE_A_SCHOOL}) from error
    return made
