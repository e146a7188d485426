"""Production: every secret comes from the environment, and nothing of the demonstration may be there."""

from django.core.exceptions import ImproperlyConfigured

from .base import *

LEAST_SECRET, LEAST_SEAL_KEY = 50, 32  # characters

SECRET_KEY = env("SECRET_KEY", default="")
if SECRET_KEY in {"", DEFAULT_SECRET_KEY} or len(SECRET_KEY) < LEAST_SECRET:
    raise ImproperlyConfigured("SECRET_KEY must be set to a secret of at least 50 characters.")
JOURNAL_SEAL_KEY = env("JOURNAL_SEAL_KEY", default="")
if len(JOURNAL_SEAL_KEY) < LEAST_SEAL_KEY or JOURNAL_SEAL_KEY == SECRET_KEY:
    raise ImproperlyConfigured("JOURNAL_SEAL_KEY must be set to a secret of its own, of at least 32 characters.")

OIDC = oidc_from(env, is_strict=True)

REFUSES_DEMO_ACCOUNTS = True
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[]), "127.0.0.1"]  # the container asks itself whether it is well

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

LOGGING = logging_of(level=env("LOG_LEVEL", default="INFO"), as_json=True)

EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
