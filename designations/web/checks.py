"""The contracts as pages for people: eligibility of a registered school, and whether a student may be registered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from designations.choices import DesignationType
from designations.operations import operating_rules, registration_check
from designations.rules.operating import GRADES
from legislation.provisions import IN_FORCE_SINCE
from schools.models import School

from .schools import mend_urls
from .trials import TrialForm


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Boş bırakılırsa bugün.",
        error_messages={"invalid": "Takvimde var olan bir gün girin (gg.aa.yyyy)."},
    )


class SchoolCodeForm(forms.Form):
    """Asks for a school by its code, within the user's scope."""

    okul = forms.RegexField(
        r"^\d{6}$",
        label="Kurum kodu",
        error_messages={"invalid": "Kurum kodu altı rakamdan oluşur."},
        help_text="Bilmiyorsanız okul listesinden adıyla bulun.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_okul(self) -> School:
        school = School.objects.visible_to(self.user).filter(code=self.cleaned_data["okul"]).first()
        if school is None:
            raise forms.ValidationError("Yetki alanınızda bu kurum koduyla bir kurum yok.")
        return school


class EligibilityForm(SchoolCodeForm):
    ozellik = forms.ChoiceField(label="Özellik", choices=DesignationType.choices)
    gun = _day("Hangi gün için")

    def clean_gun(self) -> Any:
        day = self.cleaned_data["gun"]
        if day and day < IN_FORCE_SINCE:
            raise forms.ValidationError(f"Yönerge {IN_FORCE_SINCE:%d.%m.%Y} günü yürürlüğe girdi.")
        return day


class RegistrationForm(SchoolCodeForm):
    sinif = forms.TypedChoiceField(label="Sınıf", coerce=int, choices=[(grade, f"{grade}. sınıf") for grade in GRADES])
    gun = _day("Hangi gün için")


def eligibility(request: HttpRequest) -> HttpResponse:
    asked = request.GET or None
    form, trial = EligibilityForm(asked, user=request.user), TrialForm(asked)
    context: dict[str, Any] = {"form": form, "trial": trial}
    # Both forms are asked, so that the faults of both are shown at once.
    if form.is_bound and all([form.is_valid(), trial.is_valid()]):
        school, on = form.cleaned_data["okul"], form.cleaned_data["gun"] or localdate()
        kind = form.cleaned_data["ozellik"]
        findings, policy_name = trial.examine(school, kind, on=on)
        context |= {
            "school": school,
            "on": on,
            "findings": findings,
            "policy_name": policy_name,
            "tried": list(trial.tried()),
            "label": DesignationType(kind).label,
            "mend_urls": mend_urls(school),
            "school_url": reverse("designations:school", args=[school.pk]),
        }
    return render(request, "designations/web/eligibility.html", context)


def registration(request: HttpRequest) -> HttpResponse:
    form = RegistrationForm(request.GET or None, user=request.user)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        school, on = form.cleaned_data["okul"], form.cleaned_data["gun"] or localdate()
        context |= {
            "school": school,
            "on": on,
            "answer": registration_check(school, grade=form.cleaned_data["sinif"], on=on),
            "rules": operating_rules(school, on=on),
        }
    return render(request, "designations/web/registration.html", context)
