"""What stands on each paper that a dossier or a designation yields; texts in the ministry's official style."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from designations.choices import Ending, Section
from designations.models import Designation, Dossier
from designations.operations import operating_rules
from designations.sections import SECTIONS_OF
from documents.models import Paper
from documents.papers import issue
from legislation.provisions import provision
from schools.turkish import lower, title, upper
from workflow.journal import IN_PLACE_OF
from workflow.law.reading import amending
from workflow.models import JournalEntry

LETTER = "designations/papers/letter.html"
DECISION = "designations/papers/decision.html"
RECEIPT = "designations/papers/receipt.html"
OUTCOME = {"met": "Sağlanıyor", "unmet": "Sağlanmıyor", "unknown": "Bilgi eksik"}
DAYS_TO_SUE = 60  # 2577 sayılı İdari Yargılama Usulü Kanunu m. 7; general law, not the directive
DIRECTIVE = (
    "Millî Eğitim Bakanlığı Bölge Okulu, İhtisas, Sektör İçi ve Sektöre Entegre Özellikli Mesleki ve Teknik "
    "Ortaöğretim Kurumlarına İlişkin Usul ve Esaslar Hakkında Yönerge"
)
OBJECTION = (
    f"Bu işleme karşı, tebliğinden itibaren {DAYS_TO_SUE} gün içinde 2577 sayılı İdari Yargılama Usulü Kanunu uyarınca "
    "yetkili idare mahkemesinde dava açılabilir; aynı Kanun’un 11’inci maddesine göre dava açma süresi içinde işlemin "
    "kaldırılması, geri alınması veya değiştirilmesi Genel Müdürlükten istenebilir."
)
ORDINAL = {"4": "üncü", "5": "inci", "6": "ncı", "7": "nci"}  # as Turkish says each number
GROUND = {"region": "okul/4", "specialised": "okul/5", "in_sector": "okul/6", "sector_integrated": "okul/7"}


def day(value: date | None) -> str:
    return f"{value:%d.%m.%Y}" if value else ""


def person(user: User | None) -> dict[str, str]:
    """Name and title, as under a signature."""
    if user is None:
        return {"name": "", "title": ""}
    name, _, surname = user.get_full_name().rpartition(" ")
    duties = [duty.get_role_display() for duty in user.own_duties]
    return {"name": f"{name} {upper(surname)}".strip() or user.username, "title": duties[0] if duties else ""}


def signatory(record: Any, user: User | None, *acts: str) -> dict[str, str]:
    """Who signs for an act: a substitute with the title of whoever was on leave, and the “V.” of official writing."""
    entry = JournalEntry.objects.of(record).filter(act__in=acts, by=user).last()
    absent = entry.details.get(IN_PLACE_OF) if entry else None
    if absent is None:
        return person(user)
    return person(user) | {"title": f"{absent['duty']} V.", "in_place_of": absent["name"]}


def _school(record: Any) -> dict[str, str]:
    school = record.school
    return {
        "code": school.code or "",
        "name": school.name,
        "province": school.province.name,
        "district": school.district.name if school.district else "",
    }


def _governorship(record: Any) -> dict[str, str]:
    return {
        "addressee": f"{upper(record.school.province.name)} VALİLİĞİNE",
        "addressee_unit": "(İl Millî Eğitim Müdürlüğü)",
    }


def _findings(rows: list[dict[str, Any]], *, remedies: bool) -> list[dict[str, Any]]:
    return [
        row | {"outcome_label": OUTCOME[row["outcome"]], "remedy": row["remedy"] if remedies else ""} for row in rows
    ]


def _place(record: Any) -> str:
    school = _school(record)
    return f"{school['province']} ili {school['district']} ilçesindeki {school['code']} kurum kodlu {school['name']}"


def issue_receipt(dossier: Dossier) -> Paper:
    """The receipt of the last submission."""
    submission = dossier.submissions.order_by("-number").select_related("by").first()
    if submission is None:
        raise ValueError("a dossier that was not submitted has no receipt")
    content = {
        "subject": f"Belirleme Dosyası Alındısı ({dossier.get_type_display()})",
        "school": _school(dossier),
        "acted_on": submission.on.isoformat(),
        **_governorship(dossier),
        "paragraphs": [
            (
                f"{_place(dossier)} için {lower(dossier.get_type_display())} özelliğiyle belirleme istenen dosya, "
                f"{day(submission.on)} günü {submission.by} tarafından {submission.number}. kez gönderilmiş ve sisteme alınmıştır."
            ),
            "Gönderim günündeki bulgular aşağıdadır. Bulgular, karar verilirken o günkü bilgilerle yeniden incelenir.",
        ],
        "findings": _findings(submission.findings, remedies=True),
        "tables": [_evidence_table(submission.evidence)],
    }
    return issue(
        "receipt",
        dossier,
        event=f"submit-{submission.number}",
        title="Alındı",
        template=RECEIPT,
        content=content,
        school=dossier.school,
        dated_on=submission.on,
    )


def _evidence_table(evidence: list[dict[str, str]]) -> dict[str, Any]:
    rows = [[Section(item["section"]).label, item["name"], item["sha256"]] for item in evidence]
    return {
        "title": "Eklenen kanıtlar",
        "columns": ["Bölüm", "Dosya", "Özet (SHA-256)"],
        "rows": rows or [["–", "Kanıt eklenmemiştir.", "–"]],
    }


def issue_return(dossier: Dossier) -> Paper:
    """The letter that returns a dossier, with what to mend in which section."""
    last = dossier.return_notes.order_by("-round").first()
    if last is None:
        raise ValueError("a dossier that was not returned has no return letter")
    notes = list(dossier.return_notes.filter(round=last.round))
    content = {
        "subject": f"Belirleme Dosyasının Düzeltilmesi ({dossier.get_type_display()})",
        "school": _school(dossier),
        "acted_on": last.on.isoformat(),
        **_governorship(dossier),
        "references": [f"{day(dossier.submitted_on)} günü gönderilen belirleme dosyası."],
        "paragraphs": [
            f"{_place(dossier)} için gönderilen dosya incelenmiş, aşağıdaki bölümlerin düzeltilmesine ihtiyaç duyulmuştur.",
            (
                "Sistemde yalnız bu bölümler değişikliğe açılmıştır. Düzeltmeler tamamlanınca dosya yeniden gönderilebilir. "
                "Yönerge bu düzeltme için bir süre öngörmez; iade, idari usuldür ve ret anlamına gelmez."
            ),
        ],
        "tables": [
            {
                "title": "Düzeltilecek bölümler",
                "columns": ["Bölüm", "İlgili hüküm", "İstenen düzeltme"],
                "rows": [[note.get_section_display(), _place_of(dossier, note.section), note.note] for note in notes],
            }
        ],
        "closing": ["Gereğini rica ederim."],
        "signatures": [signatory(dossier, last.by, "send_back")],
    }
    return issue(
        "return",
        dossier,
        event=f"send_back-{last.round}",
        title="Düzeltme yazısı",
        template=LETTER,
        content=content,
        school=dossier.school,
    )


def _place_of(dossier: Dossier, section: str) -> str:
    cited = SECTIONS_OF[dossier.type].get(section, "")
    return provision(cited).citation if cited else "–"


def issue_decision(dossier: Dossier) -> Paper:
    """The decision paper (olur): proposed and approved by two people."""
    designation = dossier.designation
    content = {
        "subject": f"{title(dossier.get_type_display())} Özelliğiyle Belirleme",
        "school": _school(dossier),
        "type": dossier.type,
        "acted_on": day_iso(dossier.decided_on),
        "acted_on_text": day(dossier.decided_on),
        "starts_on": designation.starts_on.isoformat(),
        "addressee": "GENEL MÜDÜRLÜK MAKAMINA",
        "references": [
            (
                "1 sayılı Cumhurbaşkanlığı Teşkilatı Hakkında Cumhurbaşkanlığı Kararnamesi’nin 306 ve 508’inci maddeleri "
                f"({provision('okul/2/1').citation})."
            ),
            f"15.02.2024 tarihli ve E-20880154-10.04-96820530 sayılı {DIRECTIVE}.",
            *amendments_of(dossier.findings),
        ],
        "paragraphs": _decision_paragraphs(dossier, designation),
        "findings": _findings(dossier.findings, remedies=False),
        "policy": dossier.facts.get("policy", {}) | {"version": dossier.policy.name if dossier.policy else ""},
        "tables": [_rules_table(designation)],
        "proposer": signatory(dossier, dossier.proposed_by, "propose_approval"),
        "decider": signatory(dossier, dossier.decided_by, "approve"),
        "distribution": [f"{dossier.school.province.name} Valiliği (İl Millî Eğitim Müdürlüğü)", dossier.school.name],
    }
    return issue(
        "decision",
        designation,
        event="approve",
        title="Belirleme kararı (Olur)",
        template=DECISION,
        content=content,
        school=dossier.school,
    )


def _decision_paragraphs(dossier: Dossier, designation: Designation) -> list[str]:
    article = GROUND[dossier.type].split("/")[1]
    return [
        (
            f"{_place(dossier)} hakkında ilgi Yönerge’nin {article}’{ORDINAL[article]} maddesinin ikinci fıkrasındaki koşullar incelenmiş, "
            "aşağıdaki bulgularla bütün koşulların sağlandığı görülmüştür."
        ),
        (
            f"Okulun, Yönerge’nin {article}’{ORDINAL[article]} maddesinin birinci fıkrası uyarınca {day(designation.starts_on)} gününden "
            f"başlamak üzere “{dossier.get_type_display()}” özelliğiyle belirlenmesini olurlarınıza arz ederim."
        ),
        *([dossier.proposal] if dossier.proposal else []),
    ]


def amendments_of(findings: list[dict[str, Any]]) -> list[str]:
    """The directives by which the provisions that were applied had been changed, for the references of a paper."""
    changed = amending((finding["provision"], finding.get("version", "")) for finding in findings)
    by_directive: dict[str, list[str]] = {}
    for one in changed:
        name = f"{day(one.dated_on)} tarihli ve {one.number} sayılı {one.directive}"
        by_directive.setdefault(name, []).append(one.citation)
    return [f"{name} ({', '.join(cited)} değişikliği)." for name, cited in by_directive.items()]


def _rules_table(designation: Designation) -> dict[str, Any]:
    """The operating rules that follow, from the designation's first day."""
    rules = operating_rules(designation.school, on=designation.starts_on)
    return {
        "title": "Belirlemeden doğan işleyiş kuralları",
        "columns": ["Kural", "İçerik", "Dayanak"],
        "rows": [
            [rule.label, rule.text, provision(rule.provision).citation if rule.provision else "–"] for rule in rules
        ],
    }


