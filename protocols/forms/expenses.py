"""What the pages of expense statements ask."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from protocols.acts.expense_payments import payable_now
from protocols.models import ExpenseLine, ExpensePayment, Protocol, Stakeholder
from protocols.rules.expenses import WORDS, category_of, refusal_of_category
from protocols.turkish import lira

from .fields import day

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-01)?")
Bearer = tuple[Protocol, Stakeholder]


class MonthField(forms.CharField):
    """A month as its first day; typed as 2026-09, or chosen in the browser's own calendar."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-09"})
        super().__init__(label=label, required=required, help_text=help_text, max_length=10, widget=widget)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        if not given:
            return None
        found = MONTH.fullmatch(given.strip())
        try:
            return date(int(found[1]), int(found[2]), 1) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> Any:
        raise forms.ValidationError("Ayı yıl ve ay olarak yazın: 2026-09.")


class OpenForm(forms.Form):
    """Which month, and who bears it by which protocol."""

    month = MonthField("Ay", help_text="Giderlerin ait olduğu ay. Ay bitmeden de açılabilir.")
    bearer = forms.ChoiceField(
        label="Giderleri karşılayan paydaş ve protokolü",
        help_text="Protokol o ayda yürürlükte olmalı, okulu ve paydaşı saymalıdır (Yönerge m. 8/6).",
    )

    def __init__(self, *args: Any, bearers: list[Bearer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bearers = {f"{protocol.pk}-{party.pk}": (protocol, party) for protocol, party in bearers}
        choices = [(key, f"{party} – {_named(protocol)}") for key, (protocol, party) in self.bearers.items()]
        self.fields["bearer"].choices = choices  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        protocol, party = self.bearers[self.cleaned_data["bearer"]]
        return {"protocol": protocol, "stakeholder": party, "month": self.cleaned_data["month"]}


def _named(protocol: Protocol) -> str:
    first = f"{protocol.starts_on:%d.%m.%Y}" if protocol.starts_on else "?"
    last = f"{protocol.ends_on:%d.%m.%Y}" if protocol.ends_on else "?"
    return f"{protocol.title} ({first} – {last})"


class CategoryField(forms.CharField):
    """One of three; another one is refused in the words of the directive."""

    def __init__(self) -> None:
        choices = [("", "Seçin"), *((key.value, words) for key, words in WORDS.items())]
        help_text = "Yönerge m. 8/6 bu üç türü sayar. Öğretmenlerin maaşı ve ek ders ücreti bildirilemez."
        super().__init__(label="Gider türü", help_text=help_text, widget=forms.Select(choices=choices), max_length=80)

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        if sentence := refusal_of_category(given):
            raise forms.ValidationError(sentence)
        return str(category_of(given))


class LineForm(forms.Form):
    category = CategoryField()
    post = forms.CharField(
        label="Görev",
        max_length=80,
        required=False,
        help_text="Yalnız personel giderinde: temizlik görevlisi, güvenlik görevlisi, usta öğretici gibi. Kişi adı yazmayın.",
    )
    description = forms.CharField(
        label="Açıklama", max_length=200, help_text="Neyin gideri: elektrik faturası, kaynak elektrodu gibi."
    )
    amount = forms.DecimalField(
        label="Tutar (TL)",
        max_digits=12,
        decimal_places=2,
        localize=True,
        help_text="Kuruş virgülden sonra: 12.345,60",
    )
    receipt_date = day("Belge günü", help_text="Faturanın, fişin veya bordronun günü.")
    receipt_number = forms.CharField(label="Belge no", max_length=40)


class LineBody(LineForm):
    """As programs write it: decimals by point."""

    amount = forms.DecimalField(label="Lira with kuruş, as 12345.60.", max_digits=12, decimal_places=2)


class ReceiptForm(forms.Form):
    file = forms.FileField(
        label="Belge", help_text="Fatura, fiş veya bordro; PDF, PNG veya JPEG. Özeti (SHA-256) saklanır."
    )
    lines = forms.ModelMultipleChoiceField(
        ExpenseLine.objects.none(),
        label="Hangi kalemlerin belgesi?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Bir dosyada birden çok kalemin belgesi olabilir.",
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].queryset = rows  # type: ignore[attr-defined]
        self.fields["lines"].label_from_instance = in_words  # type: ignore[attr-defined]


def in_words(line: ExpenseLine) -> str:
    return f"{line.description} – {lira(line.amount)} (belge no {line.receipt_number})"


class OfStatement(forms.Form):
    """A form that must know its statement. ``gathers``, ``named_later``: see ``workflow.api.inputs``."""

    takes_record = True
    gathers = ""
    named_later: tuple[str, ...] = ()

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)


class DisputeForm(OfStatement):
    """A reason for each line that is disputed, by the line's key."""

    gathers = "lines"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, line in enumerate(self.record.lines.order_by("pk"), start=1):
            self.fields[str(line.pk)] = forms.CharField(
                label=f"{number}. {in_words(line)}",
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="İtiraz ediyorsanız nedenini yazın; boş bırakılan kalem itirazsızdır.",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"lines": {key: reason for key, reason in given.items() if reason}}


class SettleForm(OfStatement):
    """On the lines as they were handed in and disputed, whatever the school is preparing meanwhile."""

    dropped = forms.TypedMultipleChoiceField(
        label="Bildirimden düşülecek kalemler",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="İşaretlenmeyen itirazlı kalemler bildirimde kalır ve ödenir.",
    )
    reason = forms.CharField(label="Gerekçe", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        disputed = [line for line in self.record.handed_in or () if line["dispute"]]
        self.fields["dropped"].choices = [(line["key"], _disputed(line)) for line in disputed]  # type: ignore[attr-defined]


def _disputed(line: dict[str, Any]) -> str:
    amount = lira(Decimal(line["amount"]))
    return f"{line['description']} – {amount} (belge no {line['receipt_number']}). İtiraz: {line['dispute']}"


class PayForm(OfStatement):
    paid_on = day("Ödeme günü")
    amount = forms.DecimalField(label="Ödenen tutar (TL)", max_digits=14, decimal_places=2, localize=True)
    reference = forms.CharField(label="Dekont veya işlem no", max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most: Decimal = payable_now(self.record)
        self.fields[
            "amount"
        ].help_text = f"Kalan: {lira(most)}. Bir bölümü ödendiyse yalnız ödeneni yazın; kuruş virgülden sonra."


class PayBody(PayForm):
    """As programs write it: decimals by point."""

    amount = forms.DecimalField(label="Lira with kuruş, as 12345.60.", max_digits=14, decimal_places=2)


class TakeBackForm(OfStatement):
    payment = forms.ModelChoiceField(
        ExpensePayment.objects.none(), label="Hangi ödeme?", widget=forms.RadioSelect, empty_label=None
    )
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payment"].queryset = ExpensePayment.objects.filter(statement=self.record).standing()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Açıklama",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="İtiraz edilen kalemlerde neyi düzelttiğinizi, düzeltmediyseniz nedenini yazın. Paydaş bunu görür.",
    )


class WhyForm(forms.Form):
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "resubmit_expenses": AnswerForm,
    "dispute_expenses": DisputeForm,
    "settle_dispute": SettleForm,
    "withdraw_expenses": WhyForm,
    "pay_expenses": PayForm,
    "take_back_payment": TakeBackForm,
}
BODY_OF_ACT = {**FORM_OF_ACT, "pay_expenses": PayBody}
