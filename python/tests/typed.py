"""What a typed program says of the package; checked with mypy --strict and pyright, and not run."""

import numpy as np
import numpy.typing as npt

import scrutineer
from scrutineer import Book


def verdicts(path: str, text: str) -> list[str]:
    book: Book = Book.open(path)
    return [f"{finding['verdict']}: {finding['explanation']}" for finding in book.check(text, "2019-12-20")["findings"]]


def told(book: Book) -> tuple[int, str, npt.NDArray[np.float64]]:
    codes, matrix = book.agreement_matrix("74")
    figure = book.plot_vote("A/RES/74/29")
    figure.save("vote.svg")
    return len(book.votes()) + len(codes), figure.title, matrix


def placed(book: Book) -> list[str]:
    linked = book.ideal_points(["USA"], matches="matches.csv", dimensions=2)
    book.plot_ideal_points(dimensions=2).save("plane.svg")
    return linked.column_names


def refused(book: Book) -> str:
    try:
        book.show("none")
    except scrutineer.RequestError as error:
        return str(error)
    return ""
