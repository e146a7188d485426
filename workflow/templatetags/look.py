"""The tags of the look: icons, status badges, findings, sortable headings. What they draw stands in templates/components."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .findings import rows_of
from .statuses import appearance_of, word_of

register = template.Library()

SPRITE = "vendor/bootstrap-icons/icons.svg"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; silent beside words, or named by ``label`` where it stands alone."""
    url = static(SPRITE)
    if label:
        return format_html(
            '<svg class="icon" width="16" height="16" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            url,
            name,
        )
    return format_html(
        '<svg class="icon" width="16" height="16" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        url,
        name,
    )


@register.inclusion_tag("components/badge.html")
def status_badge(value: Any, label: str = "") -> dict[str, str]:
    """A state by word and icon: ``{% status_badge dossier.status dossier.get_status_display %}``.

    ``label`` may be left out for outcomes, verdicts and section states, whose words are fixed.
    """
    appearance = appearance_of(str(value))
    return {"tone": appearance.tone, "icon": appearance.icon, "label": label or word_of(str(value))}


@register.simple_tag
def outcome_icon(value: Any) -> SafeString:
    """An outcome as its icon alone, named for those who do not see it; for tight places beside a record's name."""
    appearance = appearance_of(str(value))
    return format_html(
        '<span class="outcome-icon tone-{}">{}</span>', appearance.tone, icon(appearance.icon, word_of(str(value)))
    )


@register.inclusion_tag("components/findings.html")
def findings_table(
    findings: Iterable[Any], caption: str = "Bulgular", mend_urls: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The findings table: provision · question · outcome · measured / required · evidence · remedy.

    ``findings``: of the rules, or as frozen in JSON. ``mend_urls``: where the parts named by ``mend`` are entered.
    """
    return {"rows": rows_of(findings, mend_urls), "caption": caption}


@register.inclusion_tag("components/sort_heading.html", takes_context=True)
def sort_heading(context: Context, label: str, key: str, numeric: bool = False) -> dict[str, Any]:
    """A column heading that sorts: ``?sirala=key``, then ``?sirala=-key``; the other parameters stay, the page goes."""
    request = context["request"]
    current = request.GET.get("sirala", "")
    query = request.GET.copy()
    query["sirala"] = f"-{key}" if current == key else key
    query.pop("sayfa", None)
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return {"label": label, "numeric": numeric, "direction": direction, "url": f"?{query.urlencode()}"}


@register.simple_tag(takes_context=True)
def section_link(context: Context, name: str, label: str) -> SafeString:
    """A line of a section's menu: ``{% section_link "protocols:duties" "Yükümlülük takvimi" %}``; the page itself is marked."""
    address = reverse(name)
    current = SafeString(' aria-current="page"') if context["request"].path == address else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', address, current, label)


@register.simple_tag
def pages_around(page: Page[Any]) -> list[int | str]:
    """The page numbers to show around this one, with ``"…"`` where some are left out."""
    return [
        "…" if number == page.paginator.ELLIPSIS else number
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


@register.filter
def field_of(form: Any, name: str) -> Any:
    """The form's bound field of that name, or nothing where the error belongs to no field."""
    return form[name] if name in form.fields else None


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key that is itself a variable."""
    return mapping.get(key)
