"""The paper of a statement: provision, sums, lines, what was corrected; void once another one was handed in or it was withdrawn."""

from decimal import Decimal

import pytest

from accounts.choices import Role
from documents.choices import PaperStatus
from documents.models import Paper
from protocols.acts import EXPENSE, save_expense_line
from protocols.choices.expenses import ExpenseStatus as S
from protocols.tasks import after_expense_submitted, after_expense_withdrawn
from tests.documents.reading import reader_of, text_of
from tests.factories import TODAY, make_school, make_user
from tests.factories.expenses import make_expense_statement
from tests.protocols.test_texts_as_papers import LONG

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
A = EXPENSE.acts


def test_the_paper_shows_what_was_handed_in_and_is_printed_once():
    made = make_expense_statement(S.SUBMITTED, school=make_school(name=LONG))

    for _ in range(2):
        after_expense_submitted(pk=made.pk)

    [paper] = Paper.objects.of(made)
    text = " ".join(text_of(paper).split())
    for words in (
        LONG, "Eylül 2026 ayı gider bildirimi", "öğretmenler haricindeki personelin giderleri", "m. 8/6", "44.846,00 TL",
        "28.500,00 TL", "Temizlik görevlisi: Eylül ücreti", "21.09.2026, ELK-2026-91", "02.11.2026", "idari usul",
        "Okul Müdürü", made.stakeholder.name, "belirlenmiş değildir",
    ):  # fmt: skip
        assert words in text, words
    assert (paper.status, paper.dated_on) == (PaperStatus.ISSUED, TODAY)
    assert b"44.846,00 TL" in reader_of(paper).attachments["veri.json"][0]


def test_a_corrected_one_shows_what_changed_and_makes_the_former_void():
    made = make_expense_statement(S.DISPUTED)
    after_expense_submitted(pk=made.pk)
    principal, line = make_user(Role.PRINCIPAL, school=made.school), made.lines.exclude(dispute="").get()
    save_expense_line(made, line, by=principal, on=TODAY, amount=Decimal(9000))
    A["resubmit_expenses"](made, by=principal, on=TODAY, answer="Sayaç yeniden okundu.")

    after_expense_submitted(pk=made.pk)

    latest, former = Paper.objects.of(made).order_by("-created_at")
    text = " ".join(text_of(latest).split())
    for words in ("Sayaç yeniden okundu.", "12.345,60 TL → 9.000,00 TL", "Sayaç okuması yanlış.", "2. gönderim"):
        assert words in text
    assert (latest.status, former.status) == (PaperStatus.ISSUED, PaperStatus.WITHDRAWN)


def test_a_withdrawn_statement_leaves_no_paper_in_force():
    made = make_expense_statement(S.SUBMITTED)
    after_expense_submitted(pk=made.pk)
    A["withdraw_expenses"](made, by=make_user(Role.PRINCIPAL, school=made.school), on=TODAY, reason="Yanlış ay.")

    for _ in range(2):
        after_expense_withdrawn(pk=made.pk)

    paper = Paper.objects.of(made).get()
    assert (paper.status, paper.withdrawal) == (PaperStatus.WITHDRAWN, "Yanlış ay.")
