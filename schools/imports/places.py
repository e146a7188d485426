"""Finds provinces and districts by the names that lists use: any Turkish spelling, and names since changed."""

from __future__ import annotations

from difflib import get_close_matches

from accounts.models import District, Province
from schools.turkish import name_key

# Names that older lists use, by plate code of the province (0: any).
_FORMER_PROVINCES = {"icel": "mersin", "afyon": "afyonkarahisar", "urfa": "sanliurfa", "kmaras": "kahramanmaras"}
_FORMER_DISTRICTS = {
    (34, "eyup"): "eyupsultan",
    (4, "dogubeyazit"): "dogubayazit",
    (73, "beytussebab"): "beytussebap",
    (46, "cagliyancerit"): "caglayancerit",
    (55, "ondokuzmayis"): "19mayis",
}


def place_key(text: str) -> str:
    """The key of a place's name: folded, without spaces and signs, so that "Marmara Ereğlisi" is one with its kin."""
    return name_key(text).replace(" ", "")


class Places:
    """All provinces and districts, read once."""

    def __init__(self) -> None:
        self._provinces = {place_key(province.name): province for province in Province.objects.all()}
        self._districts = {
            (district.province_id, place_key(district.name)): district for district in District.objects.all()
        }

    def province(self, text: str) -> Province | None:
        key = place_key(text)
        return self._provinces.get(_FORMER_PROVINCES.get(key, key))

    def province_of_code(self, code: str) -> Province | None:
        """The province of a plate code, as ``"6"`` or ``"06"``."""
        return next((p for p in self._provinces.values() if code.strip().isdigit() and p.code == int(code)), None)

    def district(self, province: Province, text: str) -> District | None:
        key = place_key(text)
        return self._districts.get((province.code, _FORMER_DISTRICTS.get((province.code, key), key)))

    def likely_provinces(self, text: str) -> str:
        return _question([self._provinces[key].name for key in get_close_matches(place_key(text), self._provinces, 2)])

    def likely_districts(self, province: Province, text: str) -> str:
        here = {key: district.name for (code, key), district in self._districts.items() if code == province.code}
        return _question([here[key] for key in get_close_matches(place_key(text), here, 2)])


def _question(names: list[str]) -> str:
    return f" Şu mu: {' / '.join(names)}?" if names else ""
