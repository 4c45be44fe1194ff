"""The package beside the program: the same answers, bit for bit, in the tables of others.

SCRUTINEER names the program.
"""

import csv
import doctest
import io
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import numpy
import polars
import pyarrow
import pytest

import scrutineer
from scrutineer import Book

PROGRAM = os.environ["SCRUTINEER"]
TEXT = "Ukraine abstained on resolution A/RES/74/29, and 129 countries voted for it."


@pytest.fixture(scope="module")
def book():
    return Book.built_in()


def told(*words, given=None, form="json", of="built-in"):
    command = [PROGRAM, *words, "--book", of, "--format", form]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return json.loads(run.stdout) if form == "json" else list(csv.DictReader(io.StringIO(run.stdout)))


def test_import_is_quick():
    code = "import time; s = time.perf_counter(); import scrutineer; print(time.perf_counter() - s)"
    took = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
               for _ in range(3))
    assert took < 0.1, took


def test_examples_run():
    runner = doctest.DocTestRunner()
    things = {"scrutineer": scrutineer, "Book": Book, **vars(Book)}
    found = 0
    for name, thing in things.items():
        words = getattr(thing, "__doc__", None) or ""
        parsed = doctest.DocTestParser().get_doctest(words, {"scrutineer": scrutineer}, name, None, 0)
        found += len(parsed.examples)
        runner.run(parsed)
    assert runner.failures == 0 and found > 9, found


