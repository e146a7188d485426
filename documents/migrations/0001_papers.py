"""Papers in and out."""

import accounts.tables
import accounts.wording
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import documents.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_papers_by_district_and_state"),
        ("documents", "0003_found_by_words"),
        ("documents", "0004_orders_of_lists"),
        ("documents", "0005_papers_of_several_places"),
    ]
    dependencies = [
        ("accounts", "0002_duties_and_programs"),
    ]

    operations = [
        accounts.tables.MakeTables(
            tables=[
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('file', models.FileField(upload_to=documents.models.attachment_path, verbose_name='dosya')),
                        ('name', models.CharField(max_length=200, verbose_name='dosya adı')),
                        ('media_type', models.CharField(max_length=100, verbose_name='tür')),
                        ('size', models.PositiveBigIntegerField(verbose_name='boyut (bayt)')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='özet (SHA-256)')),
                        ('scan', models.CharField(choices=[('not_configured', 'Taranmadı'), ('clean', 'Temiz')], default='not_configured', max_length=20, verbose_name='virüs taraması')),
                        ('school_code', models.CharField(blank=True, max_length=6, verbose_name='kurum kodu')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='yükleyen')),
                        ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='yüklenme')),
                        ('holds_personal_data', models.BooleanField(default=False, help_text='Bu dosyayı kimin okuduğu denetim günlüğüne yazılır.', verbose_name='kişisel veri içerir')),
                    ],
                    options={
                        'verbose_name': 'Ek dosya',
                        'verbose_name_plural': 'Ek dosyalar',
                        'ordering': ['-uploaded_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40, verbose_name='belge türü')),
                        ('title', models.CharField(max_length=200, verbose_name='başlık')),
                        ('record_kind', models.CharField(max_length=60, verbose_name='kayıt türü')),
                        ('record_id', models.CharField(max_length=40, verbose_name='kayıt')),
                        ('event', models.CharField(max_length=80, verbose_name='işlem')),
                        ('school_code', models.CharField(blank=True, max_length=6, verbose_name='kurum kodu')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.district', verbose_name='İlçe')),
                        ('status', models.CharField(choices=[('draft', 'Taslak (Sayı bekleniyor)'), ('official', 'Resmî'), ('issued', 'Düzenlendi (Sayı gerekmez)'), ('withdrawn', 'Hükümsüz')], default='draft', max_length=10, verbose_name='durum')),
                        ('number', models.CharField(blank=True, max_length=60, verbose_name='Sayı')),
                        ('dated_on', models.DateField(blank=True, null=True, verbose_name='tarih')),
                        ('code', models.CharField(default=documents.models.new_code, editable=False, max_length=14, unique=True, verbose_name='doğrulama kodu')),
                        ('content', models.JSONField(default=dict, verbose_name='belge verisi')),
                        ('file', models.FileField(blank=True, upload_to=documents.models.paper_path, verbose_name='dosya')),
                        ('sha256', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='özet (SHA-256)')),
                        ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='hükümsüz kılındığı gün')),
                        ('withdrawal', models.CharField(blank=True, max_length=300, verbose_name='hükümsüzlük nedeni')),
                        ('is_public', models.BooleanField(default=True, verbose_name='herkes doğrulayabilir')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='oluşturulma')),
                        ('rendered_at', models.DateTimeField(blank=True, null=True, verbose_name='basılma')),
                    ],
                    options={
                        'verbose_name': 'Belge',
                        'verbose_name_plural': 'Belgeler',
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(fields=['record_kind', 'record_id'], name='paper_of_record'), models.Index(fields=['school_code'], name='paper_of_school'), models.Index(fields=['-created_at', '-id'], name='paper_by_time'), models.Index(fields=['kind', '-created_at'], name='paper_of_kind'), django.contrib.postgres.indexes.GinIndex(accounts.wording.TextWords(django.db.models.functions.text.Concat(models.F('title'), models.Value(' '), models.F('number'))), name='paper_words')],
                        'constraints': [models.UniqueConstraint(fields=('record_kind', 'record_id', 'event', 'kind'), name='paper_once_for_an_act'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='paper_number_once'), models.CheckConstraint(condition=models.Q(('number', ''), ('number__regex', '^[EZO]-[0-9]{8}-[0-9]{1,3}(\\.[0-9]{2}){0,3}-[0-9]+$'), _connector='OR'), name='paper_number_has_the_ministrys_form', violation_error_message='Sayı, E-12345678-10.04-123456 biçiminde olmalıdır.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'official'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('dated_on__isnull', False)), _connector='OR'), name='paper_official_only_with_number_and_date'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'issued'), _negated=True), models.Q(('dated_on__isnull', False), ('number', '')), _connector='OR'), name='paper_issued_with_a_date_and_no_number'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_on__isnull', False)), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_on__isnull', True)), _connector='OR'), name='paper_withdrawn_exactly_when_it_has_a_day'), models.CheckConstraint(condition=models.Q(('dated_on__isnull', True), ('dated_on__gte', '2024-02-15'), _connector='OR'), name='paper_not_dated_before_the_directive', violation_error_message='Belge tarihi, Yönerge’nin yürürlüğünden (15.02.2024) önce olamaz.')],
                    },
                ),
                migrations.CreateModel(
                    name='PaperPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='documents.paper', verbose_name='belge')),
                        ('school_code', models.CharField(max_length=6, verbose_name='kurum kodu')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province', verbose_name='İl')),
                        ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.district', verbose_name='İlçe')),
                    ],
                    options={
                        'verbose_name': 'Belgenin kurumu',
                        'verbose_name_plural': 'Belgenin kurumları',
                        'ordering': ['paper', 'school_code'],
                        'indexes': [models.Index(fields=['province', 'paper'], name='paperplace_of_province'), models.Index(fields=['school_code', 'paper'], name='paperplace_of_school')],
                        'constraints': [models.UniqueConstraint(fields=('paper', 'school_code'), name='paperplace_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PaperFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='documents.paper')),
                        ('file', models.FileField(upload_to='papers/', verbose_name='dosya')),
                        ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='özet (SHA-256)')),
                        ('status', models.CharField(choices=[('draft', 'Taslak (Sayı bekleniyor)'), ('official', 'Resmî'), ('issued', 'Düzenlendi (Sayı gerekmez)'), ('withdrawn', 'Hükümsüz')], default='draft', max_length=10, verbose_name='hâli')),
                        ('number', models.CharField(blank=True, max_length=60, verbose_name='Sayı')),
                        ('rendered_at', models.DateTimeField(auto_now_add=True, verbose_name='basılma')),
                    ],
                    options={
                        'verbose_name': 'Belge dosyası',
                        'verbose_name_plural': 'Belge dosyaları',
                        'ordering': ['-rendered_at', '-pk'],
                    },
                ),
            ],
        ),
    ]
