"""What follows from a school's designations on a day (Articles 7 and 8): the operating rules, and who may be registered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legislation.provisions import citation_of
from legislation.versions import Amendment, Effect, Law

RULES = (
    "registration_grades",
    "registration_basis",
    "transfer_quota",
    "workplace_training_from_grade",
    "sponsor_schools",
    "stakeholder_expenses",
    "advisory_board",
)
GRADES = (9, 10, 11, 12)
FIRST_GRADE_OF_INTEGRATED = 11  # okul/7/3: none at grades 9 and 10
TRANSFER_TYPES = frozenset({"region", "sector_integrated"})  # okul/8/2
WORKPLACE_TYPES = frozenset({"region", "in_sector", "sector_integrated"})  # okul/8/4
SECTOR_TYPES = frozenset({"in_sector", "sector_integrated"})  # okul/8/3, 8/5, 8/6, 8/9
EXPENSES = ("staff", "current", "consumables")  # okul/8/6: staff other than teachers
WORKPLACE_TRAINING_GRADE = 11  # okul/8/4
# Changed contents that this file was written for, each as the provision and its first day; what is not here is not known yet.
WRITTEN_FOR: frozenset[tuple[str, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class OperatingRule:
    """One rule with its value and the provision that it rests on; ``label`` and ``text`` are for people."""

    rule: str
    value: Any
    provision: str | None
    label: str
    text: str

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "value": self.value,
            "provision": self.provision,
            "citation": citation_of(self.provision) if self.provision else None,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class SpecialClause:
    """A clause of a protocol in force on registration or transfer (okul/8/3); no grades: all grades."""

    protocol: str
    clause: str
    subject: str
    text: str
    grades: tuple[int, ...] = ()
    effect: str = "other"
    whom: str = ""
    seats: int | None = None

    @property
    def terms(self) -> str:
        """The clause as people are told it: where it stands, what it reserves and for whom, and its words."""
        reserved = f" ({self.seats} yer: {self.whom})" if self.seats else f" ({self.whom})" if self.whom else ""
        return f"{self.protocol} m. {self.clause}{reserved}: {self.text}"

    def concerns(self, grade: int) -> bool:
        return self.subject == "registration" and (not self.grades or grade in self.grades)


def operating_rules(types: Collection[str], clauses: Iterable[SpecialClause] = ()) -> list[OperatingRule]:
    """The rules of a school that holds these designations; a school without any follows the general regulation."""
    held = frozenset(types)
    return [
        _registration_grades(held),
        _registration_basis(held, list(clauses)),
        _transfer_quota(held),
        _workplace_training(held),
        _sponsor_schools(held),
        _expenses(held),
        _advisory_board(held),
    ]


def _registration_grades(held: frozenset[str]) -> OperatingRule:
    label = "Kayıt yapılabilen sınıflar"
    if "sector_integrated" in held:
        grades = [grade for grade in GRADES if grade >= FIRST_GRADE_OF_INTEGRATED]
        return OperatingRule(
            "registration_grades", grades, "okul/7/3", label, "9 ve 10’uncu sınıflara öğrenci kaydı yapılmaz."
        )
    text = "Bütün sınıflara kayıt yapılabilir." if held else "Belirleme yok; genel mevzuat uygulanır."
    return OperatingRule("registration_grades", list(GRADES), "okul/8/1" if held else None, label, text)


def _registration_basis(held: frozenset[str], clauses: list[SpecialClause]) -> OperatingRule:
    label = "Kaydın dayanağı"
    if held & SECTOR_TYPES and any(clause.subject == "registration" for clause in clauses):
        names = ", ".join(f"{c.protocol} m. {c.clause}" for c in clauses if c.subject == "registration")
        text = f"Protokoldeki özel hükümler saklıdır: {names}."
        return OperatingRule("registration_basis", "protocol", "okul/8/3", label, text)
    if "sector_integrated" in held:
        # Article 8/1 names region, specialised and in-sector schools only: here the protocol is the basis.
        text = "Öğrenci kaydında ilgili protokol hükümleri saklıdır."
        return OperatingRule("registration_basis", "protocol", "okul/8/3", label, text)
    text = "Ortaöğretim Kurumları Yönetmeliği uygulanır."
    return OperatingRule("registration_basis", "general_regulation", "okul/8/1" if held else None, label, text)


def _transfer_quota(held: frozenset[str]) -> OperatingRule:
    has = bool(held & TRANSFER_TYPES)
    text = "11’inci sınıf düzeyinde nakil kontenjanı oluşturulur." if has else "Nakil kontenjanı oluşturulmaz."
    return OperatingRule("transfer_quota", has, "okul/8/2", "Nakil kontenjanı", text)


def _workplace_training(held: frozenset[str]) -> OperatingRule:
    label = "İşletmede mesleki eğitimin başladığı sınıf"
    if held & WORKPLACE_TYPES:
        text = "Anadolu meslek programında işletmelerde mesleki eğitim 11’inci sınıfta başlar."
        return OperatingRule(
            "workplace_training_from_grade", {"AMP": WORKPLACE_TRAINING_GRADE}, "okul/8/4", label, text
        )
    text = "Bu belirlemeye bağlı bir kural yok; genel mevzuat uygulanır."
    return OperatingRule("workplace_training_from_grade", None, "okul/8/4", label, text)


def _sponsor_schools(held: frozenset[str]) -> OperatingRule:
    has = bool(held & SECTOR_TYPES)
    text = "Okulda bulunmayan eğitim mekânları için hami okul belirlenir." if has else "Hami okul belirlenmez."
    return OperatingRule("sponsor_schools", has, "okul/8/5", "Hami okul", text)


def _expenses(held: frozenset[str]) -> OperatingRule:
    has = bool(held & SECTOR_TYPES)
    text = (
        "Öğretmenler dışındaki personelin giderleri ile cari ve temrinlik giderleri paydaş kuruluş karşılar."
        if has
        else "Giderler için paydaş yükümlülüğü yok."
    )
    return OperatingRule(
        "stakeholder_expenses", list(EXPENSES) if has else [], "okul/8/6", "Paydaşın karşıladığı giderler", text
    )


def _advisory_board(held: frozenset[str]) -> OperatingRule:
    has = bool(held & SECTOR_TYPES)
    text = (
        "Çalışma esasları protokolde belirlenen danışma kurulu oluşturulur."
        if has
        else "Danışma kurulu zorunlu değil."
    )
    return OperatingRule("advisory_board", has, "okul/8/9", "Danışma kurulu", text)


@dataclass(frozen=True, slots=True)
class RegistrationAnswer:
    """Whether a student may be registered at a grade, on which provision, and why (Turkish); ``None``: not known."""

    allowed: bool | None
    provision: str | None
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {
            "allowed": self.allowed,
            "provision": self.provision,
            "citation": citation_of(self.provision) if self.provision else None,
            "reason": self.reason,
        }


def check_registration(
    types: Collection[str], grade: int, clauses: Iterable[SpecialClause] = ()
) -> RegistrationAnswer:
    """``grade`` 9–12; the limit of okul/7/3 stands before a protocol's special terms (okul/8/3)."""
    held = frozenset(types)
    if "sector_integrated" in held and grade < FIRST_GRADE_OF_INTEGRATED:
        reason = "Sektöre entegre özellikli okullarda 9 ve 10’uncu sınıf seviyesinde öğrenci kaydı yapılmaz."
        return RegistrationAnswer(False, "okul/7/3", reason)
    special = [clause for clause in clauses if clause.concerns(grade)] if held & SECTOR_TYPES else []
    if special:
        terms = "; ".join(clause.terms for clause in special)
        return RegistrationAnswer(True, "okul/8/3", f"Kayıt yapılabilir; protokolün özel hükümleri saklıdır. {terms}")
    if not held:
        reason = "Okulun bu gün yürürlükte bir belirlemesi yok; kayıt genel mevzuata göre yapılır."
        return RegistrationAnswer(True, None, reason)
    if "sector_integrated" in held:
        reason = "11 ve 12’nci sınıflara kayıt yapılabilir; ilgili protokolde yer alan özel hükümler saklıdır."
        return RegistrationAnswer(True, "okul/8/3", reason)
    reason = "Kayıt, Millî Eğitim Bakanlığı Ortaöğretim Kurumları Yönetmeliği kapsamında yapılabilir."
    return RegistrationAnswer(True, "okul/8/1", reason)


