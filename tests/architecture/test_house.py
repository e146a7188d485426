"""What no linter knows about this house."""

import ast
import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

import centers.acts
import designations.acts
import designations.rules
import protocols.acts
import schools.acts
import transfers.acts
import workflow.law.acts
from designations.rules import FOLLOW_UP, RULE_BOOKS
from legislation.rules import Rule
from workflow.lifecycle import Act, Lifecycle

ROOT = Path(settings.BASE_DIR)
APPS = [*settings.PROJECT_APPS, "legislation", "config"]
SOURCES = sorted(
    path
    for folder in [*APPS, "tests", "script"]
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts and ".venv" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODELS = [model for model in apps.get_models() if model._meta.app_label in settings.PROJECT_APPS]
OWN_MODELS = [model for model in MODELS if not model.__name__.endswith("Event")]


def lifecycles() -> list[Lifecycle]:
    rooms = [centers.acts, designations.acts, protocols.acts, schools.acts, transfers.acts, workflow.law.acts]
    found = [value for room in rooms for value in vars(room).values() if isinstance(value, Lifecycle)]
    return list({id(lifecycle): lifecycle for lifecycle in found}.values())


ACTS: list[Act] = [act for lifecycle in lifecycles() for act in lifecycle.acts.values()]


def test_every_rule_stands_in_a_rule_book():
    modules = [
        import_module(f"designations.rules.{module.name}")
        for module in pkgutil.iter_modules(designations.rules.__path__)
    ]
    declared = {
        id(rule) for module in modules for _, rule in inspect.getmembers(module, lambda o: isinstance(o, Rule))
    }

    listed = {id(rule) for book in (*RULE_BOOKS.values(), FOLLOW_UP) for rule in book}
    assert declared == listed


def test_there_are_acts_to_look_at():
    assert len(ACTS) > 15


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_every_follow_up_is_a_task(act):
    assert [import_string(task).name for task in act.then] == list(act.then)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_every_act_says_what_it_does(act):
    assert act.purpose


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_constraint_name_starts_with_its_model(model):
    prefix = model._meta.model_name
    assert [c.name for c in model._meta.constraints if not c.name.startswith(prefix)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_400_lines(path):
    assert len(path.read_text(encoding="utf8").splitlines()) <= 400


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_is_longer_than_400_lines(path):
    assert len(path.read_text(encoding="utf8").splitlines()) <= 400


def functions() -> list[tuple[str, int]]:
    """Each function outside the tests, with its lines (docstring not counted)."""
    found = []
    for path in SOURCES:
        if path.relative_to(ROOT).parts[0] == "tests":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                head = first.lineno - node.lineno if ast.get_docstring(node) else 1
                length = node.end_lineno - node.lineno + 1 - (max(head - 1, 0) if ast.get_docstring(node) else 0)
                found.append((f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length))
    return found


def test_no_function_is_longer_than_40_lines():
    # The style guide's samples are one long table of words.
    too_long = [name for name, lines in functions() if lines > 40 and not name.startswith("desk/web/style_guide.py")]
    assert too_long == []


def test_nine_functions_in_ten_have_at_most_20_lines():
    lengths = [lines for _, lines in functions()]

    assert sum(length <= 20 for length in lengths) / len(lengths) >= 0.9


def test_every_source_file_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.read_text(encoding="utf8").strip()
        and path.name not in {"apps.py", "__init__.py"}
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf8")))
    ]
    assert silent == []


def test_every_template_is_used():
    everything = "\n".join(
        path.read_text(encoding="utf8") for path in [*SOURCES, *TEMPLATES, *(ROOT / "templates").rglob("*.txt")]
    )
    # Found by Django or a package under their own names, never named by us.
    found_by_name = re.compile(r"^(admin|account|allauth|mfa|usersessions|socialaccount|rest_framework|django|\d{3})")
    unused = [
        name
        for name in (str(path.relative_to(ROOT / "templates")) for path in TEMPLATES)
        if not found_by_name.match(name) and name not in everything
    ]
    assert unused == []


def patterns(resolver: URLResolver, prefix: str = ""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern


# Addresses that say of themselves that everybody may see them.
PUBLIC = (
    "health/",
    "dogrula/",
    "nakil/nasil-yerlestirilir/",
    "nakil/sonuc/",
    "nakil/taban-puanlari/",
    "merkezler/takvim/abonelik/",
    "merkezler/yoklama/",
    "belirlenen-okullar/",
    "erisilebilirlik/",
    "gizlilik/",
    "hesap/",
    "robots.txt",
    "acik-veri/",
)


@pytest.mark.parametrize(("address", "pattern"), [pytest.param(a, p, id=a) for a, p in patterns(get_resolver())])
def test_every_address_is_guarded(address, pattern):
    """Pages: only those listed above may say ``login_not_required``; the API has its own guard on each view."""
    view = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
    if address.startswith("api/"):
        assert view is not None
        assert view.permission_classes, address
        return
    is_open = not getattr(pattern.callback, "login_required", True)
    if is_open and not address.startswith(("oauth/", "yonetim/")):
        assert address.startswith(PUBLIC), f"{address} is open to everybody"


SHOWN_WITH_THEIR_RECORD = {
    "accounts.District", "accounts.Province", "accounts.StoredAnswer", "documents.PaperFile", "schools.ImportLine",
    "workflow.CallCount", "workflow.Notice", "workflow.NoticePreference", "workflow.RowVersion", "desk.LastVisit",
    "workflow.Export", "workflow.SavedView", "workflow.BulkLine", "transfers.RunProgramme", "transfers.Placement",
    "transfers.PlacementPart",
}  # fmt: skip


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_a_place_in_the_admin(model):
    inlines = {inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines}
    through_record = model._meta.label in SHOWN_WITH_THEIR_RECORD
    shown_by_page = model._meta.app_label == "designations"  # on the dossier's own page
    assert model in admin.site._registry or model in inlines or through_record or shown_by_page


def test_no_room_is_called_utils():
    assert [p for p in SOURCES if p.stem in {"utils", "helpers", "common", "core", "misc"}] == []


def test_templates_carry_no_inline_script_or_style():
    guilty = []
    for path in TEMPLATES:
        if "papers" in path.parts:
            continue  # printed, not browsed
        text = path.read_text(encoding="utf8")
        if re.search(r"\sstyle=\"|\son(click|change|submit|load)=|<script(?![^>]*\ssrc=)[^>]*>", text):
            guilty.append(str(path.relative_to(ROOT)))
    assert guilty == []


def test_templates_print_keys_without_the_point_of_thousands():
    """Numbers are shown as 1.000; in an address or a value that would name another record."""
    printed = re.compile(r"\{\{ *(?!(?:\w+\.)*attrs\.)(?:\w+\.)+(?:pk|id) *\}\}")
    guilty = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in TEMPLATES
        for found in printed.finditer(path.read_text("utf8"))
    ]
    assert guilty == []
