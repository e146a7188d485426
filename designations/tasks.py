"""Celery's way in: papers and notices that follow an act, and the nightly check of the country."""

from __future__ import annotations

from datetime import date
from typing import Any

from celery import shared_task
from django.urls import reverse
from django.utils.timezone import localdate, now

from documents.models import Paper
from workflow.choices import NoticeKind
from workflow.jobs import running
from workflow.models import Job
from workflow.notices import tell
from workflow.refusals import OutOfState

from . import circulars, papers, telling, telling_controls
from .acts.law import compute_version_trial
from .acts.scenarios import compute
from .acts.standings import run_check, start_check
from .models import Circular, ControlCampaign, ControlledSchool, Designation, Dossier, FollowUpReport
from .papers.campaigns import issue_letters
from .papers.yearly import issue_report
from .stars import refresh_stars
from .telling_standings import told_changes


def _dossier(pk: int) -> Dossier:
    return Dossier.objects.select_related("school__province", "policy", "reviewer").get(pk=pk)


def _designation(pk: int) -> Designation:
    return Designation.objects.select_related("school__province", "dossier").get(pk=pk)


@shared_task
def after_submission(*, pk: int, **_: Any) -> None:
    """The receipt for the province."""
    dossier = _dossier(pk)
    telling.told_submitted(dossier, on=localdate())
    papers.issue_receipt(dossier)


@shared_task
def after_return(*, pk: int, **_: Any) -> None:
    """The letter that says what to mend."""
    dossier = _dossier(pk)
    telling.told_returned(dossier, on=localdate())
    papers.issue_return(dossier)


@shared_task
def after_proposal(*, pk: int, **_: Any) -> None:
    """Tells those who may decide."""
    telling.told_proposed(_dossier(pk), on=localdate())


@shared_task
def after_approval(*, pk: int, **_: Any) -> None:
    """The decision paper (olur)."""
    dossier = _dossier(pk)
    telling.told_decided(dossier, on=localdate())
    papers.issue_decision(dossier)


@shared_task
def after_refusal(*, pk: int, **_: Any) -> None:
    """The refusal, as complete as an approval."""
    dossier = _dossier(pk)
    telling.told_decided(dossier, on=localdate())
    papers.issue_refusal(dossier)


@shared_task
def after_announcement(*, pk: int, **_: Any) -> None:
    """The letter that announces a revocation and asks for an answer."""
    designation = _designation(pk)
    telling.told_announced(designation, on=localdate())
    papers.issue_announcement(designation)


@shared_task
def after_ending(*, pk: int, **_: Any) -> None:
    """The paper of the end: revoked, entered in error, or ended with the school."""
    designation = _designation(pk)
    telling.told_ended(designation, on=localdate())
    papers.issue_ending(designation)


def _report(pk: int) -> FollowUpReport:
    return FollowUpReport.objects.select_related("designation__school__province", "handed_in_by").get(pk=pk)


@shared_task
def after_report_sent(*, pk: int, **_: Any) -> None:
    """Tells the General Directorate that a follow-up report waits."""
    telling.told_report_sent(_report(pk), on=localdate())


@shared_task
def after_report_returned(*, pk: int, **_: Any) -> None:
    """Tells the school's side what is to be mended."""
    telling.told_report_returned(_report(pk), on=localdate())


@shared_task
def after_report_received(*, pk: int, **_: Any) -> None:
    """Tells the school's side, and keeps the report as a paper."""
    report = _report(pk)
    telling.told_report_received(report, on=localdate())
    issue_report(report, on=localdate())


@shared_task
def warn_of_reports(**_: Any) -> None:
    """Reminds of follow-up reports that are due."""
    telling.warn_of_reports(on=localdate())


@shared_task
def after_campaign_announced(*, pk: int, **_: Any) -> None:
    """The letter to each province with the schools that were drawn there."""
    issue_letters(ControlCampaign.objects.select_related("announced_by").get(pk=pk))


@shared_task
def after_collecting_began(*, pk: int, **_: Any) -> None:
    """Tells the side of each school that an answer is asked for."""
    telling_controls.told_asked(ControlCampaign.objects.get(pk=pk), on=localdate())


def _controlled(pk: int) -> ControlledSchool:
    related = ("campaign", "designation__school__province", "designation__school__district")
    return ControlledSchool.objects.select_related(*related).get(pk=pk)


