"""Reads printed papers back for tests; with PAPERS_OUT set, they are also kept there to be looked at."""

import io
import os
from pathlib import Path

from pypdf import PdfReader


def reader_of(paper) -> PdfReader:
    with paper.file.open("rb") as file:
        content = file.read()
    if folder := os.environ.get("PAPERS_OUT"):
        Path(folder, f"{paper.kind}-{paper.content.get('type', '')}-{paper.status}.pdf").write_bytes(content)
    return PdfReader(io.BytesIO(content))


def text_of(paper) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader_of(paper).pages).split())
