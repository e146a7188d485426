"""What a stakeholder's representative sees of its own organisation: the facts that the administration has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from protocols.models import Stakeholder

from .representatives import only_representatives


def organisation(request: HttpRequest) -> HttpResponse:
    """The organisations that the user represents, whom to ask for there masked."""
    only_representatives(request)
    rows = Stakeholder.objects.visible_to(request.user).select_related("province", "district")
    rows = rows.prefetch_related("contacts", "affiliations__parent")
    return render(request, "protocols/stakeholders/mine_organisation.html", {"organisations": rows})
