"""The portal's people: an account for each address, without a password, and the duty that it had there."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from accounts.models import Duty, User
from schools.imports.remarks import Weight
from workflow.people.duties import give_duty, refuse_unless_keeper
from workflow.people.names import new_username
from workflow.refusals import Refusal

from .layouts import ROLES_OF_USERS
from .reading import Row, Said
from .who import Operators

LABEL_OF = {str(key): label for key, label in ROLES_OF_USERS}


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a row: the account that is new, or the duty that is."""

    account: bool = False
    duty: bool = False


def faults_of(row: Row) -> list[Said]:
    """What is wrong with a row by itself."""
    found = []
    try:
        validate_email(row["email"])
    except ValidationError:
        found.append(row.say("email", f"“{row['email']}” bir e-posta adresi değil."))
    if row["ends_on"] and row["ends_on"] < row["starts_on"]:
        found.append(row.say("ends_on", "Görevin son günü ilk gününden önce olamaz."))
    return found


def bring(row: Row, code: str, who: Operators, said: list[Said]) -> Brought:
    """Gives whoever has the address the duty in the school of this code; what is there stays as it is."""
    people = list(User.objects.filter(email__iexact=row["email"], api_client=None)[:2])
    if len(people) > 1 or (people and not people[0].is_active):
        why = "birden çok hesap var" if len(people) > 1 else "hesap kapalı"
        said.append(row.say("email", f"Bu e-posta adresiyle {why}; önce hesapları düzeltin."))
        return Brought()
    person = people[0] if people else _account(row, said)
    if people:
        _say_of_name(row, person, said)
    if not people or not _has_duty(person, row, code):
        return Brought(not people, _give(row, person, code, who, said))
    return Brought()


def _account(row: Row, said: list[Said]) -> User:
    wanted = (row["username"] or "").strip()
    taken = bool(wanted) and User.objects.filter(username__iexact=wanted).exists()
    if wanted and (taken or not _is_a_username(wanted)):
        why = "başkasının" if taken else "burada kullanılamaz"
        said.append(row.say("username", f"Kullanıcı adı {why}; e-postadan yenisi türetilir.", Weight.NOTE))
        wanted = ""
    person = User(username=wanted or new_username(row["email"]), email=row["email"])
    person.first_name, person.last_name = row["first_name"], row["last_name"]
    person.set_unusable_password()
    person.save()
    return person


def _is_a_username(text: str) -> bool:
    try:
        UnicodeUsernameValidator()(text)
    except ValidationError:
        return False
    return True


def _say_of_name(row: Row, person: User, said: list[Said]) -> None:
    if (person.first_name, person.last_name) != (row["first_name"], row["last_name"]):
        told = f"Bu adresin hesabı “{person}” adına; adı değiştirilmedi."
        said.append(row.say("first_name", told, Weight.NOTE))


def _has_duty(person: User, row: Row, code: str) -> bool:
    """Whether the person holds or held the duty in any of these days."""
    mine = Duty.objects.filter(user=person, role=row["role"], institution_code=code)
    ends = Q() if row["ends_on"] is None else Q(starts_on__lte=row["ends_on"])
    return mine.filter(ends, Q(ends_on=None) | Q(ends_on__gte=row["starts_on"])).exists()


def _give(row: Row, person: User, code: str, who: Operators, said: list[Said]) -> bool:
    if who.administrator is None:
        told = "Hesap ve görevi sistem yöneticisi verir; --administrator ile bir sistem yöneticisi yazın."
        said.append(row.say("role", told))
        return False
    duty = Duty(
        role=row["role"], institution_code=code, starts_on=row["starts_on"], ends_on=row["ends_on"],
    )  # fmt: skip
    try:
        refuse_unless_keeper(who.administrator, person)
        give_duty(person, by=who.administrator, on=who.on, duty=duty)
    except Refusal as refusal:
        said.append(row.say("role", str(refusal)))
        return False
    return True
