"""Takes the pictures of the help from a running demonstration: manage.py help_pictures --server http://127.0.0.1:8000.

Serve the demonstration first (script/server). Chromium and Playwright come with requirements/dev.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from PIL import Image

from desk.demo.people import PASSWORD, code_now

OUT = Path(settings.BASE_DIR) / "docs" / "yardim" / "resimler"
WIDTH, HEIGHT = 1240, 800
TURKISH = {**os.environ, "LANGUAGE": "tr", "LANG": "tr_TR.UTF-8"}  # date inputs speak the browser's language
COLOURS = 128  # enough for pages of few colours, and a third of the size


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: who looks (nobody: signed out), where, and by which links from there (CSS selectors)."""

    name: str
    user: str
    address: str
    follow: tuple[str, ...] = ()


PICTURES = (
    Picture("giris", "", "/hesap/login/"),
    Picture("is-masasi", "il", "/"),
    Picture("harita", "il", "/harita/"),
    Picture("okul", "il", "/okullar/", ("main table tbody th a",)),
    Picture("dosya", "il", "/dosyalar/?durum=draft", ("main table tbody th a",)),
    Picture("yukleme", "il", "/okullar/dosyadan/"),
    Picture("gecmis", "il", "/okullar/", ("main table tbody th a", "main a[href^='/gecmis/']")),
    Picture("uygunluk", "il", "/uygunluk-denetimi/"),
    Picture("kisiler", "ilmudur", "/hesaplar/"),
    Picture("vekil", "ilmudur", "/hesaplar/", ("main table tbody th a", "main a[href*='/vekalet/yaz/']")),
    Picture("gorevlendirme", "ilmudur", "/gorevlendirme/", ("main a:has-text('Atanmamış')",)),
    Picture("yonetim", "genelmudur", "/yonetim/"),
    Picture(
        "karar",
        "genelmudur",
        "/yonetim/designations/dossier/?status__exact=approval_proposed",
        ("#result_list tbody th a",),
    ),
    Picture("kayit-defteri", "denetci", "/yonetim/workflow/journalentry/"),
    Picture("abonelikler", "yonetici", "/yonetim/workflow/subscription/add/"),
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--server", default="http://127.0.0.1:8000")
        parser.add_argument("--out", type=Path, default=OUT)
        parser.add_argument("--chromium", default="", help="path of the browser, where Playwright has none of its own")
        parser.add_argument("names", nargs="*", help="only these pictures")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [picture for picture in PICTURES if not options["names"] or picture.name in options["names"]]
        options["out"].mkdir(parents=True, exist_ok=True)
        with _browser(options["chromium"]) as browser:
            for user in dict.fromkeys(picture.user for picture in wanted):
                window = {"width": WIDTH, "height": HEIGHT}
                # The frame of the demonstration is hidden, by a style that the pages' policy would refuse.
                page = browser.new_context(viewport=window, locale="tr-TR", bypass_csp=True).new_page()
                if user:
                    _sign_in(page, options["server"], user)
                for picture in (picture for picture in wanted if picture.user == user):
                    size = _take(page, options["server"], picture, options["out"])
                    self.stdout.write(f"{picture.name}.png {size // 1024} KB")
                page.context.close()


@contextmanager
def _browser(path: str) -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of developers, not of servers
    except ImportError as missing:
        raise CommandError("Playwright is missing: pip install -r requirements/dev.lock") from missing
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path or None, args=["--no-sandbox", "--disable-gpu", "--lang=tr-TR"], env=TURKISH
        )
        yield browser
        browser.close()


def _sign_in(page: Any, server: str, user: str) -> None:
    page.goto(f"{server}/hesap/login/")
    page.fill("input[name=login]", user)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()
    if page.locator("input[name=code]").count():
        page.fill("input[name=code]", code_now())
        page.locator("input[name=code]").press("Enter")
        page.wait_for_url(lambda url: "2fa" not in url)


def _take(page: Any, server: str, picture: Picture, out: Path) -> int:
    """Go there, follow the links, and keep what the window shows; the bytes of the file."""
    answer = page.goto(server + picture.address)
    for selector in picture.follow:
        with page.expect_navigation():
            page.locator(selector).first.click()
    if answer is None or not answer.ok:
        raise CommandError(f"{picture.name}: {picture.address} was answered {answer and answer.status}")
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content=".ribbon { display: none }")
    shot = Image.open(io.BytesIO(page.screenshot()))
    target = out / f"{picture.name}.png"
    shot.convert("RGB").quantize(COLOURS).save(target, optimize=True)
    return target.stat().st_size
