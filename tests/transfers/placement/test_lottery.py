"""The lottery is drawn as it is published: by hand with any tool that computes SHA-256."""

from hypothesis import given, strategies as st

from transfers.placement import draw, hexadecimal


def test_a_lot_is_the_hash_of_seed_and_student():
    # printf '2026:ı1' | sha256sum
    assert hexadecimal("2026", "ı1") == "d731b70bcc6803b4df8f67934ee7ab2b5d8e98da559d12bf3c8efbf9f4c7931d"


@given(st.text(max_size=5), st.lists(st.text(max_size=6), unique=True, max_size=50))
def test_places_follow_the_lots(seed, students):
    ranks = draw(seed, students)

    assert [students[key] for key in ranks.argsort()] == sorted(students, key=lambda one: hexadecimal(seed, one))
