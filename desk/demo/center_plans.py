"""The demonstration's plans and reports of the first centre: the two last years, and this year's plan on its way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from centers.acts import GUIDE, PLAN, REPORT, prepare_plan, prepare_report
from centers.models import Center, GuideIndicator, GuideStatement, MonitoringGuide, YearlyPlan

A = PLAN.acts
AIM = "Öğretmenlerin sektördeki yeniliklere uyumunu sağlamak"
TARGET = "Merkezin alanlarında en az 120 öğretmene yüz yüze eğitim vermek"
INDICATORS = (
    ("G1", "Eğitim alan öğretmen sayısı", "öğretmen", 120, 112),
    ("G2", "Açılan eğitim sayısı", "eğitim", 8, 9),
)
STATEMENTS = (
    "Eğitim ihtiyaçları her yıl sektörle birlikte belirlenir.",
    "Eğitimler değerlendirilir ve sonuçları saklanır.",
)


def make_plans(center: Center, people: dict[str, User], today: date) -> None:
    """A guide in force; the last two years planned, realised and reported; this year planned."""
    _guide(people, today)
    founded = center.founded_on or today
    for year in range(max(founded.year, today.year - 2), today.year):
        plan = _send(_written(center, year, people, today), people, today)
        _realise(plan, people, today)
        _report(center, year, people, today)
    _written(center, today.year, people, today)


def _guide(people: dict[str, User], today: date) -> None:
    guide = MonitoringGuide.objects.create(name="İzleme kılavuzu (örnek)", source="Gösterim için", state_since=today)
    for code, name, unit, _, _ in INDICATORS:
        GuideIndicator.objects.create(guide=guide, code=code, name=name, unit=unit)
    for number, text in enumerate(STATEMENTS, start=1):
        GuideStatement.objects.create(guide=guide, number=number, text=text)
    GUIDE.acts["publish_guide"](guide, by=people["daire"], on=today, valid_from=date(2024, 5, 1))


def _written(center: Center, year: int, people: dict[str, User], on: date) -> YearlyPlan:
    by: Any = people["genelkoord"]
    plan = prepare_plan(center, by=by, on=on, year=year)
    A["write_aim"](plan, by=by, on=on, title=AIM)
    A["write_target"](plan, by=by, on=on, aim=plan.aims.get(), title=TARGET)
    target = plan.targets.get()
    for code, _, _, value, _ in INDICATORS:
        of_guide = GuideIndicator.objects.filter(guide=plan.guide, code=code).first()
        A["write_indicator"](
            plan, by=by, on=on, target=target, of_guide=of_guide, baseline=Decimal(0), target_value=Decimal(value)
        )
    return A["write_activity"](
        plan, by=by, on=on, target=target, title="CNC programlama eğitimi", method="Firmada üç günlük yüz yüze eğitim.",
        responsible="Merkez genel koordinatörü", first_day=date(year, 2, 1), last_day=date(year, 6, 15), period="quarterly",
    )  # fmt: skip


def _send(plan: Any, people: dict[str, User], on: date, lifecycle: Any = PLAN) -> Any:
    """Handed in, passed on by the principal, and as far as the demonstration's offices reach."""
    record = lifecycle.acts["hand_in"](plan, by=people["genelkoord"], on=on)
    for who in ("mudur", "ilce", "il"):
        person = people.get(who)
        if person is not None and lifecycle.acts["pass_on"].open_to(person, record):
            record = lifecycle.acts["pass_on"](record, by=person, on=on)
    return record


def _realise(plan: YearlyPlan, people: dict[str, User], on: date) -> None:
    by = people["genelkoord"]
    for code, _, _, _, value in INDICATORS:
        A["record_value"](
            plan, by=by, on=on, indicator=plan.indicators.get(of_guide__code=code), value=Decimal(value),
            measured_on=date(plan.year, 12, 20), evidence="Katılımcı listeleri",
        )  # fmt: skip
    A["record_activity"](
        plan, by=by, on=on, activity=plan.activities.get(), outcome="Dört grup hâlinde tamamlandı.",
        done_on=date(plan.year, 6, 15),
    )  # fmt: skip


def _report(center: Center, year: int, people: dict[str, User], on: date) -> None:
    report = prepare_report(center, by=people["genelkoord"], on=on, year=year)
    words = {
        "works": report.works,
        "gains": report.gains,
        "proposals": "Eğitimlerin bir bölümü simülatörle yapılabilir.",
    }
    report = REPORT.acts["write_report"](report, by=people["genelkoord"], on=on, **words)
    _send(report, people, on, REPORT)
