"""What holds in every environment; the others add or tighten."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from config.logs import logging_of
from config.oidc import oidc_from

from .confined import OPEN_TO_CONFINED  # noqa: F401 - a setting
from .enums import ENUMS
from .representatives import OPEN_TO_REPRESENTATIVES  # noqa: F401 - a setting

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Whether what a centre sends is passed on by the next office above where nobody is on duty at a level (docs/adr/0017).
CENTRE_CHAIN_STANDS_IN = env.bool("CENTRE_CHAIN_STANDS_IN", default=True)
# Days after the calendar year's end until which a centre's report is due, and days before it from which it may be sent: the
# directive says at the year's end, the days are administrative (smm/11/2).
CENTRE_REPORT_DAYS = env.int("CENTRE_REPORT_DAYS", default=31)
CENTRE_REPORT_OPENS_DAYS_BEFORE = env.int("CENTRE_REPORT_OPENS_DAYS_BEFORE", default=30)
# How many years after an activity of a centre ended its participants' names and numbers are kept (administrative procedure).
CENTRE_PARTICIPANTS_KEPT_YEARS = env.int("CENTRE_PARTICIPANTS_KEPT_YEARS", default=10)
# How many years after a call for coordinators ended its applicants' names, numbers and records are kept (administrative procedure).
CENTRE_CANDIDATES_KEPT_YEARS = env.int("CENTRE_CANDIDATES_KEPT_YEARS", default=5)

# For how long a session's code on the screen is taken, and how many minutes before and after a session (administrative practice).
CENTRE_CHECK_IN_CODE_SECONDS = env.int("CENTRE_CHECK_IN_CODE_SECONDS", default=180)
CENTRE_CHECK_IN_BEFORE_MINUTES = env.int("CENTRE_CHECK_IN_BEFORE_MINUTES", default=30)
CENTRE_CHECK_IN_AFTER_MINUTES = env.int("CENTRE_CHECK_IN_AFTER_MINUTES", default=30)

# How many days before the end of a term in a centre its renewal is asked for (smm/10/5; administrative practice).
CENTRE_TERM_REMINDER_DAYS = env.int("CENTRE_TERM_REMINDER_DAYS", default=90)

DEFAULT_SECRET_KEY = "only-for-development-never-in-production"
SECRET_KEY = env("SECRET_KEY", default=DEFAULT_SECRET_KEY)
DEBUG = False
DEMO_MODE = False
REFUSES_DEMO_ACCOUNTS = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env("SITE_URL", default="http://localhost:8000")
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".data")))

PROJECT_APPS = [
    # From the ground up: an app may import only from the apps above it in this list.
    "accounts",
    "workflow",
    "documents",
    "schools",
    "centers",
    "protocols",
    "designations",
    "transfers",
    "desk",
]
INSTALLED_APPS = [
    "config.apps.MinistryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "oauth2_provider",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_structlog",
    *PROJECT_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "workflow.api.sandbox.Environment",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.IdleSession",
    "accounts.middleware.LoginRequired",
    "accounts.middleware.ConfinedElsewhere",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "desk.context.house",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///okul")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Off behind a pooler that hands a connection on after each transaction.
PREPARES_STATEMENTS = env.bool("PREPARES_STATEMENTS", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    )
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "accounts.adapters.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # sessions end with the browser, so nothing is to be remembered
ACCOUNT_PREVENT_ENUMERATION = True
# Wrong passwords are locked out by axes, one failure earlier; this limit is for the codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "6/1800s/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Okul Belirleme"
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
# Sign-in by the institution's OpenID Connect provider: OIDC_ISSUER and what else config/oidc.py reads; empty without it.
OIDC = oidc_from(env, is_strict=False)
SOCIALACCOUNT_ADAPTER = "accounts.oidc.adapter.KnownIdentitiesOnly"
SOCIALACCOUNT_STORE_TOKENS = False
PASSWORD_RESET_TIMEOUT = env.int("PASSWORD_LINK_HOURS", default=72) * 3600  # of the link that sets a password
# Where accounts' addresses may be; empty: anywhere.
ACCOUNT_EMAIL_DOMAINS = env.list("ACCOUNT_EMAIL_DOMAINS", default=["meb.gov.tr", "meb.k12.tr"])
USERSESSIONS_TRACK_ACTIVITY = True
SECOND_FACTOR_REQUIRED = True  # for the roles in accounts.choices.ADMIN_ROLES
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_SECONDS", default=60 * 60)  # after the last request: drafts save themselves
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
MAX_SESSIONS_PER_USER = env.int("MAX_SESSIONS_PER_USER", default=3)
AXES_FAILURE_LIMIT = env.int("LOCKOUT_FAILURES", default=5)
AXES_COOLOFF_TIME = env.int("LOCKOUT_MINUTES", default=30) / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.web.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_IPWARE_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
AXES_VERBOSE = False

PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # reads change nothing

# Language and time
LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe")]
TIME_ZONE = "Europe/Istanbul"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["config.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static", ("yardim", BASE_DIR / "docs" / "yardim" / "resimler")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"  # nothing is served from here: documents.web answers for each file, after asking who may
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000
EXPORT_LIFETIME_DAYS = env.int("EXPORT_LIFETIME_DAYS", default=7)
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=20 * 1024 * 1024)
CLAMAV_ADDRESS = env("CLAMAV_ADDRESS", default="")  # host:port or a socket's path; empty: no scanning

# Background work
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
if not REDIS_URL:
    _queue = DATA_DIR / "queue"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue),
        "data_folder_out": str(_queue),
        "control_folder": str(_queue / "control"),
    }
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE = {
    "seal-the-journal": {"task": "workflow.tasks.seal_the_day", "schedule": crontab(hour=0, minute=30)},
    "sweep-lost-jobs": {"task": "workflow.tasks.sweep_jobs", "schedule": 60},
    "check-the-country": {"task": "designations.tasks.check_the_country", "schedule": crontab(hour=3, minute=0)},
    "check-the-quality": {"task": "schools.tasks.check_the_quality", "schedule": crontab(hour=3, minute=30)},
    "open-the-day-of-protocols": {"task": "protocols.tasks.open_the_day", "schedule": crontab(hour=0, minute=3)},
    "open-the-day-of-centers": {"task": "centers.tasks.open_the_day", "schedule": crontab(hour=0, minute=5)},
    "open-the-day": {"task": "workflow.tasks.open_the_day", "schedule": crontab(hour=0, minute=1)},
    "warn-of-follow-up-reports": {
        "task": "designations.tasks.warn_of_reports",
        "schedule": crontab(hour=0, minute=7),
    },
    "warn-of-controls": {"task": "designations.tasks.warn_of_controls", "schedule": crontab(hour=0, minute=9)},
    "forget-circulars": {"task": "designations.tasks.forget_circulars", "schedule": 60 * 60},
    "forget-exports": {"task": "workflow.tasks.forget_exports", "schedule": 60 * 60},
    "forget-participants": {"task": "centers.tasks.forget_participants", "schedule": crontab(hour=2, minute=50)},
    "forget-candidates": {"task": "centers.tasks.forget_candidates", "schedule": crontab(hour=2, minute=55)},
    "forget-applicants": {"task": "transfers.tasks.forget_applicants", "schedule": crontab(hour=2, minute=45)},
    "fail-lost-runs": {"task": "transfers.tasks.fail_lost_runs", "schedule": 5 * 60},
    "forget-calls": {"task": "workflow.tasks.forget_calls", "schedule": 60 * 60},
    "forget-stored-answers": {"task": "accounts.tasks.forget_stored_answers", "schedule": 60 * 60},
    "deliver-webhooks": {"task": "workflow.tasks.deliver_webhooks", "schedule": 5, "options": {"expires": 5}},
    "send-digests": {"task": "desk.tasks.send_digests", "schedule": crontab(minute="*/10")},
    "keep-the-feed": {"task": "workflow.tasks.keep_the_feed", "schedule": crontab(hour=2, minute=15)},
}
# Administrative procedure: drafts of figures are published once their effect was computed, and not by who wrote them.
PUBLISHING_NEEDS_EFFECT = env.bool("PUBLISHING_NEEDS_EFFECT", default=True)
PUBLISHING_NEEDS_TWO = env.bool("PUBLISHING_NEEDS_TWO", default=True)
# Administrative procedure, since the directive says nothing of how good data are (docs/adr/0023): points, age in months and owner of
# the checks of the register's data, where they are not those shipped (schools/rules/quality):
# {"ogrenci-sayisi-eski": {"points": 10, "months": 6, "owner": "province"}}.
QUALITY_CHECKS = env.json("QUALITY_CHECKS", default={})
# Administrative procedure, of advisory boards: how many days before a meeting the invitation goes out at the latest, within how
# many days after the signed minutes the school directorate answers a resolution, and how many days before the day by which a
# board must meet those who convene it are told.
BOARD_INVITATION_DAYS = env.int("BOARD_INVITATION_DAYS", default=7)
BOARD_ANSWER_DAYS = env.int("BOARD_ANSWER_DAYS", default=30)
BOARD_WARNING_DAYS = env.list("BOARD_WARNING_DAYS", cast=int, default=[30, 10])
# Administrative procedure, since the directive sets no days (okul/8/6): within how many days a stakeholder pays a statement,
# how many days before the last one it is reminded, and whether each line must have its receipt as a file.
EXPENSE_DUE_DAYS = env.int("EXPENSE_DUE_DAYS", default=30)
EXPENSE_WARNING_DAYS = env.list("EXPENSE_WARNING_DAYS", cast=int, default=[10, 3])
EXPENSE_RECEIPTS_REQUIRED = env.bool("EXPENSE_RECEIPTS_REQUIRED", default=True)
JOURNAL_SEAL_KEY = env("JOURNAL_SEAL_KEY", default=SECRET_KEY)

# Webhooks
WEBHOOK_SEAL_KEY = env("WEBHOOK_SEAL_KEY", default=SECRET_KEY)
WEBHOOK_PORTS = env.list("WEBHOOK_PORTS", cast=int, default=[443])
# "host", "host:port" or "host:*": taken as they are, by http and inside the network too. None in production.
WEBHOOK_EXEMPT_HOSTS = env.list("WEBHOOK_EXEMPT_HOSTS", default=[])
WEBHOOK_CA_FILE = env(
    "WEBHOOK_CA_FILE", default=""
)  # certificates that receivers are checked against; empty: the system's
# Seconds from each failed attempt to the next, about a day altogether; after the last one a message is given up.
WEBHOOK_RETRY_SECONDS = env.list(
    "WEBHOOK_RETRY_SECONDS", cast=int, default=[10, 30, 120, 300, 900, 3600, 10800, 25200, 43200]
)
WEBHOOK_PAUSE_AFTER_DAYS = env.int("WEBHOOK_PAUSE_AFTER_DAYS", default=3)

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.ClientAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.HoldsScope"],
    "DEFAULT_RENDERER_CLASSES": ["workflow.api.rendering.JSON"],
    "DEFAULT_PARSER_CLASSES": ["workflow.api.parsing.StrictJSON"],
    "DEFAULT_PAGINATION_CLASS": "workflow.api.pagination.ByCursor",
    "DEFAULT_FILTER_BACKENDS": ["workflow.api.filtering.WhenAsked"],
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.OwnWords",
    "DEFAULT_THROTTLE_CLASSES": ["workflow.api.throttling.PerClient"],
    "DEFAULT_THROTTLE_RATES": {"client": env("API_RATE", default="6000/min")},
    "EXCEPTION_HANDLER": "workflow.api.problems.explain",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SANDBOX_URL = env("SANDBOX_URL", default="")  # where a demonstration of this system is served to programs' authors
SPECTACULAR_SETTINGS = {
    "TITLE": "Okul Belirleme API",
    "DESCRIPTION": (
        "Designation of Turkish vocational schools (bölge okulu, ihtisas, sektör içi, sektöre entegre). "
        "Sign in with OAuth 2 client credentials at `/oauth/token/`. Refusals are `application/problem+json`; "
        "a 400 lists every fault with its path. `null` or an absent key is unknown, an empty list is none. "
        "What is announced to go: [changelog](/api/v1/changelog/)."
        + (
            f"\n\nSandbox with demo data, where nothing can be harmed: <{SANDBOX_URL}/api/v1/docs/>"
            if SANDBOX_URL
            else ""
        )
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.api.schema.empty_is_not_asked",
        "accounts.api.examples.show_examples",
    ],
    "ENUM_NAME_OVERRIDES": ENUMS,
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "SCOPES_BACKEND_CLASS": "accounts.api.scopes.ClientScopes",
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    # Only client credentials are used; everything else of the protocol is as strict as it can be.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
}

# Answers' headers
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # the proxy logs addresses, and axes those of failed sign-ins
LOGGING = logging_of(level=env("LOG_LEVEL", default="WARNING"), as_json=False)

# E-mail
vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)  # seconds
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Okul Belirleme <okul-belirleme@localhost>")
DIGEST_HOUR = env.int("DIGEST_HOUR", default=8)  # on working days the daily digests leave from this hour on
# Administrative procedure: how many days before the end of a school year (31 August) the follow-up report of a specialised
# school can be handed in, how many days after it it is due, and how many days before that the school's side is reminded.
FOLLOW_UP_REPORT_OPENS_DAYS_BEFORE = env.int("FOLLOW_UP_REPORT_OPENS_DAYS_BEFORE", default=90)
FOLLOW_UP_REPORT_DAYS = env.int("FOLLOW_UP_REPORT_DAYS", default=30)
FOLLOW_UP_REPORT_WARNING_DAYS = env.list("FOLLOW_UP_REPORT_WARNING_DAYS", cast=int, default=[30, 7])
# Of control campaigns: working days for evidence, years in which a drawn school comes last in the lot, days before the last to remind.
CONTROL_DAYS = env.int("CONTROL_DAYS", default=20)
CONTROL_REST_YEARS = env.int("CONTROL_REST_YEARS", default=2)
CONTROL_WARNING_DAYS = env.list("CONTROL_WARNING_DAYS", cast=int, default=[7, 1])
