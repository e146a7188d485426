"""What a subscription asks for, the same in the API and in the admin."""

from __future__ import annotations

from django import forms

from accounts.models import ApiClient, Province
from workflow.choices import ChangeKind


class SubscriptionForm(forms.Form):
    url = forms.CharField(
        label="Adres",
        max_length=500,
        help_text="İletilerin gönderileceği https:// adresi. İç ağdaki adreslere gönderilmez.",
    )
    kinds = forms.MultipleChoiceField(
        label="Kayıt türleri",
        choices=ChangeKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Hiçbiri seçilmezse istemcinin okuyabildiği bütün türler.",
    )
    province = forms.ModelChoiceField(
        label="İl sınırı", queryset=Province.objects.all(), required=False, empty_label="İstemcinin gördüğü her yer"
    )
    description = forms.CharField(label="Açıklama", max_length=200, required=False)
    contact = forms.EmailField(
        label="İrtibat", required=False, help_text="Abonelik durdurulursa bu e-posta adresine yazılır."
    )


class NewSubscriptionForm(SubscriptionForm):
    """In the admin the client is chosen; over the API it is whoever calls."""

    client = forms.ModelChoiceField(
        label="İstemci", queryset=ApiClient.objects.select_related("application"), empty_label="Seçin"
    )
    field_order = ["client", "url", "kinds", "province", "description", "contact"]


class RotationForm(forms.Form):
    overlap_hours = forms.IntegerField(
        label="Eski anahtarın geçerli kalacağı süre (saat)",
        min_value=0,
        max_value=168,
        required=False,
        help_text="Boş: 24 saat. Anahtar ele geçtiyse 0 yazın; eski anahtar hemen geçersiz olur.",
    )
