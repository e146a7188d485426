"""Papers are found by the words of their titles, by parts of their Sayı, and by the institution's code."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat

from accounts.wording import TextWords


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_words_of_texts"),
        ("documents", "0002_papers_by_district_and_state"),
    ]

    operations = [
        migrations.AddIndex(model_name="paper", index=models.Index(fields=["school_code"], name="paper_of_school")),
        migrations.AddIndex(
            model_name="paper",
            index=GinIndex(TextWords(Concat(F("title"), Value(" "), F("number"))), name="paper_words"),
        ),
    ]
