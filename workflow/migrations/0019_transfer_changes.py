"""The change feed tells of transfers to grade 11."""

import django.contrib.postgres.fields
from django.db import migrations, models

KINDS = [
    ("school", "Kurum"),
    ("field", "Alan"),
    ("dossier", "Dosya"),
    ("designation", "Belirleme"),
    ("protocol", "Protokol"),
    ("stakeholder", "Paydaş kuruluş"),
    ("paper", "Belge"),
    ("policy", "Ölçüt değerleri"),
    ("clusters", "Alan kümelenmeleri"),
    ("standards", "Fiziki standartlar"),
    ("transfer_round", "Nakil dönemi"),
    ("transfer_quota", "Nakil kontenjanı"),
    ("transfer_application", "Nakil başvurusu"),
    ("transfer_run", "Nakil yerleştirmesi"),
    ("transfer_objection", "Nakil itirazı"),
]


class Migration(migrations.Migration):
    dependencies = [("workflow", "0018_role_of_representatives")]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(choices=KINDS, editable=False, max_length=20, verbose_name="kayıt türü"),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=KINDS, max_length=20),
                default=list,
                size=None,
                verbose_name="kayıt türleri",
            ),
        ),
    ]
