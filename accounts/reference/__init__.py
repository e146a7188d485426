"""The country's 81 provinces and 973 districts, as facts of our own table, loaded again and again without harm."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from accounts.models import District, Province


def rows_of(package: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of a reference table that lies in ``package``, a dict a row."""
    with files(package).joinpath(name).open(encoding="utf8", newline="") as table:
        yield from csv.DictReader(table)


def load_places() -> dict[str, int]:
    """Write provinces and districts; what the tables name already is set right, nothing is taken away."""
    provinces = [
        Province(
            code=int(row["code"]),
            name=row["name"],
            region=row["region"],
            nuts2=row["nuts2"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
        )
        for row in rows_of(__package__, "provinces.csv")
    ]
    districts = [
        District(code=int(row["code"]), province_id=int(row["province"]), name=row["name"])
        for row in rows_of(__package__, "districts.csv")
    ]
    Province.objects.bulk_create(
        provinces,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "region", "nuts2", "latitude", "longitude"],
    )
    District.objects.bulk_create(
        districts, update_conflicts=True, unique_fields=["code"], update_fields=["province", "name"]
    )
    return {"province": len(provinces), "district": len(districts)}
