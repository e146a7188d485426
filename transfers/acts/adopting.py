"""The central commission adopts a placement in a sitting; announcing asks whether one did (administrative procedure)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from transfers.choices import RunStatus, SittingStatus
from transfers.models import PlacementRun, Sitting, TransferRound
from transfers.permissions import may_keep_sitting
from workflow.refusals import Invalid

from .commissions import BASIS, reason_of
from .sittings import NO_QUORUM, SITTING


def adopted(run: PlacementRun) -> bool:
    """Whether a sitting of the round's central commission adopted this run; announcing it asks so."""
    rows = Sitting.objects.took_place().filter(adopted_run=run, quorate=True)
    return rows.filter(commission__province=None, commission__round=run.round_id).exists()


def _holds(sitting: Sitting, details: dict[str, Any]) -> None:
    """The round before the sitting, as announcing does, so that neither waits for the other."""
    TransferRound.objects.select_for_update(of=("self",)).get(pk=sitting.commission.round_id)


@SITTING.act("Yerleştirmeyi kabul et", source=SittingStatus.HELD, may=may_keep_sitting, cites=BASIS, holds=_holds)
def adopt_run(sitting: Sitting, /, *, by: User, on: date, run: PlacementRun) -> dict[str, Any]:
    """Adopts a placement that was verified, the newest of its purpose; only an adopted one is announced."""
    if sitting.commission.province_id is not None:
        raise Invalid(
            "Yerleştirmeyi merkez komisyonu kabul eder (idari usul).", {"run": "Merkez komisyonu kabul eder."}
        )
    if not sitting.quorate:
        raise Invalid(NO_QUORUM)
    run = PlacementRun.objects.get(pk=run.pk)
    if said := _refusal(sitting, run):
        raise Invalid(said, {"run": said})
    before, sitting.adopted_run = sitting.adopted_run_id, run
    return {"input_sha256": run.input_sha256, "result_sha256": run.result_sha256, "before": before}


def _refusal(sitting: Sitting, run: PlacementRun) -> str:
    if run.round_id != sitting.commission.round_id:
        return "Bu yerleştirme başka bir dönemin."
    if run.status != RunStatus.VERIFIED:
        return f"Yalnız doğrulanan ve henüz ilan edilmeyen yerleştirme kabul edilir; bu “{run.get_status_display()}”."
    newer = PlacementRun.objects.filter(round=run.round_id, purpose=run.purpose, number__gt=run.number)
    if newer.filter(status=RunStatus.VERIFIED).exists():
        return "Aynı amaçla daha yeni bir yerleştirme var; en yenisi kabul edilir (idari usul)."
    return ""


@SITTING.act("Kabulü geri al", source=SittingStatus.HELD, may=may_keep_sitting, danger=True, holds=_holds)
def drop_adoption(sitting: Sitting, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Takes an adoption back that was entered wrongly, before the placement is announced and the minutes are closed."""
    reason_of(reason)
    run = sitting.adopted_run
    if run is None:
        raise Invalid("Bu oturumda kabul edilen yerleştirme yok.")
    if run.status != RunStatus.VERIFIED:
        raise Invalid(f"Yerleştirme “{run.get_status_display()}” durumunda; kabulü geri alınamaz.")
    sitting.adopted_run = None
    return {"run": run}
