"""The package beside the program: the same answers, bit for bit, in the tables of others.

SCRUTINEER names the program.
"""

import csv
import doctest
import io
import json
import math
import os
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


def told(*words, given=None, form="json"):
    command = [PROGRAM, *words, "--book", "built-in", "--format", form]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return json.loads(run.stdout) if form == "json" else list(csv.DictReader(io.StringIO(run.stdout)))


def test_import_is_quick():
    code = "import time; s = time.perf_counter(); import scrutineer; print(time.perf_counter() - s)"
    took = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
               for _ in range(3))
    assert took < 0.1, took


def test_examples_run():
    finder = doctest.DocTestFinder()
    runner = doctest.DocTestRunner()
    found = 0
    for thing, name in [(scrutineer, "scrutineer"), (Book, "Book")]:
        for example in finder.find(thing, name, globs={"scrutineer": scrutineer}):
            found += len(example.examples)
            runner.run(example)
    for name in ["check", "votes"]:
        parsed = doctest.DocTestParser().get_doctest(getattr(Book, name).__doc__, {"scrutineer": scrutineer}, name,
                                                     None, 0)
        found += len(parsed.examples)
        runner.run(parsed)
    assert runner.failures == 0 and found > 6


def test_answers_are_those_of_the_program(book):
    of_program = told("check", "-", "--date", "2020-01-05", given=TEXT)["documents"][0]
    of_package = book.check(TEXT, "2020-01-05")
    assert [of_package[key] for key in ("findings", "unread", "date", "date_basis")] == [
        of_program[key] for key in ("findings", "unread", "date", "date_basis")]
    assert [finding["verdict"] for finding in of_package["findings"]] == ["contradicted", "supported"]
    assert book.show("74/29") == told("show", "74/29")
    assert book.compare("73/27", "74/29") == told("compare", "73/27", "74/29")
    assert book.check(TEXT, only=["citation"])["only"] == ["citation"]


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


def test_the_matrix_is_the_table(book):
    codes, matrix = book.agreement_matrix("74")
    assert isinstance(matrix, numpy.ndarray) and matrix.shape == (len(codes), len(codes))
    assert (matrix[~numpy.isnan(matrix)] == matrix.T[~numpy.isnan(matrix)]).all()
    for row in polars.DataFrame(book.agreement(sessions=["74"])).iter_rows(named=True):
        cell = matrix[codes.index(row["member_a"]), codes.index(row["member_b"])]
        assert cell == row["agree"] or (math.isnan(cell) and row["agree"] is None)


def test_figures_show_themselves(book, tmp_path):
    for figure in [book.plot_vote("74/29"), book.plot_compare("73/27", "74/29"), book.plot_series("74/29"),
                   book.plot_ideal_points()]:
        assert figure._repr_svg_() == figure.svg and figure.svg.startswith("<svg") and figure.description
    figure.save(tmp_path / "points.svg")
    assert (tmp_path / "points.svg").read_text(encoding="utf-8") == figure.svg


@pytest.mark.parametrize(("asked", "words"), [
    (lambda book: book.show("A/RSE/74/29"), "did you mean A/RES/74/29"),
    (lambda book: book.compare("74/29"), "two or more"),
    (lambda book: book.check(TEXT, "soon"), "is not a date"),
    (lambda book: book.check(TEXT, only=["citations"]), "there are tally"),
    (lambda book: book.agreement(["Untied States"]), "did you mean United States"),
    (lambda book: book.agreement(by="month"), "session, year or all"),
    (lambda book: book.agreement_matrix("the last"), "write a session"),
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
