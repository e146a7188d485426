"""The users' help: the Markdown files of ``docs/yardim`` as pages, one a kind of user, always at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "docs" / "yardim"
FIRST = "baslarken"
PAGES = (
    FIRST,
    "is-masasi",
    "il-ve-okul",
    "dosyadan-yukleme",
    "genel-mudurluk",
    "denetim-ve-yonetim",
    "baska-sistemler",
    "hesaplar-ve-gorevler",
    "vekalet",
    "gecmis",
    "birlikte-calisma",
    "ayni-kayit",
    "kavramlar",
)


class HelpPage(NamedTuple):
    """One file: the words of its first heading, and the rest as HTML."""

    slug: str
    title: str
    html: SafeString


@cache
def page(slug: str) -> HelpPage:
    """The help page of this name; the files are part of the program and do not change while it runs."""
    head, _, body = (FOLDER / f"{slug}.md").read_text(encoding="utf8").partition("\n")
    # The commonmark preset passes HTML on; here nothing but Markdown is wanted.
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    # A wide table scrolls in a frame of its own, which the keyboard reaches.
    frame = '<div class="table-wrap" tabindex="0" role="group" aria-label="Tablo"><table class="list">'
    framed = html.replace("<table>", frame).replace("</table>", "</table></div>")
    return HelpPage(slug, head.removeprefix("# ").strip(), mark_safe(framed))  # noqa: S308 - our own files


def help_page(request: HttpRequest, slug: str = FIRST) -> HttpResponse:
    if slug not in PAGES:
        raise Http404
    context = {"page": page(slug), "pages": [page(name) for name in PAGES]}
    return render(request, "desk/help.html", context)
