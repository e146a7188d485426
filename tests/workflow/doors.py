"""The three doors of an act as a person goes through them: the ministry's admin, the page, the API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from workflow.models import JournalEntry

PAGES = {
    "dossier": "designations:dossier_act",
    "designation": "designations:designation_act",
    "followupreport": "designations:follow_up_report_act",
    "controlcampaign": "designations:control_campaign_act",
    "controlledschool": "designations:controlled_school_act",
    "protocol": "protocols:act",
    "amendment": "protocols:amendment_act",
    "protocolduty": "protocols:duty_act",
    "practiceplace": "protocols:place_act",
    "safetyapproval": "protocols:approval_act",
    "trainer": "protocols:trainer_act",
    "advisoryboard": "protocols:board_act",
    "boardmeeting": "protocols:board_meeting_act",
    "resolution": "protocols:board_resolution_act",
    "expensestatement": "protocols:expense_act",
    "transferround": "transfers:round_act",
    "quota": "transfers:quota_act",
    "application": "transfers:application_act",
    "commission": "transfers:commission_act",
    "sitting": "transfers:sitting_act",
    "center": "centers:center_act",
    "need": "centers:need_act",
    "programme": "centers:programme_act",
    "activity": "centers:activity_act",
    "centertask": "centers:task_act",
    "taskanswer": "centers:answer_act",
    "monitoring": "centers:monitoring_act",
    "yearlyplan": "centers:plan_act",
    "planreopening": "centers:reopening_act",
    "yearlyreport": "centers:report_act",
    "work": "centers:work_act",
    "staffassignment": "centers:assignment_act",
    "selectioncall": "centers:call_act",
    "postapplication": "centers:application_act",
    "provisionversion": "desk:provision_version_act",
}
IN_THE_API = {
    "followupreport": "follow-up-reports",
    "controlcampaign": "control-campaigns",
    "controlledschool": "controlled-schools",
    "protocolduty": "protocol-duties",
    "expensestatement": "expense-statements",
    "practiceplace": "practice-places",
    "safetyapproval": "safety-approvals",
    "advisoryboard": "advisory-boards",
    "boardmeeting": "board-meetings",
    "resolution": "board-resolutions",
    "transferround": "transfer-rounds",
    "quota": "transfer-quotas",
    "application": "transfer-applications",
    "commission": "transfer-commissions",
    "sitting": "transfer-sittings",
    "need": "center-needs",
    "programme": "center-programmes",
    "activity": "center-activities",
    "centertask": "center-tasks",
    "taskanswer": "center-task-answers",
    "monitoring": "center-monitorings",
    "yearlyplan": "center-plans",
    "planreopening": "center-plan-reopenings",
    "yearlyreport": "center-reports",
    "monitoringguide": "monitoring-guides",
    "work": "center-works",
    "staffassignment": "center-assignments",
    "selectioncall": "center-calls",
    "postapplication": "center-applications",
    "provisionversion": "provision-versions",
}
GATHERED = ("notes", "answers")  # under which the API takes what are fields of their own elsewhere
ADMIN, PAGE, API = DOORS = ("admin", "page", "API")


@dataclass(frozen=True)
class Outcome:
    """What an act did, seen from outside: the state, its entries in the journal, and the refusal where there was one."""

    status: str
    revision: int
    entries: list[dict[str, Any]]
    refusal: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def through(door: str, record: Any, act: str, *, by: Any, **values: Any) -> Outcome:
    """Go through the door, look at what happened, and undo it, so that the next door finds everything as it was.

    ``values``: what the act asks, by the names of its form; ``notes`` is a form of its own name in the API.
    """
    client = Client()
    client.force_login(by)
    with transaction.atomic():
        refusal, findings = {ADMIN: _admin, PAGE: _page, API: _api}[door](client, record, act, values)
        now = type(record).objects.get(pk=record.pk)
        entries = [_entry(entry) for entry in JournalEntry.objects.of(record)]
        transaction.set_rollback(True)
    return Outcome(now.status, now.revision, entries, refusal, findings)


def code_of_the_api(record: Any, act: str, *, by: Any, **values: Any) -> int:
    client = Client()
    client.force_login(by)
    with transaction.atomic():
        code = _post(client, record, act, values).status_code
        transaction.set_rollback(True)
    return code


def _entry(entry: JournalEntry) -> dict[str, Any]:
    """All that an entry says, but the moment, its place in the chain, and keys of records that the act made."""
    names = ("act", "label", "before", "after", "cites", "by_id", "by_name", "on")
    details = {key: value | {"id": "?"} if isinstance(value, dict) and "kind" in value else value
               for key, value in entry.details.items()}  # fmt: skip
    return {name: getattr(entry, name) for name in names} | {"details": details}


def _admin(client: Client, record: Any, act: str, values: dict[str, Any]) -> tuple[list[str], list[str]]:
    opts = record._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_act", args=[record.pk, act])
    return _shown(client.post(url, _flat(values)))


def _page(client: Client, record: Any, act: str, values: dict[str, Any]) -> tuple[list[str], list[str]]:
    return _shown(client.post(reverse(PAGES[record._meta.model_name], args=[record.pk, act]), _flat(values)))


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    gathered = {key: value for name in GATHERED for key, value in values.get(name, {}).items()}
    return {key: value for key, value in {**values, **gathered}.items() if key not in GATHERED}


def _shown(response: Any) -> tuple[list[str], list[str]]:
    if response.status_code == 302:
        return [], []
    assert response.status_code == 200, response.status_code
    form = response.context["form"]
    findings = getattr(form, "findings", None) or response.context.get("findings") or []
    return (
        sorted(str(message) for messages in form.errors.values() for message in messages),
        [finding.provision for finding in findings],
    )


def _api(client: Client, record: Any, act: str, values: dict[str, Any]) -> tuple[list[str], list[str]]:
    response = _post(client, record, act, values)
    if response.status_code == 200:
        return [], []
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    told = [fault["message"] for fault in problem.get("faults", [])] or [problem["detail"]]
    return sorted(told), [finding["provision"] for finding in problem.get("findings", [])]


def _post(client: Client, record: Any, act: str, values: dict[str, Any]) -> Any:
    name = IN_THE_API.get(record._meta.model_name, f"{record._meta.model_name}s")
    path = f"/api/v1/{name}/{record.pk}/acts/{act}/"
    return client.post(path, values, content_type="application/json")
