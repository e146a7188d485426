"""For each section of a school's record: its form or set of forms, and the act that takes it in; shared by all doors."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from schools import acts
from schools.choices import Section
from schools.models import Dormitory, Field, School, StandardsVersion
from schools.snapshots import ROWS, fingerprint
from workflow.conflicts import Picture, Sheet, last_change
from workflow.models import JournalEntry
from workflow.refusals import Invalid, Stale

from .inputs import choices_of
from .sections import (
    BoardingNeedRow,
    DetailsForm,
    DormitoryRow,
    EnrolmentRow,
    FieldRow,
    LinkRow,
    SiteForm,
    SpaceRow,
    StandardRow,
    taught_fields,
)

EMPTY_ROWS = 3
COMPLETE_HELP = {
    Section.FIELDS: "Okulun bütün alanları yazıldı.",
    Section.ENROLMENT: "Bu yılın bütün öğrencileri yazıldı; satır yoksa öğrenci yoktur.",
    Section.SPACES: "Okulun bütün mekânları yazıldı; satır yoksa mekân yoktur.",
    Section.DORMITORIES: "Okulun bütün pansiyonları yazıldı; satır yoksa pansiyon yoktur.",
    Section.SITE: "Yerleşim bilgisi tamdır.",
}


class Guarding(forms.Form):
    """What every editor carries: the content that the user saw, and whether the section is complete."""

    expected = forms.CharField(widget=forms.HiddenInput, required=False)
    complete = forms.BooleanField(label="Bu bölüm tamdır", required=False)


@dataclass
class Bound:
    """A section's form or set of forms, ready to show or to save.

    ``began``: what the user begins with, sealed; ``sent``: the whole post; ``conflict``: what somebody else saved
    meanwhile, with which these forms are merged already.
    """

    school: School
    section: str
    form: forms.ModelForm | None
    formset: forms.BaseModelFormSet | None
    guarding: Guarding
    began: str = ""
    sent: Any = None
    conflict: Picture | None = None

    @property
    def content(self) -> Any:
        return self.formset if self.formset is not None else self.form

    def is_valid(self) -> bool:
        # Both are asked, so that all faults show at once.
        return all([self.content.is_valid(), self.guarding.is_valid()])

    def rows(self) -> list[dict[str, Any]]:
        """What the act wants of a set: every row that stays, changed or not."""
        _, names = ROWS[self.section]
        kept = [form for form in self.formset.forms if form not in self.formset.deleted_forms]
        return [
            {"id": form.instance.pk, **{name: form.cleaned_data.get(name) for name in names if _has(form, name)}}
            for form in kept
            if form.instance.pk or form.has_changed()
        ]


def _has(form: forms.ModelForm, name: str) -> bool:
    return name in form.cleaned_data


@dataclass(frozen=True)
class Editor:
    """One section: its title, the provision that asks for it, its form (``row`` for a set), and the act."""

    section: str
    title: str
    act: Callable[..., School]
    form: type[forms.ModelForm] | None = None
    row: type[forms.ModelForm] | None = None
    provision: str = ""
    intro: str = ""

    @property
    def is_declared(self) -> bool:
        """Whether "complete" can be stated of it."""
        return self.section in Section.values

    def bind(self, school: School, *, on: date, data: Any = None) -> Bound:
        """The section's forms with the school's rows, or with what the user sent, merged with what was saved meanwhile."""
        expected = fingerprint(school, self.section)  # before the rows: a change between the two is seen, never lost
        fresh = self._forms(school, on, None, expected)
        sheet = Sheet(
            f"school:{school.pk}:{self.section}",
            [one for one in (fresh.form, fresh.guarding) if one is not None],
            [] if fresh.formset is None else [fresh.formset],
        )
        if data is None:
            fresh.began = sheet.began()
            return fresh
        name = fresh.guarding.add_prefix("expected")
        seen = data.get(name, "")
        taken = sheet.take(data, stale=bool(seen) and seen != expected)
        if taken.picture is not None:
            taken.data[name] = expected
            taken.picture.who, taken.picture.at = self._last(school)
        bound = self._forms(school, on, taken.data, expected)
        bound.began, bound.sent = taken.began, data
        bound.conflict = taken.picture if taken.picture and taken.picture.is_asking else None
        return bound

    def _forms(self, school: School, on: date, data: Any, expected: str) -> Bound:
        declared = self.is_declared and school.declarations.filter(section=self.section).exists()
        initial = {"expected": expected, "complete": declared}
        guarding = Guarding(data, prefix=f"{self.section}-guard", initial=initial)
        guarding.fields["complete"].help_text = COMPLETE_HELP.get(self.section, "")
        if not self.is_declared:
            del guarding.fields["complete"]
        if self.form is not None:
            return Bound(school, self.section, self._single(school, on, data), None, guarding)
        return Bound(school, self.section, None, self._set(school, on, data), guarding)

    def _last(self, school: School) -> tuple[str, Any]:
        """Who saved this section last; where the journal does not say it of the section, who wrote the school last."""
        entry = JournalEntry.objects.of(school).filter(details__section=self.section).last()
        return (entry.by_name, entry.at) if entry else last_change(school)

    def _single(self, school: School, on: date, data: Any) -> forms.ModelForm:
        instance = copy(school) if self.section == "details" else acts.site_on(school, on)
        form = self.form(data, instance=instance, prefix=self.section)
        if self.section == "site":
            form.fields["suited_fields"].queryset = Field.objects.filter(
                taught_at__school=school, taught_at__closed_on=None
            ).distinct()
        return form

    def _set(self, school: School, on: date, data: Any) -> forms.BaseModelFormSet:
        model, names = ROWS[self.section]
        rows = model._default_manager.filter(school=school).order_by("pk")
        if any(model._meta.get_field(name).many_to_many for name in names):
            rows = rows.prefetch_related("fields")
        if self.section == "standards":
            return _set_of_standards(school, on, data)
        make = forms.modelformset_factory(model, form=self.row, extra=EMPTY_ROWS, can_delete=True)
        formset = make(data, queryset=rows, prefix=self.section)
        _share_choices(formset, school)
        return formset

    def save(self, bound: Bound, *, by: User, on: date) -> bool:
        """Take the forms in; ``False`` where something stands against it: faults at their fields, or a conflict to look at."""
        if bound.conflict is not None or not bound.is_valid():
            return False
        given = bound.guarding.cleaned_data
        options = {"expected": given["expected"] or None}
        if self.is_declared:
            options["complete"] = given["complete"]
        content = {"values": bound.form.cleaned_data} if bound.form is not None else {"rows": bound.rows()}
        try:
            self.act(bound.school, by=by, on=on, **content, **options)
        except Invalid as refusal:
            _show(bound, refusal)
            return False
        except Stale:  # between our look and the lock
            vars(bound).update(vars(self.bind(School.objects.get(pk=bound.school.pk), on=on, data=bound.sent)))
            return False
        return True


def _share_choices(formset: forms.BaseModelFormSet, school: School) -> None:
    """One list of choices for all rows: the number of queries does not grow with them."""
    shared: dict[str, list[tuple[Any, str]]] = {}
    names = formset.empty_form.fields
    if "field" in names:
        shared["field"] = choices_of(Field.objects.all())
    if "fields_sharing" in names:
        shared["fields_sharing"] = choices_of(taught_fields(school), empty=False)
    if "dormitory" in names:
        near = Dormitory.objects.reachable_candidates(school).select_related("school")
        shared["dormitory"] = [("", "Seçin"), *((d.pk, f"{d.name} – {d.school.name}") for d in near)]
    for form in formset.forms:
        for name, choices in shared.items():
            form.fields[name].choices = choices


def _set_of_standards(school: School, on: date, data: Any) -> forms.BaseModelFormSet:
    """One form a row of the version in force, whether the school has a value or not."""
    version = StandardsVersion.objects.in_force(on)
    rows = {row.code: row for row in version.rows.all()} if version else {}
    values = school.standards.filter(code__in=rows).select_related("sponsor")
    known = set(values.values_list("code", flat=True))
    missing = [code for code in rows if code not in known]
    model, _ = ROWS["standards"]
    make = forms.modelformset_factory(model, form=StandardRow, extra=len(missing), can_delete=False)
    formset = make(data, queryset=values, prefix="standards", initial=[{"code": code} for code in missing])
    for form in formset.forms:
        form.standard = rows.get(form.initial.get("code") or form.instance.code)
    return formset


def _show(bound: Bound, refusal: Invalid) -> None:
    if not refusal.faults:
        (bound.form or bound.guarding).add_error(None, str(refusal))
    kept = (
        []
        if bound.formset is None
        else [
            form
            for form in bound.formset.forms
            if form not in bound.formset.deleted_forms and (form.instance.pk or form.has_changed())
        ]
    )
    for path, sentence in refusal.faults.items():
        position, _, name = path.partition(".")
        form = kept[int(position)] if position.isdigit() and kept else bound.form or bound.guarding
        name = name if position.isdigit() else path
        form.add_error(name if name in form.fields else None, sentence)


SECTION_FORMS: dict[str, Editor] = {
    editor.section: editor
    for editor in (
        Editor("details", "Kurum bilgileri", acts.save_school_details, form=DetailsForm, provision="okul/4/2/c"),
        Editor(
            "fields",
            "Alanlar",
            acts.save_fields,
            row=FieldRow,
            provision="okul/5/2/a",
            intro="Okutulan ve açılacak alanlar. Kapanan alanın satırını silmeyin, kapanış gününü yazın.",
        ),
        Editor("enrolment", "Öğrenciler", acts.save_enrolment, row=EnrolmentRow, provision="okul/7/3"),
        Editor(
            "spaces",
            "Mekânlar",
            acts.save_spaces,
            row=SpaceRow,
            provision="okul/4/2/c",
            intro="Derslik, atölye, laboratuvar ve diğer mekânlar. Ortak kullanılan atölyede bütün alanları işaretleyin.",
        ),
        Editor(
            "dormitories",
            "Pansiyonlar",
            acts.save_dormitories,
            row=DormitoryRow,
            provision="okul/4/2/a",
            intro="Okulun kendi pansiyonları. Kız ve erkek yerleri ayrı sayılır.",
        ),
        Editor(
            "links",
            "Ulaşılabilen pansiyonlar",
            acts.save_links,
            row=LinkRow,
            provision="okul/4/2/a",
            intro="Aynı eğitim bölgesindeki okulların pansiyonlarına ulaşım olup olmadığı.",
        ),
        Editor(
            "boarding_need", "Pansiyon ihtiyacı", acts.save_boarding_need, row=BoardingNeedRow, provision="okul/4/2/a"
        ),
        Editor("site", "Yerleşim", acts.save_site, form=SiteForm, provision="okul/6/2/a"),
        Editor(
            "standards", "Asgari fiziki standartlar", acts.save_standard_values, row=StandardRow, provision="okul/ek"
        ),
    )
}
