"""Takes an export of the former portal over: every row by an act, all of them or none; what is there is left as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from centers.acts import CENTER, propose, take_over
from centers.acts.taking_over import as_taken
from centers.choices.centers import LIVE, CenterStatus
from centers.choices.chain import ChainStatus
from centers.models import Center, YearlyPlan
from centers.rules.taken import TakenPlan, lacking
from schools.imports.remarks import Weight
from schools.models import Field, School
from schools.phones import phone_in_e164
from workflow.refusals import Invalid, Refusal

from . import users
from .layouts import CENTRES, FIELDS, LAYOUTS, USERS
from .matching import Fields, Schools
from .plans import Plans, source_of
from .reading import Export, Row, Said, read_folder
from .who import Operators

REASON = "Önceki portalda kayıtlı merkez; kayıtları aktarıldı."
COLUMN_OF = {"fields": "name", "school": "school", "name": "name", "website": "website", "phone": "phone"}
SHOWN = 3


class Portal:
    """One export, taken over. ``counts``: what is new and what was there, by kind; ``said``: faults and notes."""

    def __init__(self, folder: Path, who: Operators, *, leave_out: Collection[str] = ()) -> None:
        self.who = who
        self.counts: Counter[str] = Counter()
        self._export: Export = read_folder(folder, leave_out=leave_out)
        self._fields = Fields()
        self._wanted: dict[str, list[Field]] = defaultdict(list)
        self._centers: dict[str, Center] = {}

    @property
    def said(self) -> list[Said]:
        order = {layout.file: place for place, layout in enumerate(LAYOUTS)}
        return sorted(self._export.said, key=lambda one: (order.get(one.file, -1), one.row))

    @property
    def faults(self) -> list[Said]:
        return [one for one in self.said if one.weight is Weight.LEFT_OUT]

    @property
    def read(self) -> dict[str, int]:
        return {layout.file: self._export.read[layout.name] for layout in LAYOUTS if layout.name in self._export.read}

    def take(self, *, write: bool) -> bool:
        """Perform it; undone again where there is a fault, or nothing is to be written. Returns whether it stands.

        A trial performs the same acts, so that what they would refuse is known before.
        """
        with transaction.atomic():
            self._all()
            stands = write and not self.faults
            if not stands:
                transaction.set_rollback(True)
        return stands

    def _all(self) -> None:
        rows = self._export.of(CENTRES)
        for row in self._export.of(FIELDS):
            found = self._fields.find(row)
            if isinstance(found, Field):
                self._wanted[source_of(row)].append(found)
            else:
                self._export.said.append(found)
        schools = Schools(rows)
        for row in rows:
            self._center(row, schools)
        self._refuse_strangers()
        plans = Plans(self._export, self._fields, on=self.who.on)
        for (source, year), (row, taken) in plans.taken.items():
            if source in self._centers and (source, year) not in plans.faulty:
                self._plan(row, self._centers[source], year, taken)
        for row in self._export.of(USERS):
            self._user(row)

    def _refuse_strangers(self) -> None:
        """Rows of a centre that the table of centres does not have."""
        known = {source_of(row) for row in self._export.of(CENTRES)}
        for layout in LAYOUTS[1:]:
            for row in self._export.of(layout):
                if source_of(row) not in known:
                    self._export.said.append(row.say("source", f"{CENTRES.file} dosyasında bu kodla bir merkez yok."))

    def _center(self, row: Row, schools: Schools) -> None:
        found = schools.find(row)
        if not isinstance(found, School):
            self._export.said.append(found)
            return
        there = (
            Center.objects.filter(school=found, status__in=LIVE)
            .select_related("school__district", "school__province")
            .first()
        )
        if there is not None:
            self._there(row, there)
            return
        try:
            with transaction.atomic():
                self._centers[source_of(row)] = self._founded(row, found)
        except Refusal as refusal:
            self._refused(row, refusal)

    def _founded(self, row: Row, school: School) -> Center:
        on = row["founded_on"] or self.who.on
        if on > self.who.on:
            raise Invalid(
                "Kuruluş günü ileri bir tarih olamaz.", {"founded_on": "Kuruluş günü ileri bir tarih olamaz."}
            )
        phone = phone_in_e164(row["phone"] or "")
        if phone is None:
            raise Invalid("", {"phone": f"“{row['phone']}” bir telefon numarası değil; alan koduyla on rakam yazın."})
        asked: dict[str, Any] = {
            "name": row["name"], "fields": self._wanted[source_of(row)], "reason": row["reason"] or REASON,
            "basis": row["basis"] or "", "is_compulsory_service_place": row["compulsory"], "phone": phone,
            "website": row["website"] or "",
        }  # fmt: skip
        made = propose(school, by=self.who.by, on=on, **asked)
        try:
            made.full_clean(exclude=["school", "proposed_by"], validate_constraints=False)
        except ValidationError as error:
            raise Invalid("", {key: " ".join(told) for key, told in error.message_dict.items()}) from error
        founded: Center = CENTER.acts["found_center"](made, by=self.who.decider, on=on)
        self.counts["merkez: yeni"] += 1
        return founded

    def _refused(self, row: Row, refusal: Refusal) -> None:
        faults = getattr(refusal, "faults", {}) or {"name": str(refusal)}
        self._export.said += [row.say(COLUMN_OF.get(key, key), said) for key, said in faults.items()]

    def _there(self, row: Row, there: Center) -> None:
        """A centre that is registered stays as it is; where the portal says something else, that is told."""
        if there.status == CenterStatus.PROPOSED:
            told = f"Okulda karar bekleyen bir kuruluş önerisi var (“{there.name}”); önce onu sonuçlandırın."
            self._export.said.append(row.say("school", told))
            return
        self._centers[source_of(row)] = there
        self.counts["merkez: kayıtlı"] += 1
        phone = phone_in_e164(row["phone"] or "")
        said = {
            "name": row["name"], "founded_on": row["founded_on"], "basis": row["basis"], "reason": row["reason"],
            "compulsory": row["compulsory"], "phone": phone if phone is not None else row["phone"], "website": row["website"],
        }  # fmt: skip
        for key, value in said.items():
            own = getattr(there, "is_compulsory_service_place" if key == "compulsory" else key)
            if value not in {None, "", own}:
                self._export.said.append(row.say(key, f"Kayıtta “{_word(own)}”; değiştirilmedi.", Weight.NOTE))
        own_fields = {one.pk for one in there.fields_on(self.who.on)}
        if others := [field.name for field in self._wanted[source_of(row)] if field.pk not in own_fields]:
            told = f"Kayıtlı merkezin faaliyet göstermediği alan: {', '.join(others)}; eklenmedi."
            self._export.said.append(row.say("name", told, Weight.NOTE))

    def _plan(self, row: Row, center: Center, year: int, taken: TakenPlan) -> None:
        there = YearlyPlan.objects.filter(center=center, year=year).exclude(status=ChainStatus.DROPPED).first()
        if there is not None:
            self.counts["plan: kayıtlı"] += 1
            if others := lacking(taken, as_taken(there)):
                told = ", ".join(others[:SHOWN]) + (
                    f" ve {len(others) - SHOWN} satır daha" if len(others) > SHOWN else ""
                )
                note = f"Kayıtlı planda yok veya farklı: {told}; kayıtlı plan değiştirilmedi."
                self._export.said.append(row.say("year", note, Weight.NOTE))
            return
        try:
            with transaction.atomic():
                take_over(center, by=self.who.by, on=self.who.on, year=year, taken=taken)
        except Refusal as refusal:
            self._export.said.append(row.say("year", str(refusal)))
            return
        self.counts["plan: yeni"] += 1

    def _user(self, row: Row) -> None:
        faults = users.faults_of(row)
        center = self._centers.get(source_of(row))
        self._export.said += faults
        if faults or center is None:
            return
        brought = users.bring(row, center.school.code or "", self.who, self._export.said)
        self.counts["hesap: yeni" if brought.account else "hesap: kayıtlı"] += 1
        if brought.duty:
            self.counts["görev: yeni"] += 1


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "Evet" if value else "Hayır"
    return "boş" if value in {None, ""} else str(value)
