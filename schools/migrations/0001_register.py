"""The register of institutions, and the data of their checks."""

import accounts.models.people
import accounts.tables
import accounts.wording
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import schools.models.imports
import schools.models.institutions
import uuid
from django.conf import settings
from django.db import migrations, models

# The vocabulary learns the words of the names of institutions.
LEARN = """
CREATE TRIGGER text_vocabulary_of_new AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION text_vocabulary_learn('{column}');
CREATE TRIGGER text_vocabulary_of_changed AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION text_vocabulary_learn('{column}');
"""
FORGET = """
DROP TRIGGER text_vocabulary_of_new ON {table};
DROP TRIGGER text_vocabulary_of_changed ON {table};
"""
NAME = {"table": "schools_school", "column": "name"}


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("schools", "0001_initial"),
        ("schools", "0002_listed_on"),
        ("schools", "0003_turkish_labels"),
        ("schools", "0004_days_of_states"),
        ("schools", "0005_file_imports"),
        ("schools", "0006_one_history"),
        ("schools", "0007_names_by_words"),
        ("schools", "0008_names_in_a_province"),
        ("schools", "0009_orders_of_lists"),
        ("schools", "0010_order_of_institutions"),
        ("schools", "0011_lists_by_words"),
        ("schools", "0012_imports_of_enterprises"),
        ("schools", "0013_whole_words"),
        ("schools", "0014_stakeholder_files"),
        ("schools", "0015_expense_files"),
        ("schools", "0016_protocol_files"),
        ("schools", "0017_application_files"),
        ("schools", "0018_registration_files"),
        ("schools", "0019_names_in_the_orders"),
        ("schools", "0020_data_quality"),
    ]
    dependencies = [
        ("documents", "0001_papers"),
        ("workflow", "0001_acts"),
    ]

    operations = [
        accounts.tables.MakeTables(
            tables=[
                migrations.CreateModel(
                    name='EducationRegion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=100, verbose_name='adı')),
                    ],
                    options={
                        'verbose_name': 'Eğitim bölgesi',
                        'verbose_name_plural': 'Eğitim bölgeleri',
                        'ordering': ['province', 'name'],
                        'constraints': [models.UniqueConstraint(fields=('province', 'name'), name='educationregion_name_once_per_province')],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationArea',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=100, verbose_name='adı')),
                    ],
                    options={
                        'verbose_name': 'Kayıt alanı',
                        'verbose_name_plural': 'Kayıt alanları',
                        'ordering': ['province', 'name'],
                        'constraints': [models.UniqueConstraint(fields=('province', 'name'), name='registrationarea_name_once_per_province')],
                    },
                ),
                migrations.CreateModel(
                    name='School',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(blank=True, max_length=6, null=True, unique=True, verbose_name='kurum kodu')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=200, verbose_name='adı')),
                        ('kind', models.CharField(choices=[('mtal', 'Mesleki ve teknik Anadolu lisesi'), ('mesem', 'Mesleki eğitim merkezi'), ('other', 'Diğer')], max_length=10, verbose_name='kurum türü')),
                        ('kind_label', models.CharField(blank=True, max_length=80, verbose_name='listedeki tür')),
                        ('attached_to_gd', models.BooleanField(blank=True, null=True, verbose_name='Genel Müdürlüğe bağlı')),
                        ('is_private', models.BooleanField(blank=True, null=True, verbose_name='özel')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='accounts.province', verbose_name='İl')),
                        ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='accounts.district', verbose_name='İlçe')),
                        ('education_region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='schools.educationregion', verbose_name='eğitim bölgesi')),
                        ('registration_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='schools.registrationarea', verbose_name='kayıt alanı')),
                        ('address', models.CharField(blank=True, max_length=300, verbose_name='adres')),
                        ('phone', models.CharField(blank=True, max_length=16, verbose_name='telefon')),
                        ('fax', models.CharField(blank=True, max_length=16, verbose_name='belgegeçer')),
                        ('website', models.URLField(blank=True, verbose_name='web sitesi')),
                        ('address_code', models.CharField(blank=True, max_length=10, verbose_name='ulusal adres kodu')),
                        ('latitude', models.FloatField(blank=True, null=True, verbose_name='enlem')),
                        ('longitude', models.FloatField(blank=True, null=True, verbose_name='boylam')),
                        ('addable_places', models.PositiveIntegerField(blank=True, help_text='Ek derslik veya bina ile kazanılabilecek öğrenci yeri. Yoksa 0 yazın.', null=True, verbose_name='eklenebilir derslik kapasitesi (öğrenci)')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='kapanış')),
                        ('listed_on', models.DateField(blank=True, editable=False, help_text='Kurumu veren son listenin günü; daha eski bir liste yalnızca boş bilgileri doldurur.', null=True, verbose_name='son listenin günü')),
                        ('search_key', models.GeneratedField(db_persist=True, expression=schools.models.institutions.Folded('name'), output_field=models.TextField())),
                        ('updated_at', models.DateTimeField(auto_now=True, verbose_name='son değişiklik')),
                    ],
                    options={
                        'verbose_name': 'Kurum',
                        'verbose_name_plural': 'Kurumlar',
                        'ordering': ['province_id', 'name'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(accounts.wording.TextWords(models.F('name')), name='school_words'), models.Index(django.db.models.functions.comparison.Collate(models.F('search_key'), 'C'), name='school_search_start'), models.Index(models.F('province'), django.db.models.functions.comparison.Collate(models.F('search_key'), 'C'), name='school_search_in_province'), models.Index(fields=['province', 'kind'], name='school_by_province_and_kind'), models.Index(fields=['kind', '-id'], name='school_of_kind'), models.Index(fields=['name', 'id'], include=('search_key',), name='school_by_name'), models.Index(fields=['province', 'name', 'id'], include=('search_key',), name='school_by_province_and_name')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('code__isnull', True), ('code__regex', '^\\d{6}$'), _connector='OR'), name='school_code_has_six_digits', violation_error_message='Kurum kodu altı rakamdan oluşur.')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolName',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='schools.school', verbose_name='kurum')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=200, verbose_name='adı')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='başlangıç')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='bitiş')),
                        ('source', models.CharField(blank=True, max_length=120, verbose_name='kaynak')),
                    ],
                    options={
                        'verbose_name': 'Kurumun adı',
                        'verbose_name_plural': 'Zaman içindeki adları',
                        'ordering': ['school', models.OrderBy(models.F('starts_on'), nulls_first=True)],
                        'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('school'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='schoolname_one_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolSuccession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_out', to='schools.school', verbose_name='önceki kurum')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_in', to='schools.school', verbose_name='sonraki kurum')),
                        ('kind', models.CharField(choices=[('merged', 'Birleştirildi'), ('renamed', 'Yeni kurum koduyla adı değişti'), ('split', 'Bölündü')], max_length=10, verbose_name='tür')),
                        ('on', models.DateField(verbose_name='gün')),
                    ],
                    options={
                        'verbose_name': 'Öncül/ardıl bağı',
                        'verbose_name_plural': 'Öncül/ardıl bağları',
                        'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='schoolsuccession_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='schoolsuccession_not_of_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='Declaration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='schools.school', verbose_name='kurum')),
                        ('section', models.CharField(choices=[('fields', 'Alanlar'), ('enrolment', 'Öğrenciler'), ('spaces', 'Mekânlar'), ('dormitories', 'Pansiyonlar'), ('site', 'Yerleşim'), ('protocols', 'Protokoller')], max_length=20, verbose_name='bölüm')),
                        ('stated_on', models.DateField(verbose_name='beyan günü')),
                        ('stated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='beyan eden')),
                    ],
                    options={
                        'verbose_name': 'Tamlık beyanı',
                        'verbose_name_plural': 'Tamlık beyanları',
                        'constraints': [models.UniqueConstraint(fields=('school', 'section'), name='declaration_once_per_section')],
                    },
                ),
                migrations.CreateModel(
                    name='Field',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=4, unique=True, verbose_name='alan kodu')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=120, verbose_name='adı')),
                        ('for_mesem', models.BooleanField(default=False, verbose_name='mesleki eğitim merkezi alanı')),
                    ],
                    options={
                        'verbose_name': 'Alan',
                        'verbose_name_plural': 'Alanlar',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='FieldAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='schools.field', verbose_name='alan')),
                        ('key', models.CharField(max_length=160, verbose_name='anahtar')),
                        ('for_mesem', models.BooleanField(default=False, verbose_name='mesleki eğitim merkezi alanı')),
                        ('spelling', models.CharField(max_length=160, verbose_name='yazılış')),
                    ],
                    options={
                        'verbose_name': 'Alan yazılışı',
                        'verbose_name_plural': 'Alan yazılışları',
                        'constraints': [models.UniqueConstraint(fields=('key', 'for_mesem'), name='fieldalias_key_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Branch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='schools.field', verbose_name='alan')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=160, verbose_name='adı')),
                    ],
                    options={
                        'verbose_name': 'Dal',
                        'verbose_name_plural': 'Dallar',
                        'ordering': ['field', 'name'],
                        'constraints': [models.UniqueConstraint(fields=('field', 'name'), name='branch_name_once_per_field')],
                    },
                ),
                migrations.CreateModel(
                    name='FieldSector',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sectors', to='schools.field', verbose_name='alan')),
                        ('nace', models.CharField(max_length=2, verbose_name='NACE bölümü')),
                        ('is_primary', models.BooleanField(default=True, verbose_name='birincil')),
                    ],
                    options={
                        'verbose_name': 'Alan–sektör eşlemesi',
                        'verbose_name_plural': 'Alan–sektör eşlemeleri',
                        'constraints': [models.UniqueConstraint(fields=('field', 'nace'), name='fieldsector_once'), models.CheckConstraint(condition=models.Q(('nace__regex', '^\\d{2}$')), name='fieldsector_nace_has_two_digits')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='schools.school', verbose_name='kurum')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taught_at', to='schools.field', verbose_name='alan')),
                        ('programme', models.CharField(choices=[('AMP', 'Anadolu meslek programı'), ('ATP', 'Anadolu teknik programı'), ('MESEM', 'Mesleki eğitim merkezi programı')], max_length=5, verbose_name='program türü')),
                        ('is_planned', models.BooleanField(default=False, verbose_name='açılacak')),
                        ('opened_on', models.DateField(blank=True, null=True, verbose_name='açılış')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='kapanış')),
                        ('source', models.CharField(blank=True, max_length=120, verbose_name='kaynak')),
                    ],
                    options={
                        'verbose_name': 'Okulun alanı',
                        'verbose_name_plural': 'Okulun alanları',
                        'ordering': ['school', 'field', 'programme'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('school', 'field', 'programme'), name='schoolfield_open_once', violation_error_message='Bu alan bu programla zaten kayıtlı.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('opened_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='schoolfield_closed_after_it_opened')],
                    },
                ),
                migrations.CreateModel(
                    name='Enrolment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='schools.school', verbose_name='kurum')),
                        ('year', models.PositiveSmallIntegerField(help_text='Başladığı yıl: 2025-2026 için 2025.', verbose_name='öğretim yılı')),
                        ('grade', models.PositiveSmallIntegerField(verbose_name='sınıf')),
                        ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='schools.field', verbose_name='alan')),
                        ('girls', models.PositiveIntegerField(verbose_name='kız')),
                        ('boys', models.PositiveIntegerField(verbose_name='erkek')),
                    ],
                    options={
                        'verbose_name': 'Öğrenci sayısı',
                        'verbose_name_plural': 'Öğrenci sayıları',
                        'ordering': ['school', '-year', 'grade', 'field'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'year', 'grade', 'field'), name='enrolment_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('grade__range', (9, 12))), name='enrolment_grade_is_9_to_12'), models.CheckConstraint(condition=models.Q(('year__range', (1990, 2100))), name='enrolment_year_is_plausible')],
                    },
                ),
                migrations.CreateModel(
                    name='Space',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spaces', to='schools.school', verbose_name='kurum')),
                        ('kind', models.CharField(choices=[('classroom', 'Derslik'), ('workshop', 'Atölye'), ('laboratory', 'Laboratuvar'), ('library', 'Kütüphane'), ('science_laboratory', 'Fizik, kimya, biyoloji laboratuvarı'), ('office', 'İdari oda'), ('staff_room', 'Öğretmenler odası'), ('gym', 'Spor salonu'), ('other', 'Diğer')], max_length=20, verbose_name='tür')),
                        ('name', models.CharField(max_length=120, verbose_name='adı')),
                        ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='alan (m²)')),
                        ('places', models.PositiveIntegerField(blank=True, null=True, verbose_name='öğrenci kapasitesi')),
                        ('fields', models.ManyToManyField(blank=True, related_name='spaces', to='schools.field', verbose_name='kullanan alanlar')),
                    ],
                    options={
                        'verbose_name': 'Mekân',
                        'verbose_name_plural': 'Mekânlar',
                        'ordering': ['school', 'kind', 'name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('area__isnull', True), ('area__gt', 0), _connector='OR'), name='space_area_is_positive', violation_error_message='Alan sıfırdan büyük olmalıdır.')],
                    },
                ),
                migrations.CreateModel(
                    name='Dormitory',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dormitories', to='schools.school', verbose_name='kurum')),
                        ('name', models.CharField(max_length=120, verbose_name='adı')),
                        ('girls_places', models.PositiveIntegerField(default=0, verbose_name='kız kapasitesi')),
                        ('girls_occupied', models.PositiveIntegerField(blank=True, null=True, verbose_name='kız dolu')),
                        ('boys_places', models.PositiveIntegerField(default=0, verbose_name='erkek kapasitesi')),
                        ('boys_occupied', models.PositiveIntegerField(blank=True, null=True, verbose_name='erkek dolu')),
                        ('stated_on', models.DateField(blank=True, null=True, verbose_name='bilgi günü')),
                    ],
                    options={
                        'verbose_name': 'Pansiyon',
                        'verbose_name_plural': 'Pansiyonlar',
                        'ordering': ['school', 'name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('girls_occupied__isnull', True), ('girls_occupied__lte', models.F('girls_places')), _connector='OR'), name='dormitory_girls_occupied_within_places', violation_error_message='Dolu kız yatağı kapasiteden çok olamaz.'), models.CheckConstraint(condition=models.Q(('boys_occupied__isnull', True), ('boys_occupied__lte', models.F('boys_places')), _connector='OR'), name='dormitory_boys_occupied_within_places', violation_error_message='Dolu erkek yatağı kapasiteden çok olamaz.')],
                    },
                ),
                migrations.CreateModel(
                    name='TransportLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('dormitory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='schools.dormitory', verbose_name='pansiyon')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='schools.school', verbose_name='kurum')),
                        ('is_available', models.BooleanField(verbose_name='ulaşım var')),
                        ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='süre (dakika)')),
                        ('description', models.CharField(blank=True, max_length=200, verbose_name='açıklama')),
                    ],
                    options={
                        'verbose_name': 'Ulaşım bağlantısı',
                        'verbose_name_plural': 'Ulaşım bağlantıları',
                        'constraints': [models.UniqueConstraint(fields=('dormitory', 'school'), name='transportlink_once')],
                    },
                ),
                migrations.CreateModel(
                    name='BoardingNeed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boarding_needs', to='schools.school', verbose_name='kurum')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='öğretim yılı')),
                        ('girls', models.PositiveIntegerField(verbose_name='kız')),
                        ('boys', models.PositiveIntegerField(verbose_name='erkek')),
                    ],
                    options={
                        'verbose_name': 'Pansiyon ihtiyacı',
                        'verbose_name_plural': 'Pansiyon ihtiyaçları',
                        'ordering': ['school', '-year'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'year'), name='boardingneed_once_per_year')],
                    },
                ),
                migrations.CreateModel(
                    name='FileImport',
                    fields=[
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('source', models.CharField(choices=[('kurum-listesi', 'Kurum listesi'), ('programlar', 'Program listesi'), ('istihdam', 'İstihdam istatistiği'), ('ogrenci-sayilari', 'Öğrenci sayıları'), ('mekanlar', 'Mekânlar'), ('pansiyonlar', 'Pansiyonlar'), ('yerlesim', 'Yerleşim'), ('uygulama-yerleri', 'Uygulama yerleri'), ('egiticiler', 'Eğiticiler'), ('paydaslar', 'Paydaş kuruluşlar'), ('protokoller', 'Protokoller'), ('nakil-basvurulari', 'Nakil başvuruları'), ('nakil-kayitlari', 'Nakil kayıtları'), ('gider-bildirimi', 'Gider bildirimi')], max_length=20, verbose_name='kaynak')),
                        ('file', models.FileField(upload_to=schools.models.imports.import_path, verbose_name='dosya')),
                        ('name', models.CharField(max_length=200, verbose_name='dosyanın adı')),
                        ('size', models.PositiveIntegerField(verbose_name='boyut (bayt)')),
                        ('sha256', models.CharField(max_length=64, verbose_name='özet (SHA-256)')),
                        ('options', models.JSONField(blank=True, default=dict, verbose_name='seçenekler')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='file_imports', to=settings.AUTH_USER_MODEL, verbose_name='yükleyen')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('status', models.CharField(choices=[('uploaded', 'Denetleniyor'), ('faulty', 'Hatalı'), ('checked', 'Onay bekliyor'), ('confirmed', 'Yazılıyor'), ('written', 'Yazıldı'), ('failed', 'Yazılamadı'), ('discarded', 'Vazgeçildi')], default='uploaded', editable=False, max_length=10, verbose_name='durum')),
                        ('counts', models.JSONField(blank=True, default=dict, verbose_name='sayılar')),
                        ('digest', models.CharField(blank=True, max_length=64, verbose_name='farkların özeti')),
                        ('message', models.CharField(blank=True, max_length=500, verbose_name='açıklama')),
                        ('effects', models.JSONField(blank=True, default=list, verbose_name='etkiler')),
                        ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='workflow.job', verbose_name='İş')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='yüklenme')),
                    ],
                    options={
                        'verbose_name': 'Dosyadan yükleme',
                        'verbose_name_plural': 'Dosyadan yüklemeler',
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(fields=['province', '-created_at'], name='fileimport_of_province')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['checked', 'confirmed', 'written']), _negated=True), models.Q(('digest', ''), _negated=True), _connector='OR'), name='fileimport_written_only_as_looked_at')],
                    },
                ),
                migrations.CreateModel(
                    name='ImportLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='schools.fileimport', verbose_name='dosyadan yükleme')),
                        ('kind', models.CharField(choices=[('fault', 'Hata'), ('note', 'Not'), ('added', 'Yeni'), ('changed', 'Değişen'), ('gone', 'Kaldırılan')], max_length=8, verbose_name='tür')),
                        ('sheet', models.CharField(blank=True, max_length=100, verbose_name='sayfa')),
                        ('row', models.PositiveIntegerField(default=0, verbose_name='satır')),
                        ('column', models.PositiveIntegerField(default=0, verbose_name='sütun')),
                        ('title', models.CharField(blank=True, max_length=120, verbose_name='sütun adı')),
                        ('record', models.CharField(blank=True, max_length=300, verbose_name='kayıt')),
                        ('before', models.CharField(blank=True, max_length=500, verbose_name='önce')),
                        ('after', models.CharField(blank=True, max_length=500, verbose_name='sonra')),
                        ('sentence', models.CharField(blank=True, max_length=500, verbose_name='açıklama')),
                        ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='schools.school', verbose_name='kurum')),
                    ],
                    options={
                        'verbose_name': 'Yükleme satırı',
                        'verbose_name_plural': 'Yükleme satırları',
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['file_import', 'kind', 'id'], name='importline_of_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='isteyen')),
                        ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workflow.job', verbose_name='iş')),
                        ('as_of', models.DateField(verbose_name='hangi gün için')),
                        ('is_open', models.BooleanField(default=False, verbose_name='sürüyor')),
                        ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='başlangıç')),
                        ('finished_at', models.DateTimeField(null=True, verbose_name='bitiş')),
                        ('terms', models.JSONField(default=dict, verbose_name='denetim değerleri')),
                        ('schools', models.PositiveIntegerField(default=0, verbose_name='kurum')),
                        ('items', models.PositiveIntegerField(default=0, verbose_name='düzeltilecek bilgi')),
                        ('opened', models.PositiveIntegerField(default=0, verbose_name='yeni')),
                        ('mended', models.PositiveIntegerField(default=0, verbose_name='düzelen')),
                        ('milliseconds', models.PositiveIntegerField(default=0, verbose_name='süre (ms)')),
                    ],
                    options={
                        'verbose_name': 'Veri kalitesi denetimi',
                        'verbose_name_plural': 'Veri kalitesi denetimleri',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('is_open',), name='qualityrun_one_at_a_time', violation_error_message='Veri kalitesi denetimi zaten sürüyor.'), models.CheckConstraint(condition=models.Q(('finished_at', None), models.Q(('finished_at__gte', models.F('started_at')), ('is_open', False)), _connector='OR'), name='qualityrun_over_once_finished')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quality_items', to='schools.school', verbose_name='kurum')),
                        ('check_id', models.CharField(max_length=40, verbose_name='denetim')),
                        ('kind', models.CharField(choices=[('missing', 'Eksik'), ('stale', 'Eskimiş'), ('contradictory', 'Çelişkili')], max_length=15, verbose_name='tür')),
                        ('key', models.CharField(blank=True, max_length=160, verbose_name='anahtar')),
                        ('sentence', models.CharField(max_length=400, verbose_name='düzeltilecek')),
                        ('section', models.CharField(max_length=40, verbose_name='bölüm')),
                        ('anchor', models.CharField(blank=True, max_length=80, verbose_name='form alanı')),
                        ('owner', models.CharField(choices=[('school', 'Okul müdürlüğü'), ('province', 'İl müdürlüğü'), ('ministry', 'Genel Müdürlük')], max_length=10, verbose_name='sorumlu')),
                        ('points', models.PositiveSmallIntegerField(verbose_name='puan')),
                        ('first_seen', models.DateField(verbose_name='ilk görüldüğü gün')),
                        ('gone_on', models.DateField(blank=True, null=True, verbose_name='düzeldiği gün')),
                    ],
                    options={
                        'verbose_name': 'Düzeltilecek bilgi',
                        'verbose_name_plural': 'Düzeltilecek bilgiler',
                        'ordering': ['-first_seen', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('gone_on', None)), fields=['-first_seen', '-id'], name='qualityitem_newest_open'), models.Index(condition=models.Q(('gone_on__isnull', False)), fields=['gone_on'], name='qualityitem_by_day_gone')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('gone_on', None)), fields=('school', 'check_id', 'key'), name='qualityitem_open_once'), models.CheckConstraint(condition=models.Q(('gone_on', None), ('gone_on__gte', models.F('first_seen')), _connector='OR'), name='qualityitem_gone_after_seen'), models.CheckConstraint(condition=models.Q(('points__lte', 100)), name='qualityitem_points_out_of_100')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityScore',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quality_scores', to='schools.school', verbose_name='kurum')),
                        ('month', models.DateField(verbose_name='ay')),
                        ('score', models.PositiveSmallIntegerField(verbose_name='puan')),
                        ('missing', models.PositiveIntegerField(default=0, verbose_name='eksik')),
                        ('stale', models.PositiveIntegerField(default=0, verbose_name='eskimiş')),
                        ('contradictory', models.PositiveIntegerField(default=0, verbose_name='çelişkili')),
                        ('as_of', models.DateField(verbose_name='hangi gün için')),
                    ],
                    options={
                        'verbose_name': 'Okulun veri kalitesi',
                        'verbose_name_plural': 'Okulların veri kalitesi',
                        'ordering': ['-month', 'school'],
                        'indexes': [models.Index(fields=['month', 'score', 'id'], name='qualityscore_by_month')],
                        'constraints': [models.UniqueConstraint(fields=('school', 'month'), name='qualityscore_once_a_month'), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 100)), name='qualityscore_out_of_100'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='qualityscore_month_by_first_day')],
                    },
                ),
                migrations.CreateModel(
                    name='QualityMonth',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='accounts.province', verbose_name='İl')),
                        ('month', models.DateField(verbose_name='ay')),
                        ('score', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='ortalama puan')),
                        ('schools', models.PositiveIntegerField(verbose_name='kurum')),
                        ('missing', models.PositiveIntegerField(verbose_name='eksik')),
                        ('stale', models.PositiveIntegerField(verbose_name='eskimiş')),
                        ('contradictory', models.PositiveIntegerField(verbose_name='çelişkili')),
                        ('opened', models.PositiveIntegerField(verbose_name='yeni')),
                        ('mended', models.PositiveIntegerField(verbose_name='düzelen')),
                        ('as_of', models.DateField(verbose_name='hangi gün için')),
                    ],
                    options={
                        'verbose_name': 'İlin veri kalitesi',
                        'verbose_name_plural': 'İllerin veri kalitesi',
                        'ordering': ['-month', models.OrderBy(models.F('province'), nulls_first=True)],
                        'constraints': [models.UniqueConstraint(fields=('month', 'province'), name='qualitymonth_once_a_month', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 100)), name='qualitymonth_out_of_100'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='qualitymonth_month_by_first_day')],
                    },
                ),
                migrations.CreateModel(
                    name='EmploymentYear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='yıl')),
                        ('source', models.CharField(max_length=200, verbose_name='kaynak')),
                        ('is_synthetic', models.BooleanField(default=False, verbose_name='sentetik (gerçek değil)')),
                        ('is_current', models.BooleanField(default=False, verbose_name='ölçütlerde kullanılan')),
                        ('imported_at', models.DateTimeField(auto_now_add=True, verbose_name='yüklenme')),
                    ],
                    options={
                        'verbose_name': 'İstihdam istatistiği yılı',
                        'verbose_name_plural': 'İstihdam istatistikleri',
                        'ordering': ['-year'],
                        'constraints': [models.UniqueConstraint(fields=('year',), name='employmentyear_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('is_current',), name='employmentyear_one_current')],
                    },
                ),
                migrations.CreateModel(
                    name='Employment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='schools.employmentyear', verbose_name='yıl')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('nace', models.CharField(max_length=2, verbose_name='NACE bölümü')),
                        ('workplaces', models.PositiveIntegerField(null=True, verbose_name='İşyeri')),
                        ('employees', models.PositiveIntegerField(verbose_name='sigortalı')),
                    ],
                    options={
                        'verbose_name': 'İstihdam',
                        'verbose_name_plural': 'İstihdam',
                        'constraints': [models.UniqueConstraint(fields=('year', 'province', 'nace'), name='employment_once'), models.CheckConstraint(condition=models.Q(('nace__regex', '^\\d{2}$')), name='employment_nace_has_two_digits')],
                    },
                ),
                migrations.CreateModel(
                    name='SectorStar',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stars', to='schools.employmentyear', verbose_name='yıl')),
                        ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('nace', models.CharField(max_length=2, verbose_name='NACE bölümü')),
                        ('employees', models.PositiveIntegerField(verbose_name='sigortalı')),
                        ('size', models.FloatField(verbose_name='büyüklük')),
                        ('dominance', models.FloatField(verbose_name='başatlık')),
                        ('specialisation', models.FloatField(verbose_name='uzmanlaşma')),
                        ('size_star', models.BooleanField(verbose_name='büyüklük yıldızı')),
                        ('dominance_star', models.BooleanField(verbose_name='başatlık yıldızı')),
                        ('specialisation_star', models.BooleanField(verbose_name='uzmanlaşma yıldızı')),
                        ('stars', models.PositiveSmallIntegerField(verbose_name='yıldız')),
                    ],
                    options={
                        'verbose_name': 'Sektör yıldızı',
                        'verbose_name_plural': 'Sektör yıldızları',
                        'constraints': [models.UniqueConstraint(fields=('year', 'province', 'nace'), name='sectorstar_once'), models.CheckConstraint(condition=models.Q(('stars__range', (0, 3))), name='sectorstar_at_most_three')],
                    },
                ),
                migrations.CreateModel(
                    name='Site',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='schools.school', verbose_name='kurum')),
                        ('kind', models.CharField(choices=[('own_campus', 'Kendi yerleşkesi'), ('building', 'Kurum, kuruluş veya işletmeye ait bina'), ('factory', 'Fabrika'), ('facility', 'Tesis'), ('technology_development_zone', 'Teknoloji geliştirme bölgesi'), ('industrial_zone', 'Endüstri bölgesi'), ('organised_industrial_zone', 'Organize sanayi bölgesi'), ('rd_centre', 'Ar-Ge merkezi')], max_length=30, verbose_name='yerleşim türü')),
                        ('host', models.CharField(blank=True, max_length=200, verbose_name='ev sahibi kuruluş veya bölge')),
                        ('suitability_known', models.BooleanField(default=False, verbose_name='alanlara uygunluk incelendi')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='başlangıç')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='bitiş')),
                        ('suited_fields', models.ManyToManyField(blank=True, related_name='+', to='schools.field', verbose_name='uygun olduğu alanlar')),
                    ],
                    options={
                        'verbose_name': 'Yerleşim',
                        'verbose_name_plural': 'Yerleşimler',
                        'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('school'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='site_one_at_a_time', violation_error_message='Aynı tarihlerde iki yerleşim olamaz.')],
                    },
                ),
                migrations.CreateModel(
                    name='StandardsVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('name', models.CharField(max_length=120, verbose_name='adı')),
                        ('status', models.CharField(choices=[('draft', 'Taslak'), ('published', 'Yayımlandı')], default='draft', editable=False, max_length=10, verbose_name='durum')),
                        ('valid_from', models.DateField(blank=True, null=True, verbose_name='yürürlük başlangıcı')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='yürürlük bitişi')),
                        ('source', models.TextField(blank=True, verbose_name='kaynak')),
                        ('note', models.TextField(blank=True, verbose_name='açıklama')),
                    ],
                    options={
                        'verbose_name': 'Fiziki standartlar sürümü',
                        'verbose_name_plural': 'Fiziki standartlar',
                        'ordering': ['-valid_from', '-pk'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('status', 'draft'), ('valid_from__isnull', False), _connector='OR'), name='standardsversion_published_has_a_first_day'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='standardsversion_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'published')), expressions=[(accounts.models.people.DateSpan(models.F('valid_from'), models.F('valid_until')), '&&')], name='standardsversion_published_do_not_overlap', violation_error_message='Yayımlanmış iki sürüm aynı günde yürürlükte olamaz.')],
                    },
                ),
                migrations.CreateModel(
                    name='PhysicalStandard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='schools.standardsversion', verbose_name='sürüm')),
                        ('code', models.SlugField(max_length=60, verbose_name='anahtar')),
                        ('name', models.CharField(max_length=160, verbose_name='standart')),
                        ('kind', models.CharField(default='count', max_length=20, verbose_name='ölçü türü')),
                        ('unit', models.CharField(blank=True, max_length=30, verbose_name='birim')),
                        ('minimum', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='asgari')),
                        ('types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('region', 'Bölge okulu'), ('specialised', 'İhtisas'), ('in_sector', 'Sektör içi'), ('sector_integrated', 'Sektöre entegre')], max_length=20), size=None, verbose_name='türler')),
                        ('sponsor_allowed', models.BooleanField(default=False, verbose_name='hami okulla karşılanabilir (m. 8/5)')),
                        ('enterprise_allowed', models.BooleanField(default=False, verbose_name='İşletmede karşılanabilir (m. 8/7)')),
                        ('source', models.CharField(blank=True, max_length=300, verbose_name='kaynak')),
                        ('position', models.PositiveSmallIntegerField(default=0, verbose_name='sıra')),
                    ],
                    options={
                        'verbose_name': 'Standart satırı',
                        'verbose_name_plural': 'Standart satırları',
                        'ordering': ['version', 'position', 'code'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='physicalstandard_once_per_version'), models.CheckConstraint(condition=models.Q(('minimum__isnull', True), ('minimum__gte', 0), _connector='OR'), name='physicalstandard_minimum_not_negative')],
                    },
                ),
                migrations.CreateModel(
                    name='StandardValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standards', to='schools.school', verbose_name='kurum')),
                        ('code', models.SlugField(max_length=60, verbose_name='anahtar')),
                        ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='ölçülen')),
                        ('met_by', models.CharField(blank=True, choices=[('', 'Okulda'), ('sponsor', 'Hami okulda'), ('enterprise', 'İşletmede'), ('not_applicable', 'Uygulanmaz')], default='', max_length=20, verbose_name='karşılandığı yer')),
                        ('sponsor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school', verbose_name='hami okul')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='açıklama')),
                    ],
                    options={
                        'verbose_name': 'Standart ölçümü',
                        'verbose_name_plural': 'Standart ölçümleri',
                        'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='standardvalue_once'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='standardvalue_not_negative'), models.CheckConstraint(condition=models.Q(('sponsor__isnull', True), ('met_by', 'sponsor'), _connector='OR'), name='standardvalue_sponsor_when_met_by_it')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(LEARN.format(**NAME), FORGET.format(**NAME)),
    ]
