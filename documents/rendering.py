"""Renders papers: tagged, archivable PDF (PDF/A-3a) with the paper's data embedded as JSON, and a QR code."""

from __future__ import annotations

import io
import json
import threading
from functools import cache
from typing import Any

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from accounts.collecting import collector_resting


class OutsideAddress(ValueError):
    """A paper asked for something that is not ours; papers never fetch from the network."""


def qr_svg(text: str) -> str:
    """A QR code as inline SVG, black on white, without a fixed size."""
    buffer = io.BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=1)
    return buffer.getvalue().decode("utf8")


def render_pdf(template: str, context: dict[str, Any], *, data: dict[str, Any]) -> bytes:
    """The template as PDF/A-3a with ``data`` attached as ``veri.json``."""
    from weasyprint import HTML, Attachment  # a second to import, and only workers print
    from weasyprint.urls import FatalURLFetchingError

    html = render_to_string(template, context)
    attached = Attachment(
        string=json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True),
        name="veri.json",
        description="Belgenin verisi (JSON)",
        relationship="Data",
    )
    document = HTML(string=html, base_url=settings.SITE_URL, url_fetcher=_kept().fetcher)
    try:
        with (
            collector_resting()
        ):  # all boxes of a paper live until it is done: a tenth of the time for a tenth more memory
            return document.write_pdf(  # type: ignore[no-any-return]
                stylesheets=[_kept().style],
                font_config=_kept().fonts,
                pdf_variant="pdf/a-3a",
                pdf_tags=True,
                attachments=[attached],
                custom_metadata=True,
            )
    except FatalURLFetchingError as fault:  # no Exception of Python's: a worker would die of it
        raise OutsideAddress(str(fault)) from None


class _Kept(threading.local):
    """What a thread keeps from letter to letter: each new font configuration would cost 0.2 MB that never comes back."""

    def __init__(self) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        # Pictures that stand in the paper itself, and nothing from the network.
        self.fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
        self.fonts = FontConfiguration()
        self.style = CSS(filename=finders.find("css/paper.css"), font_config=self.fonts)


@cache
def _kept() -> _Kept:
    return _Kept()
