"""The register's enumerations."""

from django.db import models


class SchoolKind(models.TextChoices):
    MTAL = "mtal", "Mesleki ve teknik Anadolu lisesi"
    MESEM = "mesem", "Mesleki eğitim merkezi"
    OTHER = "other", "Diğer"


class ProgrammeType(models.TextChoices):
    AMP = "AMP", "Anadolu meslek programı"
    ATP = "ATP", "Anadolu teknik programı"
    MESEM = "MESEM", "Mesleki eğitim merkezi programı"


class SpaceKind(models.TextChoices):
    CLASSROOM = "classroom", "Derslik"
    WORKSHOP = "workshop", "Atölye"
    LABORATORY = "laboratory", "Laboratuvar"
    LIBRARY = "library", "Kütüphane"
    SCIENCE_LABORATORY = "science_laboratory", "Fizik, kimya, biyoloji laboratuvarı"
    OFFICE = "office", "İdari oda"
    STAFF_ROOM = "staff_room", "Öğretmenler odası"
    GYM = "gym", "Spor salonu"
    OTHER = "other", "Diğer"


class SiteKind(models.TextChoices):
    OWN_CAMPUS = "own_campus", "Kendi yerleşkesi"
    BUILDING = "building", "Kurum, kuruluş veya işletmeye ait bina"
    FACTORY = "factory", "Fabrika"
    FACILITY = "facility", "Tesis"
    TECHNOLOGY_DEVELOPMENT_ZONE = "technology_development_zone", "Teknoloji geliştirme bölgesi"
    INDUSTRIAL_ZONE = "industrial_zone", "Endüstri bölgesi"
    ORGANISED_INDUSTRIAL_ZONE = "organised_industrial_zone", "Organize sanayi bölgesi"
    RD_CENTRE = "rd_centre", "Ar-Ge merkezi"


class Succession(models.TextChoices):
    MERGED = "merged", "Birleştirildi"
    RENAMED = "renamed", "Yeni kurum koduyla adı değişti"
    SPLIT = "split", "Bölündü"


class Section(models.TextChoices):
    """Parts of a school's record that its directorate declares complete, so that "none" can be told from "unknown"."""

    FIELDS = "fields", "Alanlar"
    ENROLMENT = "enrolment", "Öğrenciler"
    SPACES = "spaces", "Mekânlar"
    DORMITORIES = "dormitories", "Pansiyonlar"
    SITE = "site", "Yerleşim"
    PROTOCOLS = "protocols", "Protokoller"


class MetBy(models.TextChoices):
    SCHOOL = "", "Okulda"
    SPONSOR = "sponsor", "Hami okulda"
    ENTERPRISE = "enterprise", "İşletmede"
    NOT_APPLICABLE = "not_applicable", "Uygulanmaz"


class DesignationType(models.TextChoices):
    """The four designations of the directive; here because the standards of the Annex name the types they bind."""

    REGION = "region", "Bölge okulu"
    SPECIALISED = "specialised", "İhtisas"
    IN_SECTOR = "in_sector", "Sektör içi"
    SECTOR_INTEGRATED = "sector_integrated", "Sektöre entegre"


class ImportSource(models.TextChoices):
    """What a file may bring: the ministry's lists, tables that the directorates fill in, and those of rooms above the register."""

    INSTITUTIONS = "kurum-listesi", "Kurum listesi"
    PROGRAMMES = "programlar", "Program listesi"
    EMPLOYMENT = "istihdam", "İstihdam istatistiği"
    ENROLMENT = "ogrenci-sayilari", "Öğrenci sayıları"
    SPACES = "mekanlar", "Mekânlar"
    DORMITORIES = "pansiyonlar", "Pansiyonlar"
    SITES = "yerlesim", "Yerleşim"
    PLACES = "uygulama-yerleri", "Uygulama yerleri"
    TRAINERS = "egiticiler", "Eğiticiler"
    STAKEHOLDERS = "paydaslar", "Paydaş kuruluşlar"
    PROTOCOLS = "protokoller", "Protokoller"
    APPLICATIONS = "nakil-basvurulari", "Nakil başvuruları"
    REGISTRATIONS = "nakil-kayitlari", "Nakil kayıtları"
    EXPENSES = "gider-bildirimi", "Gider bildirimi"  # written by the room above (schools.imports.sources.register)


# Files that name people: seen by who brought them, and by nobody else.
PERSONAL = frozenset({ImportSource.APPLICATIONS, ImportSource.REGISTRATIONS})


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", "Denetleniyor"
    FAULTY = "faulty", "Hatalı"
    CHECKED = "checked", "Onay bekliyor"
    CONFIRMED = "confirmed", "Yazılıyor"
    WRITTEN = "written", "Yazıldı"
    FAILED = "failed", "Yazılamadı"
    DISCARDED = "discarded", "Vazgeçildi"


class LineKind(models.TextChoices):
    FAULT = "fault", "Hata"
    NOTE = "note", "Not"
    ADDED = "added", "Yeni"
    CHANGED = "changed", "Değişen"
    GONE = "gone", "Kaldırılan"


class FaultKind(models.TextChoices):
    """What is wrong with an entry of the register; what is not known is missing, and never a no."""

    MISSING = "missing", "Eksik"
    STALE = "stale", "Eskimiş"
    CONTRADICTORY = "contradictory", "Çelişkili"


class ItemOwner(models.TextChoices):
    """Who has to mend an item."""

    SCHOOL = "school", "Okul müdürlüğü"
    PROVINCE = "province", "İl müdürlüğü"
    MINISTRY = "ministry", "Genel Müdürlük"
