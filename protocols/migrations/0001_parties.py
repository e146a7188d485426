"""Stakeholders and what they sign, give and pay: protocols, obligations, places, boards, sponsors, expenses."""

import accounts.models.people
import accounts.tables
import accounts.wording
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import protocols.models.reminders
import protocols.models.sponsors
from decimal import Decimal
from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

# The twin of protocols.rules.naming.organisation_key; a test holds the two to one answer.
KEY = r"""
CREATE FUNCTION organisation_key(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    words text := btrim(regexp_replace(
        translate(lower(normalize(given, NFC) COLLATE "tr-x-icu"), 'çğıöşüâîû', 'cgiosuaiu'), '[^0-9a-z]+', ' ', 'g'));
BEGIN
    words := regexp_replace(words, '\ma s\M', 'as', 'g');
    SELECT string_agg(CASE word
        WHEN 'san' THEN 'sanayi' WHEN 'sanayii' THEN 'sanayi' WHEN 'tic' THEN 'ticaret' WHEN 'org' THEN 'organize'
        WHEN 'osb' THEN 'organize sanayi bolgesi' WHEN 'bol' THEN 'bolge' WHEN 'mud' THEN 'mudurlugu'
        WHEN 'univ' THEN 'universitesi' WHEN 'ins' THEN 'insaat' WHEN 'muh' THEN 'muhendislik' WHEN 'mak' THEN 'makine'
        WHEN 'makina' THEN 'makine' WHEN 'paz' THEN 'pazarlama' WHEN 'ith' THEN 'ithalat' WHEN 'ihr' THEN 'ihracat'
        WHEN 'ltd' THEN 'limited' WHEN 'sti' THEN 'sirketi' WHEN 'as' THEN 'anonim sirketi' ELSE word END, ' ' ORDER BY number)
    INTO words FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS parts (word, number);
    RETURN regexp_replace(coalesce(words, ''),
        '( (anonim|limited|kollektif|komandit|sirketi|sirket|ithalat|ihracat|pazarlama|sanayi|ticaret|ve))+$', '');
END $$;
"""
# The vocabulary learns the words of the names of stakeholders and the titles of protocols.
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
NAME = {"table": "protocols_stakeholder", "column": "name"}
TITLE = {"table": "protocols_protocol", "column": "title"}
# Nothing new may name a record that was merged into another. The share lock makes it wait for a merger that is under way.
NAMING = {
    "protocols_protocol_stakeholders": ("stakeholder_id",),
    "protocols_backing": ("stakeholder_id",),
    "protocols_obligation": ("stakeholder_id",),
    "protocols_amendmentchange": ("stakeholder_id",),
    "protocols_signature": ("stakeholder_id",),
    "protocols_preparation": ("stakeholder_id",),
    "protocols_practiceplace": ("stakeholder_id",),
    "protocols_trainer": ("stakeholder_id",),
    "protocols_boardmember": ("stakeholder_id",),
    "protocols_expensestatement": ("stakeholder_id",),
    "protocols_stakeholdercontact": ("stakeholder_id",),
    "protocols_stakeholderaffiliation": ("member_id", "parent_id"),
    "protocols_stakeholderdistinction": ("first_id", "second_id"),
}
GUARD = """
CREATE FUNCTION stakeholder_is_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text;
    given bigint;
    state text;
BEGIN
    FOREACH named IN ARRAY TG_ARGV LOOP
        given := (to_jsonb(NEW) ->> named)::bigint;
        CONTINUE WHEN given IS NULL;
        IF TG_OP = 'UPDATE' THEN
            CONTINUE WHEN given IS NOT DISTINCT FROM (to_jsonb(OLD) ->> named)::bigint;
        END IF;
        SELECT status INTO state FROM protocols_stakeholder WHERE id = given FOR SHARE;
        IF state = 'stakeholder_merged' THEN
            RAISE EXCEPTION 'stakeholder % was merged into another (stakeholder_is_not_merged)', given
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER stakeholder_is_not_merged BEFORE INSERT OR UPDATE OF {', '.join(columns)} ON {table} "
    f"FOR EACH ROW EXECUTE FUNCTION stakeholder_is_not_merged({', '.join(repr(column) for column in columns)});\n"
    for table, columns in NAMING.items()
)
UNGUARD = "DROP FUNCTION stakeholder_is_not_merged() CASCADE"


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("protocols", "0001_initial"),
        ("protocols", "0002_initial"),
        ("protocols", "0003_turkish_labels"),
        ("protocols", "0004_days_of_states"),
        ("protocols", "0005_one_history"),
        ("protocols", "0006_found_by_words"),
        ("protocols", "0007_workbench"),
        ("protocols", "0008_special_provisions"),
        ("protocols", "0009_obligations"),
        ("protocols", "0010_sponsors"),
        ("protocols", "0013_practice_places"),
        ("protocols", "0015_review"),
        ("protocols", "0016_boards"),
        ("protocols", "0017_stakeholders"),
        ("protocols", "0018_expenses"),
    ]
    dependencies = [
        ("schools", "0001_register"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(KEY, "DROP FUNCTION organisation_key(text)"),
        accounts.tables.MakeTables(
            tables=[
                migrations.CreateModel(
                    name='Stakeholder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=200, verbose_name='adı')),
                        ('kind', models.CharField(choices=[('enterprise', 'İşletme'), ('zone_management', 'Bölge yönetimi'), ('chamber', 'Oda / borsa'), ('university', 'Üniversite'), ('professional_organisation', 'Meslek kuruluşu'), ('public_body', 'Kamu kuruluşu')], max_length=30, verbose_name='türü')),
                        ('status', models.CharField(choices=[('stakeholder_live', 'Faal'), ('stakeholder_closed', 'Kapandı'), ('stakeholder_merged', 'Birleştirildi')], default='stakeholder_live', editable=False, max_length=20, verbose_name='durum')),
                        ('tax_number', models.CharField(blank=True, max_length=10, null=True, verbose_name='vergi kimlik no')),
                        ('nace', models.CharField(blank=True, choices=[('01', '01 – Bitkisel ve hayvansal üretim, avcılık'), ('02', '02 – Ormancılık ve tomrukçuluk'), ('03', '03 – Balıkçılık ve su ürünleri yetiştiriciliği'), ('05', '05 – Kömür ve linyit çıkarılması'), ('06', '06 – Ham petrol ve doğal gaz çıkarımı'), ('07', '07 – Metal cevherleri madenciliği'), ('08', '08 – Diğer madencilik ve taş ocakçılığı'), ('09', '09 – Madenciliği destekleyici hizmetler'), ('10', '10 – Gıda ürünlerinin imalatı'), ('11', '11 – İçeceklerin imalatı'), ('12', '12 – Tütün ürünleri imalatı'), ('13', '13 – Tekstil ürünlerinin imalatı'), ('14', '14 – Giyim eşyalarının imalatı'), ('15', '15 – Deri ve ilgili ürünlerin imalatı'), ('16', '16 – Ağaç, ağaç ürünleri ve mantar ürünleri imalatı'), ('17', '17 – Kâğıt ve kâğıt ürünlerinin imalatı'), ('18', '18 – Kayıtlı medyanın basılması ve çoğaltılması'), ('19', '19 – Kok kömürü ve rafine edilmiş petrol ürünleri imalatı'), ('20', '20 – Kimyasalların ve kimyasal ürünlerin imalatı'), ('21', '21 – Temel eczacılık ürünlerinin imalatı'), ('22', '22 – Kauçuk ve plastik ürünlerin imalatı'), ('23', '23 – Diğer metalik olmayan mineral ürünlerin imalatı'), ('24', '24 – Ana metal sanayii'), ('25', '25 – Fabrikasyon metal ürünleri imalatı'), ('26', '26 – Bilgisayarların, elektronik ve optik ürünlerin imalatı'), ('27', '27 – Elektrikli teçhizat imalatı'), ('28', '28 – Başka yerde sınıflandırılmamış makine ve ekipman imalatı'), ('29', '29 – Motorlu kara taşıtı, treyler ve yarı treyler imalatı'), ('30', '30 – Diğer ulaşım araçlarının imalatı'), ('31', '31 – Mobilya imalatı'), ('32', '32 – Diğer imalatlar'), ('33', '33 – Makine ve ekipmanların kurulumu ve onarımı'), ('35', '35 – Elektrik, gaz, buhar ve havalandırma sistemi üretim ve dağıtımı'), ('36', '36 – Suyun toplanması, arıtılması ve dağıtılması'), ('37', '37 – Kanalizasyon'), ('38', '38 – Atığın toplanması, ıslahı ve bertarafı; maddelerin geri kazanımı'), ('39', '39 – İyileştirme ve diğer atık yönetimi hizmetleri'), ('41', '41 – Bina inşaatı'), ('42', '42 – Bina dışı yapıların inşaatı'), ('43', '43 – Özel inşaat faaliyetleri'), ('45', '45 – Motorlu kara taşıtlarının ticareti ve onarımı'), ('46', '46 – Toptan ticaret'), ('47', '47 – Perakende ticaret'), ('49', '49 – Kara taşımacılığı ve boru hattı taşımacılığı'), ('50', '50 – Su yolu taşımacılığı'), ('51', '51 – Hava yolu taşımacılığı'), ('52', '52 – Taşımacılık için depolama ve destekleyici faaliyetler'), ('53', '53 – Posta ve kurye faaliyetleri'), ('55', '55 – Konaklama'), ('56', '56 – Yiyecek ve içecek hizmeti'), ('58', '58 – Yayımcılık'), ('59', '59 – Sinema filmi, video, televizyon ve ses yapımcılığı'), ('60', '60 – Programcılık ve yayıncılık'), ('61', '61 – Telekomünikasyon'), ('62', '62 – Bilgisayar programlama, danışmanlık ve ilgili faaliyetler'), ('63', '63 – Bilgi hizmet faaliyetleri'), ('64', '64 – Finansal hizmet faaliyetleri'), ('65', '65 – Sigorta, reasürans ve emeklilik fonları'), ('66', '66 – Finansal hizmetler ile sigorta için yardımcı faaliyetler'), ('68', '68 – Gayrimenkul faaliyetleri'), ('69', '69 – Hukuk ve muhasebe faaliyetleri'), ('70', '70 – İdare merkezi faaliyetleri; idari danışmanlık'), ('71', '71 – Mimarlık ve mühendislik; teknik test ve analiz'), ('72', '72 – Bilimsel araştırma ve geliştirme'), ('73', '73 – Reklamcılık ve pazar araştırması'), ('74', '74 – Diğer mesleki, bilimsel ve teknik faaliyetler'), ('75', '75 – Veterinerlik hizmetleri'), ('77', '77 – Kiralama ve leasing faaliyetleri'), ('78', '78 – İstihdam faaliyetleri'), ('79', '79 – Seyahat acentesi, tur operatörü ve rezervasyon hizmetleri'), ('80', '80 – Güvenlik ve soruşturma faaliyetleri'), ('81', '81 – Binalar ile ilgili hizmetler ve çevre düzenlemesi'), ('82', '82 – Büro yönetimi, büro desteği ve iş destek faaliyetleri'), ('84', '84 – Kamu yönetimi ve savunma; zorunlu sosyal güvenlik'), ('85', '85 – Eğitim'), ('86', '86 – İnsan sağlığı hizmetleri'), ('87', '87 – Yatılı bakım faaliyetleri'), ('88', '88 – Barınacak yer sağlanmaksızın verilen sosyal hizmetler'), ('90', '90 – Yaratıcı sanatlar, gösteri sanatları ve eğlence'), ('91', '91 – Kütüphaneler, arşivler, müzeler ve diğer kültürel faaliyetler'), ('92', '92 – Kumar ve müşterek bahis faaliyetleri'), ('93', '93 – Spor, eğlence ve dinlence faaliyetleri'), ('94', '94 – Üye olunan kuruluşların faaliyetleri'), ('95', '95 – Bilgisayarların, kişisel eşyaların ve ev eşyalarının onarımı'), ('96', '96 – Diğer hizmet faaliyetleri'), ('97', '97 – Ev içi çalışan personelin işverenleri olarak hanehalkları'), ('98', '98 – Hanehalklarının kendi ihtiyaçlarına yönelik üretimi'), ('99', '99 – Uluslararası örgütler ve temsilciliklerinin faaliyetleri')], max_length=2, verbose_name='sektör (NACE bölümü)')),
                        ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='İl')),
                        ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.district', verbose_name='İlçe')),
                        ('address', models.CharField(blank=True, max_length=300, verbose_name='adres')),
                        ('phone', models.CharField(blank=True, max_length=16, verbose_name='santral telefonu')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='kurumsal e-posta')),
                        ('closed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='kapandığı gün')),
                        ('close_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='kapanma nedeni')),
                        ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='protocols.stakeholder', verbose_name='birleştirildiği kayıt')),
                        ('merge_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='birleştirme gerekçesi')),
                        ('match_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='organisation_key', output_field=models.TextField()), output_field=models.TextField())),
                    ],
                    options={
                        'verbose_name': 'Paydaş kuruluş',
                        'verbose_name_plural': 'Paydaş kuruluşlar',
                        'ordering': ['name', 'pk'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(accounts.wording.TextWords(models.F('name')), name='stakeholder_words'), django.contrib.postgres.indexes.GinIndex(django.db.models.functions.comparison.Cast('province', models.TextField()), django.contrib.postgres.indexes.OpClass(models.F('match_key'), name='gin_trgm_ops'), name='stakeholder_alike'), models.Index(fields=['match_key'], name='stakeholder_same_key')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('tax_number__isnull', True), ('tax_number__regex', '^\\d{10}$'), _connector='OR'), name='stakeholder_tax_number_has_ten_digits'), models.UniqueConstraint(condition=models.Q(('status', 'stakeholder_merged'), _negated=True), fields=('tax_number',), name='stakeholder_tax_number_once', violation_error_message='Bu vergi kimlik numarasıyla kayıtlı bir paydaş var.'), models.CheckConstraint(condition=models.Q(('nace', ''), ('nace__regex', '^\\d{2}$'), _connector='OR'), name='stakeholder_nace_has_two_digits'), models.CheckConstraint(condition=models.Q(('phone', ''), ('phone__regex', '^\\+90\\d{10}$'), _connector='OR'), name='stakeholder_phone_is_e164'), models.CheckConstraint(condition=models.Q(('district__isnull', True), ('province__isnull', False), _connector='OR'), name='stakeholder_district_within_a_province'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'stakeholder_merged'), models.Q(('merge_reason', ''), _negated=True)), models.Q(models.Q(('status', 'stakeholder_merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='stakeholder_merged_names_the_kept_one'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='stakeholder_not_merged_into_itself'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('status', 'stakeholder_closed'), models.Q(('close_reason', ''), _negated=True)), ('status', 'stakeholder_merged'), models.Q(('closed_on__isnull', True), ('status', 'stakeholder_live')), _connector='OR'), name='stakeholder_closed_on_a_day_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='StakeholderContact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='protocols.stakeholder', verbose_name='paydaş kuruluş')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=200, verbose_name='adı soyadı')),
                        ('title', models.CharField(blank=True, max_length=120, verbose_name='görevi')),
                        ('phone', models.CharField(blank=True, max_length=16, verbose_name='telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-posta')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='ilk günü')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='son günü')),
                    ],
                    options={
                        'verbose_name': 'İrtibat kişisi',
                        'verbose_name_plural': 'İrtibat kişileri',
                        'ordering': ['stakeholder', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='stakeholdercontact_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('phone', ''), ('phone__regex', '^\\+90\\d{10}$'), _connector='OR'), name='stakeholdercontact_phone_is_e164')],
                    },
                ),
                migrations.CreateModel(
                    name='StakeholderAffiliation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='protocols.stakeholder', verbose_name='kuruluş')),
                        ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='protocols.stakeholder', verbose_name='bağlı olduğu kuruluş')),
                        ('how', models.CharField(choices=[('in_zone', 'Bölgesinde yer alır'), ('member', 'Üyesidir'), ('subordinate', 'Bağlı kuruluşudur')], max_length=12, verbose_name='bağı')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='ilk günü')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='son günü')),
                    ],
                    options={
                        'verbose_name': 'Bağlılık',
                        'verbose_name_plural': 'Bağlılıklar',
                        'ordering': ['member', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('member', models.F('parent')), _negated=True), name='stakeholderaffiliation_of_two'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='stakeholderaffiliation_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('member'), '='), (models.F('parent'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='stakeholderaffiliation_once_at_a_time', violation_error_message='Bu iki kuruluş arasındaki bağ bu günlerde zaten kayıtlı.')],
                    },
                ),
                migrations.CreateModel(
                    name='StakeholderDistinction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.stakeholder', verbose_name='kuruluş')),
                        ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.stakeholder', verbose_name='öbür kuruluş')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='karar veren')),
                        ('on', models.DateField(verbose_name='karar günü')),
                        ('reason', models.CharField(max_length=300, verbose_name='gerekçe')),
                    ],
                    options={
                        'verbose_name': 'Ayrı kuruluş kararı',
                        'verbose_name_plural': 'Ayrı kuruluş kararları',
                        'ordering': ['-on', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='stakeholderdistinction_in_order'), models.UniqueConstraint(fields=('first', 'second'), name='stakeholderdistinction_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='stakeholderdistinction_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Protocol',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('title', models.CharField(max_length=200, verbose_name='konusu')),
                        ('status', models.CharField(choices=[('draft', 'Taslak'), ('negotiation', 'Müzakerede'), ('agreed', 'Mutabık kalındı'), ('signed', 'İmzalandı'), ('ended', 'Sona erdi'), ('terminated', 'Feshedildi'), ('renewed', 'Yenilendi'), ('dropped', 'Vazgeçildi')], default='draft', editable=False, max_length=12, verbose_name='durum')),
                        ('general_directorate_party', models.BooleanField(default=True, verbose_name='Genel Müdürlük taraf')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='İmza günü')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='yürürlük başlangıcı')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='yürürlük bitişi')),
                        ('ended_on', models.DateField(blank=True, editable=False, null=True, verbose_name='sona erdiği gün')),
                        ('end_reason', models.TextField(blank=True, editable=False, verbose_name='sona erme nedeni')),
                        ('template', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.protocoltemplate', verbose_name='şablon')),
                        ('renews', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='protocols.protocol', verbose_name='yenilediği protokol')),
                        ('base', models.JSONField(blank=True, editable=False, null=True, verbose_name='imzalandığı gün ne dediği')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='documents.attachment', verbose_name='İmzalı metin')),
                        ('stakeholders', models.ManyToManyField(related_name='protocols', to='protocols.stakeholder', verbose_name='paydaş kuruluşlar')),
                        ('schools', models.ManyToManyField(related_name='protocols', to='schools.school', verbose_name='okullar')),
                    ],
                    options={
                        'verbose_name': 'Protokol',
                        'verbose_name_plural': 'Protokoller',
                        'ordering': ['-starts_on', '-pk'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(accounts.wording.TextWords(models.F('title')), name='protocol_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='protocol_ends_after_it_starts', violation_error_message='Bitiş günü başlangıçtan önce olamaz.'), models.CheckConstraint(condition=models.Q(('status__in', ('draft', 'negotiation', 'agreed', 'dropped')), models.Q(('signed_on__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='protocol_signed_has_its_days'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('status__in', ('ended', 'terminated', 'renewed'))), models.Q(models.Q(('status__in', ('ended', 'terminated', 'renewed')), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='protocol_ended_exactly_when_it_has_a_day'), models.UniqueConstraint(condition=models.Q(('status', 'dropped'), _negated=True), fields=('renews',), name='protocol_renewed_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Amendment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='protocols.protocol', verbose_name='protokol')),
                        ('number', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='ek protokol no')),
                        ('title', models.CharField(max_length=200, verbose_name='konusu')),
                        ('status', models.CharField(choices=[('draft', 'Taslak'), ('agreed', 'Mutabık kalındı'), ('signed', 'İmzalandı'), ('dropped', 'Vazgeçildi')], default='draft', editable=False, max_length=10, verbose_name='durum')),
                        ('reason', models.TextField(blank=True, verbose_name='gerekçe')),
                        ('seen', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='görülen ek protokol sayısı')),
                        ('signed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='imza günü')),
                        ('holds_from', models.DateField(blank=True, editable=False, null=True, verbose_name='geçerlilik başlangıcı')),
                        ('in_effect', models.BooleanField(default=False, editable=False, verbose_name='uygulandı')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='imzalı metin')),
                    ],
                    options={
                        'verbose_name': 'Ek protokol',
                        'verbose_name_plural': 'Ek protokoller',
                        'ordering': ['protocol', 'number', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('protocol', 'number'), name='amendment_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('holds_from__isnull', False), ('number__isnull', False), ('signed_on__isnull', False), ('status', 'signed')), models.Q(models.Q(('status', 'signed'), _negated=True), ('in_effect', False), ('number__isnull', True), ('signed_on__isnull', True)), _connector='OR'), name='amendment_signed_has_number_and_days')],
                    },
                ),
                migrations.CreateModel(
                    name='AmendmentChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='protocols.amendment', verbose_name='ek protokol')),
                        ('kind', models.CharField(choices=[('clause_changed', 'Madde değişikliği'), ('clause_added', 'Yeni madde'), ('clause_removed', 'Maddenin çıkarılması'), ('term', 'Süre değişikliği'), ('party_added', 'Taraf eklenmesi'), ('party_removed', 'Tarafın ayrılması'), ('school_added', 'Okul eklenmesi'), ('school_removed', 'Okulun çıkarılması'), ('field_added', 'Alan eklenmesi'), ('field_removed', 'Alanın çıkarılması')], max_length=20, verbose_name='değişiklik')),
                        ('clause', models.CharField(blank=True, max_length=12, verbose_name='madde no')),
                        ('title', models.CharField(blank=True, max_length=160, verbose_name='yeni başlık')),
                        ('text', models.TextField(blank=True, verbose_name='yeni metin')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='yeni bitiş günü')),
                        ('stakeholder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.stakeholder', verbose_name='paydaş')),
                        ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school', verbose_name='okul')),
                        ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.field', verbose_name='alan')),
                    ],
                    options={
                        'verbose_name': 'Ek protokol değişikliği',
                        'verbose_name_plural': 'Ek protokol değişiklikleri',
                        'ordering': ['amendment', 'pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('clause', ''), _negated=True), fields=('amendment', 'clause'), name='amendmentchange_clause_once'), models.CheckConstraint(condition=models.Q(('kind__startswith', 'clause_'), ('clause', ''), _connector='XOR'), name='amendmentchange_names_its_clause'), models.CheckConstraint(condition=models.Q(models.Q(('ends_on__isnull', False), ('kind', 'term')), models.Q(models.Q(('kind', 'term'), _negated=True), ('ends_on__isnull', True)), _connector='OR'), name='amendmentchange_term_names_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('kind__startswith', 'party_'), ('stakeholder__isnull', False)), models.Q(models.Q(('kind__startswith', 'party_'), _negated=True), ('stakeholder__isnull', True)), _connector='OR'), name='amendmentchange_names_its_party')],
                    },
                ),
                migrations.CreateModel(
                    name='Signature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='protocols.protocol', verbose_name='protokol')),
                        ('amendment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='protocols.amendment', verbose_name='ek protokol')),
                        ('stakeholder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.stakeholder', verbose_name='paydaş')),
                        ('name', models.CharField(max_length=120, verbose_name='imzalayan')),
                        ('title', models.CharField(blank=True, max_length=120, verbose_name='unvanı')),
                        ('signed_on', models.DateField(verbose_name='imza günü')),
                    ],
                    options={
                        'verbose_name': 'İmza',
                        'verbose_name_plural': 'İmzalar',
                        'ordering': ['signed_on', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('protocol', 'amendment', 'stakeholder'), name='signature_once_for_a_party', nulls_distinct=False, violation_error_message='Bu taraf zaten imzaladı.')],
                    },
                ),
                migrations.CreateModel(
                    name='ProtocolTemplate',
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
                        'verbose_name': 'Protokol şablonu',
                        'verbose_name_plural': 'Protokol şablonları',
                        'ordering': ['-valid_from', '-pk'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('status', 'draft'), ('valid_from__isnull', False), _connector='OR'), name='protocoltemplate_published_has_a_first_day'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='protocoltemplate_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'published')), expressions=[(accounts.models.people.DateSpan(models.F('valid_from'), models.F('valid_until')), '&&')], name='protocoltemplate_published_do_not_overlap', violation_error_message='Yayımlanmış iki sürüm aynı günde yürürlükte olamaz.')],
                    },
                ),
                migrations.CreateModel(
                    name='TemplateClause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(help_text='Örnek: 4, 4.2, 12/A.', max_length=12, verbose_name='madde no')),
                        ('title', models.CharField(blank=True, max_length=160, verbose_name='başlık')),
                        ('text', models.TextField(verbose_name='metin')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='protocols.protocoltemplate', verbose_name='şablon')),
                        ('required', models.BooleanField(default=False, verbose_name='çıkarılamaz')),
                        ('cites', models.CharField(blank=True, help_text='Yönergenin hükmü, örneğin okul/8/6.', max_length=30, verbose_name='dayanak')),
                    ],
                    options={
                        'verbose_name': 'Şablon maddesi',
                        'verbose_name_plural': 'Şablon maddeleri',
                        'ordering': ['version', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='templateclause_number_once'), models.CheckConstraint(condition=models.Q(('number__regex', '^[1-9][0-9]{0,2}(\\.[1-9][0-9]?){0,2}(/[A-ZÇĞİÖŞÜ])?$')), name='templateclause_number_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Clause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(help_text='Örnek: 4, 4.2, 12/A.', max_length=12, verbose_name='madde no')),
                        ('title', models.CharField(blank=True, max_length=160, verbose_name='başlık')),
                        ('text', models.TextField(verbose_name='metin')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='protocols.protocol', verbose_name='protokol')),
                        ('required', models.BooleanField(default=False, editable=False, verbose_name='çıkarılamaz')),
                    ],
                    options={
                        'verbose_name': 'Protokol maddesi',
                        'verbose_name_plural': 'Protokol maddeleri',
                        'ordering': ['protocol', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('protocol', 'number'), name='clause_number_once', violation_error_message='Bu numarayla bir madde var.'), models.CheckConstraint(condition=models.Q(('number__regex', '^[1-9][0-9]{0,2}(\\.[1-9][0-9]?){0,2}(/[A-ZÇĞİÖŞÜ])?$')), name='clause_number_is_one', violation_error_message='Madde numarası 4, 4.2 ya da 12/A gibi yazılır.')],
                    },
                ),
                migrations.CreateModel(
                    name='BoardRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='board_rules', to='protocols.protocol', verbose_name='protokol')),
                        ('clause', models.CharField(max_length=12, verbose_name='protokol maddesi')),
                        ('holds_from', models.DateField(verbose_name='geçerlilik başlangıcı')),
                        ('every_months', models.PositiveSmallIntegerField(verbose_name='kaç ayda bir toplanır')),
                        ('quorum_kind', models.CharField(choices=[('count', 'Belirli sayıda üye'), ('majority', 'Üyelerin yarıdan fazlası'), ('share', 'Üyelerin belirli bir oranı')], max_length=8, verbose_name='toplantı yeter sayısı')),
                        ('quorum_count', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='gereken üye sayısı')),
                        ('share_numerator', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oranın payı')),
                        ('share_denominator', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oranın paydası')),
                        ('seen', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='görülen ek protokol sayısı')),
                    ],
                    options={
                        'verbose_name': 'Danışma kurulu kuralı',
                        'verbose_name_plural': 'Danışma kurulu kuralları',
                        'ordering': ['protocol', 'holds_from'],
                        'constraints': [models.UniqueConstraint(fields=('protocol', 'holds_from'), name='boardrules_one_from_a_day'), models.CheckConstraint(condition=models.Q(('clause__regex', '^[1-9][0-9]{0,2}(\\.[1-9][0-9]?){0,2}(/[A-ZÇĞİÖŞÜ])?$')), name='boardrules_clause_is_one'), models.CheckConstraint(condition=models.Q(('every_months__gte', 1), ('every_months__lte', 60)), name='boardrules_every_so_many_months'), models.CheckConstraint(condition=models.Q(models.Q(('quorum_count__gte', 1), ('quorum_count__isnull', False), ('quorum_kind', 'count')), models.Q(models.Q(('quorum_kind', 'count'), _negated=True), ('quorum_count__isnull', True)), _connector='OR'), name='boardrules_count_says_how_many'), models.CheckConstraint(condition=models.Q(models.Q(('quorum_kind', 'share'), ('share_denominator__gte', models.F('share_numerator')), ('share_denominator__isnull', False), ('share_numerator__gte', 1), ('share_numerator__isnull', False)), models.Q(models.Q(('quorum_kind', 'share'), _negated=True), ('share_denominator__isnull', True), ('share_numerator__isnull', True)), _connector='OR'), name='boardrules_share_says_of_how_many')],
                    },
                ),
                migrations.CreateModel(
                    name='AdvisoryBoard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='protocols.protocol', verbose_name='protokol')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advisory_boards', to='schools.school', verbose_name='okul')),
                        ('status', models.CharField(choices=[('board_open', 'Görevde'), ('board_closed', 'Kapandı')], default='board_open', editable=False, max_length=12, verbose_name='durum')),
                        ('formed_on', models.DateField(verbose_name='oluşturulduğu gün')),
                        ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='en geç toplanacağı gün')),
                        ('closed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='kapandığı gün')),
                        ('close_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='kapanma nedeni')),
                    ],
                    options={
                        'verbose_name': 'Danışma kurulu',
                        'verbose_name_plural': 'Danışma kurulları',
                        'ordering': ['due_on', 'pk'],
                        'indexes': [models.Index(fields=['due_on', 'id'], name='advisoryboard_by_due'), models.Index(fields=['school', 'status'], name='advisoryboard_of_school')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'board_open')), fields=('protocol', 'school'), name='advisoryboard_one_open', violation_error_message='Bu okulun bu protokole göre görevde bir danışma kurulu var.'), models.CheckConstraint(condition=models.Q(models.Q(('close_reason', ''), ('closed_on__isnull', True), ('status', 'board_open')), models.Q(('closed_on__isnull', False), ('status', 'board_closed'), models.Q(('close_reason', ''), _negated=True)), _connector='OR'), name='advisoryboard_closed_with_day_and_reason'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('formed_on')), _connector='OR'), name='advisoryboard_closes_after_it_forms')],
                    },
                ),
                migrations.CreateModel(
                    name='BoardMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='protocols.advisoryboard', verbose_name='kurul')),
                        ('side', models.CharField(choices=[('school', 'Okul müdürlüğü'), ('stakeholder', 'Paydaş kuruluş'), ('province', 'İl millî eğitim müdürlüğü'), ('directorate', 'Mesleki ve Teknik Eğitim Genel Müdürlüğü')], max_length=12, verbose_name='kimi temsil ettiği')),
                        ('stakeholder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.stakeholder', verbose_name='paydaş')),
                        ('substitutes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitute_members', to='protocols.boardmember', verbose_name='yedeği olduğu üye')),
                        ('name', models.CharField(max_length=120, verbose_name='adı soyadı')),
                        ('title', models.CharField(blank=True, max_length=120, verbose_name='unvanı')),
                        ('person_key', models.CharField(editable=False, max_length=120, verbose_name='aranan adı')),
                        ('starts_on', models.DateField(verbose_name='ilk günü')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='son günü')),
                    ],
                    options={
                        'verbose_name': 'Danışma kurulu üyesi',
                        'verbose_name_plural': 'Danışma kurulu üyeleri',
                        'ordering': ['board', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('side', 'stakeholder'), ('stakeholder__isnull', False)), models.Q(models.Q(('side', 'stakeholder'), _negated=True), ('stakeholder__isnull', True)), _connector='OR'), name='boardmember_of_a_stakeholder_names_it'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='boardmember_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('substitutes', models.F('pk')), _negated=True), name='boardmember_no_substitute_of_itself'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('board'), '='), (models.F('side'), '='), (django.db.models.functions.comparison.Coalesce(models.F('stakeholder'), models.Value(0)), '='), (models.F('person_key'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='boardmember_sits_once_for_a_party', violation_error_message='Bu kişi o günlerde aynı taraf adına zaten üye.')],
                    },
                ),
                migrations.CreateModel(
                    name='BoardChair',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chairs', to='protocols.advisoryboard', verbose_name='kurul')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chairs', to='protocols.boardmember', verbose_name='başkan')),
                        ('starts_on', models.DateField(verbose_name='ilk günü')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='son günü')),
                    ],
                    options={
                        'verbose_name': 'Danışma kurulu başkanlığı',
                        'verbose_name_plural': 'Danışma kurulu başkanlıkları',
                        'ordering': ['board', 'starts_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='boardchair_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('board'), '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='boardchair_one_at_a_time', violation_error_message='Kurulun o günlerde bir başkanı var.')],
                    },
                ),
                migrations.CreateModel(
                    name='Obligation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='protocols.protocol', verbose_name='protokol')),
                        ('clause', models.CharField(max_length=12, verbose_name='protokol maddesi')),
                        ('kind', models.CharField(choices=[('expenses', 'Giderlerin karşılanması (m. 8/6)'), ('practice', 'Güvenli uygulama yeri (m. 8/7)'), ('trainers', 'Eğitici desteği (m. 8/8)'), ('board', 'Danışma kurulu toplantısı (m. 8/9)'), ('equipment', 'Donatım ve bakım'), ('other', 'Diğer')], max_length=12, verbose_name='tür')),
                        ('title', models.CharField(max_length=200, verbose_name='ne yapılacağı')),
                        ('owner', models.CharField(choices=[('school', 'Okul müdürlüğü'), ('stakeholder', 'Paydaş kuruluş'), ('province', 'İl millî eğitim müdürlüğü'), ('directorate', 'Genel Müdürlük')], max_length=12, verbose_name='kim yapacak')),
                        ('stakeholder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='protocols.stakeholder', verbose_name='paydaş')),
                        ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school', verbose_name='okul')),
                        ('first_due_on', models.DateField(verbose_name='ilk günü')),
                        ('every', models.CharField(choices=[('once', 'Bir kez'), ('month', 'Her ay'), ('quarter', 'Üç ayda bir'), ('half', 'Altı ayda bir'), ('year', 'Her yıl')], default='once', max_length=8, verbose_name='ne sıklıkta')),
                        ('evidence', models.CharField(blank=True, max_length=200, verbose_name='istenen kanıt')),
                        ('closed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='kapatıldığı gün')),
                        ('close_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='kapatılma nedeni')),
                    ],
                    options={
                        'verbose_name': 'Yükümlülük',
                        'verbose_name_plural': 'Yükümlülükler',
                        'ordering': ['protocol', 'first_due_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('owner', 'stakeholder'), ('stakeholder__isnull', False)), models.Q(models.Q(('owner', 'stakeholder'), _negated=True), ('stakeholder__isnull', True)), _connector='OR'), name='obligation_of_a_stakeholder_names_it'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('close_reason', ''), _negated=True), _connector='OR'), name='obligation_closed_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='ProtocolDuty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='protocols.obligation', verbose_name='yükümlülük')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protocol_duties', to='schools.school', verbose_name='okul')),
                        ('status', models.CharField(choices=[('due', 'Bekliyor'), ('fulfilled', 'Yerine getirildi'), ('waived', 'Vazgeçildi'), ('withdrawn', 'Düştü')], default='due', editable=False, max_length=10, verbose_name='durum')),
                        ('due_on', models.DateField(verbose_name='günü')),
                        ('first_due_on', models.DateField(editable=False, verbose_name='ilk belirlenen günü')),
                        ('fulfilled_on', models.DateField(blank=True, editable=False, null=True, verbose_name='yerine getirildiği gün')),
                        ('proof', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='kanıt')),
                        ('note', models.TextField(blank=True, editable=False, verbose_name='açıklama')),
                    ],
                    options={
                        'verbose_name': 'Yükümlülük günü',
                        'verbose_name_plural': 'Yükümlülük takvimi',
                        'ordering': ['due_on', 'pk'],
                        'indexes': [models.Index(fields=['due_on', 'id'], name='protocolduty_by_day'), models.Index(fields=['school', 'due_on', 'id'], name='protocolduty_of_school')],
                        'constraints': [models.UniqueConstraint(fields=('obligation', 'school', 'first_due_on'), name='protocolduty_once'), models.CheckConstraint(condition=models.Q(models.Q(('fulfilled_on__isnull', False), ('status', 'fulfilled')), models.Q(models.Q(('status', 'fulfilled'), _negated=True), ('fulfilled_on__isnull', True)), _connector='OR'), name='protocolduty_fulfilled_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['waived', 'withdrawn']), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='protocolduty_dropped_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='ExpenseStatement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expense_statements', to='schools.school', verbose_name='okul')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expense_statements', to='protocols.protocol', verbose_name='protokol')),
                        ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expense_statements', to='protocols.stakeholder', verbose_name='paydaş')),
                        ('month', models.DateField(verbose_name='ay')),
                        ('status', models.CharField(choices=[('expense_draft', 'Taslak'), ('expense_submitted', 'Paydaşa gönderildi'), ('expense_acknowledged', 'Paydaş kabul etti'), ('expense_disputed', 'İtiraz edildi'), ('expense_settled', 'İtiraz karara bağlandı'), ('expense_paid', 'Ödendi'), ('expense_withdrawn', 'Geri çekildi')], default='expense_draft', editable=False, max_length=20, verbose_name='durum')),
                        ('staff', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=14, verbose_name='personel')),
                        ('current', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=14, verbose_name='cari')),
                        ('consumables', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=14, verbose_name='temrinlik')),
                        ('total', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=14, verbose_name='toplam')),
                        ('paid', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=14, verbose_name='ödenen')),
                        ('is_designated', models.BooleanField(editable=False, null=True, verbose_name='okul o ay belirlenmişti')),
                        ('rounds', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='kaç kez gönderildi')),
                        ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gönderen')),
                        ('submitted_on', models.DateField(blank=True, editable=False, null=True, verbose_name='gönderildiği gün')),
                        ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='son ödeme günü')),
                        ('acknowledged_on', models.DateField(blank=True, editable=False, null=True, verbose_name='kabul edildiği gün')),
                        ('answer', models.TextField(blank=True, editable=False, verbose_name='düzeltme açıklaması')),
                        ('settled_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='karara bağlayan')),
                        ('settled_on', models.DateField(blank=True, editable=False, null=True, verbose_name='karar günü')),
                        ('settlement', models.TextField(blank=True, editable=False, verbose_name='karar gerekçesi')),
                        ('end_reason', models.TextField(blank=True, editable=False, verbose_name='geri çekme nedeni')),
                        ('handed_in', models.JSONField(blank=True, editable=False, null=True, verbose_name='gönderilen kalemler')),
                        ('handed_in_before', models.JSONField(blank=True, editable=False, null=True, verbose_name='önceki gönderilen kalemler')),
                    ],
                    options={
                        'verbose_name': 'Gider bildirimi',
                        'verbose_name_plural': 'Gider bildirimleri',
                        'ordering': ['-month', '-pk'],
                        'indexes': [models.Index(fields=['-month', '-id'], name='expensestatement_by_month'), models.Index(fields=['school', '-month'], name='expensestatement_of_school'), models.Index(fields=['stakeholder', '-month'], name='expensestatement_of_payer'), models.Index(fields=['due_on', 'id'], name='expensestatement_by_due_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='expensestatement_month_is_a_first_day'), models.UniqueConstraint(condition=models.Q(('status__in', ('expense_draft', 'expense_submitted', 'expense_acknowledged', 'expense_disputed', 'expense_settled'))), fields=('school', 'stakeholder', 'month'), name='expensestatement_one_open_a_month', violation_error_message='Bu okulun, bu paydaş ve ay için açık bir bildirimi var.'), models.CheckConstraint(condition=models.Q(('total', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('staff'), '+', models.F('current')), '+', models.F('consumables'))), ('consumables__gte', 0), ('current__gte', 0), ('staff__gte', 0)), name='expensestatement_total_is_the_sum'), models.CheckConstraint(condition=models.Q(('paid__gte', 0), ('paid__lte', models.F('total'))), name='expensestatement_paid_within_the_total'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'expense_paid'), _negated=True), ('paid', models.F('total')), _connector='OR'), name='expensestatement_paid_in_full'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['expense_submitted', 'expense_acknowledged', 'expense_disputed', 'expense_settled', 'expense_paid']), _negated=True), models.Q(('due_on__gte', models.F('submitted_on')), ('due_on__isnull', False), ('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='expensestatement_handed_in_with_its_days'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'expense_settled'), _negated=True), models.Q(('settled_by__isnull', False), ('settled_on__isnull', False)), _connector='OR'), name='expensestatement_settled_by_someone'), models.CheckConstraint(condition=models.Q(('settled_on__isnull', True), models.Q(('settlement', ''), _negated=True), _connector='OR'), name='expensestatement_settled_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'expense_withdrawn'), _negated=True), models.Q(models.Q(('end_reason', ''), _negated=True), ('paid', 0)), _connector='OR'), name='expensestatement_withdrawn_unpaid_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='ExpenseLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='protocols.expensestatement', verbose_name='gider bildirimi')),
                        ('category', models.CharField(choices=[('staff', 'Personel gideri (öğretmenler hariç)'), ('current', 'Cari gider'), ('consumables', 'Temrinlik gideri')], max_length=12, verbose_name='gider türü')),
                        ('post', models.CharField(blank=True, max_length=80, verbose_name='görev')),
                        ('description', models.CharField(max_length=200, verbose_name='açıklama')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='tutar (TL)')),
                        ('receipt_date', models.DateField(verbose_name='belge günü')),
                        ('receipt_number', models.CharField(max_length=40, verbose_name='belge no')),
                        ('receipt', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='belge dosyası')),
                        ('dispute', models.TextField(blank=True, editable=False, verbose_name='itiraz nedeni')),
                        ('outcome', models.CharField(blank=True, choices=[('kept', 'Bildirimde kaldı'), ('dropped', 'Bildirimden düşüldü')], editable=False, max_length=8, verbose_name='karar')),
                    ],
                    options={
                        'verbose_name': 'Gider kalemi',
                        'verbose_name_plural': 'Gider kalemleri',
                        'ordering': ['statement', 'pk'],
                        'indexes': [models.Index(fields=['category', 'statement'], name='expenseline_of_category')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('category__in', ['staff', 'current', 'consumables'])), name='expenseline_category_is_one_of_three'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='expenseline_amount_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('category', 'staff'), models.Q(('post', ''), _negated=True)), models.Q(models.Q(('category', 'staff'), _negated=True), ('post', '')), _connector='OR'), name='expenseline_staff_names_its_post'), models.CheckConstraint(condition=models.Q(('post__iregex', '^\\s*(uzman |baş)?öğretmen(i|lik)?\\s*$'), _negated=True), name='expenseline_post_is_no_teachers'), models.CheckConstraint(condition=models.Q(('receipt_number', ''), _negated=True), name='expenseline_names_its_receipt'), models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('dispute', ''), _negated=True), _connector='OR'), name='expenseline_decided_only_when_disputed')],
                    },
                ),
                migrations.CreateModel(
                    name='ExpensePayment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='protocols.expensestatement', verbose_name='gider bildirimi')),
                        ('paid_on', models.DateField(verbose_name='ödeme günü')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='tutar (TL)')),
                        ('reference', models.CharField(max_length=80, verbose_name='dekont veya işlem no')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kaydeden')),
                        ('recorded_on', models.DateField(verbose_name='kaydedildiği gün')),
                        ('taken_back_on', models.DateField(blank=True, null=True, verbose_name='geri alındığı gün')),
                        ('taken_back_reason', models.CharField(blank=True, max_length=300, verbose_name='geri alınma nedeni')),
                    ],
                    options={
                        'verbose_name': 'Gider ödemesi',
                        'verbose_name_plural': 'Gider ödemeleri',
                        'ordering': ['statement', 'paid_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='expensepayment_amount_above_zero'), models.CheckConstraint(condition=models.Q(('paid_on__lte', models.F('recorded_on'))), name='expensepayment_not_before_it_was_made'), models.UniqueConstraint(condition=models.Q(('taken_back_on__isnull', True)), fields=('statement', 'paid_on', 'amount', 'reference'), name='expensepayment_once'), models.CheckConstraint(condition=models.Q(('taken_back_on__isnull', True), models.Q(('taken_back_reason', ''), _negated=True), _connector='OR'), name='expensepayment_taken_back_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='ExpenseDuty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='protocols.expensestatement', verbose_name='gider bildirimi')),
                        ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='protocols.protocolduty', verbose_name='yükümlülük günü')),
                    ],
                    options={
                        'verbose_name': 'Bildirimle karşılanan yükümlülük',
                        'verbose_name_plural': 'Bildirimle karşılanan yükümlülükler',
                        'ordering': ['statement', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('duty',), name='expenseduty_duty_once')],
                    },
                ),
                migrations.CreateModel(
                    name='BoardMeeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='protocols.advisoryboard', verbose_name='kurul')),
                        ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='toplantı no')),
                        ('status', models.CharField(choices=[('meeting_planned', 'Planlandı'), ('meeting_invited', 'Davet edildi'), ('meeting_held', 'Tutanak yazılıyor'), ('meeting_minuted', 'Tutanak imzada'), ('meeting_approved', 'Tutanak imzalandı'), ('meeting_cancelled', 'Vazgeçildi')], default='meeting_planned', editable=False, max_length=20, verbose_name='durum')),
                        ('meets_on', models.DateField(verbose_name='günü')),
                        ('starts_at', models.TimeField(verbose_name='saati')),
                        ('is_online', models.BooleanField(default=False, verbose_name='çevrim içi')),
                        ('place', models.CharField(max_length=200, verbose_name='yeri')),
                        ('invited_on', models.DateField(blank=True, editable=False, null=True, verbose_name='davetin gönderildiği gün')),
                        ('rules', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='protocols.boardrules', verbose_name='uygulanan kurallar')),
                        ('seats', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='üye sayısı')),
                        ('present', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='katılan üye sayısı')),
                        ('needed', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='toplantı yeter sayısı')),
                        ('quorate', models.BooleanField(blank=True, editable=False, null=True, verbose_name='yeter sayı sağlandı')),
                        ('presided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.boardmember', verbose_name='toplantıyı yöneten')),
                        ('minutes', models.TextField(blank=True, editable=False, verbose_name='görüşmeler')),
                        ('signed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='tutanağın imzalandığı gün')),
                        ('document', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='imzalı tutanak')),
                        ('duty', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='board_meeting', to='protocols.protocolduty', verbose_name='yerine getirdiği yükümlülük')),
                        ('reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='neden')),
                    ],
                    options={
                        'verbose_name': 'Danışma kurulu toplantısı',
                        'verbose_name_plural': 'Danışma kurulu toplantıları',
                        'ordering': ['-meets_on', '-pk'],
                        'indexes': [models.Index(fields=['-meets_on', '-id'], name='boardmeeting_by_day')],
                        'constraints': [models.UniqueConstraint(fields=('board', 'number'), name='boardmeeting_number_once'), models.UniqueConstraint(condition=models.Q(('status', 'meeting_cancelled'), _negated=True), fields=('board', 'meets_on'), name='boardmeeting_one_a_day', violation_error_message='Kurulun o gün bir toplantısı var.'), models.CheckConstraint(condition=models.Q(models.Q(('needed__isnull', False), ('present__isnull', False), ('quorate__isnull', False), ('rules__isnull', False), ('seats__isnull', False), ('status__in', ('meeting_held', 'meeting_minuted', 'meeting_approved'))), models.Q(models.Q(('status__in', ('meeting_held', 'meeting_minuted', 'meeting_approved')), _negated=True), ('present__isnull', True), ('quorate__isnull', True)), _connector='OR'), name='boardmeeting_counted_exactly_when_held'), models.CheckConstraint(condition=models.Q(('quorate__isnull', True), models.Q(('present__gte', models.F('needed')), ('quorate', True)), models.Q(('present__lt', models.F('needed')), ('quorate', False)), _connector='OR'), name='boardmeeting_quorate_by_its_count'), models.CheckConstraint(condition=models.Q(('present__isnull', True), ('present__lte', models.F('seats')), _connector='OR'), name='boardmeeting_no_more_than_seats'), models.CheckConstraint(condition=models.Q(models.Q(('signed_on__isnull', False), ('status', 'meeting_approved')), models.Q(models.Q(('status', 'meeting_approved'), _negated=True), ('signed_on__isnull', True)), _connector='OR'), name='boardmeeting_signed_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'meeting_cancelled'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='boardmeeting_cancelled_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['meeting_invited', 'meeting_held', 'meeting_minuted', 'meeting_approved']), _negated=True), ('invited_on__isnull', False), _connector='OR'), name='boardmeeting_invited_on_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='AgendaItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='protocols.boardmeeting', verbose_name='toplantı')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='sıra')),
                        ('text', models.CharField(max_length=300, verbose_name='gündem maddesi')),
                    ],
                    options={
                        'verbose_name': 'Gündem maddesi',
                        'verbose_name_plural': 'Gündem maddeleri',
                        'ordering': ['meeting', 'number'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='agendaitem_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='protocols.boardmeeting', verbose_name='toplantı')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='protocols.boardmember', verbose_name='üye')),
                        ('came', models.BooleanField(verbose_name='katıldı')),
                    ],
                    options={
                        'verbose_name': 'Katılım',
                        'verbose_name_plural': 'Katılım',
                        'ordering': ['meeting', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='attendance_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Resolution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='protocols.boardmeeting', verbose_name='toplantı')),
                        ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='karar no')),
                        ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='protocols.agendaitem', verbose_name='gündem maddesi')),
                        ('text', models.TextField(verbose_name='karar')),
                        ('in_favour', models.PositiveSmallIntegerField(verbose_name='kabul')),
                        ('against', models.PositiveSmallIntegerField(default=0, verbose_name='ret')),
                        ('abstaining', models.PositiveSmallIntegerField(default=0, verbose_name='çekimser')),
                        ('attending', models.PositiveSmallIntegerField(editable=False, verbose_name='katılan üye sayısı')),
                        ('status', models.CharField(choices=[('resolution_written', 'Tutanağa yazıldı'), ('resolution_awaiting', 'Yanıt bekliyor'), ('resolution_followed', 'Uyuldu'), ('resolution_partly', 'Kısmen uyuldu'), ('resolution_not_followed', 'Uyulmadı')], default='resolution_written', editable=False, max_length=24, verbose_name='durum')),
                        ('answer_by', models.DateField(blank=True, editable=False, null=True, verbose_name='yanıtın son günü')),
                        ('answered_on', models.DateField(blank=True, editable=False, null=True, verbose_name='yanıtlandığı gün')),
                        ('answer', models.TextField(blank=True, editable=False, verbose_name='okul müdürlüğünün gerekçesi')),
                    ],
                    options={
                        'verbose_name': 'Danışma kurulu kararı',
                        'verbose_name_plural': 'Danışma kurulu kararları',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['status', 'answer_by'], name='resolution_by_answer')],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'number'), name='resolution_number_once'), models.CheckConstraint(condition=models.Q(('attending__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('in_favour'), '+', models.F('against')), '+', models.F('abstaining')))), name='resolution_no_more_votes_than_attending'), models.CheckConstraint(condition=models.Q(('in_favour__gte', 1), ('in_favour__gte', models.F('against'))), name='resolution_was_taken'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', False), ('status__in', ('resolution_followed', 'resolution_partly', 'resolution_not_followed'))), models.Q(models.Q(('status__in', ('resolution_followed', 'resolution_partly', 'resolution_not_followed')), _negated=True), ('answer', ''), ('answered_on__isnull', True)), _connector='OR'), name='resolution_answered_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['resolution_partly', 'resolution_not_followed']), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='resolution_not_followed_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('answer_by__isnull', True), ('status', 'resolution_written')), models.Q(models.Q(('status', 'resolution_written'), _negated=True), ('answer_by__isnull', False)), _connector='OR'), name='resolution_to_be_answered_by_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='SponsorAssignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sponsor_assignments', to='schools.school', verbose_name='mekâna ihtiyacı olan okul')),
                        ('sponsor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sponsored_assignments', to='schools.school', verbose_name='hami okul')),
                        ('code', models.SlugField(max_length=60, verbose_name='mekân türü anahtarı')),
                        ('name', models.CharField(max_length=160, verbose_name='mekân türü')),
                        ('status', models.CharField(choices=[('sponsor_proposed', 'Önerildi'), ('sponsor_offered', 'Hami okul saat bildirdi'), ('sponsor_agreed', 'Okullar uzlaştı'), ('sponsor_assigned', 'Görevlendirildi'), ('sponsor_ended', 'Sona erdi'), ('sponsor_dropped', 'Vazgeçildi')], default='sponsor_proposed', editable=False, max_length=20, verbose_name='durum')),
                        ('starts_on', models.DateField(verbose_name='ilk günü')),
                        ('ends_on', models.DateField(verbose_name='son günü')),
                        ('until', models.DateField(editable=False, verbose_name='hükümden düştüğü gün')),
                        ('weekly_hours', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='haftalık kullanım (saat)')),
                        ('free_hours', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='hami okulun boş saati (haftada)')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='öneri gerekçesi')),
                        ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öneren')),
                        ('offered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saati bildiren')),
                        ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='karar veren')),
                        ('decided_on', models.DateField(blank=True, editable=False, null=True, verbose_name='karar günü')),
                        ('end_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='sona erme nedeni')),
                    ],
                    options={
                        'verbose_name': 'Hami okul görevlendirmesi',
                        'verbose_name_plural': 'Hami okullar',
                        'ordering': ['-starts_on', '-pk'],
                        'indexes': [models.Index(fields=['-starts_on', '-id'], name='sponsorassignment_by_start')],
                        'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'sponsor_dropped'), _negated=True), expressions=[(models.F('school'), '='), (models.F('code'), '='), (protocols.models.sponsors.Days(models.F('starts_on'), models.F('until')), '&&')], name='sponsorassignment_one_of_a_kind_per_school', violation_error_message='Bu mekân türü için o günlerde zaten bir hami okul var.'), models.CheckConstraint(condition=models.Q(('school', models.F('sponsor')), _negated=True), name='sponsorassignment_is_another_school'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='sponsorassignment_term_in_order'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('starts_on'))), name='sponsorassignment_until_not_before'), models.CheckConstraint(condition=models.Q(('weekly_hours__isnull', True), ('weekly_hours__gt', 0), _connector='OR'), name='sponsorassignment_hours_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['sponsor_offered', 'sponsor_agreed', 'sponsor_assigned']), _negated=True), ('weekly_hours__isnull', False), _connector='OR'), name='sponsorassignment_agreed_with_hours'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['sponsor_assigned', 'sponsor_ended']), _negated=True), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='sponsorassignment_decided_by_someone'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='sponsorassignment_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['sponsor_ended', 'sponsor_dropped']), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='sponsorassignment_ended_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticePlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practice_places', to='schools.school', verbose_name='okul')),
                        ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practice_places', to='protocols.stakeholder', verbose_name='paydaş kuruluş')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=160, verbose_name='adı')),
                        ('address', models.CharField(max_length=300, verbose_name='adresi')),
                        ('capacity', models.PositiveSmallIntegerField(verbose_name='kapasite (öğrenci)')),
                        ('standards', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=60), blank=True, default=list, size=None, verbose_name='işletmede karşıladığı Ek satırları')),
                        ('teacher_name', models.CharField(blank=True, max_length=120, verbose_name='sorumlu öğretmen')),
                        ('teacher_title', models.CharField(blank=True, max_length=120, verbose_name='sorumlu öğretmenin unvanı')),
                        ('master_needed', models.BooleanField(default=False, verbose_name='usta öğretici gözetimi gerekli')),
                        ('master_trainer', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='protocols.trainer', verbose_name='usta öğretici')),
                        ('approval', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.safetyapproval', verbose_name='güvenlik onayı')),
                        ('status', models.CharField(choices=[('place_proposed', 'Önerildi'), ('place_in_use', 'Kullanımda'), ('place_expired', 'Güvenlik onayı geçersiz'), ('place_unbacked', 'Protokolü sona erdi'), ('place_suspended', 'Askıda'), ('place_closed', 'Kapatıldı'), ('place_dropped', 'Vazgeçildi')], default='place_proposed', editable=False, max_length=20, verbose_name='durum')),
                        ('out_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='kullanım dışı kalma nedeni')),
                        ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='öneren')),
                        ('fields', models.ManyToManyField(related_name='+', to='schools.field', verbose_name='alanlar')),
                    ],
                    options={
                        'verbose_name': 'Uygulama yeri',
                        'verbose_name_plural': 'Uygulama yerleri',
                        'ordering': ['school', 'name', 'pk'],
                        'indexes': [models.Index(fields=['school', 'name', 'id'], name='practiceplace_of_school')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('capacity__gt', 0)), name='practiceplace_capacity_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'place_in_use'), _negated=True), ('approval__isnull', False), _connector='OR'), name='practiceplace_used_with_an_approval', violation_error_message='Güvenlik onayı olmayan yer kullanıma alınamaz (Yönerge m. 8/7).'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'place_in_use'), _negated=True), models.Q(models.Q(('teacher_name', ''), _negated=True), models.Q(('teacher_title', ''), _negated=True)), _connector='OR'), name='practiceplace_used_with_a_teacher', violation_error_message='Sorumlu öğretmeni olmayan yer kullanıma alınamaz (Yönerge m. 8/7).'), models.CheckConstraint(condition=models.Q(models.Q(('master_needed', True), ('status', 'place_in_use'), _negated=True), ('master_trainer__isnull', False), _connector='OR'), name='practiceplace_used_with_its_master'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['place_expired', 'place_unbacked', 'place_suspended', 'place_closed', 'place_dropped']), _negated=True), models.Q(('out_reason', ''), _negated=True), _connector='OR'), name='practiceplace_out_with_a_reason'), models.UniqueConstraint(condition=models.Q(('status__in', ('place_proposed', 'place_in_use', 'place_expired', 'place_unbacked', 'place_suspended'))), fields=('school', 'stakeholder', 'name'), name='practiceplace_named_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PlaceUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='protocols.practiceplace', verbose_name='uygulama yeri')),
                        ('starts_on', models.DateField(verbose_name='ilk günü')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='kullanım dışı kaldığı gün')),
                    ],
                    options={
                        'verbose_name': 'Kullanım dönemi',
                        'verbose_name_plural': 'Kullanım dönemleri',
                        'ordering': ['starts_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('starts_on')), _connector='OR'), name='placeuse_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('place'), '='), (protocols.models.sponsors.Days(models.F('starts_on'), models.F('until')), '&&')], name='placeuse_once_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='SafetyApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='protocols.practiceplace', verbose_name='uygulama yeri')),
                        ('given_on', models.DateField(verbose_name='onay günü')),
                        ('given_by', models.CharField(max_length=160, verbose_name='onayı veren')),
                        ('valid_until', models.DateField(verbose_name='geçerlik son günü')),
                        ('until', models.DateField(editable=False, verbose_name='hükümden düştüğü gün')),
                        ('file', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='onay belgesi')),
                        ('status', models.CharField(choices=[('approval_submitted', 'Kabul bekliyor'), ('approval_accepted', 'Kabul edildi'), ('approval_returned', 'Geri çevrildi'), ('approval_withdrawn', 'Geri alındı')], default='approval_submitted', editable=False, max_length=20, verbose_name='durum')),
                        ('submitted_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sunan')),
                        ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='karar veren')),
                        ('note', models.CharField(blank=True, editable=False, max_length=300, verbose_name='neden')),
                    ],
                    options={
                        'verbose_name': 'Güvenlik onayı',
                        'verbose_name_plural': 'Güvenlik onayları',
                        'ordering': ['-given_on', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('given_on'))), name='safetyapproval_ends_after_it_is_given'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('given_on'))), name='safetyapproval_until_in_order'), models.CheckConstraint(condition=models.Q(('status', 'approval_submitted'), ('decided_by__isnull', False), _connector='OR'), name='safetyapproval_decided_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approval_returned', 'approval_withdrawn']), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='safetyapproval_refused_with_a_reason'), models.UniqueConstraint(condition=models.Q(('status', 'approval_submitted')), fields=('place',), name='safetyapproval_one_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticeCourse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='courses', to='protocols.practiceplace', verbose_name='uygulama yeri')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.field', verbose_name='alan')),
                        ('name', models.CharField(max_length=160, verbose_name='ders')),
                        ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Pazartesi'), (2, 'Salı'), (3, 'Çarşamba'), (4, 'Perşembe'), (5, 'Cuma'), (6, 'Cumartesi')], verbose_name='gün')),
                        ('begins', models.TimeField(verbose_name='başlama saati')),
                        ('ends', models.TimeField(verbose_name='bitiş saati')),
                        ('students', models.PositiveSmallIntegerField(verbose_name='öğrenci sayısı')),
                        ('starts_on', models.DateField(verbose_name='ilk günü')),
                        ('ends_on', models.DateField(verbose_name='son günü')),
                        ('until', models.DateField(editable=False, verbose_name='hükümden düştüğü gün')),
                    ],
                    options={
                        'verbose_name': 'Uygulama dersi',
                        'verbose_name_plural': 'Uygulama dersleri',
                        'ordering': ['weekday', 'begins', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('students__gt', 0)), name='practicecourse_students_above_zero'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='practicecourse_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='practicecourse_term_in_order'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('starts_on'))), name='practicecourse_until_not_before')],
                    },
                ),
                migrations.CreateModel(
                    name='SpecialProvision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provisions', to='protocols.protocol', verbose_name='protokol')),
                        ('clause', models.CharField(max_length=20, verbose_name='protokol maddesi')),
                        ('subject', models.CharField(choices=[('registration', 'Öğrenci kaydı'), ('transfer', 'Nakil ve geçiş')], max_length=20, verbose_name='konu')),
                        ('effect', models.CharField(choices=[('reserved_seats', 'Ayrılan kontenjan'), ('condition', 'Ek kabul koşulu'), ('priority', 'Öncelik'), ('other', 'Diğer hüküm')], default='other', max_length=20, verbose_name='ne getirdiği')),
                        ('whom', models.CharField(blank=True, max_length=100, verbose_name='kimler için')),
                        ('seats', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='ayrılan yer')),
                        ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school', verbose_name='okul')),
                        ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.field', verbose_name='alan')),
                        ('grades', models.CharField(blank=True, help_text='Örnek: 11,12. Boş: tümü.', max_length=20, verbose_name='sınıflar')),
                        ('text', models.TextField(verbose_name='hüküm')),
                        ('seen', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='görülen ek protokol sayısı')),
                    ],
                    options={
                        'verbose_name': 'Özel hüküm',
                        'verbose_name_plural': 'Özel hükümler',
                        'ordering': ['protocol', 'clause', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('protocol', 'clause', 'subject', 'effect', 'whom', 'school', 'field'), name='specialprovision_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('effect', 'reserved_seats'), ('seats__gt', 0)), models.Q(models.Q(('effect', 'reserved_seats'), _negated=True), ('seats__isnull', True)), _connector='OR'), name='specialprovision_reserved_seats_are_counted'), models.CheckConstraint(condition=models.Q(models.Q(('effect__in', ['reserved_seats', 'priority']), _negated=True), models.Q(('whom', ''), _negated=True), _connector='OR'), name='specialprovision_says_for_whom')],
                    },
                ),
                migrations.CreateModel(
                    name='ReminderVersion',
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
                        ('before_end', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'En az 1 gün olabilir.'), django.core.validators.MaxValueValidator(730, 'En çok 730 gün olabilir.')]), default=protocols.models.reminders.usual, help_text='Gün sayılarını virgülle ayırın. Örnek: 90,60,30', size=10, verbose_name='protokolün bitişinden kaç gün önce')),
                        ('before_duty', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'En az 1 gün olabilir.'), django.core.validators.MaxValueValidator(730, 'En çok 730 gün olabilir.')]), default=protocols.models.reminders.usual, help_text='Gün sayılarını virgülle ayırın. Örnek: 90,60,30', size=10, verbose_name='yükümlülüğün gününden kaç gün önce')),
                    ],
                    options={
                        'verbose_name': 'Hatırlatma günleri',
                        'verbose_name_plural': 'Hatırlatma günleri',
                        'ordering': ['-valid_from', '-pk'],
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('status', 'draft'), ('valid_from__isnull', False), _connector='OR'), name='reminderversion_published_has_a_first_day'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='reminderversion_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'published')), expressions=[(accounts.models.people.DateSpan(models.F('valid_from'), models.F('valid_until')), '&&')], name='reminderversion_published_do_not_overlap', violation_error_message='Yayımlanmış iki sürüm aynı günde yürürlükte olamaz.'), models.CheckConstraint(condition=models.Q(('before_duty__len__gt', 0), ('before_end__len__gt', 0)), name='reminderversion_reminds')],
                    },
                ),
                migrations.CreateModel(
                    name='CoveredField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covered', to='protocols.protocol', verbose_name='protokol')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school', verbose_name='okul')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.field', verbose_name='alan')),
                        ('agreed', models.BooleanField(blank=True, editable=False, null=True, verbose_name='kapsama alındı')),
                        ('reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='gerekçe')),
                    ],
                    options={
                        'verbose_name': 'Kapsanan alan',
                        'verbose_name_plural': 'Kapsanan alanlar',
                        'ordering': ['protocol', 'school', 'field'],
                        'constraints': [models.UniqueConstraint(fields=('protocol', 'school', 'field'), name='coveredfield_once'), models.CheckConstraint(condition=models.Q(models.Q(('agreed', False), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='coveredfield_left_out_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Backing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backings', to='protocols.protocol', verbose_name='protokol')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='backings', to='schools.school', verbose_name='okul')),
                        ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='backings', to='protocols.stakeholder', verbose_name='paydaş')),
                        ('starts_on', models.DateField(verbose_name='ilk gün')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='son gün')),
                    ],
                    options={
                        'verbose_name': 'Paydaş desteği',
                        'verbose_name_plural': 'Paydaş destekleri',
                        'ordering': ['starts_on', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='backing_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('school', '='), ('stakeholder', '='), (accounts.models.people.DateSpan(models.F('starts_on'), models.F('ends_on')), '&&')], name='backing_one_protocol_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Preparation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preparations', to='protocols.protocol', verbose_name='protokol')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school', verbose_name='okul')),
                        ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protocols.stakeholder', verbose_name='paydaş')),
                    ],
                    options={
                        'verbose_name': 'Hazırlanan protokol',
                        'verbose_name_plural': 'Hazırlanan protokoller',
                        'ordering': ['protocol', 'school', 'stakeholder'],
                        'constraints': [models.UniqueConstraint(fields=('school', 'stakeholder'), name='preparation_one_open_protocol')],
                    },
                ),
                migrations.CreateModel(
                    name='Qualification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=120, unique=True, verbose_name='adı')),
                        ('makes_master', models.BooleanField(default=False, help_text='Uygulama yerinde gözetim görevi verilebilir (m. 8/7).', verbose_name='usta öğretici sayılır')),
                        ('is_open', models.BooleanField(default=True, verbose_name='seçilebilir')),
                    ],
                    options={
                        'verbose_name': 'Eğitici yeterliği',
                        'verbose_name_plural': 'Eğitici yeterlikleri',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Trainer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='sürüm')),
                        ('state_since', models.DateField(blank=True, editable=False, null=True, verbose_name='durumun başladığı gün')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainers', to='schools.school', verbose_name='okul')),
                        ('stakeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainers', to='protocols.stakeholder', verbose_name='çalıştığı kuruluş')),
                        ('name', models.CharField(db_collation='tr-x-icu', max_length=120, verbose_name='adı soyadı')),
                        ('name_key', models.CharField(editable=False, max_length=120)),
                        ('identity_number', models.CharField(blank=True, max_length=11, verbose_name='T.C. kimlik no')),
                        ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainers', to='protocols.qualification', verbose_name='yeterliği')),
                        ('document_number', models.CharField(blank=True, max_length=60, verbose_name='belge no')),
                        ('evidence', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment', verbose_name='yeterlik belgesi')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.field', verbose_name='alan')),
                        ('course', models.CharField(db_collation='tr-x-icu', max_length=160, verbose_name='ders')),
                        ('course_key', models.CharField(editable=False, max_length=160)),
                        ('starts_on', models.DateField(verbose_name='ilk günü')),
                        ('ends_on', models.DateField(verbose_name='son günü')),
                        ('until', models.DateField(editable=False, verbose_name='hükümden düştüğü gün')),
                        ('status', models.CharField(choices=[('trainer_proposed', 'Bildirildi'), ('trainer_engaged', 'Görevlendirildi'), ('trainer_ended', 'Sona erdi'), ('trainer_dropped', 'Vazgeçildi')], default='trainer_proposed', editable=False, max_length=20, verbose_name='durum')),
                        ('end_reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='sona erme nedeni')),
                        ('proposed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bildiren')),
                        ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='görevlendiren')),
                    ],
                    options={
                        'verbose_name': 'Eğitici',
                        'verbose_name_plural': 'Eğiticiler',
                        'ordering': ['school', 'name', 'pk'],
                        'indexes': [models.Index(fields=['school', 'name', 'id'], name='trainer_of_school')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='trainer_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('starts_on'))), name='trainer_until_not_before'), models.CheckConstraint(condition=models.Q(('identity_number', ''), ('identity_number__regex', '^[1-9][0-9]{10}$'), _connector='OR'), name='trainer_identity_number_has_eleven_digits'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'trainer_engaged'), _negated=True), models.Q(('decided_by__isnull', False), ('evidence__isnull', False)), _connector='OR'), name='trainer_engaged_with_evidence', violation_error_message='Yeterlik belgesi olmadan görevlendirilemez (Yönerge m. 8/8).'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['trainer_ended', 'trainer_dropped']), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='trainer_ended_with_a_reason'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(models.Q(('status', 'trainer_dropped'), _negated=True), models.Q(('identity_number', ''), _negated=True)), expressions=[(models.F('school'), '='), (models.F('identity_number'), '='), (models.F('field'), '='), (models.F('course_key'), '='), (protocols.models.sponsors.Days(models.F('starts_on'), models.F('until')), '&&')], name='trainer_one_term_by_number', violation_error_message='Bu kişinin bu okulda bu ders için o günlerde zaten bir kaydı var.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(models.Q(('status', 'trainer_dropped'), _negated=True), ('identity_number', '')), expressions=[(models.F('school'), '='), (models.F('stakeholder'), '='), (models.F('name_key'), '='), (models.F('field'), '='), (models.F('course_key'), '='), (protocols.models.sponsors.Days(models.F('starts_on'), models.F('until')), '&&')], name='trainer_one_term_by_name', violation_error_message='Bu kişinin bu okulda bu ders için o günlerde zaten bir kaydı var.')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(LEARN.format(**NAME), FORGET.format(**NAME)),
        migrations.RunSQL(LEARN.format(**TITLE), FORGET.format(**TITLE)),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
