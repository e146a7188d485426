"""Many applications as one body: each cheap fault of shape with its path, before anything is asked of the database."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from legislation.reading import Fault, Reader

MOST_APPLICATIONS = 10_000
MOST_PREFERENCES = 30  # no criteria allow more
MOST_TOLD = 1_000  # faults; whoever has more has one cause
LONGEST_GROUP = 100
GENDERS, KINDS = ("girl", "boy"), ("day", "girls", "boys")
NUMBER = re.compile(r"[0-9]{11}", re.ASCII)
SCHOOL = re.compile(r"[0-9]{6}", re.ASCII)
FIGURE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)
CHOICE = re.compile(r"([0-9]{1,18}):(day|girls|boys)", re.ASCII)
PLAIN = frozenset(
    {"school", "student_number", "gender", "field", "completed_grade", "has_penalty", "group", "preferences"}
)


@dataclass(slots=True)
class Batch(Reader):
    """Reads the items one after the other; the faults of a body that is wrong all over are told up to a number."""

    keys: Collection[str] = ()
    seen: dict[str, int] = field(default_factory=dict)

    def item(self, given: Any, place: int) -> dict[str, Any]:
        """One application as it is kept: figures as text, preferences as ``[quota, kind]``."""
        path = f"applications[{place}]"
        if not isinstance(given, dict):
            self.fault(path, "Bir nesne ({…}) olmalıdır.")
            return {}
        for key in given.keys() - PLAIN:
            if key.removeprefix("value_") not in self.keys or not key.startswith("value_"):
                self.fault(f"{path}.{key}"[:200], "Bu istekte böyle bir bilgi yok.")
        return {
            "school": self._pattern(given, path, "school", SCHOOL, "Kurum kodu altı rakamdan oluşan bir metin olmalıdır."),
            "student_number": self._number(given, path, place),
            "gender": self._required(given, path, "gender", self.one_of(given.get("gender"), f"{path}.gender", GENDERS)),
            "field": self._required(given, path, "field", self.text(given.get("field"), f"{path}.field")),
            "completed_grade": self._grade(given, path),
            "has_penalty": self._required(
                given, path, "has_penalty", self.yes_no(given.get("has_penalty"), f"{path}.has_penalty")
            ),
            "group": self._group(given, path),
            "values": {key: self._figure(given.get(f"value_{key}"), f"{path}.value_{key}") for key in self.keys},
            "preferences": self._preferences(given.get("preferences"), f"{path}.preferences"),
        }  # fmt: skip

    def _required(self, given: dict[str, Any], path: str, name: str, value: Any) -> Any:
        if given.get(name) is None:
            self.fault(f"{path}.{name}", "Zorunludur.")
        return value

    def _pattern(self, given: dict[str, Any], path: str, name: str, pattern: re.Pattern[str], says: str) -> str:
        value = given.get(name)
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        self.fault(f"{path}.{name}", says)
        return ""

    def _number(self, given: dict[str, Any], path: str, place: int) -> str:
        says = "T.C. kimlik no 11 rakamdan oluşan bir metin olmalıdır."
        number = self._pattern(given, path, "student_number", NUMBER, says)
        if number and self.seen.setdefault(number, place) != place:
            first = self.seen[number]
            self.fault(f"{path}.student_number", f"Bu öğrenci applications[{first}] içinde de var.")
        return number

    def _grade(self, given: dict[str, Any], path: str) -> int:
        grade = self._required(
            given, path, "completed_grade", self.count(given.get("completed_grade"), f"{path}.completed_grade")
        )
        if grade is not None and grade not in range(1, 13):
            self.fault(f"{path}.completed_grade", "Sınıf 1 ile 12 arasında olmalıdır.")
        return grade or 0

    def _group(self, given: dict[str, Any], path: str) -> str:
        group = given.get("group")
        if group is None or group == "":
            return ""
        if not isinstance(group, str) or len(group) > LONGEST_GROUP:
            self.fault(f"{path}.group", f"En çok {LONGEST_GROUP} karakterlik bir metin olmalıdır.")
            return ""
        return group.strip()

    def _figure(self, value: Any, path: str) -> str | None:
        """As text; that it is missing or too large is told by who knows the criteria."""
        if value is None or (isinstance(value, str) and FIGURE.fullmatch(value)):
            return value
        amount = self.amount(value, path) if not isinstance(value, str) else None
        if isinstance(value, str):
            self.fault(path, "Bir sayı olmalıdır; ondalık ayırıcı noktadır.")
        return None if amount is None else str(amount)

    def _preferences(self, value: Any, path: str) -> list[list[Any]]:
        if not isinstance(value, list):
            self.fault(path, "Bir liste ([…]) olmalıdır.")
            return []
        if len(value) > MOST_PREFERENCES:
            self.fault(path, f"En çok {MOST_PREFERENCES} tercih yazılabilir; {len(value)} tercih yazıldı.")
            return []
        return [self._preference(one, f"{path}[{place}]") for place, one in enumerate(value)]

    def _preference(self, value: Any, path: str) -> list[Any]:
        """``"12:day"``, or an object with ``quota`` and ``kind``."""
        match = CHOICE.fullmatch(value) if isinstance(value, str) else None
        if match:
            return [int(match[1]), match[2]]
        if not isinstance(value, dict):
            self.fault(path, "12:day gibi bir metin veya {quota, kind} nesnesi olmalıdır.")
            return [0, ""]
        for key in value.keys() - {"quota", "kind"}:
            self.fault(f"{path}.{key}"[:200], "Bu istekte böyle bir bilgi yok.")
        quota, kind = value.get("quota"), value.get("kind")
        if isinstance(quota, bool) or not isinstance(quota, int) or not 0 < quota < 10**18:
            self.fault(f"{path}.quota", "Kontenjanın numarası olmalıdır.")
            quota = 0
        if kind not in KINDS:
            self.fault(f"{path}.kind", f"Şunlardan biri olmalıdır: {', '.join(KINDS)}.")
        return [quota, str(kind)]


def read_batch(items: Any, keys: Collection[str]) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The applications of a body, and its faults of shape, at most :data:`MOST_TOLD` or so.

    ``keys``: of the figures that the round's criteria ask.
    """
    reader = Batch(keys=frozenset(keys))
    if not isinstance(items, list) or not items:
        return [], [Fault("applications", "En az bir başvurunun listesi ([…]) olmalıdır.")]
    if len(items) > MOST_APPLICATIONS:
        said = f"Bir istekte en çok {MOST_APPLICATIONS} başvuru gönderilebilir; {len(items)} başvuru gönderildi."
        return [], [Fault("applications", said)]
    found = []
    for place, given in enumerate(items):
        found.append(reader.item(given, place))
        if len(reader.faults) >= MOST_TOLD:
            reader.fault("applications", f"İlk {place + 1} başvuruda bu kadar hata var; gerisine bakılmadı.")
            break
    return found, reader.faults
