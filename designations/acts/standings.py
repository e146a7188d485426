"""The check of the country: begun every night and on demand, one at a time, taken up again where its worker died."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from accounts.models import User
from accounts.standing import duty_that_lets
from designations.choices import CheckKind
from designations.models import CountryCheck
from designations.permissions import may_check_country
from designations.standings import Tell, check_country
from designations.stars import refresh_stars
from workflow import jobs
from workflow.choices import JobState
from workflow.journal import record_act
from workflow.refusals import NotPermitted, OutOfState

TASK = "designations.tasks.run_country_check"
OVER = [JobState.DONE, JobState.FAILED, JobState.CANCELLED]
RUNS = "Ülke taraması zaten sürüyor; bitmesini bekleyin."
NOT_YOURS = "Ülke taramasını Genel Müdürlük görevlileri başlatır ve durdurur (idari usul)."


@transaction.atomic
def start_check(*, by: User | None, on: date) -> CountryCheck:
    """Have all open schools checked; ``by`` nobody: the nightly one. Refused while another check waits or runs."""
    _refuse_others(by)
    # A job that failed or was stopped holds nobody up.
    CountryCheck.objects.filter(is_open=True, job__state__in=OVER).update(is_open=False)
    check = CountryCheck(kind=CheckKind.ASKED if by else CheckKind.NIGHT, by=by, as_of=on, is_open=True)
    try:
        with transaction.atomic():
            check.save(force_insert=True)
    except IntegrityError:
        raise OutOfState(RUNS) from None
    check.job = jobs.start(TASK, title=f"Ülke taraması, {on:%d.%m.%Y}", by=by, check=check.pk)
    check.save(update_fields=["job"])
    _note(check, "start_check", "Ülke taraması başlatıldı", by=by, on=on)
    return check


@transaction.atomic
def stop_check(check: CountryCheck, *, by: User, on: date) -> CountryCheck:
    """Stop a check that waits or runs; the standings stay as the check before left them."""
    _refuse_others(by)
    check = CountryCheck.objects.select_for_update(of=("self",)).select_related("job").get(pk=check.pk)
    if check.finished_at or check.job is None or not jobs.cancel(check.job):
        raise OutOfState("Bu tarama bitti; durdurulacak bir iş yok.")
    check.is_open = False
    check.save(update_fields=["is_open"])
    _note(check, "stop_check", "Ülke taraması durduruldu", by=by, on=on)
    return check


def run_check(key: int, *, tell: Tell) -> CountryCheck:
    """Do the check; one that is done already, since its worker died only afterwards, is not done twice."""
    check = CountryCheck.objects.get(pk=key)
    if check.finished_at is None:
        refresh_stars(on=check.as_of)
        check_country(on=check.as_of, at=now(), check=check, tell=tell)
    return check


def _refuse_others(by: User | None) -> None:
    if by is not None and not may_check_country(by, None):
        raise NotPermitted(NOT_YOURS)


def _note(check: CountryCheck, act: str, label: str, *, by: User | None, on: date) -> None:
    lent = duty_that_lets(by, lambda user: may_check_country(user, None)) if by else None
    record_act(check, act=act, label=label, by=by, on=on, in_place_of=lent)
