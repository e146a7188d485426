"""What the doors ask of a yearly report, and of more time for it."""

from __future__ import annotations

from django import forms

from centers.acts.reports import PARTS

from .chain import forms_of_chain
from .fields import ReasonForm, WithRecord, day, words
from .plans import YearForm


class OpenReportForm(YearForm):
    """The year alone; the rest is drafted."""


class ReportForm(WithRecord):
    works = words("Yıl boyunca yapılan çalışmalar", rows=10, most=20000, required=False)
    gains = words("Elde edilen kazanımlar", rows=8, most=20000, required=False)
    proposals = words(
        "Yeni uygulamalara ait öneriler",
        rows=6,
        most=20000,
        required=False,
        help_text="Öneriniz yoksa bunu nedeniyle yazın.",
    )


class NothingForm(forms.Form):
    reason = words("Bildirilecek bir şey olmamasının nedeni", rows=4)


class ExtensionForm(YearForm):
    due_on = day("Yeni son gün")
    reason = words("Uzatmanın nedeni", most=300)


FORM_OF_REPORT: dict[str, type[forms.Form]] = {
    "write_report": ReportForm,
    "state_nothing": NothingForm,
    "drop_report": ReasonForm,
    **forms_of_chain(PARTS),
}
