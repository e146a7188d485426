"""Addresses of the pages of advisory boards."""

from django.urls import path

from . import boards, meetings

urlpatterns = [
    path("<int:pk>/kurul/", boards.new, name="board_new"),
    path("<int:pk>/kurul-kurallari/", boards.rules, name="board_rules"),
    path("danisma-kurullari/", boards.boards, name="boards"),
    path("danisma-kurullari/eksikler/", boards.missing, name="boards_missing"),
    path("danisma-kurullari/kararlar/", meetings.resolutions, name="board_resolutions"),
    path("danisma-kurullari/<int:pk>/", boards.board, name="board"),
    path("danisma-kurullari/<int:pk>/toplanti/", boards.plan, name="board_plan"),
    path("danisma-kurullari/<int:pk>/islem/<slug:name>/", boards.BoardAct.as_view(), name="board_act"),
    path("danisma-kurullari/toplanti/<int:pk>/", meetings.meeting, name="board_meeting"),
    path("danisma-kurullari/toplanti/<int:pk>/imzali/", meetings.signed_copy, name="board_minutes"),
    path("danisma-kurullari/toplanti/<int:pk>/imzali/ekle/", meetings.bring, name="board_minutes_bring"),
    path("danisma-kurullari/toplanti/<int:pk>/belge/<int:key>/", meetings.paper, name="board_paper"),
    path("danisma-kurullari/toplanti/<int:pk>/takvim.ics", meetings.ics, name="board_calendar"),
    path(
        "danisma-kurullari/toplanti/<int:pk>/islem/<slug:name>/",
        meetings.MeetingAct.as_view(),
        name="board_meeting_act",
    ),
    path("danisma-kurullari/karar/<int:pk>/", meetings.resolution, name="board_resolution"),
    path(
        "danisma-kurullari/karar/<int:pk>/islem/<slug:name>/",
        meetings.ResolutionAct.as_view(),
        name="board_resolution_act",
    ),
]
