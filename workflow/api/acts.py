"""REST face of a lifecycle: ``POST <record>/acts/<name>/`` performs the very act that admin and pages perform."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404
from django.utils.timezone import localdate
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from workflow.lifecycle import Act, Lifecycle

from .inputs import checked, described
from .problems import Faults

REVISION = frozenset({"revision"})


class ActView(APIView):
    """Subclasses name the lifecycle, the forms that say what each act asks, and how to find and show a record."""

    lifecycle: Lifecycle
    forms_of_acts: dict[str, type[Form]] = {}

    def find(self, request: Request, pk: int) -> Any:
        raise NotImplementedError

    def shape(self, request: Request, record: Any) -> dict[str, Any]:
        raise NotImplementedError

    def perform(self, request: Request, pk: int, name: str) -> Response:
        """Performs the act. Whether it is open is told before what it asks: who may not act is asked nothing."""
        act = self.lifecycle.acts.get(name)
        if act is None:
            raise Http404
        record = self.find(request, pk)
        act.check(record, by=request.user)
        revision = self._revision(request)
        details = self._details(request, record, act)
        record = act(record, by=request.user, on=localdate(), revision=revision, **details)
        return Response(self.shape(request, record))

    def _revision(self, request: Request) -> int | None:
        if not isinstance(request.data, dict):
            raise Faults([{"path": "", "message": "İstek gövdesi bir JSON nesnesi olmalıdır."}])
        revision = request.data.get("revision")
        if revision is not None and (isinstance(revision, bool) or not isinstance(revision, int)):
            raise Faults([{"path": "revision", "message": "Tam sayı olmalıdır."}])
        return revision

    def _details(self, request: Request, record: Any, act: Act) -> dict[str, Any]:
        """What the act asks, checked by the form that the pages show."""
        form_class = self.forms_of_acts.get(act.name, Form)
        with_record = getattr(form_class, "takes_record", False)
        made_with = {"record": record, "user": request.user} if with_record else {}
        return checked(form_class, request.data, known=REVISION, **made_with)


def open_acts(lifecycle: Lifecycle, record: Any, context: dict[str, Any]) -> list[str]:
    """Names of the acts that are open to the caller now; none on a record that is shown as it was."""
    if context.get("past"):
        return []
    return [act.name for act in lifecycle.open_to(context["request"].user, record)]


def act_body(lifecycle: Lifecycle, forms_of_acts: dict[str, type[Form]]) -> dict[str, Any]:
    """The body of an act in the OpenAPI document: what any act of the lifecycle asks, and which asks what."""
    properties: dict[str, Any] = {"revision": {"type": ["integer", "null"]}}
    asked = []
    for name, act in lifecycle.acts.items():
        fields = described(forms_of_acts.get(name, Form))
        properties = fields | properties
        asked.append(f"- `{name}` ({act.label}): {', '.join(f'`{field}`' for field in fields) or 'nothing'}")
    return {
        "type": "object",
        "description": "What the act asks; `revision` refuses the act when the record changed meanwhile. Keys that the "
        "act does not ask for are faults.\n\n" + "\n".join(asked),
        "properties": properties,
    }
