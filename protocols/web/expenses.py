"""Expense statements as pages of the school side and the ministry: lists, one statement, its lines, receipts and acts (okul/8/6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from documents.intake import FileRefused
from protocols.acts import (
    EXPENSE,
    answer_duty,
    keep_receipt,
    open_statement,
    remove_expense_line,
    save_expense_line,
    unanswer_duty,
)
from protocols.acts.bearing import bearers_ever
from protocols.acts.expense_duties import ANSWERED, duties_to_answer
from protocols.acts.expense_lines import VALUES
from protocols.choices.expenses import EDITED, ExpenseStatus
from protocols.forms.expenses import FORM_OF_ACT, LineForm, OpenForm, ReceiptForm
from protocols.listings import EXPENSE_LINES, EXPENSES
from protocols.models import ExpenseLine, ExpenseStatement, Protocol, ProtocolDuty
from protocols.permissions.expenses import may_prepare, may_state, may_state_somewhere
from protocols.rules.expenses import first_of, months_on
from schools.models import School
from workflow.history.contexts import latest
from workflow.refusals import Refusal
from workflow.web.acts import ActPage
from workflow.web.history import with_past
from workflow.web.listing import list_context
from workflow.web.refusing import show_refusal

from .expense_parts import ROWS, context_of, find, paper_of, receipt_of
from .text import CLOSED, revision_seen, sent

paper = paper_of


def expenses(request: HttpRequest) -> HttpResponse:
    context = list_context(request, EXPENSES)
    more = {"today": localdate(), "may_state": may_state_somewhere(request.user)}
    return render(request, "protocols/expenses/list.html", {**context, **more})


def lines(request: HttpRequest) -> HttpResponse:
    return render(request, "protocols/expenses/lines.html", list_context(request, EXPENSE_LINES))


def choose_school(request: HttpRequest) -> HttpResponse:
    """Of which school; whoever has but one goes on at once."""
    named = Protocol.schools.through.objects.filter(protocol__in=Protocol.objects.in_force(localdate())).values(
        "school"
    )
    rows = School.objects.visible_to(request.user).filter(pk__in=named).select_related("province").order_by("name")
    schools = list(rows[:200]) if may_state_somewhere(request.user) else []
    if len(schools) == 1:
        return redirect("protocols:expense_new", schools[0].pk)
    return render(request, "protocols/expenses/choose.html", {"schools": schools})


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the statement of a month; the last month stands there."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    bearers = bearers_ever(school)
    form = OpenForm(sent(request), bearers=bearers, initial={"month": months_on(first_of(localdate()), -1)})
    if request.method == "POST" and form.is_valid():
        try:
            made = open_statement(school, by=request.user, on=localdate(), **form.values)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Gider bildirimi açıldı. Şimdi kalemleri yazın ya da Excel tablosuyla yükleyin.")
            return redirect("protocols:expense", made.pk)
    empty = "" if may_state(request.user, school) else CLOSED
    if not bearers:
        empty = "Bu okulu sayan, imzalanmış bir protokol yok; giderini karşılayan paydaş bilinmiyor (Yönerge m. 8/6)."
    lead = f"{school.name}. Paydaşın karşılayacağı giderler (Yönerge m. 8/6)."
    return _page(request, None, form, title="Gider bildirimi aç", lead=lead, back=reverse("protocols:expenses"), empty=empty, submit="Bildirimi aç")  # fmt: skip


def _page(request: HttpRequest, statement: ExpenseStatement | None, form: Any, **context: Any) -> HttpResponse:
    return render(request, "protocols/expenses/part.html", {"statement": statement, "form": form, **context})


@with_past("gider-bildirimi")
def expense(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement: what is stated, how it stands, what was paid, and the acts on it."""
    statement = find(request, pk)
    may_edit = statement.status in EDITED and may_prepare(request.user, statement)
    acts = [
        {"act": act, "url": reverse("protocols:expense_act", args=[pk, act.name])}
        for act in EXPENSE.open_to(request.user, statement)
    ]
    context = {
        **context_of(statement, as_handed_in=False),
        "may_edit": may_edit,
        "may_add": may_edit and statement.status == ExpenseStatus.DRAFT,
        "bare": statement.lines.filter(receipt=None).count() if may_edit else 0,
        "duties": ProtocolDuty.objects.filter(statements__statement=statement).select_related("obligation"),
        "may_answer": statement.status in ANSWERED and may_prepare(request.user, statement),
        "acts": acts,
        **latest(statement),
    }
    return render(request, "protocols/expenses/expense.html", context)