def day_iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def issue_refusal(dossier: Dossier) -> Paper:
    """The refusal: provisions, evidence, what to change, and how to object until when."""
    content = {
        "subject": f"Belirleme İsteğinin Reddi ({dossier.get_type_display()})",
        "school": _school(dossier),
        "type": dossier.type,
        "acted_on": day_iso(dossier.decided_on),
        "acted_on_text": day(dossier.decided_on),
        **_governorship(dossier),
        "references": [
            f"{day(dossier.submitted_on)} günü gönderilen belirleme dosyası.",
            DIRECTIVE + ".",
            *amendments_of(dossier.findings),
        ],
        "paragraphs": [
            (
                f"{_place(dossier)} için istenen “{dossier.get_type_display()}” özelliğiyle belirleme, aşağıdaki bulgular ve "
                f"“{dossier.get_reason_display()}” nedeniyle uygun görülmemiştir."
            ),
            *([dossier.proposal] if dossier.proposal else []),
            *([dossier.decision_note] if dossier.decision_note else []),
        ],
        "findings": _findings(dossier.findings, remedies=True),
        "closing": [
            "Eksiklikler giderildiğinde yeni bir dosya açılabilir.",
            OBJECTION,
            "Bilgilerinizi ve gereğini rica ederim.",
        ],
        "signatures": [signatory(dossier, dossier.decided_by, "refuse")],
    }
    return issue(
        "refusal",
        dossier,
        event="refuse",
        title="Ret yazısı",
        template=LETTER,
        content=content,
        school=dossier.school,
    )


