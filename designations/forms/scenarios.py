"""What a scenario asks: a name, the thresholds that differ, and other versions in the place of those in force."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from designations.models import ClusterVersion, PolicyVersion, Scenario
from designations.rules.facts import POLICY_KEYS
from schools.models import EmploymentYear, StandardsVersion

IN_FORCE = "Yürürlükteki"


def _threshold(key: str) -> Any:
    """The very field of the policy, which may be left out: what the admin refuses is refused here."""
    field = PolicyVersion._meta.get_field(key)
    return field.formfield(required=False, initial=None, help_text=field.help_text)  # type: ignore[union-attr]


class ScenarioForm(forms.Form):
    """Whatever is left empty is as in the chosen version, or as in force."""

    name = forms.CharField(label="Senaryonun adı", max_length=120)
    note = forms.CharField(
        label="Açıklama", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Neyi, neden deniyorsunuz?",
    )  # fmt: skip
    policy = forms.ModelChoiceField(
        label="Ölçüt değerleri sürümü", queryset=PolicyVersion.objects.all(), required=False, empty_label=IN_FORCE
    )
    concentration_min_stars = _threshold("concentration_min_stars")
    concentration_min_employment = _threshold("concentration_min_employment")
    specialisation_min = _threshold("specialisation_min")
    workshop_places_per_student = _threshold("workshop_places_per_student")
    growth_margin = _threshold("growth_margin")
    cluster_min_fields = _threshold("cluster_min_fields")
    clusters = forms.ModelChoiceField(
        label="Alan kümelenmeleri sürümü", queryset=ClusterVersion.objects.all(), required=False, empty_label=IN_FORCE
    )
    standards = forms.ModelChoiceField(
        label="Fiziki standartlar sürümü",
        queryset=StandardsVersion.objects.all(),
        required=False,
        empty_label=IN_FORCE,
    )
    year = forms.ModelChoiceField(
        label="İstatistik yılı", queryset=EmploymentYear.objects.all(), required=False, empty_label="Kullanılan"
    )

    def asked(self) -> dict[str, Any]:
        """What the act takes; decimals as JSON holds them without loss."""
        found = self.cleaned_data
        values = {key: _plain(found[key]) for key in POLICY_KEYS if found.get(key) is not None}
        return {
            "values": values,
            **{name: found[name] for name in ("name", "note", "policy", "clusters", "standards", "year")},
        }

    @classmethod
    def values_of(cls, scenario: Scenario) -> dict[str, Any]:
        """The fields as the scenario fills them."""
        names = ("name", "note", "policy_id", "clusters_id", "standards_id", "year_id")
        given = {name.removesuffix("_id"): getattr(scenario, name) for name in names}
        return {**given, **scenario.values}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


class CompareForm(forms.Form):
    """Two scenarios that were computed."""

    a = forms.ModelChoiceField(label="Birinci senaryo", queryset=Scenario.objects.none())
    b = forms.ModelChoiceField(label="İkinci senaryo", queryset=Scenario.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        computed = Scenario.objects.visible_to(user).exclude(computed_at=None)
        for field in self.fields.values():
            field.queryset = computed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("a") and found.get("a") == found.get("b"):
            self.add_error("b", "Birinciden başka bir senaryo seçin.")
        return found
