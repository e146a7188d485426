"""What the doors ask for where a table is brought."""

from __future__ import annotations

from django import forms

TABLES = {"accept": ".xlsx,.csv"}


class WorksFileForm(forms.Form):
    file = forms.FileField(
        label="Çalışma dosyası",
        help_text="Excel (.xlsx) veya CSV; en çok 500 satır. Bir satırda hata varsa hiçbir çalışma yazılmaz.",
        widget=forms.ClearableFileInput(attrs=TABLES),
    )


class PeopleFileForm(forms.Form):
    file = forms.FileField(
        label="Katılımcı dosyası",
        help_text="Excel (.xlsx) veya CSV; en çok 5.000 satır. Bir satırda hata varsa hiç kimse eklenmez.",
        widget=forms.ClearableFileInput(attrs=TABLES),
    )


class ResultsFileForm(forms.Form):
    file = forms.FileField(
        label="Sonuç dosyası",
        help_text="Şablonun doldurulmuş hâli: Excel (.xlsx) veya CSV. Bir satırda hata varsa hiçbir şey yazılmaz.",
        widget=forms.ClearableFileInput(attrs=TABLES),
    )
