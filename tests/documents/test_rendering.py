"""Papers hold their pictures themselves and fetch nothing from anywhere."""

import pytest

from documents import rendering

PAGE = '<!doctype html><html lang="tr"><head><title>Deneme</title></head><body><h1>Deneme</h1><img src="{}" alt="Şekil"></body></html>'
DRAWN = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz4="
)


def rendered(monkeypatch, address):
    monkeypatch.setattr(rendering, "render_to_string", lambda *_: PAGE.format(address))
    return rendering.render_pdf("deneme.html", {}, data={})


def test_a_picture_that_stands_in_the_paper_is_drawn_with_its_words(monkeypatch):
    pdf = rendered(monkeypatch, DRAWN)

    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("address", ["http://localhost:9/x.png", "https://example.org/x.png", "file:///etc/hostname"])
def test_an_address_outside_the_paper_is_refused_loudly(monkeypatch, address):
    with pytest.raises(rendering.OutsideAddress):
        rendered(monkeypatch, address)
