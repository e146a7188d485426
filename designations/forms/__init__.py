"""What each act asks of its user; the admin and the pages show the same form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from designations.choices import Reason, Section
from designations.dossiers import asked_of
from designations.models.dossiers import OUTCOMES
from designations.sections import SECTIONS_OF
from documents.models import Attachment
from legislation.provisions import citation_of

from .campaigns import CAMPAIGN_FORMS
from .follow_up import FOLLOW_UP_FORMS


class NoteForm(forms.Form):
    """A reason in free words, required."""

    note = forms.CharField(label="Gerekçe", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class OptionalNoteForm(forms.Form):
    note = forms.CharField(
        label="Not", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, initial=""
    )


class ApproveForm(OptionalNoteForm):
    starts_on = forms.DateField(
        label="Yürürlük başlangıcı",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Boş bırakılırsa karar günü.",
    )


class ProposalForm(forms.Form):
    proposal = forms.CharField(label="Öneri gerekçesi", widget=forms.Textarea(attrs={"rows": 6}), max_length=8000)


class RefusalForm(ProposalForm):
    reason = forms.ChoiceField(
        label="Ret nedeni",
        choices=[("", "Seçin"), *Reason.choices],
        help_text="Neden kodları idari usuldür; Yönerge’de yer almaz.",
    )
    field_order = ["reason", "proposal"]


class RecordForm(forms.Form):
    """A form that must know its record, to offer what the record allows.

    For the API: ``gathers`` names the key under which its fields stand, ``named_later`` the fields known with the record.
    """

    takes_record = True
    gathers = ""
    named_later: tuple[str, ...] = ()

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        self.record, self.user = record, user
        super().__init__(*args, **kwargs)


class SendBackForm(RecordForm):
    """One optional note a section; the act wants at least one."""

    gathers = "notes"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in SECTIONS_OF[self.record.type]:
            self.fields[section] = forms.CharField(
                label=Section(section).label,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Bu bölümde neyin, nasıl düzeltileceğini yazın; boş bırakılan bölüm kapalı kalır.",
            )

    def clean(self) -> dict[str, Any]:
        """The notes as the act wants them: ``{"notes": {section: note}}``."""
        given = super().clean() or {}
        return {"notes": {section: note for section, note in given.items() if note}}


class SiteVisitForm(forms.Form):
    visited_on = forms.DateField(
        label="Ziyaret günü", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    visitors = forms.CharField(label="Ziyaret edenler", max_length=300)
    report = forms.CharField(label="Tutanak", widget=forms.Textarea(attrs={"rows": 6}), max_length=8000)


class FindingForm(RecordForm):
    """A person's finding on one of the dossier's criteria, with evidence that is already in the dossier."""

    named_later = ("provision", "evidence")

    outcome = forms.ChoiceField(label="Bulgu", choices=OUTCOMES, widget=forms.RadioSelect)
    reason = forms.CharField(label="Gerekçe", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"] = forms.ChoiceField(label="Hüküm", choices=criteria_of(self.record))
        self.fields["evidence"] = forms.ModelChoiceField(
            label="Kanıt",
            queryset=attachments_of(self.record),
            help_text="Dosyaya eklenmiş bir belge seçin; yeni belge dosyanın kanıtlarına eklenir.",
        )
        self.order_fields(["provision", "outcome", "reason", "evidence"])


class WithdrawFindingForm(RecordForm):
    named_later = ("provision",)
    note = forms.CharField(label="Gerekçe", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"] = forms.ChoiceField(label="Hüküm", choices=criteria_of(self.record))
        self.order_fields(["provision", "note"])


def criteria_of(dossier: Any) -> list[tuple[str, str]]:
    """What the law asks of the dossier today, as citation and section; a condition that was added has its question."""
    sections = {id: Section(section).label for section, id in SECTIONS_OF[dossier.type].items()}
    asked = {rule.cites: rule.asks for rule in asked_of(dossier, on=localdate())}
    return [(id, f"{citation_of(id)} – {sections.get(id, question)}") for id, question in asked.items()]


def attachments_of(dossier: Any) -> Any:
    """The files that are in the dossier."""
    held = dossier.evidence.filter(removed_on=None).values("attachment")
    return Attachment.objects.filter(pk__in=held).order_by("name")


class AnnounceForm(forms.Form):
    reason = forms.ChoiceField(label="İptal nedeni", choices=[("", "Seçin"), *Reason.choices])
    note = forms.CharField(label="Gerekçe", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    answer_until = forms.DateField(
        label="Görüş bildirme son günü",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Boş bırakılırsa bugünden 30 gün sonrası (idari usul).",
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label="Görüş", widget=forms.Textarea(attrs={"rows": 6}), max_length=8000)


class PublishForm(forms.Form):
    valid_from = forms.DateField(
        label="Yürürlük başlangıcı", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label="Yürürlük bitişi",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Boş bırakılırsa yeni bir sürüm yayımlanana kadar.",
    )


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "withdraw": NoteForm,
    "send_back": SendBackForm,
    "record_site_visit": SiteVisitForm,
    "record_finding": FindingForm,
    "withdraw_finding": WithdrawFindingForm,
    "propose_approval": ProposalForm,
    "propose_refusal": RefusalForm,
    "recall_proposal": NoteForm,
    "reject_proposal": NoteForm,
    "approve": ApproveForm,
    "refuse": OptionalNoteForm,
    "announce_revocation": AnnounceForm,
    "record_answer": AnswerForm,
    "propose_revocation": OptionalNoteForm,
    "revoke": OptionalNoteForm,
    "drop_revocation": NoteForm,
    "mark_entered_in_error": NoteForm,
    "end_with_school": OptionalNoteForm,
    "publish_policy": PublishForm,
    "publish_clusters": PublishForm,
    **FOLLOW_UP_FORMS,
    **CAMPAIGN_FORMS,
}