def line(request: HttpRequest, pk: int, key: int | None = None) -> HttpResponse:
    """A line, new or to be changed."""
    statement = find(request, pk)
    row = get_object_or_404(ExpenseLine, statement=statement, pk=key) if key else None
    form = LineForm(sent(request), initial={name: getattr(row, name) for name in VALUES} if row else None)
    back = reverse("protocols:expense", args=[pk])
    if request.method == "POST" and form.is_valid():
        seen = revision_seen(request)
        try:
            save_expense_line(statement, row, by=request.user, on=localdate(), revision=seen, **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Gider kalemi kaydedildi.")
            return redirect("protocols:expense_line_new", pk) if "bir-daha" in request.POST else redirect(back)
    lead = f"{statement.school.name}, {statement.month_words}. Paydaş: {statement.stakeholder}"
    if row is not None and row.dispute:
        lead = f"{lead} · İtiraz: {row.dispute}"
    is_open = statement.status in EDITED and may_prepare(request.user, statement)
    return _page(
        request, statement, form, title="Gider kalemini düzelt" if row else "Gider kalemi yaz", lead=lead, back=back,
        empty="" if is_open else CLOSED, submit="Kalemi kaydet", another=row is None,
        revision=revision_seen(request) if request.method == "POST" else statement.revision,
    )  # fmt: skip


def take_out(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    statement = find(request, pk)
    row = get_object_or_404(ExpenseLine, statement=statement, pk=key)
    form = forms.Form(sent(request))
    back = reverse("protocols:expense", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            remove_expense_line(statement, row, by=request.user, on=localdate(), revision=revision_seen(request))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Kalem çıkarıldı; geçmişte görünür.")
            return redirect(back)
    seen = revision_seen(request) if request.method == "POST" else statement.revision
    return _page(
        request, statement, form, title="Kalem çıkarılsın mı?", lead=str(row), back=back, submit="Çıkar", danger=True,
        revision=seen,
    )  # fmt: skip


def bring_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """A receipt for one or more lines; those without one are marked already."""
    statement = find(request, pk)
    rows = statement.lines.order_by("pk")
    if statement.status == ExpenseStatus.DISPUTED:
        rows = rows.exclude(dispute="")
    asked = request.GET.get("kalem", "")
    marked = rows.filter(pk=asked) if asked.isdecimal() else rows.filter(receipt=None)
    form = ReceiptForm(sent(request), request.FILES or None, rows=rows, initial={"lines": marked})
    back = reverse("protocols:expense", args=[pk])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            keep_receipt(statement, given["lines"], by=request.user, on=localdate(), file=given["file"])
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Belge {len(given['lines'])} kaleme eklendi.")
            return redirect(back)
    is_open = statement.status in EDITED and may_prepare(request.user, statement)
    lead = "Personel bordrosu kişisel veri içerir; kimin açtığı kayda geçer."
    return _page(
        request, statement, form, title="Belge ekle", lead=lead, back=back, submit="Belgeyi ekle",
        empty="" if is_open else CLOSED,
    )  # fmt: skip


def receipt(request: HttpRequest, pk: int, file: Any) -> HttpResponse:
    return receipt_of(request, pk, file, as_handed_in=False)


class DutyForm(forms.Form):
    duty = forms.ModelChoiceField(
        ProtocolDuty.objects.none(), label="Yükümlülük", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, duties: list[ProtocolDuty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [duty.pk for duty in duties]
        self.fields["duty"].queryset = ProtocolDuty.objects.filter(pk__in=keys).select_related("obligation")  # type: ignore[attr-defined]
        self.fields["duty"].label_from_instance = _in_words  # type: ignore[attr-defined]


def _in_words(duty: ProtocolDuty) -> str:
    obligation = duty.obligation
    asked = f"; istenen kanıt: {obligation.evidence}" if obligation.evidence else ""
    return f"{duty} – {obligation.get_owner_display()}, protokol m. {obligation.clause}{asked}"


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Says which dated duty of the protocol the statement answers."""
    statement = find(request, pk)
    duties = duties_to_answer(statement)
    form = DutyForm(sent(request), duties=duties)
    back = reverse("protocols:expense", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            answer_duty(statement, form.cleaned_data["duty"], by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Yükümlülük bildirime bağlandı.")
            return redirect(back)
    lead = (
        "Okulun bildirme yükümlülüğü bildirim gönderilince, paydaşın ödeme yükümlülüğü bildirimin tamamı ödenince yerine "
        "getirilmiş olur. İstenen kanıtın yerine bu bildirim ve belgeleri geçer."
    )
    is_open = statement.status in ANSWERED and may_prepare(request.user, statement)
    empty = "" if is_open else CLOSED
    if is_open and not duties:
        empty = "Bu okulun, bu ayın bildirimiyle karşılanabilecek bekleyen bir gider yükümlülüğü yok."
    return _page(
        request, statement, form, title="Yükümlülüğe bağla", lead=lead, back=back, submit="Bağla", empty=empty
    )


def unanswer(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    statement = find(request, pk)
    duty = get_object_or_404(ProtocolDuty, statements__statement=statement, pk=key)
    form = forms.Form(sent(request))
    back = reverse("protocols:expense", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            unanswer_duty(statement, duty, by=request.user, on=localdate())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Bağ kaldırıldı. Bildirimle yerine getirilmişse yükümlülük yeniden bekliyor.")
            return redirect(back)
    return _page(
        request, statement, form, title="Yükümlülük bağı kaldırılsın mı?", lead=str(duty), back=back,
        submit="Bağı kaldır", danger=True,
    )  # fmt: skip


class ExpenseAct(ActPage):
    lifecycle = EXPENSE
    forms_of_acts = FORM_OF_ACT
    queryset = ROWS

    def record_url(self) -> str:
        return reverse("protocols:expense", args=[self.record.pk])
