"""The records that a version of a provision reaches, each kind with the list behind its number; from what the user may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from accounts.models import User
from centers.choices.chain import SETTLED
from centers.choices.selection import CallStatus
from centers.models import Center, Programme, SelectionCall, YearlyPlan, YearlyReport
from designations.models import Designation, Dossier, Submission
from desk.yearly.records import KINDS, Kind
from documents.choices import PaperStatus
from documents.models import Paper
from legislation.versions import Effect, OpenedBy, Transition
from protocols.choices import OVER, ProtocolStatus
from protocols.models import Protocol
from transfers.choices import RUNNING, RoundStatus
from transfers.models import TransferRound
from workflow.models import ProvisionVersion

from .provisions_of import OF_CALLS, OF_PLANS, OF_PROGRAMMES, OF_PROTOCOLS, OF_TRANSFERS, is_of, types_of

CALLS_OVER = (CallStatus.CLOSED, CallStatus.CANCELLED)
LINES: Mapping[str, Kind] = {
    **KINDS,
    "paper": Kind(
        "documents:paper", ("-created_at", "-pk"), ("province",),
        lambda r: {"name": r.title, "place": r.province, "what": r.number, "state": r.status,
                   "state_words": r.get_status_display(), "day": r.dated_on},
    ),
    "call": Kind(
        "centers:call", ("-applications_from", "-pk"), ("center__school__province",),
        lambda r: {"name": r.title, "place": r.center.school.province, "what": r.center.name, "state": r.status,
                   "state_words": r.get_status_display(), "day": r.announced_on},
    ),
    "programme": Kind(
        "centers:programme", ("center__name", "pk"), ("center__school__province",),
        lambda r: {"name": r.name, "place": r.center.school.province, "what": r.center.name, "state": r.status,
                   "state_words": r.get_status_display()},
    ),
}  # fmt: skip
Rows = Callable[[ProvisionVersion, date], Any]


@dataclass(frozen=True, slots=True)
class Reach:
    """One kind of record. ``holds``: whether the version reaches it at all; ``note``: what becomes of these records."""

    key: str
    label: str
    kind: str
    holds: Callable[[ProvisionVersion], bool]
    rows: Rows
    note: Callable[[ProvisionVersion], str] = lambda _: ""

    def of(self, version: ProvisionVersion, user: User, on: date) -> Any:
        """The records, as a list of them shows them."""
        return LINES[self.kind].rows(self.rows(version, on), user)


def _of_types(model: Any, rows: Any) -> Rows:
    return lambda version, on: rows(model, on).filter(type__in=types_of(version.provision))


def _asks_files(version: ProvisionVersion) -> bool:
    return version.provision.startswith("okul/") and bool(types_of(version.provision)) and not _is_wording(version)


def _is_wording(version: ProvisionVersion) -> bool:
    return bool(version.effect == Effect.WORDING)


def _open_dossiers(version: ProvisionVersion, on: date) -> Any:
    return Dossier.objects.open().filter(type__in=types_of(version.provision))


def opened_before(version: ProvisionVersion) -> Q:
    """Dossiers that were opened before the version, by the day that its transition goes by."""
    if version.opened_by == OpenedBy.CREATED:
        return Q(opened_on__lt=version.begins)
    first = Submission.objects.filter(dossier=OuterRef("pk"), number=1, on__lt=version.begins)
    return Q(Exists(first))


def keeping(version: ProvisionVersion, on: date) -> Any:
    """Open dossiers for which the content before goes on, for good or until a day."""
    rows = _open_dossiers(version, on)
    over = version.keeps_until is not None and version.keeps_until < on
    if version.transition == Transition.EVERYBODY or over:
        return rows.none()
    return rows.filter(opened_before(version))


def coming_under(version: ProvisionVersion, on: date) -> Any:
    """Open dossiers that are asked by the version once it holds."""
    rows = _open_dossiers(version, on)
    over = version.keeps_until is not None and version.keeps_until < on
    if version.transition == Transition.EVERYBODY or over:
        return rows
    return rows.exclude(pk__in=rows.filter(opened_before(version)).values("pk"))


def _note_on_keeping(version: ProvisionVersion) -> str:
    if version.transition == Transition.UNTIL and version.keeps_until:
        return f"{version.keeps_until:%d.%m.%Y} gününün sonuna kadar eski hükme göre incelenir; sonra yenisine geçer."
    return "Sonuçlanana kadar eski hükme göre incelenir."


def _note_on_new(version: ProvisionVersion) -> str:
    return f"{version.begins:%d.%m.%Y} gününden başlayarak yeni hükme göre incelenir."


def cites(provision_citation: str) -> str:
    """A pattern that finds the citation, and not that of a provision whose number begins alike."""
    return rf"\m{re.escape(provision_citation)}(?![-/0-9])"


def _papers(*, drafts: bool) -> Rows:
    def rows(version: ProvisionVersion, on: date) -> Any:
        of_state = Q(status=PaperStatus.DRAFT) if drafts else Q(status__in=[PaperStatus.OFFICIAL, PaperStatus.ISSUED])
        said = Paper.objects.filter(of_state).annotate(said=Cast("content", TextField()))
        return said.filter(said__regex=cites(version.citation)).defer("content")

    return rows


def _unsettled(model: Any) -> Rows:
    """What a centre prepares or has sent, and nobody settled yet."""
    return lambda _version, _on: model.objects.exclude(status__in=SETTLED)


def _always(_: ProvisionVersion) -> bool:
    return True


def _under(*beginnings: str) -> Callable[[ProvisionVersion], bool]:
    return lambda version: is_of(version.provision, beginnings)


REACHES: tuple[Reach, ...] = (
    Reach("eski-hukumde", "Eski hükme göre sonuçlanacak açık dosyalar", "dossier", _asks_files, keeping, _note_on_keeping),
    Reach("yeni-hukumde", "Yeni hükme tabi açık dosyalar", "dossier", _asks_files, coming_under, _note_on_new),
    Reach(
        "dosyalar", "Bu hükme göre incelenen açık dosyalar", "dossier",
        lambda v: _is_wording(v) and bool(types_of(v.provision)), _open_dossiers,
        lambda _: "Aranan koşul değişmez; yalnız yeni metin gösterilir.",
    ),
    Reach(
        "belirlemeler", "Yürürlükteki belirlemeler", "designation", lambda v: bool(types_of(v.provision)),
        _of_types(Designation, lambda model, on: model.objects.in_force(on)),
        lambda _: "Belirleme kendiliğinden sona ermez; sonuçları günün hükmüne göre sürer.",
    ),
    Reach(
        "protokoller", "Hazırlanan ve süren protokoller", "protocol", lambda v: v.provision in OF_PROTOCOLS,
        lambda _, _on: Protocol.objects.exclude(status__in=[*OVER, ProtocolStatus.DROPPED]),
        lambda _: "Metni yeni hükümle karşılaştırın; gerekirse ek protokol yapın.",
    ),
    Reach(
        "nakil-donemleri", "Süren nakil dönemleri", "round", lambda v: v.provision in OF_TRANSFERS,
        lambda _, _on: TransferRound.objects.filter(status__in=[*RUNNING, RoundStatus.DRAFT]),
        lambda _: "Bir dönemde herkese, başvuruların başladığı günün hükmü uygulanır; geçiş o güne göre işler (idari usul).",
    ),
    Reach(
        "cagrilar", "Süren koordinatör çağrıları", "call", _under(*OF_CALLS),
        lambda _, _on: SelectionCall.objects.exclude(status__in=CALLS_OVER),
        lambda _: "Bir çağrıda adaylara, ilan gününe göre işleyen geçiş uygulanır (idari usul).",
    ),
    Reach(
        "merkezler", "Faaliyetteki merkezler", "center", lambda v: v.provision.startswith("smm/"),
        lambda _, on: Center.objects.open_on(on),
    ),
    Reach("planlar", "Açık yıllık planlar", "plan", _under(*OF_PLANS), _unsettled(YearlyPlan)),
    Reach("raporlar", "Açık yıllık raporlar", "report", _under(*OF_PLANS), _unsettled(YearlyReport)),
    Reach(
        "programlar", "Açık hizmet içi eğitim programları", "programme", _under(*OF_PROGRAMMES),
        _unsettled(Programme),
    ),
    Reach(
        "taslak-yazilar", "Hükmü anan, Sayısı alınmamış yazılar", "paper", _always, _papers(drafts=True),
        lambda _: "Sayısı girilmeden önce metnini denetleyin.",
    ),
    Reach(
        "yazilar", "Hükmü anan resmî yazılar", "paper", _always, _papers(drafts=False),
        lambda _: "Oldukları gibi kalırlar; dayandıkları sürüm bulgularında yazılıdır.",
    ),
)  # fmt: skip
REACH_OF = {one.key: one for one in REACHES}
MOST = 10_000


def counted(version: ProvisionVersion, user: User, on: date) -> list[dict[str, Any]]:
    """Each kind that the version reaches, with how many records the user sees; beyond the bound it says so."""
    rows = []
    for reach in REACHES:
        if reach.holds(version):
            count = reach.of(version, user, on).order_by()[: MOST + 1].count()
            more = count > MOST
            rows.append({"reach": reach, "count": min(count, MOST), "more": more, "note": reach.note(version)})
    return rows
