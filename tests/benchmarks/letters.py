"""Times letters: one in a warm worker, beside a bare rendering of the same page, and a thousand as a circular prints them.

    script/test --exec python -m tests.benchmarks.letters

Prints milliseconds a letter (median, 95th percentile), the ratio to bare WeasyPrint, the minutes of a thousand, and memory.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import statistics
import sys
import tempfile
from datetime import date
from time import perf_counter

LETTERS = 1_000
GOAL = 100.0  # milliseconds a letter in a warm worker
MOST_GROWTH = 50  # MB that the process may grow between the hundredth letter and the last
WARM = 5
TODAY = date(2026, 11, 2)


def main() -> int:
    """Print timings and memory; 1 when a goal is missed."""
    given = argparse.ArgumentParser(description="Times the printing of letters.")
    given.add_argument("--letters", type=int, default=LETTERS)
    wanted = given.parse_args().letters
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from django.conf import settings

    from tests.benchmarks.many_schools import a_database, fill

    with a_database(), tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        fill(wanted)
        circular = _circular(wanted)
        letter, bare = _one_by_one(circular)
        taken, growth = _all(circular, wanted)
    print(f"a letter     {_words(letter)}   goal {GOAL:.0f} ms")
    print(
        f"bare         {_words(bare)}   the letter takes {statistics.median(letter) / statistics.median(bare):.2f} times as long"
    )
    print(
        f"{wanted:,} letters  {taken:.0f} s, {1000 * taken / wanted:.0f} ms each with database, file and journal   memory +{growth:.0f} MB"
    )
    return 0 if statistics.median(letter) <= GOAL and growth <= MOST_GROWTH else 1


def _words(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return (
        f"median {1000 * statistics.median(ordered):5.1f} ms, p95 {1000 * ordered[int(0.95 * len(ordered))]:5.1f} ms"
    )


def _circular(wanted: int):  # type: ignore[no-untyped-def]
    from accounts.choices import Role
    from accounts.models import Duty, User
    from designations.circulars import Chosen
    from designations.models import Circular, CircularLetter
    from schools.models import School

    user = User.objects.create(username="olcum")
    Duty.objects.create(user=user, role=Role.EXPERT, starts_on=date(2024, 1, 1))
    text = (
        "{il} ili {ilce} ilçesindeki {kurum_kodu} kurum kodlu {okul} hakkında yürütülen işlemler incelenmiştir. " * 4
    )
    circular = Circular.objects.create(
        subject="İzleme Kayıtlarının Tamamlanması", text=f"{text}\n\n{text}\n\nBilgilerinizi ve gereğini rica ederim.",
        chosen=Chosen("bagli").as_json(), by=user, ordered_on=TODAY,
    )  # fmt: skip
    keys = School.objects.order_by("pk").values_list("pk", flat=True)[:wanted]
    CircularLetter.objects.bulk_create([CircularLetter(circular=circular, school_id=key) for key in keys])
    return circular


def _one_by_one(circular) -> tuple[list[float], list[float]]:  # type: ignore[no-untyped-def]
    """Seconds of each of fifty renderings: ours, and of the same page without attachment, tags and archive form; in turns."""
    from weasyprint import HTML

    from designations.circulars import content_of
    from documents.models import Paper
    from documents.papers import data_of, verification_url
    from documents.rendering import qr_svg, render_pdf

    ours, bare = [], []
    rows = circular.letters.select_related("school__province", "school__district")[: 50 + WARM]
    for number, letter in enumerate(rows):
        content = {**content_of(circular, letter), "template": "designations/papers/letter.html"}
        paper = Paper(kind="circular", title="Toplu yazı", content=content)
        started = perf_counter()
        address = verification_url(paper)
        context = {"paper": paper, "content": content, "qr": qr_svg(address), "address": address}
        render_pdf(content["template"], context, data=data_of(paper))
        middle = perf_counter()
        HTML(string=_bare_page(context)).write_pdf()
        if number >= WARM:
            ours.append(middle - started)
            bare.append(perf_counter() - middle)
    return ours, bare


def _bare_page(context) -> str:  # type: ignore[no-untyped-def]
    """The letter with its style, as somebody would print it who wants no more than a PDF."""
    from django.contrib.staticfiles import finders
    from django.template.loader import render_to_string

    with pathlib.Path(finders.find("css/paper.css")).open(encoding="utf8") as style:
        css = style.read()
    return render_to_string("designations/papers/letter.html", context).replace(
        "</head>", f"<style>{css}</style></head>"
    )


def _all(circular, wanted: int) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    from designations.circulars import print_letters

    seen = []

    def tell(done: int, total: int) -> None:
        seen.append((done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    started = perf_counter()
    result = print_letters(circular, tell=tell)
    seconds = perf_counter() - started
    if result["faults"]:
        raise RuntimeError(f"{result['faults']} of {wanted} letters could not be printed")
    early = next(memory for done, memory in seen if done >= min(100, wanted))
    return seconds, seen[-1][1] - early


if __name__ == "__main__":
    sys.exit(main())
