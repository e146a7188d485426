"""Who may do what: each role, here, elsewhere and without a duty, against each act; what is not written here is closed."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from designations import acts
from designations.acts import CLUSTERS, DESIGNATION, DOSSIER, POLICY
from designations.choices import DesignationStatus as D, DossierStatus as S
from designations.models import ClusterVersion, Designation, Dossier, PolicyVersion
from designations.permissions import may_open, may_prepare
from designations.rules import TYPES
from tests.factories import TODAY, make_designation, make_dossier, make_region_ready, make_school
from tests.workflow.people import (
    CLIENTS,
    DECIDERS,
    ELSEWHERE,
    EVERYBODY,
    MINISTRY,
    OUTSIDE,
    PROVINCE,
    SCHOOL_SIDE,
    WITHIN,
    everybody,
)
from workflow.refusals import NotPermitted, Refusal

pytestmark = pytest.mark.django_db
NOBODY = frozenset()
APPLICANTS = PROVINCE | CLIENTS
# Of a dossier that the province opened: act, a state from which it starts, who may.
OF_DOSSIER = [
    ("submit", S.DRAFT, APPLICANTS),
    ("withdraw", S.SUBMITTED, APPLICANTS),
    ("take_up", S.SUBMITTED, MINISTRY),
    ("send_back", S.UNDER_REVIEW, MINISTRY),
    ("record_site_visit", S.UNDER_REVIEW, MINISTRY),
    ("record_finding", S.UNDER_REVIEW, MINISTRY),
    ("withdraw_finding", S.UNDER_REVIEW, MINISTRY),
    ("propose_approval", S.UNDER_REVIEW, MINISTRY),
    ("propose_refusal", S.UNDER_REVIEW, MINISTRY),
    ("recall_proposal", S.APPROVAL_PROPOSED, NOBODY),  # who proposed, and nobody else
    ("reject_proposal", S.APPROVAL_PROPOSED, DECIDERS),
    ("approve", S.APPROVAL_PROPOSED, DECIDERS),
    ("refuse", S.REFUSAL_PROPOSED, DECIDERS),
]
OF_DESIGNATION = [
    ("announce_revocation", D.IN_FORCE, MINISTRY),
    ("record_answer", D.REVOCATION_ANNOUNCED, MINISTRY | APPLICANTS),
    ("propose_revocation", D.REVOCATION_ANNOUNCED, MINISTRY),
    ("revoke", D.REVOCATION_PROPOSED, DECIDERS),
    ("drop_revocation", D.REVOCATION_PROPOSED, MINISTRY),
    ("mark_entered_in_error", D.IN_FORCE, DECIDERS),
    ("end_with_school", D.IN_FORCE, DECIDERS),
]


def designation_in(state):
    designation = make_designation()
    head = designation.dossier.decided_by
    if state != D.IN_FORCE:
        designation = acts.announce_revocation(designation, by=head, on=TODAY, reason="planning", note="Gerekçe")
    if state == D.REVOCATION_PROPOSED:
        designation = acts.record_answer(designation, by=head, on=TODAY, answer="Görüş")
        designation = acts.propose_revocation(designation, by=head, on=TODAY, note="")
    return designation


def answers(people, path, body=None):
    """What the API answers each of them, by name; nothing of it stays."""
    found = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person)
        with transaction.atomic():
            found[name] = client.post(path, body or {}, content_type="application/json").status_code
            transaction.set_rollback(True)
    return found


def by_answer(found):
    """Who was let in (whatever came then of an empty body), who was refused, who found nothing, who is unknown."""
    codes = {"refused": 403, "nothing": 404}
    told = {word: {name for name, code in found.items() if code == answer} for word, answer in codes.items()}
    return told | {"in": {name for name, code in found.items() if code in {200, 201, 400, 422}}}


def test_every_act_stands_in_the_tables():
    assert {act for act, _, _ in OF_DOSSIER} == set(DOSSIER.acts)
    assert {act for act, _, _ in OF_DESIGNATION} == set(DESIGNATION.acts)
    assert (set(POLICY.acts), set(CLUSTERS.acts)) == ({"publish_policy"}, {"publish_clusters"})


@pytest.mark.parametrize(
    ("lifecycle", "make", "path", "act", "state", "allowed"),
    [
        *(pytest.param(DOSSIER, make_dossier, "dossiers", *row, id=f"dossier-{row[0]}") for row in OF_DOSSIER),
        *(
            pytest.param(DESIGNATION, designation_in, "designations", *row, id=f"designation-{row[0]}")
            for row in OF_DESIGNATION
        ),
    ],
)
def test_an_act_is_open_to_these_and_closed_to_all_others(lifecycle, make, path, act, state, allowed):
    record = make(state)
    people = everybody(record.school)

    open_to = {name for name, person in people.items() if lifecycle.acts[act].open_to(person, record)}
    told = by_answer(answers(people, f"/api/v1/{path}/{record.pk}/acts/{act}/"))

    assert set(people) == EVERYBODY
    assert open_to == allowed
    assert told["in"] == allowed
    # Who has no duty is refused at the door, whatever is behind it; a locked account is not even signed in.
    assert told["refused"] == WITHIN - allowed | {"nobody", "former_expert"}
    assert told["nothing"] == OUTSIDE - {"nobody", "former_expert", "locked_out_head"}


@pytest.mark.parametrize("act", ["submit", "withdraw"])
def test_the_ministry_hands_in_and_withdraws_what_it_opened_itself(act):
    school = make_school()
    people = everybody(school)
    dossier = acts.open_dossier(school, by=people["expert"], on=TODAY, type="region")
    if act == "withdraw":
        Dossier.objects.filter(pk=dossier.pk).update(status=S.UNDER_REVIEW)
        dossier.refresh_from_db()

    open_to = {name for name, person in people.items() if DOSSIER.acts[act].open_to(person, dossier)}

    assert open_to == MINISTRY | APPLICANTS


@pytest.mark.parametrize("proposer", ["head", "director_general"])
@pytest.mark.parametrize(("act", "propose"), [("approve", acts.propose_approval), ("refuse", acts.propose_refusal)])
def test_who_proposed_takes_back_and_never_decides(proposer, act, propose):
    dossier = make_dossier(S.UNDER_REVIEW)
    people = everybody(dossier.school)
    reason = {"reason": "planning"} if act == "refuse" else {}
    dossier = propose(dossier, by=people[proposer], on=TODAY, proposal="Gerekçe budur.", **reason)

    deciders = {name for name, person in people.items() if DOSSIER.acts[act].open_to(person, dossier)}
    recallers = {name for name, person in people.items() if DOSSIER.acts["recall_proposal"].open_to(person, dossier)}

    assert deciders == DECIDERS - {proposer}
    assert recallers == {proposer}


@pytest.mark.parametrize("proposer", ["head", "director_general"])
def test_who_proposed_a_revocation_does_not_decide_it(proposer):
    designation = designation_in(D.REVOCATION_ANNOUNCED)
    people = everybody(designation.school)
    designation = acts.record_answer(designation, by=people["expert"], on=TODAY, answer="Görüş")
    designation = acts.propose_revocation(designation, by=people[proposer], on=TODAY, note="")

    deciders = {name for name, person in people.items() if DESIGNATION.acts["revoke"].open_to(person, designation)}

    assert deciders == DECIDERS - {proposer}


def test_a_dossier_is_opened_by_these_only():
    school = make_school()
    people = everybody(school)

    may = {name for name, person in people.items() if may_open(person, school)}
    found = answers(people, "/api/v1/dossiers/", {"school": school.code, "type": "region"})

    assert may == MINISTRY | APPLICANTS
    assert {name for name, code in found.items() if code == 201} == may
    # A school outside one's scope is answered like one that does not exist.
    assert {name for name, code in found.items() if code == 400} == OUTSIDE - {
        "nobody",
        "former_expert",
        "locked_out_head",
    }


def test_a_dossier_is_filled_in_by_these_only():
    dossier = make_dossier()
    people, saved = everybody(dossier.school), set()

    for name, person in people.items():
        with transaction.atomic():
            try:
                acts.save_section(dossier, "rationale", by=person, on=TODAY, text=name, is_done=True)
                saved.add(name)
            except NotPermitted:
                pass
            transaction.set_rollback(True)

    assert saved == APPLICANTS | SCHOOL_SIDE
    assert saved == {name for name, person in people.items() if may_prepare(person, dossier)}


@pytest.mark.parametrize("model", [PolicyVersion, ClusterVersion])
def test_figures_are_published_by_deciders_only(model):
    (act,) = (POLICY if model is PolicyVersion else CLUSTERS).acts.values()
    version, published = model.objects.create(name="Taslak"), set()

    for name, person in everybody(make_school()).items():
        with transaction.atomic():
            try:
                act(version, by=person, on=TODAY, valid_from=localdate())
                published.add(name)
            except NotPermitted:
                pass
            except Refusal:  # let in, and told what the draft lacks
                published.add(name)
            transaction.set_rollback(True)

    assert published == DECIDERS


@pytest.mark.parametrize("act", [name for name, _, _ in OF_DOSSIER])
def test_an_act_starts_from_its_states_only(act):
    people = everybody(make_school())
    heads = [people["head"], people["director_general"]]
    started = set()
    for state in S.values:
        dossier = make_dossier(state)
        officer = dossier.opened_by
        proposer = [dossier.proposed_by] if dossier.proposed_by else []
        if any(DOSSIER.acts[act].open_to(person, dossier) for person in (officer, *heads, *proposer)):
            started.add(state)

    assert started == DOSSIER.acts[act].sources


@pytest.mark.parametrize("path", ["schools", "dossiers", "designations"])
def test_lists_show_each_role_what_lies_in_its_scope(path):
    here = make_designation()
    there = make_designation(school=_ready_elsewhere())
    people = everybody(here.school)
    shown = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person)
        answer = client.get(f"/api/v1/{path}/", {"page_size": 500})
        rows = answer.json()["results"] if answer.status_code == 200 else []
        shown[name] = {row["code" if path == "schools" else "school"] for row in rows}

    both = {here.school.code, there.school.code}
    everywhere = MINISTRY | {"auditor", "administrator", "client"}
    of_the_other = {"officer_elsewhere", "director_elsewhere", "client_elsewhere"}
    expected = {
        name: both
        if name in everywhere
        else {here.school.code}
        if name in WITHIN
        else {there.school.code}
        if name in of_the_other
        else set()
        for name in people
    }
    assert {name: codes & both for name, codes in shown.items()} == expected


def test_scope_in_sql_and_in_python_are_twins():
    here, there = make_designation(), make_designation(school=_ready_elsewhere())

    for name, person in everybody(here.school).items():
        visible = set(Designation.objects.visible_to(person))
        assert visible == {item for item in (here, there) if person.scope.covers(item.school)}, name


def _ready_elsewhere():
    return make_region_ready(make_school(province=ELSEWHERE))


def test_every_type_is_guarded_alike():
    school = make_school()
    people = everybody(school)

    for kind in TYPES:
        found = answers(people, "/api/v1/dossiers/", {"school": school.code, "type": kind})
        assert {name for name, code in found.items() if code == 201} == MINISTRY | APPLICANTS, kind
