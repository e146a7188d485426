"""The acts on requests for accounts: asked by a province, decided by the General Directorate (administrative procedure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import District, Duty, Province, User
from workflow.lifecycle import Lifecycle
from workflow.models import AccountRequest
from workflow.refusals import Invalid

from .choices import RequestKind, RequestStatus as S
from .duties import change_end, end_early, give_duty
from .institutions import place_of
from .names import new_username
from .permissions import may_answer, may_decide, may_request, province_of

REQUEST = Lifecycle()
TELL = "workflow.people.telling.tell_of_request"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a province asks; the journal names it without the person's data."""

    first_name: str
    last_name: str
    email: str
    role: str
    starts_on: date
    ends_on: date | None
    reason: str
    district: District | None = None
    institution_code: str = ""

    def __str__(self) -> str:
        return f"{self.role}, {self.starts_on} – {self.ends_on or ''}"


def _save(request: AccountRequest) -> AccountRequest:
    """Save, answering what the database refuses (the same address or duty asked for twice) at its field."""
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as error:
        if "one_open_for_an_address" in str(error):
            sentence = "Bu adres için karar bekleyen bir istek var."
            raise Invalid(sentence, {"email": sentence}) from error
        if "one_open_for_a_duty" in str(error):
            raise Invalid("Bu görev için karar bekleyen bir istek var.") from error
        raise
    return request


def _check_place(province: Province, asked: Asked) -> None:
    """Nobody asks beyond the own province: district and institution lie in it."""
    if asked.district is not None and asked.district.province_id != province.pk:
        raise Invalid("İlçe başka ilde.", {"district": f"{asked.district} ilçesi {province} ilinde değil."})
    if asked.institution_code:
        place = place_of(asked.institution_code)
        if place is None or place.province != province.pk:
            sentence = f"{province} ilinde {asked.institution_code} kodlu kurum yok."
            raise Invalid(sentence, {"institution_code": sentence})


@REQUEST.opening("Hesap iste", target=S.SUBMITTED, may=may_request, then=(TELL,))
def ask_account(province: Province, *, by: User, on: date, asked: Asked) -> AccountRequest:
    """A province asks for an account and a duty for one of its people."""
    _check_place(province, asked)
    return _save(
        AccountRequest(kind=RequestKind.NEW, province=province, requested_by=by, state_since=on, **_fields(asked))
    )


def _fields(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in Asked.__slots__}


def _about(duty: Duty, kind: str, by: User, **values: Any) -> AccountRequest:
    province = duty.province or Province.objects.get(pk=province_of(duty))
    person = duty.user
    return AccountRequest(
        kind=kind,
        province=province,
        requested_by=by,
        duty=duty,
        person=person,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        role=duty.role,
        district=duty.district,
        institution_code=duty.institution_code,
        **values,
    )


def may_request_about(user: User, duty: Duty) -> bool:
    """A change to a duty is asked by the province in which it is held."""
    return user.is_province and province_of(duty) in user.scope.provinces


@REQUEST.opening("Görev süresi değişikliği iste", target=S.SUBMITTED, may=may_request_about, then=(TELL,))
def ask_prolongation(duty: Duty, *, by: User, on: date, ends_on: date | None, reason: str) -> AccountRequest:
    """A province asks for another last day of a duty."""
    if ends_on is not None and ends_on < max(on, duty.starts_on):
        raise Invalid("Son gün geçmişte olamaz.", {"ends_on": "Son gün geçmişte olamaz."})
    return _save(_about(duty, RequestKind.PROLONG, by, starts_on=duty.starts_on, ends_on=ends_on, reason=reason))


@REQUEST.opening("Görevin bitmesini iste", target=S.SUBMITTED, may=may_request_about, then=(TELL,))
def ask_end(duty: Duty, *, by: User, on: date, ends_on: date, reason: str) -> AccountRequest:
    """A province tells that one of its people leaves a duty."""
    if ends_on < duty.starts_on:
        raise Invalid("Son gün erken.", {"ends_on": "Son gün, görevin ilk gününden önce olamaz."})
    return _save(_about(duty, RequestKind.END, by, starts_on=duty.starts_on, ends_on=ends_on, reason=reason))


