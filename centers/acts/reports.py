"""The acts on a centre's yearly report: drafted from plan and records, finished, sent; more time is given (smm/11/2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from centers.choices.centers import STANDING, CenterStatus
from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.models import Center, ReportExtension, YearlyPlan, YearlyReport
from centers.models.reports import ONE_A_YEAR
from centers.permissions.chain import may_write
from centers.permissions.plans import may_extend, may_open
from centers.reporting import drafted, facts_of, last_day
from centers.rules import reports as rules
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .centers import CENTER
from .chain import ChainSubject, chain_acts
from .plans import SENT, refuse_year

REPORT = Lifecycle()
BASIS = "smm/11/2"
PARTS = {
    "works": "Yapılan çalışmalar",
    "gains": "Elde edilen kazanımlar",
    "proposals": "Yeni uygulamalara ait öneriler",
    "indicators": "Göstergeler ve gerçekleşenler",
    "nothing": "Bildirilecek bir şey olmaması",
}


def _plan_of(center: Center, year: int) -> YearlyPlan | None:
    """The plan on which the year's report rests: one that was sent."""
    return YearlyPlan.objects.filter(center=center, year=year, status__in=SENT).first()


@REPORT.opening("Yıllık rapor hazırla", target=ChainStatus.DRAFT, may=may_open, cites=BASIS)
def open_report(center: Center, /, *, by: User, on: date, year: int) -> YearlyReport:
    """Opens the report of a year; works and gains are drafted from the year's plan and records."""
    Center.objects.select_for_update(of=("self",)).get(pk=center.pk)
    refuse_year(year, on)
    if year > on.year:
        raise Invalid("Yıl", {"year": "Henüz başlamamış bir yılın raporu hazırlanmaz (SMM Yönergesi m. 11/2)."})
    if not _was_open(center, year):
        said = "Merkez bu yıl faaliyette değildi (SMM Yönergesi m. 11/2)."
        raise Invalid(said, {"year": said})
    if YearlyReport.objects.filter(center=center, year=year).exclude(status=ChainStatus.DROPPED).exists():
        raise Invalid(ONE_A_YEAR, {"year": ONE_A_YEAR})
    made = YearlyReport(
        center=center, year=year, plan=_plan_of(center, year), author=by, state_since=on, usual_due_on=last_day(year)
    )
    _take(made, drafted(made))
    made.save()
    return made


def _was_open(center: Center, year: int) -> bool:
    if center.status not in {*STANDING, CenterStatus.CLOSED} or center.founded_on is None:
        return False
    return center.founded_on.year <= year and (center.closed_on is None or center.closed_on.year >= year)


def _take(report: YearlyReport, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        setattr(report, name, text)


def prepare_report(center: Center, *, by: User, on: date, year: int) -> YearlyReport:
    """The opening as doors call it: two who open the report of a year at once have one, and the other is told."""
    try:
        with transaction.atomic():
            made: YearlyReport = open_report(center, by=by, on=on, year=year)
    except IntegrityError as error:
        if "yearlyreport_one_a_year" not in str(error):
            raise
        raise Invalid(ONE_A_YEAR, {"year": ONE_A_YEAR}) from error
    return made


@REPORT.act("Raporu yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_report(
    report: YearlyReport, /, *, by: User, on: date, works: str = "", gains: str = "", proposals: str = ""
) -> None:
    """Finishes the draft: works of the year, gains, and proposals for new practices."""
    report.works, report.gains, report.proposals = works.strip(), gains.strip(), proposals.strip()
    report.nothing_reason, report.author = "", by


@REPORT.act(
    "Taslağı kayıtlardan yenile", source=IN_THE_CENTRE, may=may_write,
    done="Çalışmalar ve kazanımlar, yılın planından ve kayıtlarından yeniden yazıldı.",
)  # fmt: skip
def redraft_report(report: YearlyReport, /, *, by: User, on: date) -> dict[str, Any]:
    """Writes works and gains anew from the year's plan and records; what stood there goes into the journal."""
    before = {"works": report.works, "gains": report.gains}
    report.plan, report.nothing_reason, report.author = _plan_of(report.center, report.year), "", by
    _take(report, drafted(report))
    return {"before": before}


@REPORT.act("Bildirilecek bir şey yok", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def state_nothing(report: YearlyReport, /, *, by: User, on: date, reason: str) -> None:
    """States, with the reason, that there is nothing to report of the year; it is sent as any report is."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    report.nothing_reason, report.author = reason.strip(), by


@REPORT.act("Rapor taslağından vazgeç", source=IN_THE_CENTRE, target=ChainStatus.DROPPED, may=may_write, danger=True)
def drop_report(report: YearlyReport, /, *, by: User, on: date, reason: str) -> None:
    """Gives the draft up; the report of the year is still owed."""
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})


def _refuse_incomplete(report: YearlyReport, by: User, on: date) -> None:
    """And freezes what plan and records say that day."""
    opens = rules.opens_on(report.year, days_before=settings.CENTRE_REPORT_OPENS_DAYS_BEFORE)
    if on < opens:
        raise Invalid(
            f"{report.year} raporu takvim yılı sonunda gönderilir (SMM Yönergesi m. 11/2); "
            f"gönderme {opens:%d.%m.%Y} günü açılır (idari usul)."
        )
    if not report.nothing_reason:
        report.plan = _plan_of(report.center, report.year)
        rows = report.plan.indicators.filter(realised=None) if report.plan else []
        texts = {name: getattr(report, name) for name in ("works", "gains", "proposals")}
        found = rules.faults_of_report(texts, has_plan=report.plan is not None, unrealised=[row.name for row in rows])
        if found:
            raise Invalid(" ".join(found.values()), found)
    report.facts = facts_of(report)


chain_acts(
    REPORT,
    YearlyReport,
    ChainSubject(parts=PARTS, tells="centers.tasks.after_report_step", cites=BASIS, check=_refuse_incomplete),
)


@CENTER.act("Rapor süresini uzat", source=(*STANDING, CenterStatus.CLOSED), may=may_extend)
def extend_report(center: Center, /, *, by: User, on: date, year: int, due_on: date, reason: str) -> dict[str, Any]:
    """Gives the centre more time for the report of a year, with the reason."""
    refuse_year(year, on)
    given = ReportExtension.objects.filter(center=center, year=year).first()
    before = given.due_on if given else last_day(year)
    if due_on <= before:
        said = f"Yeni gün, bugünkü son günden ({before:%d.%m.%Y}) sonra olmalıdır."
        raise Invalid(said, {"due_on": said})
    if not reason.strip():
        raise Invalid("Nedenini yazın.", {"reason": "Nedenini yazın."})
    ReportExtension.objects.update_or_create(
        center=center, year=year,
        defaults={"due_on": due_on, "reason": reason.strip(), "given_by": by, "given_on": on},
    )  # fmt: skip
    return {"before": before}
