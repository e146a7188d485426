"""Masked personal data: recognisable to who knows it, of no use to who does not."""

import pytest
from hypothesis import given, strategies as st

from accounts.masking import mask_contact, mask_email, mask_identity_number, mask_name, mask_phone


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ayse.isik@meb.gov.tr", "a•••k@meb.gov.tr"),
        ("ai@meb.gov.tr", "•••@meb.gov.tr"),
        ("a@meb.gov.tr", "•••@meb.gov.tr"),
        ("", ""),
        ("  ", ""),
        ("adres-değil", "•••"),
        ('"a@b"@meb.gov.tr', '"•••"@meb.gov.tr'),
    ],
)
def test_an_address_keeps_its_institution_and_the_ends_of_its_name(address, shown):
    assert mask_email(address) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+903124131917", "(•••) ••• 19 17"),
        ("(312) 413 19 17", "(•••) ••• 19 17"),
        ("112", "(•••) ••• •• ••"),
        ("4131917", "(•••) ••• •• ••"),
        ("", ""),
        ("dahili yok", ""),
    ],
)
def test_a_telephone_keeps_four_digits(number, shown):
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("10000000146", "•••••••••46"), ("100 000 001 46", "•••••••••46"), ("1234", "••••"), ("", "")],
)
def test_an_identity_number_keeps_two_digits(number, shown):
    assert mask_identity_number(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("Ayşe Nur Işık", "A••• N•• I•••"), ("İ", "İ"), ("", ""), ("  Çağrı  ", "Ç••••")]
)
def test_a_name_keeps_its_initials(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ali Veli, 0312 413 19 17; ali.veli@x.com.tr", "A•• V••• •••• ••• •• •• a•••i@x.com.tr"),
        ("Çağrı/+903124131917", "Ç•••• •••••••••••••"),
        ("", ""),
    ],
)
def test_a_free_text_of_a_contact_keeps_nothing_to_call_by(text, shown):
    assert mask_contact(text) == shown


@given(st.text(max_size=60))
def test_nothing_that_is_masked_can_be_read_back(text):
    assert sum(c.isdigit() for c in mask_phone(text)) <= 4
    assert sum(c.isdigit() for c in mask_identity_number(text)) <= 2
    assert mask_email(f"{text}gizli.ad@meb.gov.tr").count("gizli") == 0
