"""What a circular asks of its writer: subject, text, and who gets it."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Province
from designations.choices import DesignationType
from designations.circulars import AUDIENCES, WORDS, Chosen, unknown_words

WORDS_HELP = "Metinde yerine geçen sözcükler: " + ", ".join(
    f"{{{word}}} ({meaning})" for word, meaning in WORDS.items()
)


class CircularForm(forms.Form):
    """One text to many governorships."""

    subject = forms.CharField(label="Konu", max_length=150)
    text = forms.CharField(
        label="Metin", max_length=8000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"Paragrafları boş satırla ayırın. {WORDS_HELP}.",
    )  # fmt: skip
    audience = forms.ChoiceField(label="Alıcılar", choices=list(AUDIENCES.items()), widget=forms.RadioSelect)
    types = forms.MultipleChoiceField(
        label="Özellik", choices=DesignationType.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Seçilmezse hepsi. Bağlı bütün kurumlara yazılırken kullanılmaz.",
    )  # fmt: skip
    provinces = forms.ModelMultipleChoiceField(
        label="İl", queryset=Province.objects.order_by("name"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}), help_text="Seçilmezse bütün iller. Birden çok il için Ctrl tuşuyla seçin.",
    )  # fmt: skip

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if strange := unknown_words(text):
            words = ", ".join(f"{{{word}}}" for word in strange)
            raise forms.ValidationError(f"Bu sözcükler bir şeyin yerine geçmiyor: {words}")
        return text

    def asked(self) -> dict[str, Any]:
        """What the act takes."""
        found = self.cleaned_data
        chosen = Chosen(found["audience"], tuple(found["types"]), tuple(sorted(p.pk for p in found["provinces"])))
        return {"subject": found["subject"], "text": found["text"], "chosen": chosen}
