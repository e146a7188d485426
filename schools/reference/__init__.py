"""The register's own reference tables: fields, branches, spellings, sectors (a proposal), and draft standards."""

from __future__ import annotations

from decimal import Decimal

from accounts.reference import rows_of
from schools.choices import DesignationType
from schools.models import Branch, Field, FieldAlias, FieldSector, PhysicalStandard, StandardsVersion
from schools.turkish import field_key

DRAFT_STANDARDS = "Taslak 0 – Yönerge ekinin yerine geçmez"
BOUND_TYPES = [DesignationType.IN_SECTOR, DesignationType.SECTOR_INTEGRATED]


def load_fields() -> dict[str, int]:
    """Write fields with their branches and spellings; names are set right, nothing is taken away."""
    rows = list(rows_of(__package__, "fields.csv"))
    Field.objects.bulk_create(
        [Field(code=row["code"], name=row["name"], for_mesem=row["for_mesem"] == "1") for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "for_mesem"],
    )
    fields = {field.code: field for field in Field.objects.all()}
    FieldAlias.objects.bulk_create(
        [
            FieldAlias(
                field=fields[row["code"]],
                key=field_key(spelling),
                for_mesem=row["for_mesem"] == "1",
                spelling=spelling,
            )
            for row in rows
            for spelling in [row["name"], *filter(None, row["aliases"].split("|"))]
        ],
        ignore_conflicts=True,
    )
    branches = [Branch(field=fields[row["field"]], name=row["name"]) for row in rows_of(__package__, "branches.csv")]
    Branch.objects.bulk_create(branches, ignore_conflicts=True)
    return {"field": len(rows), "branch": len(branches), "sector": _load_sectors(fields)}


def _load_sectors(fields: dict[str, Field]) -> int:
    """The proposed sectors of the fields that have none yet: what the ministry has set is left alone."""
    settled = set(FieldSector.objects.values_list("field_id", flat=True))
    created = FieldSector.objects.bulk_create(
        [
            FieldSector(field=fields[row["field"]], nace=row["nace"], is_primary=row["is_primary"] == "1")
            for row in rows_of(__package__, "field_sectors.csv")
            if fields[row["field"]].pk not in settled
        ]
    )
    return len(created)


def load_draft_standards() -> StandardsVersion | None:
    """The stand-in for the Annex, as an unpublished draft; none where any version exists already (okul/ek)."""
    if StandardsVersion.objects.exists():
        return None
    version = StandardsVersion.objects.create(
        name=DRAFT_STANDARDS,
        source="Yönergenin eki yayımda görüntü olarak yer alır ve bu sisteme aktarılmamıştır.",
        note="Satırlar benzetme veya öneridir; kaynağı ve durumu her satırda yazar. Genel Müdürlük gerçek eki "
        "girip yayımlamadan hiçbir karara esas olmaz.",
    )
    PhysicalStandard.objects.bulk_create(standard_rows(version))
    return version


def standard_rows(version: StandardsVersion) -> list[PhysicalStandard]:
    """The rows of the stand-in table, unsaved, for ``version``."""
    return [
        PhysicalStandard(
            version=version,
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            unit=row["unit"],
            minimum=Decimal(row["minimum"]) if row["minimum"] else None,
            types=BOUND_TYPES,
            sponsor_allowed=row["sponsor_allowed"] == "1",
            enterprise_allowed=row["enterprise_allowed"] == "1",
            source=row["source"],
            position=position,
        )
        for position, row in enumerate(rows_of(__package__, "standards.csv"), start=1)
    ]
