"""Who may be added to an activity: each person checked, every fault by its row and column (administrative practice)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from stdnum.tr import tckimlik

WRONG_NUMBER = "T.C. kimlik numarası geçersiz; 11 rakamı denetleyin."
TWICE = "Bu T.C. kimlik numarası iki kez yazılmış."
THERE = "Bu kişi katılımcılar arasında zaten var."
LENGTH_OF_CODE = 6
LONGEST = {"first_name": 80, "last_name": 80, "institution": 200, "branch": 120}
NEEDED = {"first_name": "Adını yazın.", "last_name": "Soyadını yazın.", "branch": "Alanını yazın."}


@dataclass(frozen=True, slots=True)
class Person:
    """As typed; ``institution`` may be empty where the register knows the code."""

    identity_number: str
    first_name: str
    last_name: str
    institution_code: str
    institution: str
    branch: str

    def tidy(self) -> Person:
        """Without blanks around."""
        return Person(*(str(getattr(self, name)).strip() for name in self.__slots__))


def faults_of(
    people: Sequence[Person], *, there: Collection[str], schools: Mapping[str, str]
) -> dict[int, dict[str, str]]:
    """The faults of each person by place in the sequence, from 0, and by column; empty where all can be added.

    ``there``: numbers of those who take part already. ``schools``: names of institutions by code, as the register has them.
    """
    seen: set[str] = set()
    found: dict[int, dict[str, str]] = {}
    for place, one in enumerate(people):
        faults = _faults(one, seen, there, schools)
        seen.add(one.identity_number)
        if faults:
            found[place] = faults
    return found


def _faults(one: Person, seen: set[str], there: Collection[str], schools: Mapping[str, str]) -> dict[str, str]:
    faults = {name: said for name, said in NEEDED.items() if not getattr(one, name)}
    for name, most in LONGEST.items():
        if len(getattr(one, name)) > most:
            faults[name] = f"En çok {most} karakter olabilir."
    if said := _fault_of_number(one.identity_number, seen, there):
        faults["identity_number"] = said
    code = one.institution_code
    if not (code.isascii() and code.isdigit() and len(code) == LENGTH_OF_CODE):
        faults["institution_code"] = "Kurum kodu altı rakamdır."
    elif not one.institution and code not in schools:
        faults["institution"] = "Bu kodla kayıtlı kurum yok; kurumun adını yazın."
    return faults


def _fault_of_number(number: str, seen: set[str], there: Collection[str]) -> str:
    if not (number.isascii() and number.isdigit() and tckimlik.is_valid(number)):
        return WRONG_NUMBER
    if number in seen:
        return TWICE
    return THERE if number in there else ""


def named(people: Sequence[Person], schools: Mapping[str, str]) -> list[Person]:
    """The people with their institutions' names as the register has them, where it knows the code."""
    return [replace(one, institution=schools.get(one.institution_code, one.institution)) for one in people]
