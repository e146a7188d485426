"""Items of the data's quality by their order, those that are gone included."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_register")]

    operations = [
        migrations.AddIndex("qualityitem", models.Index(fields=["-first_seen", "-id"], name="qualityitem_newest")),
    ]
