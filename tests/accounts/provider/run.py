"""The provider's own process: its settings, people, client and addresses, and the faults that the tests ask it to make."""

from __future__ import annotations

import json
import os
from http.server import ThreadingHTTPServer
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

FOLDER = Path(os.environ["PROVIDER_FOLDER"])
PORT = int(os.environ["PROVIDER_PORT"])
KEYS = json.loads((FOLDER / "keys.json").read_text())

settings.configure(
    SECRET_KEY="saglayici-" * 6,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="tests.accounts.provider.urls",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "provider.sqlite3")}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(Path(__file__).parent)],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
    SESSION_COOKIE_NAME="provider-session",
    CSRF_COOKIE_NAME="provider-csrf",
    USE_TZ=True,
    LOGIN_URL="/login/",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": KEYS[0],
        "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
        "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False,
        "OAUTH2_VALIDATOR_CLASS": "tests.accounts.provider.claims.Claims",
        "SCOPES": {"openid": "kimlik", "profile": "ad", "email": "e-posta"},
        "PKCE_REQUIRED": True,
    },
)


class Threads(ThreadingHTTPServer, WSGIServer):
    """One thread a call: the browser and our server call at once."""


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    from tests.accounts.provider import CLIENT_ID, CLIENT_SECRET, PASSWORD

    for name in ("kisi", "baska"):
        User.objects.create_user(name, f"{name}@meb.gov.tr", PASSWORD, first_name="Ayşe", last_name="Işık")
    callbacks = os.environ["PROVIDER_CALLBACKS"].split()
    Application.objects.create(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=" ".join(callbacks),
        post_logout_redirect_uris=" ".join(
            address.replace("/hesap/kurum/donus/", "/hesap/login/") for address in callbacks
        ),
        skip_authorization=True,
        algorithm=Application.RS256_ALGORITHM,
    )
    server = Threads(("127.0.0.1", PORT), Quiet)
    server.set_app(get_wsgi_application())
    server.serve_forever()


if __name__ == "__main__":
    main()
