"""What the compiled part of the package offers."""

import os
from typing import Any, Callable, Literal, Optional, Sequence, Tuple, final

import numpy as np
import numpy.typing as npt

from .types import Findings

__version__: str
__all__ = ["Book", "BookError", "Figure", "RequestError", "ScrutineerError", "Table", "__version__", "import_files"]

_Model = Literal["dynamic", "static", "binary"]
_Motions = Literal["all", "final-passage"]
_Issue = Literal["me", "nu", "di", "hr", "co", "ec"]
_By = Literal["session", "year", "all"]
_Progress = Callable[[int, int], object]

def import_files(
    files: Sequence[str | os.PathLike[str]],
    into: str | os.PathLike[str],
    *,
    format: Optional[str] = None,
    anew: bool = False,
    progress: Optional[_Progress] = None,
) -> dict[str, Any]: ...

class ScrutineerError(Exception): ...
class RequestError(ScrutineerError): ...
class BookError(ScrutineerError): ...

@final
class Table:
    @property
    def column_names(self) -> list[str]: ...
    @property
    def citation(self) -> str: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...

@final
class Figure:
    @property
    def svg(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    def save(self, path: str | os.PathLike[str]) -> None: ...
    def _repr_svg_(self) -> str: ...

@final
class Book:
    @staticmethod
    def built_in() -> Book: ...
    @staticmethod
    def open(path: str | os.PathLike[str]) -> Book: ...
    @property
    def id(self) -> str: ...
    @property
    def until(self) -> Optional[str]: ...
    @property
    def citation(self) -> str: ...
    def __len__(self) -> int: ...
    def check(self, text: str, date: Optional[str] = None, *, only: Sequence[str] = ...) -> Findings: ...
    def show(self, vote: str) -> dict[str, Any]: ...
    def compare(self, *votes: str) -> dict[str, Any]: ...
    def series(self, vote: str) -> dict[str, Any]: ...
    def group(self, name: str, *, vote: Optional[str] = None) -> dict[str, Any]: ...
    def blocs(self, session: Optional[str] = None) -> dict[str, Any]: ...
    def votes(
        self, *words: str, from_: Optional[str] = None, to: Optional[str] = None, body: Optional[str] = None
    ) -> Table: ...
    def positions(
        self, *words: str, from_: Optional[str] = None, to: Optional[str] = None, body: Optional[str] = None
    ) -> Table: ...
    def agreement(
        self,
        members: Sequence[str] = ...,
        *,
        sessions: Sequence[str] = ...,
        by: _By = "session",
        group: Optional[str] = None,
        issue: Optional[_Issue] = None,
        votes: _Motions = "all",
        divided: bool = False,
    ) -> Table: ...
    def agreement_matrix(self, session: str) -> Tuple[list[str], npt.NDArray[np.float64]]: ...
    def ideal_points(
        self,
        members: Sequence[str] = ...,
        *,
        model: _Model = "dynamic",
        sessions: Optional[str] = None,
        votes: _Motions = "all",
        issue: Optional[_Issue] = None,
        matches: Optional[str | os.PathLike[str]] = None,
        dimensions: Literal[1, 2] = 1,
    ) -> Table: ...
    def sampled_ideal_points(
        self,
        members: Sequence[str] = ...,
        *,
        model: _Model = "dynamic",
        sessions: Optional[str] = None,
        votes: _Motions = "all",
        issue: Optional[_Issue] = None,
        matches: Optional[str | os.PathLike[str]] = None,
        scheme: Literal["own", "published"] = "own",
        chains: Optional[int] = None,
        burn_in: Optional[int] = None,
        iterations: Optional[int] = None,
        every: Optional[int] = None,
        until_rhat: Optional[float] = None,
        seed: Optional[int] = None,
        progress: Optional[_Progress] = None,
    ) -> Table: ...
    def plot_vote(self, vote: str) -> Figure: ...
    def plot_compare(self, one: str, other: str) -> Figure: ...
    def plot_series(self, vote: str) -> Figure: ...
    def plot_group(self, name: str, *, vote: Optional[str] = None) -> Figure: ...
    def plot_agreement(
        self,
        members: Sequence[str] = ...,
        *,
        sessions: Sequence[str] = ...,
        by: _By = "session",
        group: Optional[str] = None,
        issue: Optional[_Issue] = None,
        votes: _Motions = "all",
        divided: bool = False,
    ) -> Figure: ...
    def plot_blocs(self, session: str) -> Figure: ...
    def plot_ideal_points(
        self,
        members: Sequence[str] = ...,
        *,
        model: _Model = "dynamic",
        sessions: Optional[str] = None,
        votes: _Motions = "all",
        issue: Optional[_Issue] = None,
        matches: Optional[str | os.PathLike[str]] = None,
        dimensions: Literal[1, 2] = 1,
    ) -> Figure: ...
