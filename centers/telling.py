"""Who hears of a centre's founding and closing, of tasks, and of what travels the chain; each notice once, of what caused it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.choices import CENTRE_ROLES, MINISTRY_ROLES, PROVINCE_ROLES, Role
from accounts.models import Duty, User
from schools.models import School
from workflow.choices import NoticeKind
from workflow.notices import tell

from .choices import LEVEL_OF, ActivityState, ChainMove, ChainStatus
from .models import Activity, Center, CenterTask, Chained, ChainStep, Programme, TaskAnswer, Work
from .permissions.chain import manned_for
from .rules.chain import Level, Way, acting_at

SOON = 7  # days before a task's last day


def people(whom: Q, on: date) -> list[User]:
    """Who holds such duties on the day, and who substitutes for them."""
    duties = Duty.objects.in_force(on).filter(whom)
    return list(User.objects.filter(duties.people(on), is_active=True))


def of_centre(school: School) -> Q:
    return Q(role__in=sorted(CENTRE_ROLES), institution_code=school.code or "-")


def of_school(school: School) -> Q:
    return Q(role=Role.PRINCIPAL, institution_code=school.code or "-")


def of_offices(school: School) -> Q:
    """The school's directorate, and those of its district and province."""
    district = Q(role=Role.DISTRICT_OFFICER, district=school.district_id) if school.district_id else Q(pk__in=[])
    return of_school(school) | district | Q(role__in=sorted(PROVINCE_ROLES), province=school.province_id)


def at_level(level: Level, school: School) -> Q:
    """The duties that have the next step at a level."""
    match level:
        case Level.COORDINATOR:
            return Q(role=Role.GENERAL_COORDINATOR, institution_code=school.code or "-")
        case Level.SCHOOL:
            return of_school(school)
        case Level.DISTRICT:
            return Q(role=Role.DISTRICT_OFFICER, district=school.district_id)
        case Level.PROVINCE:
            return Q(role__in=sorted(PROVINCE_ROLES), province=school.province_id)
        case _:
            return Q(role__in=sorted(MINISTRY_ROLES))


def tell_of_founding(center: Center, *, on: date) -> None:
    words = f"{center} kuruldu" if center.closed_on is None else f"{center} kapatıldı"
    kind = NoticeKind.OTHER if center.closed_on is None else NoticeKind.ENDING
    whom = of_offices(center.school) | of_centre(center.school)
    occasion = f"center:{center.pk}:{center.status}"
    tell(people(whom, on), words, reverse("centers:center", args=[center.pk]), occasion=occasion, kind=kind)


def tell_of_chain(record: Chained, url: str, *, on: date) -> None:
    """Who has the next step hears of it; the centre hears of a return and of the end."""
    step = ChainStep.objects.of(record).exclude(left_on=None).last()
    if step is None:
        return
    occasion, level, school = f"chain:{step.pk}", LEVEL_OF.get(record.status), record.school
    if level is not None:
        way = Way(has_district=school.district_id is not None)
        acting = acting_at(Level(level), manned_for(school), way, stands_in=settings.CENTRE_CHAIN_STANDS_IN)
        if acting is not None:
            found = people(at_level(acting, school), on)
            tell(
                found, f"Merkezden gelen kayıt sizi bekliyor: {record}", url, occasion=occasion, kind=NoticeKind.TO_DO
            )
        return
    whom = people(of_centre(school) | of_school(school), on)
    if record.status == ChainStatus.RETURNED:
        words = "Değişiklik için yeniden açıldı" if step.move == ChainMove.REOPENED else "Düzeltme için iade edildi"
        tell(whom, f"{words}: {record}", url, occasion=occasion, kind=NoticeKind.RETURNED)
    elif step.move in {ChainMove.RECEIVED, ChainMove.APPROVED}:
        words = f"{record.get_status_display()}: {record}"
        tell(whom, words, url, occasion=occasion, kind=NoticeKind.OTHER)


def tell_of_answer(answer: TaskAnswer, *, on: date) -> None:
    tell_of_chain(answer, answer_url(answer), on=on)


def tell_of_programme(programme: Programme, *, on: date) -> None:
    tell_of_chain(programme, reverse("centers:programme", args=[programme.pk]), on=on)


def tell_of_activity(activity: Activity, *, on: date) -> None:
    url = reverse("centers:activity", args=[activity.pk])
    if activity.status == ActivityState.CANCELLED:
        whom = of_offices(activity.school) | of_centre(activity.school)
        occasion = f"activity:{activity.pk}:cancelled"
        tell(people(whom, on), f"Faaliyet iptal edildi: {activity}", url, occasion=occasion, kind=NoticeKind.ENDING)
        return
    tell_of_chain(activity, url, on=on)


def answer_url(answer: TaskAnswer) -> str:
    return reverse("centers:answer", args=[answer.pk])


def tell_of_task(task: CenterTask, words: str, *, on: date, about: str) -> None:
    """The centres that are asked, with their schools."""
    for answer in task.answers.select_related("center__school"):
        whom = people(of_centre(answer.center.school) | of_school(answer.center.school), on)
        occasion = f"task:{task.pk}:{about}"
        tell(whom, f"{words}: {task}", answer_url(answer), occasion=occasion, kind=NoticeKind.TO_DO)


def warn_of_tasks(*, on: date) -> None:
    """A week before the last day, and on the day after it, whoever has not answered is reminded, once each."""
    rows = TaskAnswer.objects.due().select_related("task", "center__school")
    for answer in rows.filter(task__due_on__lte=on + timedelta(SOON)):
        late = answer.task.due_on < on
        words = f"Son günü geçti ({answer.task.due_on:%d.%m.%Y})" if late else f"Son gün {answer.task.due_on:%d.%m.%Y}"
        whom = people(_whom_it_waits_for(answer), on)
        occasion = f"task:{answer.pk}:{answer.task.due_on}:{'late' if late else 'soon'}"
        tell(whom, f"{words}: {answer.task}", answer_url(answer), occasion=occasion, kind=NoticeKind.TO_DO)


def _whom_it_waits_for(answer: Any) -> Q:
    school = answer.center.school
    level = LEVEL_OF.get(answer.status)
    return of_centre(school) | of_school(school) if level is None else at_level(Level(level), school)


def tell_of_event(work: Work, words: str, *, on: date, about: str) -> None:
    """The other centres that work in the event's fields (smm/5/1/g)."""
    rows = Center.objects.standing().filter(fields__field__in=work.fields.all()).exclude(pk=work.center_id)
    current = rows.filter(Q(fields__until=None) | Q(fields__until__gt=on), fields__starts_on__lte=on)
    codes = current.order_by().values("school__code").distinct()
    whom = people(Q(role__in=sorted(CENTRE_ROLES), institution_code__in=codes), on)
    occasion = f"work:{work.pk}:{about}"
    tell(whom, f"{words}: {work}", reverse("centers:events"), occasion=occasion, kind=NoticeKind.OTHER)
