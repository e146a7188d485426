"""Whose data of this room may be revealed, and to whom: addresses of accounts and of requests for them."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.choices import Role
from accounts.models import User
from workflow.models import AccountRequest

from .revealing import Kind, may_be_revealed

READERS = (Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_HEAD)


def _accounts(user: User) -> QuerySet[User]:
    return User.objects.filter(api_client=None) if user.has_role(*READERS) else User.objects.none()


def _requests(user: User) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.visible_to(user)


may_be_revealed("hesap", Kind("Kullanıcı", _accounts, {"username": "Kullanıcı adı", "email": "E-posta"}))
may_be_revealed("istek", Kind("Hesap isteği", _requests, {"email": "E-posta"}))
