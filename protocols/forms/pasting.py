"""What the page asks on which a text written elsewhere is taken over clause by clause."""

from __future__ import annotations

import re

from django import forms

from protocols.models.clauses import NUMBER
from protocols.rules.reading import Read, read_clauses

MOST = 400


class PasteForm(forms.Form):
    text = forms.CharField(
        label="Protokolün metni",
        max_length=400_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Her madde “Madde 4 – Giderler” gibi bir satırla başlamalıdır; “4.1 …” ile başlayan satır o maddenin altına gelir.",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.read: Read = read_clauses(text)
        faults = []
        if not self.read.clauses:
            faults.append("Metinde madde bulunamadı. Maddeler “Madde 1 – …” gibi bir satırla başlamalıdır.")
        if len(self.read.clauses) > MOST:
            faults.append(f"Bir protokole en çok {MOST} madde alınabilir; metinde {len(self.read.clauses)} madde var.")
        faults += [f"Madde {number} metinde iki kez geçiyor." for number in self.read.twice]
        faults += [f"Madde {number} boş; metnini yazın." for number in self.read.empty]
        faults += [
            f"“{clause.number}” madde numarası olamaz."
            for clause in self.read.clauses
            if not re.match(NUMBER, clause.number)
        ]
        if faults:
            raise forms.ValidationError(faults)
        return text