def issue_announcement(designation: Designation) -> Paper:
    """The letter that announces a revocation and asks the province for its answer."""
    until = designation.answer_until
    content = {
        "subject": f"Belirlemenin İptali Süreci ({designation.get_type_display()})",
        "school": _school(designation),
        "acted_on": "",
        **_governorship(designation),
        "references": [f"{day(designation.decided_on)} günlü belirleme kararı."],
        "paragraphs": [
            (
                f"{_place(designation)} hakkında verilen “{designation.get_type_display()}” özelliğiyle belirleme kararının "
                f"“{designation.get_reason_display()}” nedeniyle iptali değerlendirilmektedir."
            ),
            designation.ending_note,
            (
                f"Görüşlerin {day(until)} gününe kadar sistem üzerinden bildirilmesi gerekir. Yönerge iptal için bir usul "
                "öngörmez; bu süreç ve süre idari usuldür."
            ),
        ],
        "closing": ["Gereğini rica ederim."],
        "signatures": [{"name": "", "title": "Mesleki ve Teknik Eğitim Genel Müdürü a."}],
    }
    return issue(
        "announcement",
        designation,
        event=f"announce-{designation.revision}",
        title="İptal süreci yazısı",
        template=LETTER,
        content=content,
        school=designation.school,
    )


