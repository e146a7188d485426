"""The users' help: the Markdown files of ``docs/yardim`` as pages, always at hand, and part by part beside any page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from PIL import Image

from desk.helping import anchor_of

FOLDER = Path(settings.BASE_DIR) / "docs" / "yardim"
PICTURES = FOLDER / "resimler"
FIRST = "baslarken"
PAGES = (
    FIRST,
    "is-masasi",
    "arama",
    "listeler",
    "il-ve-okul",
    "dosyadan-yukleme",
    "veri-kalitesi",
    "genel-mudurluk",
    "toplu-islem",
    "toplu-yazi",
    "ulke",
    "denetim-kampanyasi",
    "mevzuat-degisikligi",
    "yillik-rapor",
    "protokoller",
    "paydaslar",
    "hami-okul",
    "uygulama-yerleri",
    "nakil",
    "merkez",
    "cagri",
    "danisma-kurulu",
    "giderler",
    "denetim-ve-yonetim",
    "baska-sistemler",
    "hesaplar-ve-gorevler",
    "vekalet",
    "gecmis",
    "birlikte-calisma",
    "ayni-kayit",
    "kavramlar",
)
HEADING = re.compile(r"<h2>(.*?)</h2>")
PICTURE = re.compile(r'<p><img src="resimler/([a-z0-9-]+\.png)" alt="([^"]*)" /></p>')


class Part(NamedTuple):
    """A heading of a page with what stands under it; the first one, without a heading, is what comes before."""

    heading: str
    anchor: str
    html: SafeString


class HelpPage(NamedTuple):
    """One file: the words of its first heading, and the rest in parts, as HTML."""

    slug: str
    title: str
    parts: tuple[Part, ...]

    @property
    def html(self) -> SafeString:
        """The whole page, each part under its heading, which an address finds."""
        found = [
            format_html('<h2 id="{}">{}</h2>{}', part.anchor, part.heading, part.html) if part.heading else part.html
            for part in self.parts
        ]
        return mark_safe("".join(found))  # noqa: S308 - our own files


@cache
def page(slug: str) -> HelpPage:
    """The help page of this name; the files are part of the program and do not change while it runs."""
    head, _, body = (FOLDER / f"{slug}.md").read_text(encoding="utf8").partition("\n")
    # The commonmark preset passes HTML on; here nothing but Markdown is wanted.
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    # A wide table scrolls in a frame of its own, which the keyboard reaches.
    frame = '<div class="table-wrap" tabindex="0" role="group" aria-label="Tablo"><table class="list">'
    html = html.replace("<table>", frame).replace("</table>", "</table></div>")
    return HelpPage(slug, head.removeprefix("# ").strip(), _parts(PICTURE.sub(_figure, html)))


def _parts(html: str) -> tuple[Part, ...]:
    before, *rest = HEADING.split(html)
    parts = [Part("", "", mark_safe(before))] if before.strip() else []  # noqa: S308 - our own files
    for heading, text in zip(rest[::2], rest[1::2], strict=True):
        words = mark_safe(heading)  # noqa: S308 - our own files
        parts.append(Part(words, anchor_of(re.sub(r"<.*?>", "", heading)), mark_safe(text)))  # noqa: S308
    return tuple(parts)


def _figure(found: re.Match[str]) -> str:
    """A picture with its size, so that the text does not jump, and its words under it."""
    name, words = found.groups()
    with Image.open(PICTURES / name) as picture:
        width, height = picture.size
    return format_html(
        '<figure class="help-picture"><img src="{}" width="{}" height="{}" loading="lazy" alt="">'
        "<figcaption>{}</figcaption></figure>",
        static(f"yardim/{name}"), width, height, mark_safe(words),  # noqa: S308 - our own files
    )  # fmt: skip


def help_page(request: HttpRequest, slug: str = FIRST) -> HttpResponse:
    """A page of the help. With ``?bolum=`` (an anchor) one part of it alone, for the panel beside another page."""
    if slug not in PAGES:
        raise Http404
    if "bolum" in request.GET:
        return render(request, "desk/help_part.html", _part(page(slug), request.GET["bolum"]))
    context = {"page": page(slug), "pages": [page(name) for name in PAGES]}
    return render(request, "desk/help.html", context)


def _part(whole: HelpPage, anchor: str) -> dict[str, object]:
    """The part that is asked for; without one, or where there is none of that name, the page's beginning."""
    found = next((part for part in whole.parts if anchor and part.anchor == anchor), whole.parts[0])
    return {"page": whole, "part": found}
