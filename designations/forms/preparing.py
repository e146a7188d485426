"""What the preparing of a dossier asks: a section's words, and files that prove something."""

from __future__ import annotations

from django import forms


class SectionForm(forms.Form):
    text = forms.CharField(
        label="Açıklama",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kütükteki bilgilerin yanında söylemek istedikleriniz. Yazdıkça kaydedilir.",
    )
    is_done = forms.BooleanField(label="Bu bölüm tamam", required=False)


class EvidenceForm(forms.Form):
    file = forms.FileField(label="Dosya", help_text="PDF, JPEG, PNG, DOCX, XLSX veya ODT; en çok 20 MB.")
    description = forms.CharField(label="Dosyanın neyi gösterdiği", max_length=200)