ENDED_BY = ("revoke", "mark_entered_in_error", "end_with_school")
ENDINGS = {
    Ending.REVOKED: (
        "revocation",
        "İptal kararı",
        "Belirlemenin İptali",
        "kararı “{reason}” nedeniyle {day} gününden geçerli olmak üzere iptal edilmiştir.",
    ),
    Ending.ENTERED_IN_ERROR: (
        "error",
        "Sehven kayıt tutanağı",
        "Sehven Yapılan Kaydın Düzeltilmesi",
        "kaydının sehven yapıldığı anlaşılmıştır; kayıt hiçbir gün hüküm doğurmamıştır.",
    ),
    Ending.SCHOOL_CLOSED: (
        "ending",
        "Sona erme yazısı",
        "Belirlemenin Okulla Birlikte Sona Ermesi",
        "kararı, kurumun kapanması veya birleştirilmesi nedeniyle {day} günü kendiliğinden sona ermiştir.",
    ),
}


def issue_ending(designation: Designation) -> Paper:
    """The paper of a designation's end, each ending in its own words."""
    kind, title, subject, sentence = ENDINGS[Ending(designation.ending)]
    ended = sentence.format(reason=designation.get_reason_display(), day=day(designation.ended_on))
    answer = [f"İlin bildirdiği görüş: {designation.answer}"] if designation.answer else []
    content = {
        "subject": f"{subject} ({designation.get_type_display()})",
        "school": _school(designation),
        "type": designation.type,
        "acted_on": day_iso(designation.ended_on),
        **_governorship(designation),
        "references": [f"{day(designation.decided_on)} günlü belirleme kararı."],
        "paragraphs": [
            f"{_place(designation)} hakkındaki “{designation.get_type_display()}” özelliğiyle belirleme {ended}",
            *([designation.ending_note] if designation.ending_note else []),
            *answer,
        ],
        "closing": [OBJECTION, "Bilgilerinizi ve gereğini rica ederim."],
        "signatures": [signatory(designation, designation.ended_by, *ENDED_BY)],
    }
    return issue(
        kind, designation, event="end", title=title, template=LETTER, content=content, school=designation.school
    )


def describe_designation(record_id: str, on: date) -> str:
    """How a designation stands on a day, for the verification page."""
    designation = Designation.objects.select_related("school").filter(pk=record_id).first()
    if designation is None:
        return ""
    if designation.ending == Ending.ENTERED_IN_ERROR:
        return "Belirleme sehven kaydedilmiştir; hiçbir gün hüküm doğurmamıştır."
    if designation.ended_on and designation.ended_on <= on:
        return f"Belirleme {day(designation.ended_on)} günü sona ermiştir ({designation.get_ending_display()})."
    if designation.starts_on > on:
        return f"Belirleme {day(designation.starts_on)} günü yürürlüğe girecektir."
    return f"Belirleme yürürlüktedir ({day(designation.starts_on)} gününden beri)."


def describe_dossier(record_id: str, on: date) -> str:
    """How a dossier stands, for the verification page; its states are not kept by day here."""
    dossier = Dossier.objects.filter(pk=record_id).first()
    return f"Dosyanın durumu: {dossier.get_status_display()}." if dossier else ""
