"""Times the PDF of a centre's yearly report of at least forty pages, as a worker prints it.

    script/test --exec python -m tests.benchmarks.report_paper

Makes one report in a database of its own, grows the tables that were sent with it until the paper is long enough, and prints the median
of some printings beside the bare limit: the same words laid out without tables, tags or attached data. Beside it stands the time of a
paper of one page, by which machines compare: 0.06 s where the goal was set. 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import os
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
        report, pages = _long_report(options.pages)
        took = median(_seconds(lambda: _paper(report)) for _ in range(RUNS))
        bare = median(_seconds(lambda: _bare(report)) for _ in range(RUNS))
        report.facts = {**report.facts, "indicators": [], "activities": []}
        page = median(_seconds(lambda: _paper(report)) for _ in range(3 * RUNS))
    missed = took > GOAL
    print(
        f"{pages} pages   {took:5.2f} s   goal {GOAL:.0f} s   ×{took / bare:.1f} of its bare words{'   MISSED' if missed else ''}"
    )
    print(f"one page   {page:5.2f} s   ×{took / page:.0f}")
    return 1 if missed else 0


def _long_report(least: int) -> tuple[Any, int]:
    """A report that was received, with as many rows of indicators and activities as make the pages."""
    from pypdf import PdfReader

    from centers.choices import ChainStatus
    from tests.factories.center_plans import make_report

    report = make_report(ChainStatus.RECEIVED)
    facts = report.facts
    one, activity = facts["indicators"][0], facts["activities"][0]
    report.facts = {**facts, "indicators": [], "activities": []}
    pages = 0
    while pages < least:
        size = len(report.facts["indicators"]) + 40
        report.facts = {
            **facts,
            "indicators": [one] * size,
            "activities": [{**activity, "method": "Atölyede uygulamalı eğitim. " * 6}] * size,
        }
        pages = len(PdfReader(BytesIO(_paper(report))).pages)
    return report, pages


def _paper(report: Any) -> bytes:
    from centers.papers.reports import report_paper
    from tests.factories import TODAY

    return report_paper(report, on=TODAY)


def _bare(report: Any) -> bytes:
    from weasyprint import HTML

    from centers.papers.reports import content_of
    from tests.factories import TODAY

    rows = [" ".join(map(str, row)) for table in content_of(report, TODAY)["tables"] for row in table["rows"]]
    paper: bytes = HTML(string="".join(f"<p>{escape(row)}</p>" for row in rows)).write_pdf()
    return paper


def _seconds(call: Any) -> float:
    began = perf_counter()
    call()
    return perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
