"""Programs that call the API with a real access token."""

from __future__ import annotations

import pytest
from django.test import Client
from oauth2_provider.models import Application

from accounts.api.scopes import SCOPES
from accounts.choices import Role
from accounts.models import ApiClient
from tests.factories import make_user

SECRET = "istemci-gizli-anahtari"


class Program:
    """A client of another system: fetches a token and calls with it."""

    def __init__(self, *, scopes: list[str] | None = None, province: int | None = None) -> None:
        self.user = make_user(Role.CLIENT, province=province)
        self.application = Application.objects.create(
            name="e-Okul",
            client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
            client_secret=SECRET,
        )
        self.scopes = list(SCOPES) if scopes is None else scopes
        ApiClient.objects.create(application=self.application, user=self.user, scopes=self.scopes)
        self.http = Client()
        self.token = self.fetch_token()["access_token"]

    def fetch_token(self) -> dict:
        return self.http.post(
            "/oauth/token/",
            {
                "grant_type": "client_credentials",
                "client_id": self.application.client_id,
                "client_secret": SECRET,
                "scope": " ".join(self.scopes),
            },
        ).json()

    def get(self, path: str, **query):
        return self.http.get(f"/api/v1{path}", query, headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, body):
        return self.http.post(
            f"/api/v1{path}",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )


@pytest.fixture
def program(db):
    return Program()