@REQUEST.act(
    "Onayla",
    source=S.SUBMITTED,
    target=S.APPROVED,
    may=may_decide,
    then=(TELL,),
    done="İstek onaylandı; kişiye ve ile bildirildi.",
)
def approve(request: AccountRequest, *, by: User, on: date) -> dict[str, Any]:
    """Onay, isteneni yerine getirir: hesap ve görev açılır, görevin süresi değişir ya da görev biter."""
    if request.kind == RequestKind.NEW:
        request.person = _account(request)
        give_duty(request.person, by=by, on=on, duty=_duty(request))
    elif request.kind == RequestKind.PROLONG:
        change_end(request.duty, by=by, on=on, last_day=request.ends_on)
    else:
        end_early(request.duty, by=by, on=on, last_day=request.ends_on, reason=request.reason)
    return {"person": request.person.username}


def _account(request: AccountRequest) -> User:
    """The account of that address, or a new one without a password; two of one address are sorted out first."""
    found = list(User.objects.select_for_update(of=("self",)).filter(email__iexact=request.email, api_client=None)[:2])
    if len(found) > 1:
        raise Invalid("Bu e-posta adresiyle birden çok hesap var; önce hesapları düzeltin.")
    if found and not found[0].is_active:
        raise Invalid("Bu adresin hesabı kapalı; önce hesabı açın veya isteği reddedin.")
    if found:
        return found[0]
    user = User(
        username=new_username(request.email),
        first_name=request.first_name,
        last_name=request.last_name,
        email=request.email,
    )
    user.set_unusable_password()
    user.save()
    return user


def _duty(request: AccountRequest) -> Duty:
    is_principal = bool(request.institution_code)
    return Duty(
        role=request.role,
        province=None if is_principal else request.province,
        district=request.district,
        institution_code=request.institution_code,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
    )


@REQUEST.act(
    "Düzeltmeye gönder",
    source=S.SUBMITTED,
    target=S.RETURNED,
    may=may_decide,
    then=(TELL,),
    done="İstek düzeltme için ile gönderildi.",
)
def send_back(request: AccountRequest, *, by: User, on: date, answer: str) -> None:
    """İstek, neyin düzeltileceği yazılarak ile geri gönderilir."""
    request.answer = answer


@REQUEST.act(
    "Reddet",
    source=S.SUBMITTED,
    target=S.REFUSED,
    may=may_decide,
    then=(TELL,),
    danger=True,
    done="İstek reddedildi; ile bildirildi.",
)
def refuse(request: AccountRequest, *, by: User, on: date, answer: str) -> None:
    """İstek, gerekçesi yazılarak reddedilir."""
    request.answer = answer


@REQUEST.act(
    "Düzelt ve yeniden gönder",
    source=S.RETURNED,
    target=S.SUBMITTED,
    may=may_answer,
    then=(TELL,),
    done="İstek yeniden gönderildi.",
)
def submit_again(request: AccountRequest, *, by: User, on: date, asked: Asked) -> None:
    """İl, istenen düzeltmeyi yapıp isteği yeniden gönderir."""
    if request.kind == RequestKind.NEW:
        _check_place(request.province, asked)
        for name, value in _fields(asked).items():
            setattr(request, name, value)
    else:
        request.ends_on, request.reason = asked.ends_on, asked.reason
    _save(request)


@REQUEST.act(
    "Geri çek",
    source=[S.SUBMITTED, S.RETURNED],
    target=S.WITHDRAWN,
    may=may_answer,
    danger=True,
    done="İstek geri çekildi.",
)
def withdraw(request: AccountRequest, *, by: User, on: date) -> None:
    """İl isteğinden vazgeçer."""
