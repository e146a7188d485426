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


MINISTRY_ROLES = frozenset({Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL})
PROVINCE_ROLES = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR})
# Who sees the whole country; a client too, unless its duty names a province.
NATIONAL_ROLES = MINISTRY_ROLES | {Role.AUDITOR, Role.ADMINISTRATOR}
# Roles that sign in to the ministry's admin, and so need a second factor.
ADMIN_ROLES = NATIONAL_ROLES
# Duties that somebody else may exercise while their holder is on leave; those that watch over the system are given anew.
SUBSTITUTED_ROLES = MINISTRY_ROLES | PROVINCE_ROLES | {Role.DISTRICT_OFFICER, Role.PRINCIPAL}
