"""Views that people keep of lists: named, shared with the own unit or not, and taken away again."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import QueryDict

from accounts.models import User
from workflow.choices import SharedWith
from workflow.models import SavedView
from workflow.refusals import Invalid, NotPermitted

from .declaring import Listing

MOST = 50  # of one person and list


@transaction.atomic
def keep_view(listing: Listing, query: QueryDict, *, by: User, name: str, shared_with: str) -> SavedView:
    """Keep the list's filters and order under a name; the same name again is refused at its field."""
    name = " ".join(name.split())[:60]
    if not name:
        raise Invalid("Görünüme bir ad verin.", {"name": "Bir ad yazın."})
    if SavedView.objects.filter(user=by, listing=listing.slug).count() >= MOST:
        raise Invalid("Çok görünüm var.", {"name": f"Bir listede en çok {MOST} görünüm saklanır; birini silin."})
    province = next((duty.province_id for duty in by.duties_today if duty.province_id), None)
    if shared_with == SharedWith.MINISTRY and not by.is_ministry:
        raise NotPermitted("Genel Müdürlükle yalnız Genel Müdürlük görevlileri paylaşır.")
    if shared_with == SharedWith.PROVINCE and province is None:
        raise NotPermitted("İl ile yalnız o ilin görevlileri paylaşır.")
    view = SavedView(user=by, listing=listing.slug, name=name, query=listing.kept(query), shared_with=shared_with)
    view.province_id = province if shared_with == SharedWith.PROVINCE else None
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise Invalid("Görünüm saklanmadı.", {"name": "Bu adla bir görünümünüz zaten var."}) from None
    return view


def drop_view(view: SavedView, *, by: User) -> None:
    """Take a view away; only who kept it may."""
    if view.user_id != by.pk:
        raise NotPermitted("Görünümü yalnız saklayan siler.")
    view.delete()


def shares_of(user: User) -> list[tuple[str, str]]:
    """With whom this user may share: oneself, and the own unit."""
    choices = [(SharedWith.NOBODY.value, str(SharedWith.NOBODY.label))]
    if user.is_province:
        choices.append((SharedWith.PROVINCE.value, str(SharedWith.PROVINCE.label)))
    if user.is_ministry:
        choices.append((SharedWith.MINISTRY.value, str(SharedWith.MINISTRY.label)))
    return choices
