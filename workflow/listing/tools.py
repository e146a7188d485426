"""What stands above a list in every door: its kept views, keeping this one, and files of exactly what is filtered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from workflow.bulk.acts import may_order
from workflow.bulk.declaring import kind_of
from workflow.choices import ExportFormat
from workflow.models import SavedView

from .declaring import Listing
from .views import shares_of


class ViewForm(forms.Form):
    """A name for the list as it is filtered now, and who else sees it."""

    name = forms.CharField(label="Görünümün adı", max_length=60)
    shared_with = forms.ChoiceField(label="Kim görür")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="view_%s", **kwargs)
        self.fields["shared_with"].choices = shares_of(user)  # type: ignore[attr-defined]


def tools_context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """The context of ``components/list_tools.html``; nothing for who has not signed in, since a file has an owner."""
    if not request.user.is_authenticated:
        return {}
    current = listing.kept(request.GET)
    views = SavedView.objects.visible_to(request.user).filter(listing=listing.slug).select_related("user")
    kind = kind_of(listing.slug)
    may_act = kind is not None and may_order(request.user, kind)
    return {
        "bulk_url": f"{reverse('workflow:bulk_choose', args=[listing.slug])}?{current}" if may_act else "",
        "listing": listing,
        "views": [{"view": view, "is_current": view.query == current} for view in views],
        "view_form": ViewForm(user=request.user),
        "current_query": current,
        "export_formats": ExportFormat.choices,
    }
