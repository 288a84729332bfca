"""Settings in named blocks. Values from outside come through ``env``; policy numbers are rows."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from partybuild import env

# --- Where things are -------------------------------------------------------------------------
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Core -------------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=True)
SECRET_KEY = env.secret("SECRET_KEY", development="only-for-development", debug=DEBUG)
# Keys of before: what they sealed and signed can still be read.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# Addresses or networks of the proxies whose word about the client's address is taken.
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES")
ROOT_URLCONF = "partybuild.urls"
WSGI_APPLICATION = "partybuild.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "mptt",
    "import_export",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "axes",
    "csp",
    "django_linear_migrations",
    "partybuild",
    "orgs",
    "grids",
    "resources",
    "liaison",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "orgs.middleware.IdleTimeoutMiddleware",
    "orgs.middleware.ReadingHabitsMiddleware",
    "orgs.middleware.DoorMiddleware",
    "orgs.middleware.ReachOnceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "partybuild.http.RefusalMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "orgs.views.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "partybuild.templatetags.portal",
            ],
        },
    },
]

# --- Database: one SQLite file, or whatever DATABASE_URL names ---------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'partybuild.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if password := env.text("DATABASE_PASSWORD"):
    DATABASES["default"]["PASSWORD"] = password
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue up at BEGIN instead of failing at the first write.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
    # Tests use real threads, so even the test database is a file.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}

# --- Redis where there is one; local memory and the file system where there is none ------------
REDIS_URL = env.text("REDIS_URL")
_REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
_FILES = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": DATA_DIR / "progress",
}
_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
# The progress of jobs is written by workers and read by pages: all processes must share it.
CACHES = (
    {"default": _REDIS, "progress": _REDIS}
    if REDIS_URL
    else {"default": _MEMORY, "progress": _FILES}
)
BROKER_DIR = DATA_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if not REDIS_URL:
    for folder in ("queue", "processed", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "processed_folder": str(BROKER_DIR / "processed"),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.2,
    }
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_IMPORTS = ("partybuild.heart",)
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
# A worker shows life every second; one that is silent for so long is taken for dead.
JOB_STALE_AFTER = env.seconds("JOB_STALE_AFTER", 60)
# How long the solver of schedules may look, in its own steps: about so many seconds.
PLANNING_PATIENCE = env.number("PLANNING_PATIENCE", 20)

# --- Who people are ---------------------------------------------------------------------------
AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "orgs.passwords.ThreeClassesValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AXES_FAILURE_LIMIT = env.number("SIGN_IN_FAILURES", 5)
AXES_COOLOFF_TIME = env.seconds("SIGN_IN_LOCKED_FOR", 15 * 60)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# --- Sessions and headers ---------------------------------------------------------------------
HTTPS = env.flag("HTTPS", default=not DEBUG)
SESSION_IDLE_AGE = env.seconds("SESSION_IDLE_AGE", 30 * 60)
SESSION_COOKIE_AGE = int(env.seconds("SESSION_AGE", 12 * 3600).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]  # each in its own words
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["partybuild.formats"]

FILTERS_EMPTY_CHOICE_LABEL = _("any")

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Private: no address leads there but the one that checks who asks.
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.text("ATTACHMENTS_DIR", str(DATA_DIR / "attachments")),
            "base_url": None,
            "file_permissions_mode": 0o600,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
ATTACHMENT_MAX_BYTES = env.number("ATTACHMENT_MAX_BYTES", 20 * 1024 * 1024)
LEDGER_MAX_BYTES = env.number("LEDGER_MAX_BYTES", 20 * 1024 * 1024)

# --- Mail: without a server none is sent --------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "portal@localhost")
# Where people find the portal, for the links in a mail.
PORTAL_URL = env.text("PORTAL_URL").rstrip("/")
# Own servers of a messenger (host or host:port) whose group robots may be spoken to as well.
ROBOT_HOSTS = env.words("ROBOT_HOSTS")

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "orgs.api.token_scope.TokenScope",
    ],
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "rest_framework.filters.SearchFilter",
        "rest_framework.filters.OrderingFilter",
    ],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "partybuild.api.exception_handler",
    "PAGE_SIZE": 25,
}
REST_KNOX = {"TOKEN_TTL": env.seconds("TOKEN_AGE", 90 * 24 * 3600), "TOKEN_LIMIT_PER_USER": 10}
KNOX_TOKEN_MODEL = "orgs.ApiToken"  # noqa: S105 - the name of a model
# Our own model stands in for knox's, whose migrations would leave an unused table behind, and one
# with a foreign key that keeps PostgreSQL from emptying the users between two tests.
MIGRATION_MODULES = {"knox": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "partybuild",
    "DESCRIPTION": "Sub-district Party-building administration: lists, meetings, grids.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    # Several nouns have fields of one name; each keeps its own name in the schema.
    "ENUM_NAME_OVERRIDES": {
        "OrgKindEnum": "orgs.enums.OrgKind",
        "OrgStatusEnum": "orgs.enums.OrgStatus",
        "PostKindEnum": "orgs.enums.PostKind",
        "GridPostKindEnum": "grids.enums.GridPostKind",
        "GridStatusEnum": "grids.enums.GridStatus",
        "EstateKindEnum": "grids.enums.EstateKind",
        "EstateStateEnum": "grids.enums.EstateState",
        "FirmKindEnum": "grids.enums.FirmKind",
        "BundleStateEnum": "grids.enums.BundleState",
        "FacilityKindEnum": "grids.enums.FacilityKind",
        "FacilityStateEnum": "grids.enums.FacilityState",
        "ChecklistKindEnum": "grids.enums.ChecklistKind",
        "UrgencyEnum": "resources.enums.Urgency",
        "WishKindEnum": "resources.pledge_enums.WishKind",
        "FundingSourceEnum": "resources.enums.FundingSource",
        "CheckStateEnum": "grids.enums.CheckState",
        "BuildingModeEnum": "grids.enums.BuildingMode",
        "ManagementModeEnum": "grids.enums.ManagementMode",
        "CaseKindEnum": "grids.enums.CaseKind",
        "CaseUrgencyEnum": "grids.enums.CaseUrgency",
        "CaseStateEnum": "grids.case_enums.CaseState",
        "CaseClosingEnum": "grids.case_enums.CaseClosing",
        "PairingModeEnum": "orgs.enums.PairingMode",
        "ChannelKindEnum": "orgs.channel_enums.ChannelKind",
        "RoleEnum": "orgs.enums.Role",
        "ProposalStateEnum": "liaison.proposal_enums.ProposalState",
        "MembershipRoleEnum": "liaison.enums.MembershipRole",
        "BodyKindEnum": "liaison.enums.BodyKind",
        "MeetingKindEnum": "liaison.enums.MeetingKind",
        "PeriodKindEnum": "partybuild.periods.PeriodKind",
        "InspectionKindEnum": "liaison.followup_enums.InspectionKind",
        "VisitKindEnum": "liaison.followup_enums.VisitKind",
        "BusyKindEnum": "liaison.planning_enums.BusyKind",
        "PlateEnum": "grids.rating_enums.PlateKind",
        "SanctionKindEnum": "grids.rating_enums.SanctionKind",
        "OccasionKindEnum": "liaison.occasion_enums.OccasionKind",
        "AgendaItemStateEnum": "liaison.enums.AgendaItemState",
    },
}

# --- Spreadsheets -----------------------------------------------------------------------------
IMPORT_EXPORT_USE_TRANSACTIONS = True

# --- Checks and logs --------------------------------------------------------------------------
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
