"""Files that come in: each kind taken by its content, each fault said in a sentence, names made safe."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

from accounts.choices import Role
from documents.formats import DOCX, JPEG, ODT, PDF, PNG, XLSX
from documents.intake import FileRefused, clean_name, note_on_copies, receive
from documents.models import Attachment
from tests.factories import make_school, make_upload, make_user

pytestmark = pytest.mark.django_db


def a_pdf(**encryption) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if encryption:
        writer.encrypt(**encryption)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def an_image(format: str, size=(40, 30)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 50).save(out, format)
    return out.getvalue()


def a_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


A_DOCX = a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})
AN_XLSX = a_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
AN_ODT = a_zip({"mimetype": ODT.encode(), "content.xml": b"<office:document-content/>"})


def take(name: str, content: bytes, **more) -> Attachment:
    return receive(SimpleUploadedFile(name, content), by=make_user(Role.EXPERT), **more)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("tutanak.pdf", a_pdf(), PDF),
        ("tutanak.PDF", a_pdf(), PDF),
        ("foto.jpeg", an_image("JPEG"), JPEG),
        ("plan.png", an_image("PNG"), PNG),
        ("yazı.docx", A_DOCX, DOCX),
        ("liste.xlsx", AN_XLSX, XLSX),
        ("yazı.odt", AN_ODT, ODT),
    ],
)
def test_a_file_is_known_by_its_content(name, content, media_type):
    attachment = take(name, content)

    assert (attachment.media_type, attachment.name, attachment.size) == (media_type, name, len(content))
    with attachment.file.open("rb") as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "Dosya boş"),
        ("a.exe", b"MZ\x90", "kabul edilmiyor"),
        ("a.txt", "düz yazı".encode(), "PDF, JPEG, PNG, DOCX, XLSX veya ODT yükleyin"),
        ("tarama.jpg", a_pdf(), r"“\.jpg” ile bitiyor ama içeriği PDF"),
        ("foto.pdf", an_image("JPEG"), r"“\.pdf” ile bitiyor ama içeriği JPG"),
        ("liste.docx", AN_XLSX, r"içeriği XLSX"),
        ("a.pdf", b"%PDF-1.7 bozuk", "PDF bozuk"),
        ("a.pdf", a_pdf()[:-80], "PDF bozuk"),
        ("a.pdf", a_pdf(user_password="gizli", algorithm="AES-256"), "PDF parolalı"),
        ("a.png", b"\x89PNG\r\n\x1a\nbozuk", "Görüntü bozuk"),
        ("a.png", an_image("PNG")[:-30], "Görüntü bozuk"),
        ("a.jpg", an_image("JPEG", (400, 300))[:-2000], "Görüntü bozuk"),
        ("a.docx", b"PK\x03\x04bozuk", "Dosya bozuk"),
        ("a.docx", a_zip({"word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"}), "Makro"),
        ("a.odt", a_zip({"mimetype": ODT.encode(), "Basic/Standard/a.xml": b"x"}), "Makro"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "eski biçimli"),
        ("a.zip", a_zip({"not.txt": b"x"}), "kabul edilmiyor"),
        (
            "a.docx",
            A_DOCX.replace(b"PK\x03\x04", b"PK\x03\x05", 2).replace(b"PK\x03\x05", b"PK\x03\x04", 1),
            "Dosya bozuk",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(name, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        take(name, content)
    assert not Attachment.objects.exists()


def test_a_pdf_locked_against_changes_only_is_welcome():
    content = a_pdf(user_password="", owner_password="gizli", algorithm="AES-256")

    assert PdfReader(io.BytesIO(content)).is_encrypted
    assert take("imzalı.pdf", content).media_type == PDF


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.EVIDENCE_MAX_BYTES = 2 * 1024 * 1024

    with pytest.raises(FileRefused, match=r"çok büyük \(2,5 MB\); en çok 2 MB olabilir"):
        take("a.pdf", b"%PDF-" + b"x" * (5 * 512 * 1024))


@pytest.mark.parametrize("size", [(8000, 7000), (10_000, 10_000)])
def test_an_image_that_would_blow_up_is_refused(size):
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")

    with pytest.raises(FileRefused, match="Görüntü çok büyük"):
        take("a.png", out.getvalue())


def test_an_office_file_that_would_blow_up_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 100_000
    content = a_zip({"word/document.xml": b"0" * 2_000_000})
    assert len(content) < settings.EVIDENCE_MAX_BYTES

    with pytest.raises(FileRefused, match="açıldığında çok büyük"):
        take("a.docx", content)


def test_a_file_without_extension_is_given_the_right_one():
    assert take("tarama", a_pdf()).name == "tarama.pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Belgeler\\kat planı ğüşiöç İĞ.png", "kat planı ğüşiöç İĞ.png"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie b.pdf"),
        ("fatura\u202efdp.exe", "faturafdp.exe"),
        ("s\u0327ema.pdf", "şema.pdf"),
        (".htaccess", "htaccess"),
        ("", "dosya"),
        ("...", "dosya"),
    ],
)
def test_a_files_name_is_made_safe(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("letters", [98, 300])
def test_a_long_name_keeps_its_extension_and_its_turkish_letters(letters):
    name = clean_name("Ş" * letters + ".pdf")

    assert name.startswith("ŞŞŞ")
    assert name.endswith(".pdf")
    assert len(name) == min(letters + 4, 150)


def test_the_same_file_twice_is_taken_and_noted():
    school, other = make_school(), make_school()
    first = take("plan.png", an_image("PNG"), school=school)
    with first.file.open("rb") as file:
        content = file.read()

    again = take("yeni plan.png", content, school=school)
    elsewhere = take("plan.png", content, school=other)

    assert again.sha256 == first.sha256
    assert "“plan.png” adıyla da yüklenmişti" in note_on_copies(again)
    assert note_on_copies(elsewhere) == ""


def test_a_file_is_kept_under_a_name_that_nobody_chose():
    attachment = take("../kötü ad.png", make_upload().read())

    assert attachment.file.name == f"attachments/{attachment.pk}"


def test_a_cut_image_is_refused_in_a_process_that_prints_papers_too():
    import weasyprint

    assert weasyprint.__version__
    with pytest.raises(FileRefused, match="Görüntü bozuk"):
        receive(make_upload("a.jpg", an_image("JPEG", (400, 300))[:-2000]), by=make_user())


def test_a_file_with_personal_data_is_not_given_out_by_itself_not_even_to_who_brought_it(client):
    """The page of its record gives it out, and writes down who reads it."""
    officer = make_user(Role.PROVINCE_OFFICER, province=6)
    school = make_school(province=6)
    open_one, held = (
        receive(make_upload(), by=officer, school=school, holds_personal_data=personal) for personal in (False, True)
    )
    client.force_login(officer)

    assert client.get(f"/belge/ek/{open_one.pk}/").status_code == 200
    assert client.get(f"/belge/ek/{held.pk}/").status_code == 404
