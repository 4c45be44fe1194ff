"""The shapes of findings, for programs that say their types. `scrutineer schema findings` describes every field."""

from typing import Literal, Optional, TypedDict

Position = Literal["yes", "no", "abstain", "non_voting"]
Verdict = Literal["supported", "contradicted", "partly", "ambiguous", "not_in_record"]


class Span(TypedDict):
    start: int
    end: int
    text: str


class VoteReference(TypedDict):
    id: str
    symbol: str
    date: Optional[str]


class Evidence(TypedDict):
    symbol: str
    position: Position
    members: list[str]


class Definition(TypedDict):
    words: str
    taken_as: str
    readings: dict[str, str]


class LeftOut(TypedDict):
    text: str
    votes: list[str]
    after_statement: bool


class Fix(TypedDict):
    span: Span
    replacement: str


class Attribution(TypedDict):
    speaker: Optional[str]
    role: Optional[str]
    member: Optional[str]
    outlet: Optional[str]
    manner: str


# "from" is a word of the language, so this one is written as a call.
Claim = TypedDict(
    "Claim",
    {
        "kind": str,
        "speaker": Optional[str],
        "asserted_by": str,
        "said": list[Attribution],
        "quoted": bool,
        "agents": list[str],
        "from": Optional[Position],
        "to": Optional[Position],
        "position": Optional[Position],
        "count": Optional[int],
        "comparison": Optional[Literal["more", "fewer", "same"]],
        "negated": bool,
    },
)


class Finding(TypedDict):
    span: Span
    claim: Claim
    votes: list[VoteReference]
    alternatives: list[VoteReference]
    verdict: Verdict
    explanation: str
    evidence: list[Evidence]
    definitions: list[Definition]
    context: list[LeftOut]
    not_judged: list[Span]
    correction: Optional[str]
    fixes: list[Fix]
    reproduce: str
    remedy: Optional[str]
    pinned: list[str]


class _Findings(TypedDict):
    source: str
    kind: str
    encoding: str
    title: Optional[str]
    outlet: Optional[str]
    author: Optional[str]
    defects: list[str]
    date: Optional[str]
    date_basis: str
    findings: list[Finding]
    unread: list[Span]


class Findings(_Findings, total=False):
    only: list[str]
