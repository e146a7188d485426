"""The search as pages: the whole answer with filters kept in the address, and what is offered while somebody types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from accounts.models import Province
from accounts.wording import first_keys
from desk.searching import KINDS, MOST, Question, offered_to, search
from desk.searching.questions import LONGEST
from schools.models import School
from schools.turkish import lower

SHOWN_OF_EACH = 10  # hits of a kind where several kinds are shown
SUGGESTED = 3  # hits of a kind while somebody types
SHORTEST_SUGGESTED = 2  # letters
FIRST_YEAR, LAST_YEAR = 1990, 2100


class SearchForm(forms.Form):
    """Filters of the search; which kinds there are to choose depends on who asks."""

    q = forms.CharField(
        label="Ne arıyorsunuz?", required=False, widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST})
    )
    tur = forms.ChoiceField(label="Tür", required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    durum = forms.ChoiceField(label="Durum", required=False)
    yil = forms.IntegerField(
        label="Yıl", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = offered_to(user)
        states = [
            (kind.label, [(f"{key}-{state}", word) for state, word in kind.states])
            for key, kind in kinds.items()
            if kind.states
        ]
        self.fields["tur"].choices = [("", "Tümü"), *((key, kind.label) for key, kind in kinds.items())]  # type: ignore[attr-defined]
        self.fields["durum"].choices = [("", "Tümü"), *states]  # type: ignore[attr-defined]

    def question(self) -> Question:
        """What is asked; a filter that cannot be meant is told at its field and not applied."""
        self.is_valid()
        given = self.cleaned_data
        kind, _, state = given.get("durum", "").partition("-")
        kinds = {given.get("tur", ""), kind} - {""}
        province = given.get("il")
        return Question(
            given.get("q", ""), localdate(), tuple(sorted(kinds)), province.pk if province else None, state, given.get("yil")
        )  # fmt: skip


def search_page(request: HttpRequest) -> HttpResponse:
    """Every kind with its first hits; one kind alone with up to fifty of them."""
    form = SearchForm(request.GET, user=request.user)
    question = form.question()
    contradicts = len(question.kinds) > 1  # a state of another kind than the one asked for
    alone = len(question.kinds) == 1
    groups = [] if contradicts else search(request.user, question, most=MOST if alone else SHOWN_OF_EACH)
    context = {
        "form": form,
        "text": question.typed,
        "groups": [{"group": group, "all_url": None if alone else _only(request, group.kind.key)} for group in groups],
        "outside": bool(question.typed) and not groups and _is_elsewhere(request, question),
        "contradicts": contradicts,
        "active": _active(request, form),
        "reset_url": f"{request.path}?{_without(request, 'tur', 'il', 'durum', 'yil')}",
        "start": f"Burada bulunanlar: {', '.join(lower(kind.label) for kind in offered_to(request.user).values())}.",
        "undated": question.year is not None,
    }
    return render(request, "desk/search.html", context)


def suggestions(request: HttpRequest) -> HttpResponse:
    """A part of a page: the first hits of each kind, for the search box of every page."""
    question = Question(request.GET.get("q", ""), localdate())
    long_enough = len(question.typed) >= SHORTEST_SUGGESTED
    groups = search(request.user, question, most=SUGGESTED) if long_enough else []
    found = sum(len(group.hits) + len(group.similar) for group in groups)
    context = {"groups": groups, "text": question.typed, "asked": long_enough, "found": found}
    return render(request, "desk/suggestions.html", context)


def _is_elsewhere(request: HttpRequest, question: Question) -> bool:
    """Whether an institution of that name or code is registered in another place; institutions are public, others not asked."""
    filtered = question.province is not None or question.state or question.year is not None
    if request.user.scope.everywhere or filtered or question.kinds not in {(), ("kurum",)}:
        return False
    if question.school_codes:
        return School.objects.filter(code__in=question.school_codes).exists()
    return bool(question.asked and first_keys(School.objects.with_words(question.asked), 1))


def _only(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    query["tur"] = kind
    return f"?{query.urlencode()}"


def _without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


def _active(request: HttpRequest, form: SearchForm) -> list[dict[str, Any]]:
    """The filters that are on, in words, each with the address without it."""
    given = form.cleaned_data
    kind, _, state = given.get("durum", "").partition("-")
    words = {
        "tur": KINDS[given["tur"]].label if given.get("tur") else "",
        "il": str(given["il"]) if given.get("il") else "",
        "durum": f"{KINDS[kind].label}: {dict(KINDS[kind].states)[state]}" if kind else "",
        "yil": str(given["yil"]) if given.get("yil") else "",
    }
    return [
        {"label": form.fields[name].label, "value": word, "url_without": f"{request.path}?{_without(request, name)}"}
        for name, word in words.items()
        if word
    ]
