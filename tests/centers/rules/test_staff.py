"""What Article 4 asks of a team: complete or not, never more than five on a day, one general coordinator."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from centers.choices.staff import PostRole
from centers.rules.duties import DEVELOPMENT, GENERAL
from centers.rules.facts import Post
from centers.rules.staff import MOST_TEACHERS, Seat, lacks_english, lacks_of, most_at_a_time, refuses

DAY = date(2026, 10, 1)
ROLES = st.sampled_from([Post.DEVELOPMENT_COORDINATOR, Post.ENGLISH_COORDINATOR])
SEATS = st.builds(
    lambda role, since, days: Seat(role, DAY + timedelta(since), DAY + timedelta(since + days)),
    ROLES, st.integers(0, 30), st.integers(0, 20),
)  # fmt: skip


@pytest.mark.provision("smm/4/5")
@given(st.lists(SEATS, max_size=9))
def test_the_fullest_day_is_counted_as_by_hand(seats):
    by_hand = max(
        (sum(s.since <= DAY + timedelta(d) < s.until for s in seats) for d in range(60)),
        default=0,
    )

    assert most_at_a_time(seats) == by_hand


@pytest.mark.provision("smm/4/5")
@given(st.lists(SEATS, max_size=9), SEATS)
def test_a_team_to_which_nobody_was_refused_never_has_six(seats, new):
    held = []
    for seat in [*seats, new]:
        if not refuses(seat, held):
            held.append(seat)

    assert most_at_a_time(held) <= MOST_TEACHERS


@pytest.mark.provision("smm/4/5")
def test_the_sixth_is_refused_with_the_provision():
    held = [Seat(Post.DEVELOPMENT_COORDINATOR, DAY, DAY + timedelta(100))] * 5

    assert "4/5" in refuses(Seat(Post.DEVELOPMENT_COORDINATOR, DAY + timedelta(99), DAY + timedelta(200)), held)
    assert refuses(Seat(Post.DEVELOPMENT_COORDINATOR, DAY + timedelta(100), DAY + timedelta(200)), held) == ""


@pytest.mark.provision("smm/4/4")
def test_a_second_general_coordinator_is_refused_on_the_same_days_only():
    held = [Seat(Post.GENERAL_COORDINATOR, DAY, DAY + timedelta(10))]

    assert "4/4" in refuses(Seat(Post.GENERAL_COORDINATOR, DAY + timedelta(9), DAY + timedelta(20)), held)
    assert refuses(Seat(Post.GENERAL_COORDINATOR, DAY + timedelta(10), DAY + timedelta(20)), held) == ""


@pytest.mark.provision("smm/4/4")
def test_a_team_without_english_teacher_or_general_coordinator_is_incomplete():
    assert len(lacks_of([])) == 2
    assert [lack.provision for lack in lacks_of([Post.GENERAL_COORDINATOR])] == ["smm/4/4"]
    assert lacks_of([Post.GENERAL_COORDINATOR, Post.ENGLISH_COORDINATOR]) == ()
    assert "4/4" in lacks_english([Post.GENERAL_COORDINATOR, Post.DEVELOPMENT_COORDINATOR])
    assert lacks_english([Post.ENGLISH_COORDINATOR]) == ""


@pytest.mark.provision("smm/8/1", "smm/9/1")
def test_the_duties_are_eleven_and_ten_as_the_articles_count_them():
    assert [duty.key for duty in GENERAL] == [f"8/{letter}" for letter in "abcçdefgğhı"]
    assert [duty.key for duty in DEVELOPMENT] == [f"9/{letter}" for letter in "abcçdefgğh"]
    assert GENERAL[-1].citation == "SMM Yönergesi m. 8/1-ı"


def test_the_posts_of_the_rules_are_those_of_the_tables():
    assert {post.value for post in Post} == set(PostRole.values)
