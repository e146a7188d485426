"""The demonstration's years of the other centres: plans and reports in every state, and monitoring periods."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from centers.acts import MONITORING, PLAN, REPORT, begin_monitoring, prepare_plan, prepare_report, take_over
from centers.choices import ChainStatus, FindingLevel
from centers.models import Monitoring, YearlyPlan
from centers.rules.taken import TakenActivity, TakenAim, TakenIndicator, TakenPlan, TakenTarget

from .center_people import Team, bring

S = ChainStatus
# What becomes of a report, by the number of the centre; others arrive. ``None``: it is missing.
LAST_YEAR = {4: S.RETURNED, 6: "nothing", 8: None, 10: S.AT_DIRECTORATE, 12: S.DRAFT, 14: S.AT_PROVINCE}
BEFORE = {5: None, 7: "nothing"}
THIS_YEAR = {3: S.AT_DIRECTORATE, 6: S.RETURNED, 9: S.AT_SCHOOL, 12: S.DRAFT, 15: S.AT_COORDINATOR}
NOTHING = "Okulun taşınması nedeniyle yıl içinde eğitim verilemedi; çalışmalar gelecek yıla aktarıldı."
AIMS = (
    ("Öğretmenlerin sektördeki yeniliklere uyumunu sağlamak", "En az {people} öğretmene yüz yüze eğitim vermek"),
    ("Ders materyalini sektörle birlikte güncellemek", "Yılda en az {units} öğrenme birimini güncellemek"),
)
FINDINGS = (
    (FindingLevel.GOOD, "Eğitim ihtiyaçları işletme ziyaretleriyle belirleniyor."),
    (FindingLevel.MINOR, "Eğitim değerlendirme anketleri bir araya getirilmiyor."),
)


def make_years(teams: list[Team], today: date) -> None:
    """Three years of each: the first taken over from the former portal, the last on its way."""
    for team in teams:
        for year in range(today.year - 2, today.year + 1):
            if team.since.year <= year:
                _year(team, year, today)
        _monitor(team, today)


def _year(team: Team, year: int, today: date) -> None:
    if year == today.year - 2:
        take_over(team.center, by=team.expert, on=today, year=year, taken=_taken(team, year))
        _report(team, year, BEFORE.get(team.number, S.RECEIVED), today)
        return
    on = min(max(date(year, 1, 20), team.since), today)
    plan = _written(team, year, on)
    if year == today.year:
        to = THIS_YEAR.get(team.number, S.RECEIVED)
        bring(PLAN, plan, team, S(to), on, part="indicators")
        return
    bring(PLAN, plan, team, S.RECEIVED, on)
    _realise(plan, team, min(date(year, 12, 20), today))
    _report(team, year, LAST_YEAR.get(team.number, S.RECEIVED), today)


def _figures(team: Team, year: int) -> tuple[tuple[str, str, str, int, int], ...]:
    """Code in the guide, name, unit, what is aimed at and what came of it: other for each centre and year, always the same."""
    people = 60 + (team.number * 17 + year * 7) % 90
    units = 3 + (team.number + year) % 5
    reached = people * (70 + (team.number * 13 + year * 11) % 45) // 100
    return (
        ("G1", "Eğitim alan öğretmen sayısı", "öğretmen", people, reached),
        ("G2", "Açılan eğitim sayısı", "eğitim", 4 + team.number % 6, 3 + (team.number + year) % 8),
        ("", "Güncellenen öğrenme birimi sayısı", "birim", units, units - team.number % 2),
    )


def _titles(team: Team, year: int) -> list[tuple[str, str]]:
    people, _, units = _figures(team, year)
    return [(aim, target.format(people=people[3], units=units[3])) for aim, target in AIMS]


def _taken(team: Team, year: int) -> TakenPlan:
    """As the former portal had it: sent in its first month, realised by its end."""
    measured, field = date(year, 12, 20), team.center.fields_on(date(year, 12, 20))[0].pk
    rows = [
        TakenIndicator(name, "number", unit, "up", field, Decimal(0), Decimal(aimed), Decimal(value), measured, "Katılımcı listeleri")
        for _, name, unit, aimed, value in _figures(team, year)
    ]  # fmt: skip
    first, last = date(year, 5, 10), date(year, 11, 30)
    activity = TakenActivity(
        "Sektör eğitimleri", "İşletmede üç günlük eğitim.", team.coordinator.get_full_name(), first, last, "quarterly",
        "Planlanan gruplar tamamlandı.", last,
    )  # fmt: skip
    parts = (rows[:2], rows[2:])
    aims = tuple(
        TakenAim(aim, (TakenTarget(target, tuple(own), (activity,)),))
        for (aim, target), own in zip(_titles(team, year), parts, strict=True)
    )
    return TakenPlan(aims, date(year, 5, 2))


def _written(team: Team, year: int, on: date) -> YearlyPlan:
    acts, by = PLAN.acts, team.writer
    plan = prepare_plan(team.center, by=by, on=on, year=year)
    guides = {one.code: one for one in plan.guide.indicators.all()} if plan.guide else {}
    figures, field = _figures(team, year), team.center.fields_on(on)[0]
    for (aim, target), own in zip(_titles(team, year), (figures[:2], figures[2:]), strict=True):
        acts["write_aim"](plan, by=by, on=on, title=aim)
        acts["write_target"](plan, by=by, on=on, aim=plan.aims.order_by("-pk")[0], title=target)
        row = plan.targets.order_by("-pk")[0]
        for code, name, unit, aimed, _ in own:
            acts["write_indicator"](
                plan, by=by, on=on, target=row, of_guide=guides.get(code), baseline=Decimal(0), target_value=Decimal(aimed),
                name=name, kind="number", unit=unit, direction="up", field=field,
            )  # fmt: skip
        plan = acts["write_activity"](
            plan, by=by, on=on, target=row, title=f"{team.center.school.province.name} sektör eğitimleri",
            method="İşletmede üç günlük yüz yüze eğitim; ardından okulda uygulama.",
            responsible=team.coordinator.get_full_name(), first_day=date(year, 2 + team.number % 3, 5 + team.number),
            last_day=date(year, 6 + team.number % 5, 5 + team.number), period="quarterly",
        )  # fmt: skip
    return plan


def _realise(plan: YearlyPlan, team: Team, on: date) -> None:
    by, acts = team.writer, PLAN.acts
    values = {name: value for _, name, _, _, value in _figures(team, plan.year)}
    for indicator in plan.indicators.order_by("pk"):
        acts["record_value"](
            plan, by=by, on=on, indicator=indicator, value=Decimal(values.get(indicator.name, 1)), measured_on=on,
            evidence="Katılımcı listeleri",
        )  # fmt: skip
    for activity in plan.activities.order_by("pk"):
        acts["record_activity"](
            plan, by=by, on=on, activity=activity, outcome="Gruplar planlandığı gibi tamamlandı.", done_on=on
        )


def _report(team: Team, year: int, end: str | None, today: date) -> None:
    """To where it is told to end; a report that arrives does so before the last day."""
    if end is None:
        return
    on, by = min(date(year + 1, 1, 8 + team.number), today), team.writer
    report = prepare_report(team.center, by=by, on=on, year=year)
    if end == "nothing":
        report = REPORT.acts["state_nothing"](report, by=by, on=on, reason=NOTHING)
        bring(REPORT, report, team, S.RECEIVED, on)
        return
    proposals = "Eğitimlerin bir bölümü simülatörle, bir bölümü işletmede yapılabilir."
    report = REPORT.acts["write_report"](
        report, by=by, on=on, works=report.works, gains=report.gains, proposals=proposals
    )
    bring(REPORT, report, team, S(end), on, part="gains")


def _monitor(team: Team, today: date) -> None:
    """Two periods of half a year; what was found in the first is improved, that of the second still open."""
    acts = MONITORING.acts
    for number, (first, last) in enumerate(
        (
            (date(today.year - 1, 7, 1), date(today.year - 1, 12, 31)),
            (date(today.year, 7, 1), date(today.year, 12, 31)),
        )
    ):
        on = min(last, today)
        if team.since > first or first > today:
            continue
        title = f"{first.year} yılı ikinci dönem"
        record = begin_monitoring(
            team.center, by=team.expert, on=min(first, today), title=title, first_day=first, last_day=last
        )
        if record.guide is not None:
            for statement in record.guide.statements.all():
                answer = (team.number + statement.number + number) % 4
                acts["assess"](record, by=team.writer, on=on, statement=statement, answer=answer)
        for level, text in FINDINGS:
            record = acts["write_finding"](record, by=team.expert, on=on, text=text, level=level)
        _improve(record, team, on, is_closed=number == 0)


def _improve(record: Monitoring, team: Team, on: date, *, is_closed: bool) -> None:
    acts = MONITORING.acts
    finding = record.findings.get(level=FindingLevel.MINOR)
    record = acts["plan_improvement"](
        record, by=team.writer, on=on, finding=finding, text="Anketler tek dosyada toplanacak",
        responsible=team.coordinator.get_full_name(), due_on=on + timedelta(days=45 + team.number),
    )  # fmt: skip
    if is_closed:
        acts["follow_improvement"](
            record,
            by=team.writer,
            on=on,
            improvement=record.improvements.get(),
            outcome="Anketler toplandı.",
            done_on=on,
        )
        acts["close_monitoring"](
            record, by=team.expert, on=on, conclusion="Merkez çalışmalarını geliştirerek sürdürüyor."
        )
