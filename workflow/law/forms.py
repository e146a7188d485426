"""What is asked of who writes a version of a provision down; pages, admin and API read the same forms."""

from __future__ import annotations

from typing import Any

from django import forms

from legislation.provisions import citation_of, provisions
from workflow.models import ProvisionVersion

from .choices import EXAMPLE_PLACE, LawEffect, LawOpenedBy, LawTransition

NO_SUCH_DAY = {"invalid": "Takvimde böyle bir gün yok. Gün, ay, yıl olarak yazın: 01.09.2027."}
NAMES = (
    "provision", "effect", "text", "summary", "directive", "number", "dated_on", "article", "begins", "transition",
    "transition_article", "transition_reason", "opened_by", "keeps_until",
)  # fmt: skip


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=help_text,
        error_messages=NO_SUCH_DAY,
    )


def _words(label: str, *, rows: int, required: bool = True, most: int = 4000, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, help_text=help_text)


def known_provisions() -> list[tuple[str, str]]:
    """Every provision that may be changed, those that versions added behind the others of their directive."""
    added = ProvisionVersion.objects.published().filter(effect=LawEffect.ADDS).values_list("provision", flat=True)
    ids = [*provisions(), *sorted(set(added) - set(provisions()))]
    return [("", "Seçin"), *((id, citation_of(id)) for id in ids)]


class VersionForm(forms.Form):
    """A new version, or a draft that is written anew: then it begins with what the draft says."""

    takes_record = True
    provision = forms.ChoiceField(label="Hüküm", choices=known_provisions, required=False)
    new_provision = forms.CharField(
        label="Eklenen hükmün yeri",
        required=False,
        max_length=30,
        help_text=f"Yalnız yeni bir hüküm eklendiyse; örneğin 4. maddenin 2. fıkrasına eklenen ç bendi: {EXAMPLE_PLACE}.",
    )
    effect = forms.ChoiceField(
        label="Ne değişti",
        choices=LawEffect.choices,
        widget=forms.RadioSelect,
        help_text="“Koşul değişti” denirse, yeni koşul yazılıma işlenene dek yeni hükme tabi dosyalarda “bilgi eksik” görünür.",
    )
    begins = _day("Yürürlük başlangıcı")
    text = _words(
        "Yeni metin", rows=8, required=False, most=8000,
        help_text="Değiştiren yönergedeki metin, olduğu gibi. Hüküm yürürlükten kaldırıldıysa boş bırakın.",
    )  # fmt: skip
    summary = forms.CharField(
        label="Kısaca ne diyor",
        max_length=300,
        help_text="Koşul değiştiyse veya eklendiyse soru olarak yazın; elle inceleyenlere bu sorulur.",
    )
    directive = forms.CharField(label="Değiştiren yönergenin adı", max_length=300)
    number = forms.CharField(label="Değiştiren yönergenin sayısı", max_length=60)
    dated_on = _day("Değiştiren yönergenin tarihi")
    article = forms.CharField(label="Değişikliği yapan madde", required=False, max_length=60)
    transition = forms.ChoiceField(
        label="Önce açılan dosyalar", choices=LawTransition.choices, widget=forms.RadioSelect,
        help_text="Değiştiren yönergede geçiş hükmü varsa ona uyun; yoksa seçim Genel Müdürlüğündür (idari usul).",
    )  # fmt: skip
    transition_article = forms.CharField(
        label="Geçişin dayandığı madde", required=False, max_length=60,
        help_text="Değiştiren yönergenin geçici maddesi; yoksa boş bırakın.",
    )  # fmt: skip
    transition_reason = _words("Geçişin gerekçesi", rows=3, required=False)
    opened_by = forms.ChoiceField(
        label="Dosya hangi gün açılmış sayılır",
        choices=LawOpenedBy.choices,
        widget=forms.RadioSelect,
        initial=LawOpenedBy.CREATED,
        help_text="Bu gün, yürürlük başlangıcından önceyse dosya önce açılmış sayılır (idari usul).",
    )
    keeps_until = _day(
        "Eski hükmün uygulanacağı son gün", required=False, help_text="Yalnız “bir güne kadar” seçildiyse."
    )

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        begins = said_by(record) if record is not None else {}
        super().__init__(*args, **{**kwargs, "initial": {**begins, **(kwargs.get("initial") or {})}})

    def clean(self) -> dict[str, Any]:
        """The provision is the one that was chosen, or where one is added the place that was written."""
        given = super().clean() or {}
        new, chosen = given.pop("new_provision", "").strip(), given.get("provision", "")
        adds = given.get("effect") == LawEffect.ADDS
        if adds and not new:
            self.add_error("new_provision", "Eklenen hükmün yerini yazın.")
        elif not adds and new:
            self.add_error("new_provision", "Yalnız yeni bir hüküm eklendiyse yazılır; hükmü listeden seçin.")
        elif not adds and not chosen:
            self.add_error("provision", "Hükmü seçin.")
        given["provision"] = new if adds else chosen
        return given


def said_by(version: ProvisionVersion) -> dict[str, Any]:
    """What a draft says now, as the form holds it."""
    said = {name: getattr(version, name) for name in NAMES}
    if version.effect == LawEffect.ADDS:
        said |= {"provision": "", "new_provision": version.provision}
    return said


class GiveUpForm(forms.Form):
    note = _words("Gerekçe", rows=4)


FORM_OF_LAW: dict[str, type[forms.Form]] = {
    "write_provision_version": VersionForm,
    "drop_provision_version": GiveUpForm,
    "retract_provision_version": GiveUpForm,
}
