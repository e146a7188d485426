"""Physical standards for tests."""

from datetime import date

from schools.models import PhysicalStandard, StandardsVersion


def publish_empty_standards() -> StandardsVersion:
    """A published version without a row: nothing is asked."""
    return StandardsVersion.objects.create(name="Deneme Ek", status="published", valid_from=date(2024, 2, 15))


def publish_library(*, minimum: int = 1, code: str = "library") -> PhysicalStandard:
    """A published version that asks for a library, which a sponsor school may provide."""
    return PhysicalStandard.objects.create(
        version=publish_empty_standards(),
        code=code,
        name="Kütüphane",
        minimum=minimum,
        unit="adet",
        types=["in_sector", "sector_integrated"],
        sponsor_allowed=True,
    )
