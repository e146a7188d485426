"""What the pages of provisions and of their versions show: texts beside each other, rules, figures, and what is written of it in the code."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache

from accounts.models import User
from designations.choices import DesignationType
from designations.models import VersionTrial
from legislation.provisions import citation_of, first_day_of, provisions
from legislation.rules import Outcome
from legislation.tracing import Trace, trace
from legislation.versions import Effect, Transition
from protocols.rules.redline import words_changed
from workflow.law.choices import LawTransition
from workflow.law.reading import amendment_of, text_before
from workflow.models import ProvisionVersion

from .provisions_of import is_condition, is_written, rules_of, values_of
from .reach import counted

OUTCOMES = {Outcome.MET.value: "sağlanıyor", Outcome.UNMET.value: "sağlanmıyor", Outcome.UNKNOWN.value: "bilgi eksik"}
PLACES_SHOWN = 40


@functools.cache
def traces() -> dict[str, Trace]:
    """Every provision with the lines that carry it; the sources are read once, since they do not change under a running process."""
    found: dict[str, Trace] = cache.get_or_set("provisions-traced", lambda: trace(settings.BASE_DIR)[0], 3600)
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a provision with its days; ``version`` is empty for the original."""

    begins: date
    until: date | None
    text: str
    version: ProvisionVersion | None

    def holds(self, on: date) -> bool:
        return self.begins <= on and (self.until is None or on <= self.until)


def texts_of_provision(id: str) -> list[Text]:
    """The original and every published version, the newest first, each until the day before the next."""
    known = provisions().get(id)
    rows = list(ProvisionVersion.objects.of(id))
    starts: list[tuple[date, str, ProvisionVersion | None]] = [(one.begins, one.text, one) for one in rows]
    if known is not None:
        starts.insert(0, (first_day_of(id), known.text, None))
    ends = [*(begins - timedelta(days=1) for begins, _, _ in starts[1:]), None]
    texts = [Text(begins, until, text, row) for (begins, text, row), until in zip(starts, ends, strict=True)]
    return texts[::-1]


def until_of(version: ProvisionVersion) -> date | None:
    """The last day of a version, which follows from the next one; ``None`` while there is none."""
    after = ProvisionVersion.objects.after(version.provision, version.begins)
    return after.begins - timedelta(days=1) if after else None


def redline_of(version: ProvisionVersion) -> dict[str, Any]:
    """The text before and this one, word by word; a side that is not there is empty."""
    before = text_before(version.provision, version.begins)
    old, new = words_changed(before, version.text)
    return {"before": old, "after": new}


def items_of(version: ProvisionVersion) -> list[dict[str, Any]]:
    """The facts of a version, as its page lists them."""
    until = until_of(version) if version.is_published else None
    days = f"{version.begins:%d.%m.%Y} – {f'{until:%d.%m.%Y}' if until else 'süresiz'}"
    changed_by = f"{version.dated_on:%d.%m.%Y} tarihli ve {version.number} sayılı {version.directive}"
    published = f"{version.published_by}, {version.published_on:%d.%m.%Y}" if version.published_on else "Henüz değil"
    items = [
        {"term": "Ne değişti", "value": version.get_effect_display()},
        {"term": "Kısaca", "value": version.summary},
        {"term": "Yürürlük", "value": days},
        {"term": "Değiştiren", "value": changed_by, "note": version.article},
        {"term": "Son yazan", "value": version.prepared_by},
        {"term": "Yayımlayan", "value": published},
    ]
    return [*items, {"term": "Neden bırakıldı", "value": version.note}] if version.note else items