def test_the_guide_for_developers_shows_what_comes_out():
    path = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "guides", "developer.md")
    failed, tried = doctest.testfile(path, module_relative=False,
                                     optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    assert failed == 0 and tried > 4


def test_answers_are_those_of_the_program(book):
    of_program = told("check", "-", "--date", "2020-01-05", given=TEXT)["documents"][0]
    of_package = book.check(TEXT, "2020-01-05")
    assert [of_package[key] for key in ("findings", "unread", "date", "date_basis")] == [
        of_program[key] for key in ("findings", "unread", "date", "date_basis")]
    assert [finding["verdict"] for finding in of_package["findings"]] == ["contradicted", "supported"]
    assert book.show("74/29") == told("show", "74/29")
    assert book.compare("73/27", "74/29") == told("compare", "73/27", "74/29")
    assert book.check(TEXT, only=["citation"])["only"] == ["citation"]


def test_more_answers_are_those_of_the_program(book):
    assert book.series("cuba-embargo") == told("series", "cuba-embargo")
    assert book.group("EU") == told("group", "EU")
    assert book.group("EU", vote="74/29") == told("group", "EU", "--vote", "74/29")
    assert book.blocs("74") == told("blocs", "--session", "74")


def same(table, rows, columns):
    """Cell by cell: the numbers of the program's CSV, read as numbers."""
    own = polars.DataFrame(table)
    assert len(own) == len(rows) == len(table) > 0
    for column in columns:
        for cell, text in zip(own[column].to_list(), (row[column] for row in rows)):
            if isinstance(cell, float):
                assert cell == float(text), (column, cell, text)
            else:
                assert ("" if cell is None else str(cell)) == text, (column, cell, text)


def test_tables_are_those_of_the_program(book):
    votes = told("find", form="csv")
    by_id = {row["id"]: row for row in votes}
    own = polars.DataFrame(book.votes())
    assert own.height == len(book) == 97
    for row in own.iter_rows(named=True):
        there = by_id[row["id"]]
        assert [str(row[name]) for name in ("date", "session", "yes", "no", "abstain", "non_voting", "title")] == [
            there[name] for name in ("date", "session", "yes", "no", "abstain", "non_voting", "title")]
    positions = polars.DataFrame(book.positions())
    assert positions.filter(vote="builtin:A/RES/74/29", position="no").height == 6
    same(book.ideal_points(), told("ideal", form="csv"), book.ideal_points().column_names)
    same(book.ideal_points(["USA"]), told("ideal", "--member", "USA", form="csv"), ["member", "session", "ideal_point"])
    rows = told("agreement", "--session", "74", form="csv")
    columns = [name for name in rows[0] if name != "session"]
    same(book.agreement(sessions=["74"]), rows, columns)
    same(book.agreement(["USA", "GBR"], by="all"), told("agreement", "--members", "USA,GBR", "--by", "all", form="csv"),
         ["n", "agree", "kappa"])


@pytest.mark.parametrize(("asked", "typed"), [
    ({"model": "static", "sessions": "70-74"}, ["--model", "static", "--sessions", "70-74"]),
    ({"model": "binary"}, ["--model", "binary"]),
    ({"votes": "final-passage", "sessions": "74"}, ["--votes", "final-passage", "--sessions", "74"]),
    ({"dimensions": 2}, ["--dimensions", "2"]),
    ({"dimensions": 2, "members": ["Russia"], "sessions": "70-78"},
     ["--dimensions", "2", "--member", "RUS", "--sessions", "70-78"]),
    ({"dimensions": 2, "model": "binary", "sessions": "70-78"},
     ["--dimensions", "2", "--model", "binary", "--sessions", "70-78"]),
])
def test_other_models_are_those_of_the_program(book, asked, typed):
    rows = told("ideal", *typed, form="csv")
    same(book.ideal_points(**asked), rows, list(rows[0]))
    assert len(rows) != len(book.ideal_points()) or asked.get("model") == "binary" or "ideal_point_2" in rows[0]


@pytest.fixture(scope="module")
def of_two_sources(tmp_path_factory):
    """The built-in votes as two sources tell them, and pairs of roll calls of one series."""
    here = tmp_path_factory.mktemp("two sources")
    for like in ["voeten", "unvotes"]:
        subprocess.run([PROGRAM, "book", "export", here / like, "--like", like, "--book", "built-in"], check=True,
                       capture_output=True)
    files = [here / "voeten" / "UNVotes.csv", here / "unvotes" / "un_votes.csv", here / "unvotes" / "un_roll_calls.csv"]
    subprocess.run([PROGRAM, "book", "import", *files, "--book", here / "book"], check=True, capture_output=True)
    with open(here / "unvotes" / "un_roll_calls.csv", newline="", encoding="utf-8") as calls:
        cuba = [int(row["rcid"]) for row in csv.DictReader(calls) if "embargo" in row["short"] + row["descr"]]
    assert len(cuba) > 10
    cuba.sort()
    (here / "matches.csv").write_text("rcid1,rcid2\n" + "".join(f"{one},{two}\n" for one, two in zip(cuba, cuba[1:])))
    return here


@pytest.mark.parametrize("dimensions", [1, 2])
def test_sessions_linked_by_a_file(of_two_sources, dimensions):
    book, matches = Book.open(of_two_sources / "book"), of_two_sources / "matches.csv"
    typed = ["ideal", "--matches", str(matches), "--dimensions", str(dimensions)]
    rows = told(*typed, form="csv", of=of_two_sources / "book")
    own = book.ideal_points(matches=matches, dimensions=dimensions)
    same(own, rows, list(rows[0]))
    unlinked = polars.DataFrame(book.ideal_points(dimensions=dimensions))
    assert not polars.DataFrame(own)["ideal_point"].equals(unlinked["ideal_point"])


def test_draws_linked_by_a_file(of_two_sources):
    book, matches = Book.open(of_two_sources / "book"), of_two_sources / "matches.csv"
    with pytest.warns(UserWarning, match="do not agree yet"):
        own = book.sampled_ideal_points(matches=matches, sessions="73-74", seed=7, chains=1, burn_in=10, iterations=20)
    rows = told("ideal", "--matches", str(matches), "--estimator", "sampler", "--sessions", "73-74", "--seed", "7",
                "--chains", "1", "--burn-in", "10", "--iterations", "20", form="csv", of=of_two_sources / "book")
    same(own, rows, list(rows[0]))


def test_files_that_link_nothing_are_refused(book, of_two_sources, tmp_path):
    def refused(asked, words, matches=of_two_sources / "matches.csv"):
        with pytest.raises(scrutineer.RequestError, match=words):
            asked.ideal_points(matches=matches)

    (tmp_path / "wordy.csv").write_text("rcid1,rcid2\n1,2\n3,four\n")
    refused(book, "names two votes of this book\n- .*import his data")
    refused(book, "cannot read .*nowhere.csv", tmp_path / "nowhere.csv")
    refused(book, 'line 3: "four" is no number of a roll call\n- .*rcid1', tmp_path / "wordy.csv")
    with pytest.raises(scrutineer.RequestError, match="the static model has none linked"):
        book.ideal_points(model="static", matches=of_two_sources / "matches.csv")


def test_a_book_that_was_replaced_since_it_was_opened(of_two_sources, tmp_path):
    shutil.copytree(of_two_sources / "book", tmp_path / "book")
    opened = Book.open(tmp_path / "book")
    scrutineer.import_files([of_two_sources / "voeten" / "UNVotes.csv"], tmp_path / "book", anew=True)
    with pytest.raises(scrutineer.BookError, match="another by now\n- open it again"):
        opened.ideal_points(matches=of_two_sources / "matches.csv")
    assert len(opened.ideal_points()) > 0


def test_what_is_drawn_is_what_the_program_draws(book):
    seen = []
    with pytest.warns(UserWarning, match="do not agree yet"):
        own = book.sampled_ideal_points(sessions="74", seed=7, chains=2, burn_in=20, iterations=40,
                                        progress=lambda done, all: seen.append((done, all)))
    rows = told("ideal", "--estimator", "sampler", "--sessions", "74", "--seed", "7", "--chains", "2", "--burn-in", "20",
                "--iterations", "40", form="csv")
    same(own, rows, list(rows[0]))
    assert seen[-1] == (60, 60), seen


def test_votes_that_match(book):
    there = [row["id"] for row in told("find", "cyber", "--from", "2018", form="csv") if row["id"] and row["yes"]]
    own = polars.DataFrame(book.votes("cyber", from_="2018"))
    assert sorted(own["id"].to_list()) == sorted(there) != []
    positions = polars.DataFrame(book.positions("cyber", from_="2018"))
    assert set(positions["vote"].to_list()) == set(there)
    assert len(book.votes(body="security_council")) == 0


def test_agreement_within_a_group(book):
    rows = told("agreement", "--group", "BRICS", "--by", "all", "--divided", "--votes", "final-passage", form="csv")
    same(book.agreement(group="BRICS", by="all", divided=True, votes="final-passage"), rows, ["n", "agree", "kappa"])


def test_tables_go_into_others(book):
    votes = pyarrow.table(book.votes())
    assert votes.num_rows == 97 and str(votes.schema.field("date").type) == "date32[day]"
    assert b"scrutineer.citation" in votes.schema.metadata and "United Nations" in book.votes().citation
    assert pyarrow.schema(book.votes()).names == book.votes().column_names
    duckdb = pytest.importorskip("duckdb")
    positions = pyarrow.table(book.positions())
    [counted] = duckdb.sql("select count(*) from positions where position = 'no'").fetchall()
    assert counted == (sum(row["position"] == "no" for row in positions.to_pylist()),)
    pandas = pytest.importorskip("pandas")
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert len(pandas.DataFrame.from_arrow(book.votes())) == 97


def test_nothing_is_copied_on_the_way(book):
    """Whoever takes a table gets the numbers where they are: two that take it have them at one address."""
    points = book.ideal_points()
    one, other = pyarrow.table(points), pyarrow.table(points)
    [numbers] = one["ideal_point"].chunks
    at = numbers.buffers()[1].address
    assert other["ideal_point"].chunks[0].buffers()[1].address == at
    assert polars.DataFrame(points)["ideal_point"].to_numpy(allow_copy=False).ctypes.data == at
    # (pandas puts them into blocks of its own.) Still there when the table itself is gone.
    del points
    assert numbers.to_pylist() == other["ideal_point"].to_pylist()


def test_the_matrix_is_the_table(book):
    codes, matrix = book.agreement_matrix("74")
    assert isinstance(matrix, numpy.ndarray) and matrix.shape == (len(codes), len(codes))
    assert (matrix[~numpy.isnan(matrix)] == matrix.T[~numpy.isnan(matrix)]).all()
    for row in polars.DataFrame(book.agreement(sessions=["74"])).iter_rows(named=True):
        cell = matrix[codes.index(row["member_a"]), codes.index(row["member_b"])]
        assert cell == row["agree"] or (math.isnan(cell) and row["agree"] is None)


@pytest.mark.parametrize(("draw", "typed"), [
    (lambda book: book.plot_vote("74/29"), ["show", "74/29"]),
    (lambda book: book.plot_compare("73/27", "74/29"), ["compare", "73/27", "74/29"]),
    (lambda book: book.plot_series("cuba-embargo"), ["series", "cuba-embargo"]),
    (lambda book: book.plot_group("EU"), ["group", "EU"]),
    (lambda book: book.plot_group("EU", vote="74/29"), ["group", "EU", "--vote", "74/29"]),
    (lambda book: book.plot_agreement(["USA", "GBR"]), ["agreement", "--members", "USA,GBR"]),
    (lambda book: book.plot_agreement(["BRA"], sessions=["74"]), ["agreement", "--members", "BRA", "--session", "74"]),
    (lambda book: book.plot_agreement(by="all"), ["agreement", "--by", "all"]),
    (lambda book: book.plot_blocs("74"), ["blocs", "--session", "74"]),
    (lambda book: book.plot_ideal_points(), ["ideal"]),
    (lambda book: book.plot_ideal_points(["BRA"], model="static"), ["ideal", "--member", "BRA", "--model", "static"]),
    (lambda book: book.plot_ideal_points(dimensions=2), ["ideal", "--dimensions", "2"]),
    (lambda book: book.plot_ideal_points(["BRA", "IND"], sessions="70-74", dimensions=2),
     ["ideal", "--member", "BRA,IND", "--sessions", "70-74", "--dimensions", "2"]),
])
def test_figures_are_those_of_the_program(book, tmp_path, draw, typed):
    figure = draw(book)
    assert figure._repr_svg_() == figure.svg and figure.svg.startswith("<svg") and figure.description
    command = [PROGRAM, *typed, "--book", "built-in", "--plot", tmp_path / "of_program.svg"]
    subprocess.run(command, capture_output=True, check=True)
    figure.save(tmp_path / "own.svg")
    assert (tmp_path / "own.svg").read_bytes() == (tmp_path / "of_program.svg").read_bytes()


@pytest.mark.parametrize(("asked", "words"), [
    (lambda book: book.show("A/RSE/74/29"), "did you mean A/RES/74/29"),
    (lambda book: book.compare("74/29"), "two or more"),
    (lambda book: book.check(TEXT, "soon"), "is not a date"),
    (lambda book: book.check(TEXT, only=["citations"]), "there are tally"),
    (lambda book: book.agreement(["Untied States"]), "did you mean United States"),
    (lambda book: book.agreement(by="month"), "session, year or all"),
    (lambda book: book.agreement_matrix("the last"), "write a session"),
    (lambda book: book.ideal_points(model="ideal"), "dynamic, static or binary"),
    (lambda book: book.ideal_points(sessions="the last"), "as 50-74"),
    (lambda book: book.ideal_points(sessions="1-2"), "the book goes to session"),
    (lambda book: book.ideal_points(dimensions=3), "dimensions is 1 or 2"),
    (lambda book: book.plot_ideal_points(dimensions=-1), "dimensions is 1 or 2"),
    (lambda book: book.ideal_points(model="static", dimensions=2), "on a line\n- .*sessions="),
    (lambda book: book.sampled_ideal_points(iterations=10**9), "so many draws would take"),
    (lambda book: book.sampled_ideal_points(iterations=0), "of no iterations"),
    (lambda book: book.sampled_ideal_points(every=0), "of no iterations"),
    (lambda book: book.sampled_ideal_points(chains=0), "chains are 1 to 64"),
    (lambda book: book.sampled_ideal_points(chains=-1), "-1 is no number of things"),
    (lambda book: book.sampled_ideal_points(seed=2**64), "is no number of things"),
    (lambda book: book.sampled_ideal_points(until_rhat=1.0), "a little above 1"),
    (lambda book: book.sampled_ideal_points(until_rhat=float("nan")), "a little above 1"),
    (lambda book: book.plot_vote("74/29").save(os.path.join("nowhere", "vote.svg")), "cannot write nowhere.vote.svg"),
    (lambda book: book.plot_blocs("70-74"), "of one session"),
    (lambda book: book.group("Untied States"), "Untied States"),
    (lambda book: book.votes(from_="2020", to="2019"), "is later than"),
    (lambda book: book.check("%PDF-1.4"), "PDF\n- .*pdftotext"),
])
def test_what_is_wrong_is_said(book, asked, words):
    with pytest.raises(scrutineer.RequestError, match=words) as error:
        asked(book)
    assert isinstance(error.value, scrutineer.ScrutineerError)


def test_a_book_that_is_not_there(tmp_path):
    with pytest.raises(scrutineer.BookError, match="there is no book"):
        Book.open(tmp_path)


def test_a_book_on_disk(tmp_path, book):
    subprocess.run([PROGRAM, "book", "export", tmp_path / "like", "--like", "voeten", "--book", "built-in"], check=True,
                   capture_output=True)
    subprocess.run([PROGRAM, "book", "import", tmp_path / "like" / "UNVotes.csv", "--book", tmp_path / "book"],
                   check=True, capture_output=True)
    opened = Book.open(tmp_path / "book")
    assert len(opened) >= 97 and opened.id != book.id and opened.show("74/29")["tally"]["no"] == 6


@pytest.fixture
def votes_file(tmp_path):
    command = [PROGRAM, "book", "export", tmp_path / "like", "--like", "voeten", "--book", "built-in"]
    subprocess.run(command, check=True, capture_output=True)
    return tmp_path / "like" / "UNVotes.csv"


def test_files_are_imported_as_by_the_program(tmp_path, votes_file):
    seen = []
    done = scrutineer.import_files([votes_file], tmp_path / "own", progress=lambda *far: seen.append(far))
    command = [PROGRAM, "book", "import", votes_file, "--book", tmp_path / "of_program", "--format", "json"]
    same = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    for told_of in [done, same]:
        assert all(file.pop("imported") for source in told_of["sources"] for file in source["read"])
    assert done == same
    assert Book.open(tmp_path / "own").id == Book.open(tmp_path / "of_program").id == done["book"]
    assert seen[-1] == (votes_file.stat().st_size,) * 2, seen


@pytest.mark.parametrize(("files", "words"), [
    ([], "name one or more"), (["nowhere.csv"], "cannot read nowhere.csv"), ([os.sep], "is a directory"),
    ([__file__], "test_scrutineer.py"),
])
def test_what_cannot_be_imported_is_said(tmp_path, files, words):
    with pytest.raises(scrutineer.RequestError, match=words):
        scrutineer.import_files(files, tmp_path / "book")
    with pytest.raises(scrutineer.RequestError, match="write one of undl"):
        scrutineer.import_files([__file__], tmp_path / "book", format="csv")
    assert not (tmp_path / "book").exists()


def test_other_threads_go_on(book):
    """While one thread checks a long text, this one counts."""
    long = " ".join(f"{TEXT} In {year} it was adopted again by 100 votes to 20." for year in range(1990, 2600))
    work = threading.Thread(target=book.check, args=(long,))
    work.start()
    counted = 0
    while work.is_alive():
        counted += 1
        time.sleep(0.001)
    assert counted > 20, counted


def test_ctrl_c_is_heard(book):
    long = " ".join(f"{TEXT} In {year} it was adopted again by 100 votes to 20." for year in range(1990, 9000))
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        book.check(long)
    assert time.monotonic() - started < 3


def test_ctrl_c_ends_the_sampler(book):
    """Nothing goes on in the background: what was asked to tell how far it is hears no more."""
    seen = []

    def pressed(done, of):
        seen.append((done, of))
        if done:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        book.sampled_ideal_points(sessions="70-75", until_rhat=1.000001, iterations=500_000, every=1000, progress=pressed)
    heard = len(seen)
    time.sleep(0.3)
    assert len(seen) == heard and 0 < seen[-1][0] < seen[-1][1], seen[-1]


class Enough(Exception):
    """What somebody who is told how far an import is may say."""


def test_an_import_that_is_broken_off_leaves_the_book_as_it_was(tmp_path, votes_file):
    scrutineer.import_files([votes_file], tmp_path / "book")
    before = Book.open(tmp_path / "book").id
    # Written by nobody: whoever reads it waits.
    os.mkfifo(tmp_path / "slow.csv")
    end = os.open(tmp_path / "slow.csv", os.O_RDWR)
    os.write(end, votes_file.read_bytes()[:1000])

    def broken(done, of):
        os.write(end, b"1,2,3\n")
        raise Enough

    with pytest.raises(Enough):
        scrutineer.import_files([tmp_path / "slow.csv"], tmp_path / "book", progress=broken)
    os.close(end)
    assert Book.open(tmp_path / "book").id == before
