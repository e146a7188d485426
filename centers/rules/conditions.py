"""What Articles 6 and 7 ask alike of a teacher; each article's rules say which provision they answer to."""

from __future__ import annotations

from datetime import date

from legislation.rules import Answer, Outcome, truth

from .facts import Candidacy, CompulsoryService, Post, TeacherKind

YEARS_OF_TEACHING = 4  # smm/6/1/b, smm/7/1/b
RECORD = "candidate"
LEADING_DUTIES = {  # smm/6/1/c
    "principal": "müdür",
    "founding_principal": "kurucu müdür",
    "chief_deputy": "müdür başyardımcısı",
    "deputy": "müdür yardımcısı",
    "department_head": "alan/bölüm şefi",
}


def unknown(what: str, remedy: str) -> Answer:
    return Answer(Outcome.UNKNOWN, f"Bilgi eksik: {what} kayıtlı değil.", remedy=remedy, mend=RECORD)


def ministry_post(facts: Candidacy) -> Answer:
    holds = facts.candidate.ministry_post
    if holds is None:
        return unknown("Bakanlık kadrosunda öğretmen olup olmadığı", "Adayın kadrosunu hizmet kaydına girin.")
    said = "görev yapıyor" if holds else "görev yapmıyor"
    return Answer(
        truth(holds),
        f"Aday, Bakanlık kadrolarında öğretmen olarak {said}.",
        measured={"ministry_post": holds},
        required={"ministry_post": True},
        remedy="" if holds else "Yalnız Bakanlık kadrolarında görev yapan öğretmenler görevlendirilebilir.",
        mend=RECORD,
    )


def anniversary(day: date, years: int) -> date:
    """The same day of the calendar so many years on; of 29 February, where that year has none, 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_of_teaching(facts: Candidacy, on: date) -> Answer:
    """Reckoned by the calendar at the deadline: 1 October 2022 to 1 October 2026 is four years."""
    started = facts.candidate.started_on
    if started is None:
        return unknown("öğretmenliğe başladığı gün", "Adayın öğretmenliğe başladığı günü hizmet kaydına girin.")
    complete = anniversary(started, YEARS_OF_TEACHING)
    enough = complete <= on
    said = f"{started:%d.%m.%Y} gününden beri öğretmen; dört yılı {complete:%d.%m.%Y} günü "
    return Answer(
        truth(enough),
        f"Aday {said}{'dolmuştur' if enough else 'dolar, başvurunun son günü ise ' + f'{on:%d.%m.%Y}'}.",
        measured={"started_on": started, "complete_on": complete},
        required={"years": YEARS_OF_TEACHING, "deadline": on},
        remedy="" if enough else f"{complete:%d.%m.%Y} gününden sonraki bir ilana başvurulabilir.",
        mend=RECORD,
    )


def leading_duty(facts: Candidacy) -> Answer:
    held = facts.candidate.served_as
    if held is None:
        return unknown("yöneticilik ve şeflik görevleri", "Adayın bu görevlerini hizmet kaydına girin.")
    known = [LEADING_DUTIES[duty] for duty in held]
    asked = ", ".join(LEADING_DUTIES.values())
    said = (
        f"Aday {', '.join(known)} olarak görev yapmıştır."
        if known
        else f"Aday şu görevlerden hiçbirini yapmamıştır: {asked}."
    )
    return Answer(
        truth(bool(known)),
        said,
        measured={"served_as": list(held)},
        required={"one_of": list(LEADING_DUTIES)},
        remedy=""
        if known
        else "Bu görevlerden birini yapmış bir aday aranır; yapılmış görev varsa hizmet kaydına girin.",
        mend=RECORD,
    )


def compulsory_service(facts: Candidacy) -> Answer:
    """Asked only of centres outside the places of compulsory service."""
    place, state = facts.centre.compulsory_service_place, facts.candidate.compulsory_service
    measured = {"compulsory_service": state, "compulsory_service_place": place}
    required = {"one_of": [CompulsoryService.COMPLETED, CompulsoryService.EXEMPT]}
    if place:
        said = "Merkez, zorunlu çalışma gerektiren bir yerdedir; bu şart aranmaz."
        return Answer(Outcome.MET, said, measured, {}, mend=RECORD)
    if state in {CompulsoryService.COMPLETED, CompulsoryService.EXEMPT}:
        said = "tamamlamıştır" if state is CompulsoryService.COMPLETED else "yerine getirmekten muaftır"
        return Answer(Outcome.MET, f"Aday, zorunlu çalışma yükümlülüğünü {said}.", measured, required, mend=RECORD)
    if place is None:
        return unknown("merkezin zorunlu çalışma gerektiren bir yerde olup olmadığı", "Merkezin kaydına girin.")
    if state is None:
        return unknown("zorunlu çalışma yükümlülüğünün durumu", "Adayın yükümlülüğünü hizmet kaydına girin.")
    said = "Aday, zorunlu çalışma yükümlülüğünü tamamlamamıştır ve bundan muaf değildir."
    return Answer(
        Outcome.UNMET,
        said,
        measured,
        required,
        remedy="Yükümlülüğünü tamamlayan veya bundan muaf olan bir aday aranır.",
        mend=RECORD,
    )


def related_field(facts: Candidacy) -> Answer:
    """The English post takes English teachers, whatever their field (smm/4/4)."""
    if facts.post is Post.ENGLISH_COORDINATOR:
        return _english(facts)
    fields, own = facts.centre.fields, facts.candidate.appointed_field
    if fields is None:
        return unknown("merkezin faaliyet alanları", "Merkezin alanlarını girin.")
    if own is None:
        return unknown("adayın atandığı alan", "Adayın atandığı alanı hizmet kaydına girin.")
    fits = own in fields
    return Answer(
        truth(fits),
        f"Aday, merkezin faaliyet alanlarıyla ilgili {'bir alana' if fits else 'olmayan bir alana'} atanmıştır ({own}).",
        measured={"appointed_field": own},
        required={"fields": list(fields)},
        remedy="" if fits else "Bu alanlardan birine atanmış aday yoksa Yönerge’nin ikinci fıkrası uygulanır.",
        mend=RECORD,
    )


def _english(facts: Candidacy) -> Answer:
    kind = facts.candidate.teacher_kind
    if kind is None:
        return unknown("adayın branşı", "Adayın İngilizce öğretmeni olup olmadığını hizmet kaydına girin.")
    fits = kind is TeacherKind.ENGLISH
    return Answer(
        truth(fits),
        f"Aday İngilizce öğretmeni{'dir' if fits else ' değildir'}.",
        measured={"teacher_kind": kind},
        required={"teacher_kind": TeacherKind.ENGLISH},
        remedy="" if fits else "Merkezin mesleki gelişim koordinatörlerinden biri İngilizce öğretmenidir.",
        mend=RECORD,
    )