def transition_of(version: ProvisionVersion) -> list[dict[str, Any]]:
    """For whom what was goes on, on which ground, and which day decides about a file."""
    if version.effect == Effect.WORDING:
        return [{"term": "Geçiş", "value": "Aranan koşul değişmediğinden geçişe gerek yok."}]
    ground = version.transition_article or "Değiştiren yönergede geçiş hükmü yok (idari usul)"
    items = [
        {"term": "Önce açılan dosyalar", "value": LawTransition(version.transition).label},
        {"term": "Dayanağı", "value": ground},
        {"term": "Gerekçesi", "value": version.transition_reason},
    ]
    if version.transition != Transition.EVERYBODY:
        day = f"{version.begins:%d.%m.%Y} gününden önceyse dosya önce açılmış sayılır (idari usul)"
        items.append({"term": version.get_opened_by_display(), "value": day})
    if version.keeps_until:
        items.append({"term": "Eski hükmün son günü", "value": f"{version.keeps_until:%d.%m.%Y}"})
    return items


def standing_in_code(version: ProvisionVersion) -> dict[str, str]:
    """Whether the code knows what the version asks: as a callout, ``kind``, ``title`` and ``text``."""
    day = f"{version.begins:%d.%m.%Y}"
    if version.effect == Effect.WORDING:
        return {"kind": "info", "title": "Kurallar aynı kalır", "text": "Yalnızca ifade değiştiği kaydedildi; denetimler eskisi gibi çalışır."}  # fmt: skip
    if is_written(amendment_of(version)):
        return {"kind": "info", "title": "Yeni kural yazılımda", "text": f"{day} gününden başlayan kural, yeni hükme tabi dosyalara sorulur."}  # fmt: skip
    if version.effect == Effect.REPEALS:
        return {"kind": "info", "title": "Hüküm kalkıyor", "text": f"{day} gününden sonra bu koşul, geçişe göre artık sorulmaz."}  # fmt: skip
    if version.effect == Effect.ADDS or is_condition(version.provision):
        return {
            "kind": "warning",
            "title": "Yeni hüküm henüz yazılıma işlenmedi",
            "text": f"{day} gününden sonra yeni hükme tabi dosyalarda bu koşulun bulgusu “bilgi eksik” olur ve elle incelenir; "
            "kişinin kanıtlı tespiti onun yerine geçebilir. Eski kuralın yanıtı yeni hüküm gibi gösterilmez.",
        }
    return {
        "kind": "warning",
        "title": "Bu hükmün sorulan bir kuralı yok",
        "text": "Hükmü yerine getiren yerler aşağıdadır; yeni metne göre gözden geçirilmeleri gerekir.",
    }


def carriers_of(id: str) -> dict[str, Any]:
    """The lines of the code and the tests that name the provision."""
    found = traces().get(id)
    carriers = [str(place) for place in found.carriers] if found else []
    tests = len(found.tests) if found else 0
    return {"carriers": carriers[:PLACES_SHOWN], "more": max(len(carriers) - PLACES_SHOWN, 0), "tests": tests}


def trial_of(trial: VersionTrial | None) -> list[dict[str, Any]]:
    """By type how many schools come out how by both versions; those that differ lead to their list."""
    if trial is None or trial.made_at is None:
        return []
    rows = []
    for kind, counts in trial.result.get("types", {}).items():
        for pair, count in counts.items():
            before, after = pair.split(">")
            rows.append(
                {
                    "type": DesignationType(kind).label,
                    "before": before,
                    "after": after,
                    "count": count,
                    "differs": before != after,
                    "query": f"ozellik={kind}&once={before}&sonra={after}",
                }
            )
    return rows


def version_context(version: ProvisionVersion, user: User, on: date) -> dict[str, Any]:
    """All that the page of a version shows beside its acts and its history."""
    return {
        "record": version,
        "items": items_of(version),
        "transition": transition_of(version),
        "redline": redline_of(version),
        "standing": standing_in_code(version),
        "rules": rules_of(version.provision),
        "values": values_of(version.provision, on) if user.scope.everywhere else [],
        "reached": counted(version, user, on),
        "title_of_provision": citation_of(version.provision),
        **carriers_of(version.provision),
    }
