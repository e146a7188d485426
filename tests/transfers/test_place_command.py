"""`manage.py place`: files in, files out, no database; bad input gives exit code 2, each fault with file and line, and no file."""

import csv
import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

PROGRAMMES = "programme,seats,reserved_group,reserved_seats,unfilled\nA,1,,0,open\nB,2,x,1,hold\n"
APPLICATIONS = """student,preference,programme,score,tie_1,group
s1,1,A,87.50,3,
s1,2,B,87.50,3,
s2,1,A,87.5,4,
s3,1,A,60,1,x
s3,2,B,60,1,x
s4,1,B,70,0,
"""


@pytest.fixture
def run(tmp_path, capsys):
    """``run(programmes, applications)``: the folder of the answer and what was said of faults."""

    def place(programmes=PROGRAMMES, applications=APPLICATIONS, seed="7"):
        (tmp_path / "P.csv").write_bytes(programmes.encode() if isinstance(programmes, str) else programmes)
        (tmp_path / "A.csv").write_bytes(applications.encode() if isinstance(applications, str) else applications)
        out = tmp_path / "out" / seed
        arguments = [
            "--programmes",
            tmp_path / "P.csv",
            "--applications",
            tmp_path / "A.csv",
            "--seed",
            seed,
            "--out",
            out,
        ]
        call_command("place", *map(str, arguments))
        return out

    return place


