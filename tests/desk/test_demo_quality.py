"""The demonstration's quality of data: two checks a month apart, between which something was mended and something opened."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from desk.demo.quality import make_quality
from schools.models import QualityItem, QualityMonth, School
from tests.factories import make_school, make_user

pytestmark = pytest.mark.django_db


def test_the_desk_of_the_demonstration_says_what_changed(client):
    for places in (None, 30, 60):
        make_school(province=6, addable_places=places)
    make_school(province=35)
    officer = make_user(Role.PROVINCE_OFFICER, province=6)

    run = make_quality({"il": officer}, localdate())

    assert (run.opened, run.mended) == (2, 9)
    assert not School.objects.filter(province=6, registration_area=None).exists()
    assert QualityItem.objects.filter(gone_on=localdate()).count() == 9
    assert QualityMonth.objects.of_country().count() == 2
    client.force_login(officer)
    assert "geçen aydan beri düzelen" in client.get(reverse("desk:home")).content.decode()
