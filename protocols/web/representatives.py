"""What a stakeholder's representative sees: its organisation's protocols, each with the text in force."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from protocols.models import AdvisoryBoard, Protocol
from protocols.snapshots import base_of, text_on
from workflow.web.lists import page_of

from .expense_figures import waiting_for


def mine(request: HttpRequest) -> HttpResponse:
    """The protocols to which the organisations of the user's duties are party."""
    only_representatives(request)
    rows = Protocol.objects.visible_to(request.user).prefetch_related("schools").order_by("-starts_on", "-pk")
    context = {**page_of(request, rows), **waiting_for(request.user, localdate())}
    return render(request, "protocols/stakeholders/mine.html", context)


def mine_detail(request: HttpRequest, pk: int) -> HttpResponse:
    only_representatives(request)
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), pk=pk)
    on = localdate()
    contents = text_on(protocol, on) if protocol.signed_on else base_of(protocol)
    context = {
        "protocol": protocol,
        "schools": protocol.schools.select_related("province"),
        "stakeholders": protocol.stakeholders.all(),
        "clauses": contents.clauses,
        "amendments": protocol.amendments.signed(),
        "boards": AdvisoryBoard.objects.visible_to(request.user).filter(protocol=protocol).select_related("school"),
        "in_force": Protocol.objects.in_force(on).filter(pk=pk).exists(),
    }
    return render(request, "protocols/stakeholders/mine_detail.html", context)


def only_representatives(request: HttpRequest) -> None:
    if not request.user.is_representative:
        raise PermissionDenied("Bu sayfa paydaş temsilcileri içindir.")
