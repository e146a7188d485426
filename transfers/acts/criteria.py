"""Criteria of transfers (okul/8/2): tried on a former round, and published."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from legislation.provisions import IN_FORCE_SINCE
from transfers.dossiers import criteria_of
from transfers.models import CriteriaSimulation, TransferCriteria, TransferRound
from transfers.permissions import may_publish, may_run
from transfers.rules.scoring import faults_of
from transfers.simulating import digest_of, rounds_to_try, was_tried
from workflow import jobs
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid
from workflow.versions import make_room

CRITERIA = Lifecycle()
TRY = "transfers.tasks.try_criteria"
UNTRIED = (
    "Bu taslak, son hâliyle geçmiş bir dönemin başvurularında denenmedi. Önce “Geçmiş dönemde dene” ile etkisini görün ya da "
    "denemeden yayımlamak istediğinizi belirtin (idari usul)."
)


@CRITERIA.act("Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish, cites="okul/8/2")
def publish_criteria(
    version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None, untried: bool = False
) -> dict[str, Any]:
    """Puts a draft of the criteria in force; the version before it ends on the day before.

    ``untried``: knowingly without a trial of the draft on a former round's applications; the journal keeps it.
    """
    if not untried and rounds_to_try().exists() and not was_tried(version):
        raise Invalid(UNTRIED, {"untried": UNTRIED})
    if valid_from < IN_FORCE_SINCE:
        said = f"Yönerge’den önce olamaz: {IN_FORCE_SINCE:%d.%m.%Y} veya sonrası."
        raise Invalid(said, {"valid_from": said})
    if valid_until and valid_until < valid_from:
        raise Invalid("Bitiş başlangıçtan önce olamaz.", {"valid_until": "Başlangıçtan önce olamaz."})
    criteria = criteria_of(version)
    if faults := faults_of(criteria.components):
        raise Invalid(" ".join(faults))
    make_room(TransferCriteria.objects, valid_from, valid_until)
    version.valid_from, version.valid_until = valid_from, valid_until
    components = [[one.key, str(one.maximum), str(one.weight), one.tie_rank] for one in criteria.components]
    return {"components": components, "tried": was_tried(version)}


@CRITERIA.act(
    "Geçmiş dönemde dene", source=VersionStatus.DRAFT, may=may_run,
    done="Deneme başladı; sayılar birkaç dakika içinde bu sayfada görünür.",
)  # fmt: skip
def try_criteria(version: Any, /, *, by: User, on: date, round: TransferRound) -> dict[str, Any]:
    """Has the draft tried on a former round's applications, beside the criteria in force; nothing of the round changes."""
    beside = TransferCriteria.objects.in_force(on) or round.criteria
    criteria = criteria_of(version)
    if faults := faults_of(criteria.components):
        raise Invalid(" ".join(faults))
    if beside.pk == version.pk or not rounds_to_try().filter(pk=round.pk).exists():
        said = "Bu dönemde başvuru alınmamış; denenecek bir şey yok."
        raise Invalid(said, {"round": said})
    made = CriteriaSimulation.objects.create(
        version=version, round=round, compared_with=beside, asked=digest_of(criteria), started_by=by, started_on=on
    )
    made.job = jobs.start(TRY, title=f"Nakil ölçütleri denemesi: {made}"[:200], by=by, simulation=made.pk)
    made.save(update_fields=["job"])
    return {"compared_with": beside, "simulation": made.pk}
