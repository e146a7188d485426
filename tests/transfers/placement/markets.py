"""Random rounds: few students, programmes of few places, equal scores and reserved places, so that everything happens often."""

from decimal import Decimal

from hypothesis import strategies as st

from transfers.placement import Programme, Wish

GROUPS = ["", "x", "y"]


@st.composite
def programmes(draw, most=5):
    made = []
    for key in range(draw(st.integers(1, most))):
        seats = draw(st.integers(0, 4))
        reserved = draw(st.integers(0, seats))
        group = draw(st.sampled_from(["x", "y"])) if reserved else ""
        made.append(Programme(f"P{key}", seats, group, reserved, draw(st.booleans())))
    return made


@st.composite
def markets(draw, most_students=9, most_programmes=5):
    """Programmes and wishes; scores and ties are few, so that the lottery decides often."""
    offers = draw(programmes(most_programmes))
    codes = [offer.code for offer in offers]
    number = st.integers(0, 3).map(Decimal)
    ties = draw(st.integers(0, 2))
    wishes = []
    for key in range(draw(st.integers(0, most_students))):
        group = draw(st.sampled_from(GROUPS))
        for place, code in enumerate(draw(st.lists(st.sampled_from(codes), unique=True, max_size=4)), 1):
            wishes.append(Wish(f"S{key}", place, code, draw(number), tuple(draw(number) for _ in range(ties)), group))
    return offers, wishes, draw(st.sampled_from(["2026", "yeni", ""]))
