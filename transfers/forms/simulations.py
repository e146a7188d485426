"""The figures of a trial as people read them: sums side by side, who gains and loses, and the distribution of scores."""

from __future__ import annotations

from io import BytesIO
from typing import Any

SUMS = (
    ("computed", "Puanı hesaplanan başvuru"),
    ("uncomputed", "Hesaplanamadı (bileşeni eksik)"),
    ("barred", "Şartlar nedeniyle tercihi kalmayan"),
    ("placed", "Yerleşen"),
    ("on_first", "İlk tercihine yerleşen"),
)
BY = (
    ("by_type", "Okul türüne göre", "Okulun özelliği"),
    ("by_field", "Öğrencinin alanına göre", "Alan"),
    ("by_province", "Öğrencinin iline göre", "İl"),
)


def shown(figures: dict[str, Any] | None) -> dict[str, Any]:
    """Context of the page; nothing while the worker is not done."""
    if not figures:
        return {}
    before, after = figures["before"], figures["after"]
    return {
        "applications": figures["applications"],
        "sums": [
            {
                "label": label,
                "before": before[key],
                "after": after[key],
                "difference": _signed(after[key] - before[key]),
            }
            for key, label in SUMS
        ],
        "lacking": list(after["lacking"].items()),
        "moves": [
            {
                "title": title,
                "head": head,
                "rows": [{**row, "change": _signed(row["after"] - row["before"])} for row in figures[key]],
            }
            for key, title, head in BY
        ],
        "distributions": [
            ("Yürürlükteki ölçütlerle puanlar", _bars(figures["scores"], "before")),
            ("Bu taslakla puanlar", _bars(figures["scores"], "after")),
        ],
    }


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


def _bars(rows: list[dict[str, Any]], side: str) -> list[dict[str, Any]]:
    """As the component of bars takes them: of the longest, from 0 to 100."""
    longest = max((max(row["before"], row["after"]) for row in rows), default=0) or 1
    return [{"label": row["label"], "value": row[side], "share": round(100 * row[side] / longest, 1)} for row in rows]


def workbook(name: str, figures: dict[str, Any]) -> bytes:
    """The same tables as XLSX, a sheet each; numbers as numbers."""
    from openpyxl import Workbook

    told, book = shown(figures), Workbook(write_only=True)
    sheet = book.create_sheet("Özet")
    sheet.append([name])
    sheet.append(["Başvuru", told["applications"]])
    sheet.append(["Sayı", "Yürürlükteki", "Bu taslak", "Fark"])
    for row in told["sums"]:
        sheet.append([row["label"], row["before"], row["after"], row["after"] - row["before"]])
    for label, count in told["lacking"]:
        sheet.append([f"Eksik bileşen: {label}", "", count])
    for key, title, head in BY:
        sheet = book.create_sheet(title)
        sheet.append([head, "Yürürlükteki", "Bu taslak", "Fark", "Yeni yerleşen", "Yerini yitiren"])
        for row in figures[key]:
            change = row["after"] - row["before"]
            sheet.append([row["label"], row["before"], row["after"], change, row["gained"], row["lost"]])
    sheet = book.create_sheet("Puanlar")
    sheet.append(["Puan aralığı", "Yürürlükteki", "Bu taslak"])
    for row in figures["scores"]:
        sheet.append([row["label"], row["before"], row["after"]])
    written = BytesIO()
    book.save(written)
    return written.getvalue()
