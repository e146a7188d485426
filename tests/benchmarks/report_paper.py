"""Times the PDF of a centre's yearly report of at least forty pages, as a worker prints it.

    script/test --exec python -m tests.benchmarks.report_paper

Makes one report in a database of its own and grows all of it alike, as a large centre's year would, until the paper is long enough: an
activity of the plan for each indicator, a record of the year for each of both, and the words that the system drafts of them. Prints the
median of some printings beside the bare limit: the same words laid out without tables, tags or attached data. Beside them stand a report
that is tables alone, which has no goal of its own, and a paper of one page, by which machines compare: 0.06 s where the goal was set.
1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date
from html import escape
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database

GOAL, PAGES, RUNS = 5.0, 40, 3  # seconds


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=PAGES)
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        report = _received()
        sent = report.facts
        pages = _grown(report, sent, options.pages, _year)
        took, bare = _median(_paper, report), _median(_bare, report)
        _grown(report, sent, options.pages, _tables)
        tables, words = _median(_paper, report), _median(_bare, report)
        _fill(report, {"indicators": [], "activities": [], "tables": []}, "", "")
        page = _median(_paper, report, 3 * RUNS)
    missed = "   MISSED" if took > GOAL else ""
    print(f"{pages} pages         {took:5.2f} s   goal {GOAL:.0f} s   ×{took / bare:.1f} of its bare words{missed}")
    print(f"of tables alone  {tables:5.2f} s   ×{tables / words:.1f} of its bare words")
    print(f"one page         {page:5.2f} s   ×{took / page:.0f}")
    return 1 if missed else 0


def _received() -> Any:
    from centers.choices import ChainStatus
    from tests.factories.center_plans import make_report

    return make_report(ChainStatus.RECEIVED)


def _grown(report: Any, sent: dict[str, Any], least: int, fill: Callable[[Any, dict[str, Any], int], None]) -> int:
    """Fill the report with more of what was sent until it has so many pages; how many it has."""
    from pypdf import PdfReader

    size, pages = 0, 0
    while pages < least:
        size += 40 if pages < least - 10 else 4  # not longer than asked
        fill(report, sent, size)
        pages = len(PdfReader(BytesIO(_paper(report))).pages)
    return pages


def _year(report: Any, facts: dict[str, Any], size: int) -> None:
    """So many indicators, activities that were held, and records of each of the three subjects that a year brings most of."""
    from centers.rules.reports import Table, draft_of_gains, draft_of_works

    one, activity = facts["indicators"][0], facts["activities"][0]
    indicators = [{**one, "name": f"{number}. alanda eğitim alan öğretmen sayısı"} for number in range(1, size + 1)]
    activities = [
        {
            **activity,
            "title": f"{number}. CNC tezgâhlarında programlama eğitimi",
            "method": "Atölyede uygulamalı eğitim.",
            "outcome": "Eğitim sektör temsilcisiyle birlikte verildi; katılanların tümü değerlendirmede başarılı oldu, "
            "ders materyali bu eğitimin sonunda güncellendi ve alanın öğretmenlerine dağıtıldı.",
            "done_on": "2026-05-14",
        }
        for number in range(1, size + 1)
    ]
    shapes = (
        ("Tespit edilen ihtiyaçlar", ("İhtiyaç", "Türü", "Tespit günü", "Durumu"), "Karşılandı"),
        ("Hizmet içi eğitim faaliyetleri", ("Faaliyet", "Günler", "Düzeyi", "Durumu"), "Tamamlandı"),
        ("Merkezin çalışmaları", ("Tür", "Çalışma", "Durumu", "Sonuç"), "Ders materyali hazırlandı."),
    )
    tables = [
        Table(
            title,
            columns,
            tuple((f"{number}. CNC eğitimi", "Mahallî", "14.05.2026", said) for number in range(size // 3)),
        )
        for title, columns, said in shapes
    ]
    dated = [{**row, "done_on": date.fromisoformat(row["done_on"])} for row in activities]
    shown = {"indicators": indicators, "activities": activities, "tables": [table.as_json() for table in tables]}
    _fill(report, shown, draft_of_works(dated, tables), draft_of_gains(indicators))


def _tables(report: Any, facts: dict[str, Any], size: int) -> None:
    """Nothing but rows of many narrow cells."""
    one, activity = facts["indicators"][0], facts["activities"][0]
    rows = {
        "indicators": [one] * size,
        "activities": [{**activity, "method": "Atölyede uygulamalı eğitim. " * 6}] * size,
    }
    _fill(report, {**rows, "tables": []}, "", "")


def _fill(report: Any, facts: dict[str, Any], works: str, gains: str) -> None:
    report.facts, report.works, report.gains = facts, works, gains


def _paper(report: Any) -> bytes:
    from centers.papers.reports import report_paper
    from tests.factories import TODAY

    return report_paper(report, on=TODAY)


def _bare(report: Any) -> bytes:
    from weasyprint import HTML

    from centers.papers.reports import content_of
    from tests.factories import TODAY

    content = content_of(report, TODAY)
    rows = [" ".join(map(str, row)) for table in content["tables"] for row in table["rows"]]
    lines = [line for part in content["parts"] for line in part["lines"]]
    paper: bytes = HTML(string="".join(f"<p>{escape(row)}</p>" for row in [*lines, *rows])).write_pdf()
    return paper


def _median(call: Callable[[Any], object], report: Any, runs: int = RUNS) -> float:
    return median(_seconds(call, report) for _ in range(runs))


def _seconds(call: Callable[[Any], object], report: Any) -> float:
    began = perf_counter()
    call(report)
    return perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
