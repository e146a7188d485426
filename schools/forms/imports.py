"""What bringing a file asks: the file, and what the source needs besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from documents.workbooks.package import MOST_BYTES
from schools.choices import ImportSource, ImportStatus, LineKind
from schools.models import FileImport, ImportLine
from schools.models.institutions import Folded
from schools.permissions import BY_ACTS, MINISTRY_LISTS
from schools.turkish import fold

ABOUT = {
    ImportSource.INSTITUTIONS: "Bakanlığın kurum listesi (2017, 2023 veya 2026 biçimi); CSV veya Excel.",
    ImportSource.PROGRAMMES: "Merkezî yerleştirmedeki programların listesi; hangi okulda hangi alanın okutulduğunu getirir.",
    ImportSource.EMPLOYMENT: "İl ve NACE bölümüne göre sigortalı sayıları; SGK yıllığının 1.11 tablosu ya da uzun CSV.",
    ImportSource.ENROLMENT: "Bir öğretim yılının öğrenci sayıları; sınıfa ve alana göre, kız ve erkek ayrı.",
    ImportSource.SPACES: "Derslik, atölye, laboratuvar ve öbür mekânlar; kapasitesi ve kullanan alanlarıyla.",
    ImportSource.DORMITORIES: "Okulların kendi pansiyonları; kız ve erkek yatakları, dolu olanlar.",
    ImportSource.PLACES: "İşletmelerdeki uygulama yerleri (m. 8/7); öneri olarak yazılır, güvenlik onayı sayfasında eklenir.",
    ImportSource.TRAINERS: "İşletme çalışanlarından eğiticiler (m. 8/8); bildirim olarak yazılır, belgesi sayfasında eklenir.",
    ImportSource.STAKEHOLDERS: "Protokollere taraf olabilecek kuruluşlar: ad, tür, vergi kimlik no, yer, sektör. Kişisel veri yazılmaz.",
    ImportSource.PROTOCOLS: "Sistem dışında imzalanmış protokoller (m. 3/1-f); imzalı olarak yazılır, imzalı nüshası sayfasında eklenir.",
    ImportSource.SITES: "Okulların bulunduğu yer: yerleşke, bölge, bina, fabrika veya tesis.",
    ImportSource.APPLICATIONS: "Öğrencilerin 11. sınıf nakil başvuruları (m. 8/2); her satır bir başvuru. Kişisel veri içerir; dosyayı yalnız yükleyen görür.",
    ImportSource.REGISTRATIONS: "Nakille yerleşenlerin kaydı (m. 8/2): kayıt olan, yerinden vazgeçen. Şablonda yerleşenler hazır gelir; dosyayı yalnız yükleyen görür.",
    ImportSource.EXPENSES: "Paydaşın karşılayacağı giderler (m. 8/6); taslak gider bildirimlerinin kalemleri olur, gönderilmez.",
}


class BringFileForm(forms.Form):
    """``source`` decides which of the options are asked."""

    file = forms.FileField(
        label="Dosya",
        help_text=f"Excel (.xlsx) veya CSV; en çok {MOST_BYTES >> 20} MB. Önce denetlenir, siz onaylamadan yazılmaz.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    complete = forms.BooleanField(
        label="Dosyada adı geçen kurumların bu bölümü tamdır",
        required=False,
        help_text="İşaretlerseniz dosyada satırı olmayanlar “bilgi eksik” değil “yok” sayılır.",
    )
    year = forms.IntegerField(label="Yıl", min_value=2000, max_value=2100, help_text="İstatistiğin ait olduğu yıl.")
    told_source = forms.CharField(
        label="Kaynak", max_length=200, required=False, help_text="Örnek: SGK Yıllığı 2025, Tablo 1.11"
    )
    as_of = forms.DateField(
        label="Listenin günü",
        required=False,
        help_text="Yalnız dosyada yazmıyorsa.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    skip_faulty = forms.BooleanField(
        label="Hatalı satırları atlayarak sürdür",
        required=False,
        help_text="Alınmayan her satır nedeniyle listelenir; öbürleri yazılabilir.",
    )

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - _asked(source) - {"file"}:
            del self.fields[name]

    @property
    def options(self) -> dict[str, Any]:
        """What is kept with the file, as JSON can hold it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "file" and value not in {"", None}}
        if "as_of" in told:
            told["as_of"] = told["as_of"].isoformat()
        if "told_source" in told:
            told["source"] = told.pop("told_source")
        return told


def _asked(source: str) -> set[str]:
    if source == ImportSource.EMPLOYMENT:
        return {"year", "told_source", "skip_faulty"}
    if source == ImportSource.INSTITUTIONS:
        return {"as_of", "skip_faulty"}
    if source in BY_ACTS:
        return set()
    return {"skip_faulty"} if source in {*MINISTRY_LISTS, ImportSource.STAKEHOLDERS} else {"complete"}


class ImportFilter(forms.Form):
    """Of the files that were brought, those that are looked for."""

    q = forms.CharField(label="Dosya adı", required=False)
    kaynak = forms.ChoiceField(label="Kaynak", choices=[("", "Tümü"), *ImportSource.choices], required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *ImportStatus.choices], required=False)

    @staticmethod
    def narrow(rows: QuerySet[FileImport], given: Mapping[str, Any]) -> QuerySet[FileImport]:
        asked = {"source": given.get("kaynak"), "status": given.get("durum")}
        rows = rows.filter(**{name: value for name, value in asked.items() if value})
        for word in fold(given.get("q", "")).split():
            rows = rows.alias(key=Folded("name")).filter(key__contains=word)
        return rows


class LineFilter(forms.Form):
    """Of the lines about a file, those of a school, a cell's value or a sentence, however its Turkish letters are typed."""

    q = forms.CharField(label="Kurum, değer veya açıklama", required=False)
    tur = forms.ChoiceField(label="Tür", choices=[("", "Tümü"), *LineKind.choices], required=False)

    def of(self, lines: QuerySet[ImportLine]) -> QuerySet[ImportLine]:
        words = fold(self.cleaned_data["q"]).split() if self.is_valid() else []
        if words:
            lines = lines.alias(about=Folded("record"), told=Folded("sentence"), former=Folded("before"))
        for word in words:
            lines = lines.filter(Q(about__contains=word) | Q(told__contains=word) | Q(former__contains=word))
        return lines
