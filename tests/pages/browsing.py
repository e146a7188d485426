"""What a browser would send of a page's form as it is shown, so that tests change single inputs of it."""

from __future__ import annotations

from typing import Any

from lxml import html


def sent_by(response: Any, **changes: Any) -> dict[str, list[str]]:
    """The form that guards its beginning, as it would be sent, with changes by the inputs' names (``None``: not sent)."""
    page = html.fromstring(response.content.decode())
    form = next(form for form in page.forms if form.xpath('.//input[@name="baslangic"]'))
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    for name, value in changes.items():
        found.pop(name, None)
        if value is not None:
            found[name] = value if isinstance(value, list) else [str(value)]
    return found
