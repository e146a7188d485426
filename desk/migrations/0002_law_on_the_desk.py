"""Versions of provisions wait on the desk, and a target may be set for them."""

from django.db import migrations, models

SUBJECTS = [
    ("dossier", "Belirleme dosyası"),
    ("revocation", "İptal süreci"),
    ("protocol", "Protokol taslağı"),
    ("activity", "Hizmet içi eğitim faaliyeti"),
    ("follow_up", "İhtisas okulunun izleme raporu"),
    ("control", "Okulun denetimi"),
    ("paper", "Sayı bekleyen belge"),
    ("request", "Hesap isteği"),
    ("expenses", "Gider bildirimi"),
    ("transfer", "Nakil kontenjanı ve dönemi"),
    ("centre", "Merkezin gönderdikleri"),
    ("law", "Hüküm sürümü"),
]


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_waiting")]

    operations = [
        migrations.AlterField(
            name, "subject", models.CharField(choices=SUBJECTS, max_length=12, verbose_name="konu")
        )
        for name in ("targetduration", "targetdurationevent")
    ]
