"""Who hears of a request: those who decide when it comes, the province when it is decided, the person by a one-time link."""

from __future__ import annotations

from datetime import date

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.timezone import localdate

from accounts.choices import PROVINCE_ROLES
from accounts.models import Duty, SecurityEvent, User
from accounts.passwords import link_tokens
from accounts.querysets import DutyQuerySet
from accounts.security import note
from workflow.choices import NoticeKind
from workflow.models import AccountRequest, JournalEntry
from workflow.notices import tell

from .choices import RequestKind, RequestStatus as S
from .permissions import DECIDERS


def _occasion(request: AccountRequest) -> str:
    return f"account-request:{request.pk}:{JournalEntry.objects.of(request).count()}"


@shared_task
def tell_of_request(*, pk: int, **_: object) -> None:
    """Tell whoever has the next step; repeated, it tells nobody twice and sends no second link."""
    request = AccountRequest.objects.select_related("province", "person").get(pk=pk)
    today, occasion = localdate(), _occasion(request)
    if request.status == S.SUBMITTED:
        deciders = Duty.objects.in_force(today).filter(role__in=DECIDERS)
        url = reverse("admin:workflow_accountrequest_change", args=[pk])
        text = f"{request.province} bir hesap isteği gönderdi: {request.get_kind_display()}."
        tell(_people(deciders, today), text, url, occasion=occasion, kind=NoticeKind.ACCOUNT)
    elif request.status != S.WITHDRAWN:
        province = Duty.objects.in_force(today).filter(role__in=PROVINCE_ROLES, province=request.province)
        text = f"Hesap isteğiniz sonuçlandı: {request.get_status_display()}."
        url = reverse("people:request", args=[pk])
        tell(_people(province, today), text, url, occasion=occasion, kind=NoticeKind.ACCOUNT)
    if request.status == S.APPROVED and request.kind == RequestKind.NEW:
        welcome(request.person, occasion=occasion)


def _people(duties: DutyQuerySet, on: date) -> list[User]:
    return list(User.objects.filter(duties.people(on), is_active=True))


def welcome(person: User, *, occasion: str) -> None:
    """Send a new account its one-time link; one that can sign in already is told of its new duty instead."""
    if person.has_usable_password() or person.last_login:
        url = reverse("people:person", args=[person.pk])
        tell([person], "Size yeni bir görev verildi.", url, occasion=occasion, kind=NoticeKind.ACCOUNT)
    elif not person.security_events.filter(kind=SecurityEvent.Kind.PASSWORD_LINK_SENT).exists():
        send_password_link(person)


def send_password_link(person: User) -> None:
    """Mail the link that sets a password once, within ``PASSWORD_RESET_TIMEOUT``; any earlier one stays good until used."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("set_password", args=[key, link_tokens.make_token(person)])
    context = {
        "person": person,
        "url": f"{settings.SITE_URL.rstrip('/')}{path}",
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "oidc_name": settings.OIDC.get("name", ""),
        "site": settings.SITE_URL,
    }
    text = render_to_string("accounts/mail/password_link.txt", context)
    send_mail("Okul Belirleme: hesabınız", text, None, [person.email])
    note(SecurityEvent.Kind.PASSWORD_LINK_SENT, user=person)
