"""In-service activities in the ministry's admin, with their sessions and their codes; participants' numbers are masked."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from centers.acts import ACTIVITY
from centers.attending import ANEW, PRINTED, SCREEN, attendance_initial, shown_code, why_closed
from centers.forms.activities import FORM_OF_ACTIVITY
from centers.forms.files import PeopleFileForm, ResultsFileForm
from centers.models import Activity, ActivitySession, Attendance, Participant
from centers.people_files import bring_people, template
from centers.permissions.activities import may_run
from centers.result_files import bring_results, template as result_template
from workflow.admin.base import MinistryAdmin, MinistryInline
from workflow.lifecycle import Act, not_permitted

from .tables import Table, TableAdmin

PEOPLE = Table(
    label="Katılımcıları dosyayla ekle",
    purpose="Her satır denetlenir; bir hata varsa hiç kimse eklenmez ve her hata hücresiyle gösterilir (SMM Yönergesi m. 5/1-c).",
    submit="Denetle ve ekle",
    nothing="Dosyadan kimse eklenmedi",
    done="katılımcı eklendi.",
    file_name="faaliyet-katilimcilari.xlsx",
    form=PeopleFileForm,
    bring=bring_people,
    template=lambda _record: template(),
    why_not=ACTIVITY.acts["add_participants"].why_not,
)
RESULTS = Table(
    label="Yoklama ve puanları dosyayla gir",
    purpose="Katılımcıların oturumlardaki yoklaması ve puanları; bir hata varsa hiçbir şey yazılmaz (SMM Yönergesi m. 5/1-c).",
    submit="Denetle ve yaz",
    nothing="Dosyadan hiçbir şey yazılmadı",
    done="katılımcının sonuçları yazıldı.",
    file_name="faaliyet-sonuclari.xlsx",
    form=ResultsFileForm,
    bring=bring_results,
    template=result_template,
    why_not=ACTIVITY.acts["take_attendance"].why_not,
)


class SessionInline(MinistryInline):
    model = ActivitySession
    editors = ()
    fields = ["day", "starts_at", "hours", "topic", "trainer", "attendance_on", "attendance_by", "code"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        """An inline is made for each request: whose it is is known to its columns."""
        self._user = request.user
        return super().get_queryset(request).select_related("activity__center__school")

    @admin.display(description="Karekod")
    def code(self, session: ActivitySession) -> SafeString | str:
        """The way to the session's code, for who runs the activity while its attendance is taken."""
        if why_closed(session) or not may_run(self._user, session.activity):
            return "–"
        url = reverse("admin:centers_activity_code", args=[session.activity_id, session.pk])
        return format_html('<a href="{}">Karekod göster<span class="visually-hidden">: {}</span></a>', url, session)


@admin.register(Activity)
class ActivityAdmin(TableAdmin):
    job = "Merkezler"
    menu_label = "Hizmet içi eğitim faaliyetleri"
    menu_rank = 12
    purpose = (
        "Onaylanan programlar doğrultusunda hizmet içi eğitim planına teklif edilen ve yürütülen faaliyetler "
        "(SMM Yönergesi m. 5/1-c, 5/2). Faaliyet, programın sayfasında “Faaliyet hazırla” ile açılır."
    )
    lifecycle = ACTIVITY
    forms_of_acts = FORM_OF_ACTIVITY
    tables = {"katilimcilar": PEOPLE, "sonuclar": RESULTS}
    inlines = [SessionInline]
    list_display = ["name", "center", "level", "starts_on", "ends_on", "status"]
    list_filter = ["status", "level", "delivery", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["name", "center__name"]
    readonly_fields = [
        "center", "programme", "name", "level", "delivery", "place", "starts_on", "ends_on", "hours", "quota",
        "least_attendance", "least_score", "author", "handed_in_on", "decided_on", "decision_number", "survey_answers",
        "survey_score", "concluded_on", "end_reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.code_view)
        own = path("<int:object_id>/oturum/<int:key>/karekod/", view, name="centers_activity_code")
        return [own, *super().get_urls()]

    def code_view(self, request: HttpRequest, object_id: int, key: int) -> HttpResponse:
        """The code of a session, anew each minute, or for paper: that of the pages, for the same people."""
        record = self.get_object(request, str(object_id))
        session = record.sessions.select_related("activity").filter(pk=key).first() if record else None
        if session is None or not self.has_view_permission(request, record):
            raise Http404
        may = may_run(request.user, record)  # type: ignore[arg-type]
        how = PRINTED if "basili" in request.GET else SCREEN
        entry = f"{reverse('admin:centers_activity_act', args=[record.pk, 'take_attendance'])}?oturum={session.pk}"
        context = {
            **self.admin_site.each_context(request),
            "title": "Karekodla yoklama", "record": record, "session": session, "record_url": self.record_url(record),
            "opts": self.opts, "attendance_url": entry,
            **(shown_code(session, request.user, how) if may else {}),  # type: ignore[arg-type]
            "refusal": "" if may else not_permitted(may_run, "Karekod göster", request.user, record),  # type: ignore[arg-type]
        }  # fmt: skip
        answer = TemplateResponse(request, "centers/admin/code.html", context)
        answer["Cache-Control"] = "no-store"
        if may and how == SCREEN and not context["closed"]:
            answer["Refresh"] = str(ANEW)
        return answer

    def _form(self, request: HttpRequest, record: Any, act: Act) -> Form:
        """The attendance begins with what was marked by the code, as on the pages."""
        if act.name != "take_attendance" or request.method == "POST":
            return super()._form(request, record, act)
        initial = attendance_initial(record, request.GET.get("oturum", ""))
        return FORM_OF_ACTIVITY[act.name](record=record, user=request.user, initial=initial)  # type: ignore[call-arg]


@admin.register(Participant)
class ParticipantAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "Faaliyet katılımcıları"
    menu_rank = 13
    purpose = "Faaliyetlerin katılımcıları; kimlik numaraları maskelidir (SMM Yönergesi m. 5/1-c)."
    list_display = ["full_name", "number_shown", "institution", "activity", "result", "certificate_number"]
    list_filter = ["result"]
    list_select_related = ["activity"]
    search_fields = ["last_name", "certificate_number"]
    readonly_fields = [
        "activity", "full_name", "number_shown", "institution_code", "institution", "branch", "score", "result",
        "certificate_number", "added_by",
    ]  # fmt: skip
    fields = readonly_fields

    @admin.display(description="adı soyadı", ordering="last_name")
    def full_name(self, person: Participant) -> str:
        return person.full_name

    @admin.display(description="T.C. kimlik no")
    def number_shown(self, person: Participant) -> str:
        return person.number_shown


@admin.register(Attendance)
class AttendanceAdmin(MinistryAdmin):
    job = "Merkezler"
    menu_label = "Yoklamalar"
    menu_rank = 14
    purpose = "Faaliyetlerin oturumlarında kimlerin bulunduğu (SMM Yönergesi m. 5/1-c)."
    list_display = ["session", "participant", "present"]
    list_filter = ["present"]
    list_select_related = ["session", "participant"]
    readonly_fields = ["session", "participant", "present"]
    fields = readonly_fields
