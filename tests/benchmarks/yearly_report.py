"""Times the General Directorate's yearly report, as a worker makes it: counted, drawn and printed as PDF/UA, and as a workbook.

    script/test --exec python -m tests.benchmarks.yearly_report

Makes a country of 4,000 schools and 20,000 applications in a database of its own, and orders the report, whose task runs to its end, so that progress is
kept, too. Prints the seconds beside the bare limit: asking for the same figures, and a paper of one page. 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from io import BytesIO
from time import perf_counter
from typing import Any

GOAL = 20.0  # seconds
LAST_DAY = date(2026, 12, 31)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--schools", type=int, default=4_000)
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        by = _country(options.schools)
        report, took = _made(by)
        counted, page, book = _timed(_counted), _timed(_one_page, report), _timed(_book, report)
        pages, told = _pages(report), report.job.total
    finally:
        teardown_databases(made, verbosity=0)
    missed = "   MISSED" if took > GOAL else ""
    print(f"{options.schools:,} schools, {pages} pages, progress in {told} steps")
    print(f"report as PDF  {took:5.2f} s   goal {GOAL:.0f} s   ×{took / counted:.1f} of its bare questions{missed}")
    print(f"its questions  {counted:5.2f} s")
    print(f"its workbook   {book:5.2f} s")
    print(f"one page       {page:5.2f} s   ×{took / page:.0f}")
    return 1 if missed else 0


def _country(schools: int) -> Any:
    from tests.benchmarks.performance_budget import _build

    return _build(schools, max(1, schools // 4_000))["Bakanlık"].user


def _made(by: Any) -> tuple[Any, float]:
    """Ordered, and its task run to the end; what was printed before of the same figures would not be printed again."""
    from desk.models import DirectorateReport
    from desk.yearly.acts import order_report

    began = perf_counter()
    report = order_report(year=LAST_DAY.year, by=by, on=LAST_DAY)  # the tests' settings run tasks at once
    took = perf_counter() - began
    return DirectorateReport.objects.select_related("job").get(pk=report.pk), took


def _counted() -> None:
    from desk.yearly.counting import count
    from desk.yearly.rules.facts import period_of

    count(period_of(LAST_DAY.year, LAST_DAY))


def _one_page(report: Any) -> None:
    from weasyprint import HTML

    HTML(string=f"<h1>{report}</h1><p>{report.digest}</p>").write_pdf()


def _book(report: Any) -> None:
    from desk.yearly.papers import report_book

    report_book(report)


def _pages(report: Any) -> int:
    from pypdf import PdfReader

    from desk.yearly.papers import paper_of

    paper = paper_of(report)
    assert paper is not None
    with paper.file.open("rb") as pdf:
        return len(PdfReader(BytesIO(pdf.read())).pages)


def _timed(call: Any, *given: Any) -> float:
    call(*given)
    began = perf_counter()
    call(*given)
    return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
