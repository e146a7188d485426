"""What bringing a file asks: the file, and what the source needs besides."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.workbooks.package import MOST_BYTES
from schools.choices import ImportSource
from schools.permissions import MINISTRY_LISTS

ABOUT = {
    ImportSource.INSTITUTIONS: "Bakanlığın kurum listesi (2017, 2023 veya 2026 biçimi); CSV veya Excel.",
    ImportSource.PROGRAMMES: "Merkezî yerleştirmedeki programların listesi; hangi okulda hangi alanın okutulduğunu getirir.",
    ImportSource.EMPLOYMENT: "İl ve NACE bölümüne göre sigortalı sayıları; SGK yıllığının 1.11 tablosu ya da uzun CSV.",
    ImportSource.ENROLMENT: "Bir öğretim yılının öğrenci sayıları; sınıfa ve alana göre, kız ve erkek ayrı.",
    ImportSource.SPACES: "Derslik, atölye, laboratuvar ve öbür mekânlar; kapasitesi ve kullanan alanlarıyla.",
    ImportSource.DORMITORIES: "Okulların kendi pansiyonları; kız ve erkek yatakları, dolu olanlar.",
    ImportSource.SITES: "Okulların bulunduğu yer: yerleşke, bölge, bina, fabrika veya tesis.",
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
    return {"skip_faulty"} if source in MINISTRY_LISTS else {"complete"}
