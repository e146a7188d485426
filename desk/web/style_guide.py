"""The style guide: every part of the look with long names, empty lists and errors. For those who build pages; demo only."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk.bars import bars
from desk.maps import country_map

LONGEST_NAME = "Iğdır Organize Sanayi Bölgesi Gülşen Işıkçıoğlu Gümüşhanevî Çok Alanlı Mesleki ve Teknik A. Lisesi"
TYPES = ["Bölge okulu", "İhtisas", "Sektör içi", "Sektöre entegre"]
VERDICTS = ["eligible", "not_eligible", "undetermined", "undetermined"]

FINDINGS: list[dict[str, Any]] = [
    {
        "provision": "okul/4/2/a",
        "citation": "Yönerge m. 4/2-a",
        "question": "Okulda veya aynı eğitim bölgesinde ulaşımı olan yeterli pansiyon yeri var mı?",
        "outcome": "unmet",
        "reason": "Kız öğrenciler: 12 boş yer, 40 kişilik ihtiyacı karşılamıyor. Erkek öğrenciler: 60 boş yer, "
        "55 kişilik ihtiyacı karşılıyor.",
        "measured": {"free_girls": {"at_least": 12, "at_most": 12}, "free_boys": {"at_least": 60, "at_most": 75}},
        "required": {"girls": 40, "boys": 55},
        "evidence": [
            {"kind": "dormitory", "label": f"{LONGEST_NAME} Kız Pansiyonu", "counts": "met"},
            {"kind": "dormitory", "label": "Erkek pansiyonu", "counts": "unknown"},
        ],
        "remedy": "Pansiyon kapasitesini artırın veya ihtiyacı güncelleyin.",
        "mend": "dormitories",
    },
    {
        "provision": "okul/4/2/b",
        "citation": "Yönerge m. 4/2-b",
        "question": "Okul, açılacak alanlarla ilgili sektörün yoğun olduğu yerde mi?",
        "outcome": "unknown",
        "reason": "Sektör yıldızı bilinmeyen alanlar: Gemi Yapımı.",
        "measured": {"stars": {"04": 2, "11": None}},
        "required": {"stars": 2, "min_employment": 500, "specialisation_min": 1.25},
        "evidence": [
            {"kind": "field", "code": "04", "label": "Bilişim Teknolojileri"},
            {"kind": "field", "code": "11", "label": "Gemi Yapımı"},
        ],
        "remedy": "İlin istihdam istatistiğini yükleyin.",
        "mend": "employment",
    },
    {
        "provision": "okul/4/2/c",
        "citation": "Yönerge m. 4/2-c",
        "question": "Fiziki kapasite, atölye ve laboratuvarlar yeterli ve geliştirilebilir mi?",
        "outcome": "met",
        "reason": "Yerinde inceleme tutanağına göre üç yeni atölye kullanıma hazır.",
        "measured": {"students": 1240, "classroom_places": 1300},
        "required": {"classroom_places": 1240, "growth_margin": 0.2},
        "by_person": "Gülşen Işıkçı",
        "evidence": [{"label": "Yerinde inceleme tutanağı.pdf", "url": "#"}],
        "automatic": {
            "provision": "okul/4/2/c",
            "outcome": "unknown",
            "reason": "Atölyeler: bilgi eksik (iki alanın atölye kapasitesi kayıtlı değil).",
        },
    },
]


class SampleForm(forms.Form):
    """One of each kind of field, for the style guide."""

    school = forms.CharField(label="Kurum adı", help_text="Kurum açma onayındaki tam adı yazın.", max_length=98)
    code = forms.RegexField(
        r"^\d{6}$", label="Kurum kodu", error_messages={"invalid": "Kurum kodu altı rakamdan oluşur."}
    )
    opened = forms.DateField(label="Açılış günü", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    girls = forms.IntegerField(label="Kız öğrenci için pansiyon ihtiyacı", min_value=0, help_text="Yoksa 0 yazın.")
    type = forms.ChoiceField(label="Özellik", choices=[("", "Seçin")] + [(name, name) for name in TYPES])
    boarding = forms.ChoiceField(
        label="Pansiyon durumu",
        widget=forms.RadioSelect,
        choices=[("own", "Okulun kendi pansiyonu"), ("other", "Aynı eğitim bölgesinde başka okulun pansiyonu")],
    )
    rationale = forms.CharField(label="Gerekçe", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    file = forms.FileField(label="Kanıt dosyası", required=False, help_text="PDF, JPEG, PNG veya DOCX; en çok 20 MB.")
    confirmed = forms.BooleanField(label="Bilgilerin doğruluğunu denetledim.")


class SampleRow(forms.Form):
    """A row of the sample formset."""

    name = forms.CharField(label="Mekân")
    places = forms.IntegerField(label="Kapasite", min_value=0)


STATES = [
    ("draft", "Hazırlanıyor"),
    ("submitted", "Gönderildi"),
    ("under_review", "İnceleniyor"),
    ("returned", "Düzeltme için iade edildi"),
    ("approval_proposed", "Belirleme önerildi"),
    ("refusal_proposed", "Ret önerildi"),
    ("approved", "Belirlendi"),
    ("refused", "Reddedildi"),
    ("withdrawn", "Geri çekildi"),
    ("in_force", "Yürürlükte"),
    ("revocation_announced", "İptal süreci başladı"),
]
SECTIONS = [
    {"label": "Kurum bilgileri", "url": "#", "status": "done"},
    {"label": "Alanlar ve öğrenciler", "url": "#", "status": "todo", "hint": "İki alanın öğrenci sayısı yok."},
    {"label": "Pansiyon", "url": "#", "status": "correct", "note": "Kız pansiyonunun doluluğunu güncelleyin."},
    {"label": "Gerekçe", "status": "locked"},
]
ACTS = [
    {"label": "Belirlemeyi öner", "url": "#"},
    {"label": "Düzeltme için iade et", "url": "#"},
    {"label": "Ret öner", "url": "#", "danger": True},
]
ENTRIES = [
    {"label": "Dosya iade edildi", "by_name": "Gülşen Işıkçı", "on": date(2026, 10, 2), "note": "İki bölüm."},
    {"label": "Dosya gönderildi", "by_name": "Iğdır İl Müdürlüğü", "on": date(2026, 9, 28), "url": "#"},
]
FACTS = [
    {"term": "Kurum", "value": LONGEST_NAME},
    {"term": "Kurum kodu", "value": "112267"},
    {"term": "Eğitim bölgesi", "value": None, "note": "Kurum kartında girilir."},
]
FILE = {
    "label": "Pansiyon kapasite raporu",
    "name": "pansiyon_kapasite_raporu_2026.pdf",
    "size": 482113,
    "sha256": "9f" * 32,
    "by": "Gülşen Işıkçı",
    "on": date(2026, 9, 28),
    "url": "#",
    "scan": "clean",
    "scan_label": "Temiz",
    "remove_url": "#",
}


def style_guide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEMO_MODE or settings.DEBUG):
        raise Http404
    messages.success(request, "Dosya Genel Müdürlüğe gönderildi. Sıradaki adım: inceleme.")
    messages.warning(request, "İki bölümde bilgi eksik; gönderilebilir, ancak inceleme uzayabilir.")
    messages.error(request, "Siz bakarken bu kayıt değişti. Değişikliği görüp yeniden deneyin.")
    return render(request, "desk/style_guide.html", {**_records(), **_forms(), **_lists(), **_figures()})


def _records() -> dict[str, Any]:
    return {
        "longest_name": LONGEST_NAME,
        "findings": FINDINGS,
        "mend_urls": {"dormitories": "#pansiyon"},
        "statuses": ["met", "unmet", "unknown", "done", "todo", "correct", "locked"],
        "states": STATES,
        "standings": _standings(),
        "sections": SECTIONS,
        "acts": ACTS,
        "blocked": [{"label": "Onayla", "reason": "Öneren kişi aynı dosyada karar veremez."}],
        "entries": ENTRIES,
        "facts": FACTS,
        "files": [FILE],
        "next_steps": ["Genel Müdürlük dosyayı inceler.", "Sonuç size bildirimle gelir."],
        "sha256": FILE["sha256"],
    }


def _standings() -> list[dict[str, Any]]:
    findings = [SimpleNamespace(**finding) for finding in FINDINGS]
    seen = [
        {"label": label, "verdict": verdict, "findings": findings, "url": "#", "action": "Dosya aç"}
        for label, verdict in zip(TYPES[:3], VERDICTS, strict=False)
    ]
    note = "Sektör içi özellik yürürlükteyken bu özellik istenemez."
    return [*seen, {"label": TYPES[3], "verdict": "not_eligible", "findings": [], "note": note}]


def _forms() -> dict[str, Any]:
    wrong = {"school": "", "code": "1234", "girls": "-3", "type": "", "confirmed": ""}
    rows = {
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "0",
        "rows-0-name": "Torna atölyesi",
        "rows-0-places": "24",
        "rows-1-name": "CNC atölyesi",
        "rows-1-places": "-1",
    }
    formset = forms.formset_factory(SampleRow)(rows, prefix="rows")
    formset.is_valid()
    return {"form": SampleForm(wrong), "formset": formset}


def _lists() -> dict[str, Any]:
    rows = [{"name": LONGEST_NAME, "province": "Iğdır", "students": 1240 + n, "status": "submitted"} for n in range(3)]
    page = Paginator(range(412), 25).page(7)
    return {
        "rows": rows,
        "page_obj": page,
        "sizes": [25, 50, 100],
        "size": 25,
        "active": [{"label": "İl", "value": "Iğdır", "url_without": "?"}],
        "exports": [{"label": "XLSX", "url": "#"}, {"label": "CSV", "url": "#"}],
    }


def _figures() -> dict[str, Any]:
    running = {"pk": 1, "title": "Ülke taraması", "state": "running", "state_label": "Sürüyor", "done": 1240}
    return {
        "map": country_map(
            {6: 41, 34: 77, 35: 30, 76: 3, 30: 1, 1: 12, 27: 18, 16: 22}, unit="okul", links={6: "#06"}
        ),
        "bars": bars(
            [("İnceleniyor", 34, "", "#"), ("Düzeltme için iade edildi", 12, "open"), ("Reddedildi", 3, "bad")]
        ),
        "job": {**running, "total": 4000, "message": "İzmir"},
        "failed_job": {"pk": 2, "title": "İçe aktarma", "state": "failed", "state_label": "Başarısız"},
    }
