"""Two at once: mergers that cross, and protocols that are drafted and signed while a party is merged."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection

from protocols.acts import merge, open_protocol
from protocols.choices import ProtocolStatus as P
from protocols.choices.stakeholders import StakeholderStatus as S
from protocols.merge_plan import PARTIES
from protocols.models import (
    Backing,
    Stakeholder,
)
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.protocols import (
    make_draft,
    sign_for_all,
)
from tests.factories.stakeholders import (
    make_pair,
)
from workflow.refusals import Invalid, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
WHY = "Aynı kuruluş iki kez yazılmış."


def join(gone, kept, by=None):
    return merge(gone, by=by or make_user(), on=TODAY, into=kept, reason=WHY)


@pytest.fixture
def two():
    return make_pair()


def at_once(*jobs):
    """Run the jobs in threads that begin together; what each answered, refusals by their class."""
    gate, answers = threading.Barrier(len(jobs)), []

    def go(job):
        close_old_connections()
        gate.wait()
        try:
            job()
            answers.append("done")
        except (Invalid, OutOfState) as refusal:
            answers.append(type(refusal).__name__)
        except IntegrityError as error:
            answers.append("guarded" if "stakeholder_is_not_merged" in str(error) else str(error))
        except Exception as error:  # noqa: BLE001 - told in the assertion
            answers.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_two_records_merged_into_each_other_at_once_leave_one(two):
    one, other = two
    expert = make_user()

    answers = at_once(lambda: join(one, other, expert), lambda: join(other, one, expert))

    assert answers in (["Invalid", "done"], ["OutOfState", "done"])
    assert sorted(Stakeholder.objects.values_list("status", flat=True)) == [S.LIVE, S.MERGED]


@pytest.mark.django_db(transaction=True)
def test_of_a_chain_merged_at_once_nobody_leads_to_a_merged_record():
    first, second, third = (make_stakeholder() for _ in range(3))
    expert = make_user()

    at_once(
        lambda: join(first, second, expert), lambda: join(second, third, expert), lambda: join(first, third, expert)
    )

    assert not Stakeholder.objects.filter(merged_into__status=S.MERGED).exists()
    assert Stakeholder.objects.filter(status=S.MERGED).exists()


@pytest.mark.django_db(transaction=True)
def test_who_opens_a_protocol_with_a_record_that_is_being_merged_names_no_merged_party(two):
    kept, gone = two
    expert, school = make_user(), make_school()

    def draft():
        open_protocol(school, by=expert, on=TODAY, title="Yeni", stakeholders=[gone])

    answers = at_once(draft, lambda: join(gone, kept, expert))

    assert "done" in answers
    assert set(answers) <= {"done", "Invalid", "guarded"}
    assert not PARTIES.objects.filter(stakeholder__status=S.MERGED).exists()


@pytest.mark.django_db(transaction=True)
def test_who_signs_while_the_party_is_merged_neither_waits_for_ever_nor_loses_its_backing(two):
    from protocols.acts import sign

    kept, gone = two
    expert = make_user()
    drafts = [make_draft(status=P.AGREED) for _ in range(3)]
    for draft in drafts:
        draft.stakeholders.set([gone])
        sign_for_all(draft)
    days = {"signed_on": TODAY, "starts_on": TODAY, "ends_on": TODAY + timedelta(900)}

    jobs = [lambda draft=draft: sign(draft, by=expert, on=TODAY, **days) for draft in drafts]
    answers = at_once(*jobs, lambda: join(gone, kept, expert))

    assert answers == ["done"] * 4
    assert set(Backing.objects.values_list("stakeholder", flat=True)) == {kept.pk}
    assert Backing.objects.count() == 3