@shared_task
def after_control_answered(*, pk: int, **_: Any) -> None:
    """Tells the General Directorate that an answer waits."""
    telling_controls.told_answered(_controlled(pk), on=localdate())


@shared_task
def after_control_returned(*, pk: int, **_: Any) -> None:
    """Tells the school's side what is to be completed."""
    telling_controls.told_returned(_controlled(pk), on=localdate())


@shared_task
def after_control_extended(*, pk: int, **_: Any) -> None:
    """Tells the school's side of its new last day."""
    telling_controls.told_extended(_controlled(pk), on=localdate())


@shared_task
def after_control_reminded(*, pk: int, **_: Any) -> None:
    """Reminds the school's side."""
    telling_controls.told_reminded(_controlled(pk), on=localdate())


@shared_task
def after_control_concluded(*, pk: int, **_: Any) -> None:
    """Tells the school's side what the control found."""
    telling_controls.told_concluded(_controlled(pk), on=localdate())


@shared_task
def warn_of_controls(**_: Any) -> None:
    """Reminds of answers to control campaigns that are due."""
    telling_controls.warn_of_controls(on=localdate())


@shared_task
def after_number(*, pk: int, **_: Any) -> None:
    """Tells those whom an official paper concerns."""
    telling.told_official(Paper.objects.get(pk=pk), on=localdate())


@shared_task
def after_policy(**_: Any) -> None:
    """New thresholds may give or take stars."""
    refresh_stars(on=localdate())


@shared_task
def check_the_country(**_: Any) -> None:
    """Every night: all schools against all designations; a policy may have come in force overnight."""
    try:
        start_check(by=None, on=localdate())
    except OutOfState:
        return  # somebody asked for one, and it runs


@shared_task
def run_country_check(*, job: str, check: int, **_: Any) -> None:
    """The check itself, and what changed told to whom it concerns."""
    with running(job) as progress:
        done = run_check(check, tell=progress.tell)
        progress.result = {"schools": done.schools, "changed": done.changed}
        told_changes(done)
        if done.by:
            text = f"Ülke taraması bitti: {done.schools} kurum, {done.changed} değişiklik."
            address = reverse("designations:country_check", args=[done.pk])
            tell([done.by], text, address, occasion=f"country-check-{done.pk}-done", kind=NoticeKind.JOB)


@shared_task
def run_scenario_job(*, job: str, scenario: int, on: str, **_: Any) -> None:
    """Try a scenario on the country, and say that it is done."""
    with running(job) as progress:
        done = compute(scenario, on=date.fromisoformat(on), tell=progress.tell)
        progress.result = {"gains": done.gains, "losses": done.losses}
        started = Job.objects.select_related("by").get(pk=job).by
        text = f"{done.name}: hesaplandı; {done.gains} kazanan, {done.losses} yitiren."
        address = reverse("designations:scenario", args=[done.pk])
        tell([started] if started else [], text, address, occasion=f"scenario-{job}", kind=NoticeKind.JOB)


@shared_task
def try_version(*, job: str, version: int, on: str, **_: Any) -> None:
    """Ask the country by the rules of both versions of a provision, and say that it is done."""
    with running(job) as progress:
        done = compute_version_trial(version, on=date.fromisoformat(on), tell=progress.tell)
        progress.result = {"schools": done.result["schools"], "turned": len(done.turned)}
        text = f"{done.version}: ülkede denendi; {len(done.turned)} sonuç değişiyor."
        address = reverse("desk:provision_version", args=[version])
        tell([done.by], text, address, occasion=f"version-trial-{job}", kind=NoticeKind.JOB)


@shared_task
def print_circular(*, job: str, pk: str, **_: Any) -> None:
    """Print the letters of a circular, pack them, and say that they are there."""
    with running(job) as progress:
        circular = Circular.objects.select_related("by").get(pk=pk)
        progress.result = circulars.print_letters(circular, tell=progress.tell)
        circulars.pack(circular, at=now())
        faults = progress.result["faults"]
        printed = progress.result["letters"] - faults
        text = f"“{circular.subject}”: {printed} yazı basıldı" + (f", {faults} yazı basılamadı." if faults else ".")
        address = reverse("designations:circular", args=[circular.pk])
        tell([circular.by], text, address, occasion=f"circular-{job}", kind=NoticeKind.JOB)


@shared_task
def forget_circulars(**_: Any) -> None:
    """Delete the ZIP files whose time is over."""
    circulars.forget_packed(at=now())