def not_written(law: Law, provision: str | None, on: date) -> Amendment | None:
    """The changed content of a provision that holds on the day and is not in this file."""
    content = law.held(provision, on=on).content if law and provision else None
    return None if content is None or (content.provision, content.begins) in WRITTEN_FOR else content


def rules_under(rules: Iterable[OperatingRule], law: Law, *, on: date) -> list[OperatingRule]:
    """The rules by the law of the day: what the code does not know yet has no value, and says so."""
    return [
        replace(rule, value=None, text=_by_hand(changed))
        if (changed := not_written(law, rule.provision, on))
        else rule
        for rule in rules
    ]


def answer_under(answer: RegistrationAnswer, types: Collection[str], law: Law, *, on: date) -> RegistrationAnswer:
    """The answer by the law of the day; where the code does not know the content of what decides yet, neither yes nor no."""
    deciding = (answer.provision, "okul/7/3" if "sector_integrated" in types else None)
    changed = next((found for one in deciding if (found := not_written(law, one, on))), None)
    return RegistrationAnswer(None, changed.provision, _by_hand(changed)) if changed else answer


def _by_hand(changed: Amendment) -> str:
    day = f"{changed.begins:%d.%m.%Y}"
    if changed.effect is Effect.REPEALS:
        return f"Hüküm {day} günü yürürlükten kaldırıldı; sonucu henüz yazılıma işlenmedi, elle incelenir."
    return f"Hükmün {day} günü yürürlüğe giren yeni sürümü henüz yazılıma işlenmedi; elle incelenir."