def table(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.provision("okul/8/2", "okul/8/3")
def test_a_round_is_placed_and_explained(run):
    out = run()

    assert table(out / "placements.csv") == [
        {"student": "s1", "programme": "B", "preference": "2"},
        {"student": "s2", "programme": "A", "preference": "1"},
        {"student": "s3", "programme": "B", "preference": "2"},
    ]
    lot = hashlib.sha256(b"7:s3").hexdigest()
    assert table(out / "cutoffs.csv")[1] == {
        "programme": "B", "seats": "2", "placed": "2", "last_score": "60", "last_student_lottery": lot
    }  # fmt: skip
    assert [(e["student"], e["programme"], e["outcome"], e["rank"]) for e in table(out / "explanations.csv")] == [
        ("s1", "A", "seats_taken", "2"),
        ("s1", "B", "placed", "1"),
        ("s2", "A", "placed", "1"),
        ("s3", "A", "seats_taken", "3"),
        ("s3", "B", "placed", "3"),
        ("s4", "B", "seats_taken", "2"),
    ]


def test_the_record_proves_what_went_in_and_what_came_out(run, tmp_path):
    out = run()
    record = json.loads((out / "record.json").read_text())

    for name, file in (("programmes", tmp_path / "P.csv"), ("applications", tmp_path / "A.csv")):
        assert record["inputs"][name]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert record["result_sha256"] == hashlib.sha256((out / "placements.csv").read_bytes()).hexdigest()
    assert (record["seed"], record["students"], record["placed"]) == ("7", 4, 3)


def test_the_order_of_rows_changes_nothing(run):
    head, *rows = APPLICATIONS.splitlines(keepends=True)
    files = ["placements.csv", "cutoffs.csv", "explanations.csv"]
    before = [(run() / name).read_bytes() for name in files]

    after = [(run(applications=head + "".join(reversed(rows))) / name).read_bytes() for name in files]

    assert before == after


def test_nobody_asks_for_anything(run):
    out = run(applications="student,preference,programme,score,group\n")

    assert table(out / "placements.csv") == []
    assert [(c["placed"], c["last_score"]) for c in table(out / "cutoffs.csv")] == [("0", ""), ("0", "")]


HEAD = "student,preference,programme,score,group\n"
FAULTY_APPLICATIONS = {
    "duplicate preference": (HEAD + "s,1,A,5,\ns,1,B,5,\n", ["A.csv:3:"]),
    "programme twice": (HEAD + "s,1,A,5,\ns,2,A,5,\n", ["A.csv:3:"]),
    "unknown programme": (HEAD + "s,1,A,5,\ns,2,Z,5,\n", ["A.csv:3:"]),
    "no number": (HEAD + "s,1,A,beş,\n", ["A.csv:2:"]),
    "comma": (HEAD + 's,1,A,"87,5",\n', ["A.csv:2:"]),
    "NaN": (HEAD + "s,1,A,NaN,\n", ["A.csv:2:"]),
    "infinity": (HEAD + "s,1,A,inf,\n", ["A.csv:2:"]),
    "exponent": (HEAD + "s,1,A,1e999999,\n", ["A.csv:2:"]),
    "no score": (HEAD + "s,1,A,,\n", ["A.csv:2:"]),
    "preference 0": (HEAD + "s,0,A,5,\n", ["A.csv:2:"]),
    "preference 1.5": (HEAD + "s,1.5,A,5,\n", ["A.csv:2:"]),
    "no student": (HEAD + ",1,A,5,\n", ["A.csv:2:"]),
    "cells missing": (HEAD + "s,1,A\n", ["A.csv:2:"]),
    "three at once": (HEAD + "s,1,Z,5,\nt,1,A,x,\nu,0,A,5,\n", ["A.csv:2:", "A.csv:3:", "A.csv:4:"]),
    "column missing": ("student,preference,programme,group\ns,1,A,\n", ["A.csv:1:"]),
    "column twice": ("student,preference,programme,score,score,group\ns,1,A,5,5,\n", ["A.csv:1:"]),
    "unknown column": ("student,preference,programme,score,group,city\ns,1,A,5,,6\n", ["A.csv:1:"]),
    "tie left out": ("student,preference,programme,score,tie_2,group\ns,1,A,5,1,\n", ["A.csv:1:"]),
    "not UTF-8": (HEAD.encode() + b"\xfe\xff,1,A,5,\n", ["A.csv:1:"]),
    "quote left open": (HEAD + 's,1,"A,5,\n', ["A.csv:"]),
    "empty file": ("", ["A.csv:1:"]),
}
FAULTY_PROGRAMMES = {
    "more reserved than seats": ("A,1,x,2,open\nB,1,,0,open\n", ["P.csv:2:"]),
    "negative seats": ("A,-1,,0,open\nB,1,,0,open\n", ["P.csv:2:"]),
    "half a seat": ("A,1.5,,0,open\nB,1,,0,open\n", ["P.csv:2:"]),
    "programme twice": ("A,1,,0,open\nB,1,,0,open\nA,2,,0,open\n", ["P.csv:4:"]),
    "reserved for nobody": ("A,1,,1,open\nB,1,,0,open\n", ["P.csv:2:"]),
    "neither open nor hold": ("A,1,x,1,maybe\nB,1,,0,open\n", ["P.csv:2:"]),
    "no name": (",1,,0,open\nA,1,,0,open\nB,1,,0,open\n", ["P.csv:2:"]),
}


def faults_of(run, capsys, tmp_path, **files):
    with pytest.raises(CommandError) as refusal:
        run(**files)
    assert refusal.value.returncode == 2
    assert not (tmp_path / "out").exists()
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("case", FAULTY_APPLICATIONS)
def test_faulty_applications_are_named_by_line(run, capsys, tmp_path, case):
    text, places = FAULTY_APPLICATIONS[case]

    said = faults_of(run, capsys, tmp_path, applications=text)

    assert len(said) == len(places)
    assert all(line.startswith(place) for line, place in zip(said, places, strict=True))


@pytest.mark.parametrize("case", FAULTY_PROGRAMMES)
def test_faulty_programmes_are_named_by_line(run, capsys, tmp_path, case):
    text, places = FAULTY_PROGRAMMES[case]

    said = faults_of(run, capsys, tmp_path, programmes=PROGRAMMES.splitlines()[0] + "\n" + text)

    assert len(said) == len(places)
    assert all(line.startswith(place) for line, place in zip(said, places, strict=True))


def test_a_student_with_very_many_preferences_is_placed(run):
    """Two hundred thousand: each is looked at once, not against all others."""
    codes = [f"P{key}" for key in range(200_000)]
    programmes = (
        PROGRAMMES.splitlines()[0] + "\n" + "".join(f"{code},{int(code == codes[-1])},,0,open\n" for code in codes)
    )
    wishes = HEAD + "".join(f"s,{place},{code},1,\n" for place, code in enumerate(codes, 1))

    out = run(programmes=programmes, applications=wishes)

    assert table(out / "placements.csv") == [{"student": "s", "programme": codes[-1], "preference": "200000"}]


def test_a_file_that_is_not_there_is_a_fault(tmp_path, capsys):
    (tmp_path / "P.csv").write_text(PROGRAMMES)
    with pytest.raises(CommandError) as refusal:
        call_command(
            "place", "--programmes", str(tmp_path / "P.csv"), "--applications", str(tmp_path / "none.csv"),
            "--seed", "1", "--out", str(tmp_path / "out"),
        )  # fmt: skip
    assert refusal.value.returncode == 2
    assert capsys.readouterr().err.startswith("none.csv:1:")
