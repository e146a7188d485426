"""Organisations are brought from files too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0013_whole_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='fileimport',
            name='source',
            field=models.CharField(choices=[('kurum-listesi', 'Kurum listesi'), ('programlar', 'Program listesi'), ('istihdam', 'İstihdam istatistiği'), ('ogrenci-sayilari', 'Öğrenci sayıları'), ('mekanlar', 'Mekânlar'), ('pansiyonlar', 'Pansiyonlar'), ('yerlesim', 'Yerleşim'), ('uygulama-yerleri', 'Uygulama yerleri'), ('egiticiler', 'Eğiticiler'), ('paydaslar', 'Paydaş kuruluşlar')], max_length=20, verbose_name='kaynak'),
        ),
    ]
