"""What a control campaign asks of who prepares it, and of the schools that it draws."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate

from designations.campaigns import usual_last_day
from designations.choices import ControlFinding
from designations.rules.follow_up import school_year_of
from schools.forms.inputs import day, school_year, whole

FINDINGS = [(one.value, one.label) for one in (ControlFinding.IN_ORDER, ControlFinding.SHORTCOMING)]


def _words(label: str, *, rows: int = 4, required: bool = True, most: int = 4000, help_text: str = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    field = day(label, help_text=help_text)
    field.required = required
    return field


class LinesField(forms.CharField):
    """A text of which each line is one thing; read as the list of its lines, without the empty ones."""

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def _lines(label: str, help_text: str) -> LinesField:
    return LinesField(
        label=label, required=False, max_length=16_000, widget=forms.Textarea(attrs={"rows": 5}), help_text=help_text
    )


class CampaignForm(forms.Form):
    """A new campaign, or one that is written anew: then it begins with what the draft says."""

    takes_record = True
    title = forms.CharField(label="Kampanyanın adı", max_length=150)
    school_year = school_year()
    percent = whole(
        "Oran (%)", min_value=1, max_value=100,
        help_text="Belirlenen okulların yüzde kaçı denetlenecek. Her ilde ve her özellikte ayrı uygulanır; yarım yukarı yuvarlanır, en az bir okul seçilir.",
        error_messages={"min_value": "1 veya daha çok olmalıdır.", "max_value": "100 veya daha az olmalıdır."},
    )  # fmt: skip
    rest_years = whole(
        "Kaç yıl ara verilsin", max_value=20,
        help_text="Bu kadar yıl içinde denetlenen okullar sona bırakılır; ilde yeterli başka okul yoksa yine seçilebilir. 0: ara verilmez.",
        error_messages={"max_value": "20 veya daha az olmalıdır."},
    )  # fmt: skip
    due_on = _day("Yanıt için son gün", help_text="Bir iş günü olmalıdır.")
    questions = _lines("Yanıtlanacak sorular", "Her satıra bir soru. Okul her birine yazıyla yanıt verir.")
    evidence = _lines("Belgeyle kanıtlanacaklar", "Her satıra bir konu. Okul yazıyla yanıt verir ve belge ekler.")
    note = _words("İllere açıklama", required=False, help_text="İllere gönderilen yazıda yer alır.")

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        begins = said_by(record) if record is not None else usual_values()
        super().__init__(*args, **{**kwargs, "initial": {**begins, **(kwargs.get("initial") or {})}})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("questions") and not given.get("evidence"):
            self.add_error("questions", "En az bir soru yazın ya da belge isteyin.")
        return given


def usual_values() -> dict[str, Any]:
    """What a new campaign begins with: the running school year, and the days and years of the settings."""
    today = localdate()
    return {
        "school_year": school_year_of(today),
        "rest_years": settings.CONTROL_REST_YEARS,
        "due_on": usual_last_day(today),
    }


def said_by(campaign: Any) -> dict[str, Any]:
    """What a draft says now, as the form holds it."""
    items = list(campaign.items.all())
    names = ("title", "school_year", "percent", "rest_years", "due_on", "note")
    return {
        **{name: getattr(campaign, name) for name in names},
        "questions": "\n".join(item.text for item in items if not item.needs_file),
        "evidence": "\n".join(item.text for item in items if item.needs_file),
    }


class ControlAnswersForm(forms.Form):
    """A text for each item, in the order of the campaign; for the API they stand under ``answers``, by number."""

    takes_record = True
    gathers = "answers"

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = dict(record.answers.values_list("item", "text"))
        for item in record.campaign.items.all():
            self.fields[str(item.number)] = _words(
                str(item), required=False, help_text="Belgesi okulun sayfasından eklenir." if item.needs_file else ""
            )
            self.initial.setdefault(str(item.number), said.get(item.pk, ""))

    def clean(self) -> dict[str, Any]:
        """The answers as the act wants them: ``{"answers": {number: text}}``; over REST those left out stay as they are."""
        given = super().clean() or {}
        return {"answers": {name: text for name, text in given.items() if name in self.data}}


class ReturnControlForm(forms.Form):
    note = _words("Neyin tamamlanacağı")
    due_on = _day("Yeni son gün", required=False, help_text="Boş bırakılırsa okulun son günü değişmez.")


class ExtendControlForm(forms.Form):
    due_on = _day("Yeni son gün", help_text="Bir iş günü olmalıdır.")
    note = _words("Gerekçe")


class ConcludeControlForm(forms.Form):
    finding = forms.ChoiceField(label="Sonuç", choices=FINDINGS, widget=forms.RadioSelect)
    note = _words("Gerekçe", required=False, help_text="Eksiklik bulunduysa zorunludur; ile ve okula bildirilir.")


class LeaveControlForm(forms.Form):
    note = _words("Neden yanıt alınmadan kapatıldığı")


class CloseCampaignForm(forms.Form):
    note = _words("Kampanyanın sonucu", rows=8, most=8000)


class DropCampaignForm(forms.Form):
    note = _words("Neden vazgeçildiği")


CAMPAIGN_FORMS: dict[str, type[forms.Form]] = {
    "write_control_campaign": CampaignForm,
    "close_control_campaign": CloseCampaignForm,
    "drop_control_campaign": DropCampaignForm,
    "write_control_answers": ControlAnswersForm,
    "return_control_answers": ReturnControlForm,
    "extend_control": ExtendControlForm,
    "conclude_control": ConcludeControlForm,
    "leave_control": LeaveControlForm,
}
