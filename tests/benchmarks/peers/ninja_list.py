"""The same list with django-ninja as its guide has it: models, schemas, bearer sign-in; calls are not counted."""

import hashlib
import os
from datetime import date, datetime

import django
from django.conf import settings
from django.db import models
from django.db.models import Q

options = dict(pair.split("=", 1) for pair in os.environ["PEER_DSN"].split())
settings.configure(
    SECRET_KEY="benchmark",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": options["dbname"],
            "USER": options["user"],
            "HOST": options["host"],
            "CONN_MAX_AGE": 600,
        }
    },
)
django.setup()


class Province(models.Model):
    code = models.IntegerField(primary_key=True)
    name = models.CharField()

    class Meta:
        app_label, db_table, managed = "peer", "accounts_province", False


class District(models.Model):
    code = models.IntegerField(primary_key=True)
    name = models.CharField()

    class Meta:
        app_label, db_table, managed = "peer", "accounts_district", False


class EducationRegion(models.Model):
    name = models.CharField()

    class Meta:
        app_label, db_table, managed = "peer", "schools_educationregion", False


class User(models.Model):
    is_active = models.BooleanField()

    class Meta:
        app_label, db_table, managed = "peer", "accounts_user", False


class Duty(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="duties")
    role = models.CharField()
    province = models.ForeignKey(Province, models.CASCADE, null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        app_label, db_table, managed = "peer", "accounts_duty", False


class Client(models.Model):
    application = models.BigIntegerField(db_column="application_id", unique=True)
    user = models.ForeignKey(User, models.CASCADE)

    class Meta:
        app_label, db_table, managed = "peer", "accounts_apiclient", False


class Token(models.Model):
    client = models.ForeignKey(Client, models.CASCADE, to_field="application", db_column="application_id")
    token_checksum = models.CharField()
    expires = models.DateTimeField()
    scope = models.TextField()

    class Meta:
        app_label, db_table, managed = "peer", "oauth2_provider_accesstoken", False


class School(models.Model):
    code = models.CharField()
    name = models.CharField()
    kind = models.CharField()
    attached_to_gd = models.BooleanField(null=True)
    is_private = models.BooleanField(null=True)
    province = models.ForeignKey(Province, models.CASCADE)
    district = models.ForeignKey(District, models.CASCADE, null=True)
    education_region = models.ForeignKey(EducationRegion, models.CASCADE, null=True)
    closed_on = models.DateField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        app_label, db_table, managed = "peer", "schools_school", False


from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the models, as in a project
from django.urls import path  # noqa: E402
from django.utils.timezone import localdate, now  # noqa: E402
from ninja import NinjaAPI, Schema  # noqa: E402
from ninja.pagination import LimitOffsetPagination, paginate  # noqa: E402
from ninja.security import HttpBearer  # noqa: E402


class Place(Schema):
    code: int
    name: str


class Region(Schema):
    name: str


class SchoolOut(Schema):
    id: int
    code: str | None
    name: str
    kind: str
    attached_to_gd: bool | None
    is_private: bool | None
    province: Place
    district: Place | None
    education_region: Region | None
    closed_on: date | None
    updated_at: datetime


class Bearer(HttpBearer):
    def authenticate(self, request, token):
        checksum = hashlib.sha256(token.encode()).hexdigest()
        found = Token.objects.select_related("client__user").get(token_checksum=checksum)
        if found.expires <= now() or "schools:read" not in found.scope.split():
            return None
        user = found.client.user
        in_force = Duty.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=localdate()), starts_on__lte=localdate(), user=user
        )
        user.provinces = {duty.province_id for duty in in_force}
        return user


api = NinjaAPI(auth=Bearer())


@api.get("/schools/", response=list[SchoolOut])
@paginate(LimitOffsetPagination)
def schools(request):
    schools = School.objects.all()
    provinces = request.auth.provinces
    if None not in provinces:
        schools = schools.filter(province_id__in=provinces)
    return schools.select_related("province", "district", "education_region").order_by("id")


urlpatterns = [path("", api.urls)]
application = get_wsgi_application()
