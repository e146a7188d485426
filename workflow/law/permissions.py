"""Who may write the law's versions down, and who may publish them (idari usul, docs/adr/0025)."""

from __future__ import annotations

from typing import Any

from accounts.choices import Role
from accounts.models import User
from accounts.standing import people_of
from workflow.lifecycle import explained

PUBLISHERS = (Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL)


def may_prepare_version(user: User, version: Any) -> bool:
    """Write down what an amending directive says: any duty of the General Directorate."""
    return user.is_ministry


def _why_not_publish(user: User, version: Any) -> str:
    if user.has_role(*PUBLISHERS):
        return "Sürümü son yazan kişi yayımlayamaz; başka bir daire başkanı veya genel müdür yayımlar (idari usul)."
    return "Hükmün sürümünü daire başkanı veya genel müdür yayımlar; göreviniz buna yetkili değil (idari usul)."


@explained(_why_not_publish)
def may_publish_version(user: User, version: Any) -> bool:
    """A head of department or the director general, and never who wrote the version last, nor in that person's place."""
    return user.has_role(*PUBLISHERS) and version.prepared_by_id not in people_of(user)


def may_retract_version(user: User, version: Any) -> bool:
    """Take a version back before its first day: a head of department or the director general."""
    return user.has_role(*PUBLISHERS)
