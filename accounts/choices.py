"""The roles in which people and programs act."""

from django.db import models


class Role(models.TextChoices):
    EXPERT = "expert", "Genel Müdürlük uzmanı"
    DEPARTMENT_HEAD = "department_head", "Daire başkanı"
    DIRECTOR_GENERAL = "director_general", "Genel müdür"
    PROVINCE_OFFICER = "province_officer", "İl müdürlüğü görevlisi"
    PROVINCE_DIRECTOR = "province_director", "İl millî eğitim müdürü"
    DISTRICT_OFFICER = "district_officer", "İlçe müdürlüğü görevlisi"
    PRINCIPAL = "principal", "Okul müdürü"
    AUDITOR = "auditor", "Denetçi"
    ADMINISTRATOR = "administrator", "Sistem yöneticisi"
    CLIENT = "client", "API istemcisi"
    REPRESENTATIVE = "representative", "Paydaş temsilcisi"
    GENERAL_COORDINATOR = "general_coordinator", "Merkez genel koordinatörü"
    DEVELOPMENT_COORDINATOR = "development_coordinator", "Mesleki gelişim koordinatörü"
    TEACHER = "teacher", "Öğretmen"


MINISTRY_ROLES = frozenset({Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL})
PROVINCE_ROLES = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR})
# Who works in a centre of excellence; the duty names the centre's school and opens nothing else of it (smm/8, smm/9).
CENTRE_ROLES = frozenset({Role.GENERAL_COORDINATOR, Role.DEVELOPMENT_COORDINATOR})
# Who comes to the system for one thing: all that is not opened to the role by name is closed (settings.OPEN_TO_CONFINED).
CONFINED_ROLES = frozenset({Role.REPRESENTATIVE, Role.TEACHER}) | CENTRE_ROLES
# Who sees the whole country; a client too, unless its duty names a province.
NATIONAL_ROLES = MINISTRY_ROLES | {Role.AUDITOR, Role.ADMINISTRATOR}
# Roles that sign in to the ministry's admin, and so need a second factor.
ADMIN_ROLES = NATIONAL_ROLES
# Duties that somebody else may exercise while their holder is on leave; those that watch over the system are given anew.
SUBSTITUTED_ROLES = MINISTRY_ROLES | PROVINCE_ROLES | {Role.DISTRICT_OFFICER, Role.PRINCIPAL}
