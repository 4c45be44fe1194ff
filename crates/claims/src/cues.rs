//! The words by which English speaks of votes.
//!
//! One table a part of speech. The grammar works on what a word does, not on the word, so that a new
//! synonym is a line here and nothing else.

use scrutineer_record::Position;

/// What a word or a fixed phrase does in a sentence about a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// A verb.
    Verb(Verb, Form),
    /// After "vote" or a number: the position.
    Side(Position),
    /// A noun for those that took a position or for the act: "opponents", "abstentions".
    SideNoun(Position),
    /// "with", "alongside", as in "voted with".
    With,
    /// A vote as a thing: "vote", "ballot", "count", "tally".
    VoteNoun,
    /// Those who vote: "countries", "delegations".
    Voters,
    /// A text: "resolution", "draft", "document".
    Text,
    /// What a text holds, loosely: "idea", "initiative", "concept", "position".
    Idea,
    /// "support", "backing", as a noun.
    Support,
    /// A body that votes at the United Nations: the plenary.
    Plenary,
    /// A Main Committee, 1 to 6; 0 for "committee" alone.
    Committee(u8),
    /// The Security Council.
    SecurityCouncil,
    /// The Human Rights Council.
    HumanRightsCouncil,
    /// A body whose votes no book holds: a parliament, a conference, a federation.
    OtherBody,
    /// An organ that a resolution sets up: "working group", "group of experts".
    Organ,
    /// A session of such an organ.
    Session,
    /// "most", "a majority of".
    Most,
    /// "two thirds of".
    TwoThirds,
    /// "half of".
    Half,
    /// "all", "every", "each", "the whole of".
    All,
    /// "no", "none", "not one", "nobody".
    Nobody,
    /// "many", "several", "some".
    Many,
    /// "only", "alone".
    Only,
    /// "except", "but for", "apart from".
    Except,
    /// "overwhelmingly".
    Overwhelming,
    /// "unanimously".
    Unanimous,
    /// "without a vote", "by consensus".
    WithoutVote,
    /// "not", "never".
    Not,
    /// "neither", before a list.
    Neither,
    /// A word that makes the clause something that has not happened: "will", "may", "if".
    Modal,
    /// A conjunction that opens a clause about what has not happened.
    If,
    /// "more", "greater".
    More,
    /// "fewer", "less".
    Fewer,
    /// "the same", "as many".
    Same,
    /// "than".
    Than,
    /// "at least", "no fewer than".
    AtLeast,
    /// "at most", "no more than".
    AtMost,
    /// "more than", "over", before a number.
    MoreThan,
    /// "fewer than", "under", before a number.
    FewerThan,
    /// "about", "nearly", before a number.
    About,
    /// "last year", "a year before", as years from the date of the text.
    Year(i16),
    /// "a year later", "the following year", as years from the vote spoken of.
    YearFromThen(i16),
    /// A number word.
    Number(u32),
    /// An ordinal that counts sessions or years.
    Ordinal(u32),
    /// A relative pronoun.
    Which,
    /// "and", "as well as", "along with".
    And,
    /// "or", "nor".
    Or,
    /// "but".
    But,
    /// "while", "whereas".
    While,
    /// "by".
    By,
    /// A preposition after which a name is no subject.
    Preposition,
    /// "of".
    Of,
    /// "among", "including".
    Among,
    /// "the", "a", "its".
    Article,
    /// "our", "my".
    Our,
    /// "it", "they", "this", as a stand-in for a text.
    Pronoun,
    /// Words between a subject and its verb that change nothing.
    Adverb,
}

/// A verb by its sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// vote, cast
    Vote,
    /// Verbs that name the position by themselves.
    Take(Position),
    /// side with, join
    Join,
    /// adopt, approve, pass, carry
    Adopt,
    /// reject, defeat
    Reject,
    /// condemn, demand: what the Assembly does by adopting a text
    Pronounce,
    /// propose, sponsor, present
    Propose,
    /// present again, bring back
    Present,
    /// mirror, repeat, copy
    Mirror,
    /// contain similar ideas
    Contain,
    /// gain, win, receive
    Gain,
    /// rise, grow
    Rise,
    /// fall, slip
    Fall,
    /// stand at, number
    Stand,
    /// move, switch, shift
    Move,
    /// choose, decide
    Choose,
    /// meet
    Meet,
    /// affect, influence
    Affect,
    /// set up, create
    Establish,
    /// say, tell, note
    Say,
    /// be
    Be,
    /// have
    Have,
    /// do
    Do,
    /// Verbs that make what follows a wish or a plan: urge, call on, plan, hope, expect.
    Wish,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// vote
    Base,
    /// votes
    Third,
    /// voted (past tense or participle)
    Past,
    /// voting
    Ing,
}

use Cue::{
    About, Adverb, All, Among, And, Article, AtLeast, AtMost, But, By, Committee, Except, Fewer,
    FewerThan, Half, HumanRightsCouncil, Idea, If, Many, Modal, More, MoreThan, Most, Neither,
    Nobody, Not, Of, Only, Or, Ordinal, Organ, OtherBody, Our, Overwhelming, Plenary, Preposition,
    Pronoun, Same, SecurityCouncil, Session, Side, SideNoun, Support, Text, Than, TwoThirds,
    Unanimous, VoteNoun, Voters, Which, While, With, WithoutVote, Year, YearFromThen,
};
use Form::{Ing, Past};
use Position::{Abstain, No, NonVoting, Yes};
use Verb as V;

/// Verbs with their forms: base, third person, past, present participle.
pub(crate) const VERBS: &[(Verb, [&str; 4])] = &[
    (V::Vote, ["vote", "votes", "voted", "voting"]),
    (V::Vote, ["cast", "casts", "cast", "casting"]),
    (V::Take(Yes), ["support", "supports", "supported", "supporting"]),
    (V::Take(Yes), ["back", "backs", "backed", "backing"]),
    (V::Take(Yes), ["endorse", "endorses", "endorsed", "endorsing"]),
    (V::Take(No), ["oppose", "opposes", "opposed", "opposing"]),
    (V::Take(Abstain), ["abstain", "abstains", "abstained", "abstaining"]),
    (V::Take(NonVoting), ["stay away", "stays away", "stayed away", "staying away"]),
    (
        V::Take(NonVoting),
        ["skip the vote", "skips the vote", "skipped the vote", "skipping the vote"],
    ),
    (
        V::Take(NonVoting),
        ["miss the vote", "misses the vote", "missed the vote", "missing the vote"],
    ),
    (V::Join, ["side with", "sides with", "sided with", "siding with"]),
    (V::Join, ["join", "joins", "joined", "joining"]),
    (V::Adopt, ["adopt", "adopts", "adopted", "adopting"]),
    (V::Adopt, ["approve", "approves", "approved", "approving"]),
    (V::Adopt, ["pass", "passes", "passed", "passing"]),
    (V::Adopt, ["carry", "carries", "carried", "carrying"]),
    (V::Pronounce, ["condemn", "condemns", "condemned", "condemning"]),
    (V::Pronounce, ["deplore", "deplores", "deplored", "deploring"]),
    (V::Pronounce, ["denounce", "denounces", "denounced", "denouncing"]),
    (V::Pronounce, ["demand", "demands", "demanded", "demanding"]),
    (V::Pronounce, ["rebuke", "rebukes", "rebuked", "rebuking"]),
    (V::Reject, ["reject", "rejects", "rejected", "rejecting"]),
    (V::Reject, ["defeat", "defeats", "defeated", "defeating"]),
    (V::Reject, ["vote down", "votes down", "voted down", "voting down"]),
    (V::Propose, ["propose", "proposes", "proposed", "proposing"]),
    (V::Propose, ["sponsor", "sponsors", "sponsored", "sponsoring"]),
    (V::Propose, ["co-sponsor", "co-sponsors", "co-sponsored", "co-sponsoring"]),
    (V::Propose, ["cosponsor", "cosponsors", "cosponsored", "cosponsoring"]),
    (V::Propose, ["co-author", "co-authors", "co-authored", "co-authoring"]),
    (V::Propose, ["submit", "submits", "submitted", "submitting"]),
    (V::Propose, ["introduce", "introduces", "introduced", "introducing"]),
    (V::Propose, ["table", "tables", "tabled", "tabling"]),
    (V::Propose, ["put forward", "puts forward", "put forward", "putting forward"]),
    (V::Propose, ["initiate", "initiates", "initiated", "initiating"]),
    (V::Propose, ["draft", "drafts", "drafted", "drafting"]),
    (V::Propose, ["author", "authors", "authored", "authoring"]),
    (V::Propose, ["lead", "leads", "led", "leading"]),
    (V::Present, ["present", "presents", "presented", "presenting"]),
    (V::Present, ["bring back", "brings back", "brought back", "bringing back"]),
    (V::Mirror, ["mirror", "mirrors", "mirrored", "mirroring"]),
    (V::Mirror, ["repeat", "repeats", "repeated", "repeating"]),
    (V::Mirror, ["copy", "copies", "copied", "copying"]),
    (V::Mirror, ["echo", "echoes", "echoed", "echoing"]),
    (V::Mirror, ["resemble", "resembles", "resembled", "resembling"]),
    (V::Contain, ["contain", "contains", "contained", "containing"]),
    (V::Gain, ["gain", "gains", "gained", "gaining"]),
    (V::Gain, ["win", "wins", "won", "winning"]),
    (V::Gain, ["receive", "receives", "received", "receiving"]),
    (V::Gain, ["get", "gets", "got", "getting"]),
    (V::Gain, ["find", "finds", "found", "finding"]),
    (V::Gain, ["attract", "attracts", "attracted", "attracting"]),
    (V::Gain, ["enjoy", "enjoys", "enjoyed", "enjoying"]),
    (V::Gain, ["lose", "loses", "lost", "losing"]),
    (V::Rise, ["rise", "rises", "rose", "rising"]),
    (V::Rise, ["grow", "grows", "grew", "growing"]),
    (V::Rise, ["grow", "grows", "grown", "growing"]),
    (V::Rise, ["increase", "increases", "increased", "increasing"]),
    (V::Rise, ["climb", "climbs", "climbed", "climbing"]),
    (V::Fall, ["fall", "falls", "fell", "falling"]),
    (V::Fall, ["fall", "falls", "fallen", "falling"]),
    (V::Fall, ["drop", "drops", "dropped", "dropping"]),
    (V::Fall, ["decline", "declines", "declined", "declining"]),
    (V::Fall, ["slip", "slips", "slipped", "slipping"]),
    (V::Fall, ["shrink", "shrinks", "shrank", "shrinking"]),
    (V::Fall, ["decrease", "decreases", "decreased", "decreasing"]),
    (V::Stand, ["stand at", "stands at", "stood at", "standing at"]),
    (V::Stand, ["number", "numbers", "numbered", "numbering"]),
    (V::Stand, ["total", "totals", "totalled", "totalling"]),
    (V::Stand, ["reach", "reaches", "reached", "reaching"]),
    (V::Move, ["move", "moves", "moved", "moving"]),
    (V::Move, ["switch", "switches", "switched", "switching"]),
    (V::Move, ["shift", "shifts", "shifted", "shifting"]),
    (V::Move, ["change", "changes", "changed", "changing"]),
    (V::Choose, ["choose", "chooses", "chose", "choosing"]),
    (V::Choose, ["decide", "decides", "decided", "deciding"]),
    (V::Choose, ["opt", "opts", "opted", "opting"]),
    (V::Choose, ["prefer", "prefers", "preferred", "preferring"]),
    (V::Meet, ["meet", "meets", "met", "meeting"]),
    (V::Meet, ["convene", "convenes", "convened", "convening"]),
    (V::Establish, ["establish", "establishes", "established", "establishing"]),
    (V::Establish, ["create", "creates", "created", "creating"]),
    (V::Establish, ["set up", "sets up", "set up", "setting up"]),
    (V::Affect, ["affect", "affects", "affected", "affecting"]),
    (V::Affect, ["influence", "influences", "influenced", "influencing"]),
    (V::Say, ["say", "says", "said", "saying"]),
    (V::Say, ["tell", "tells", "told", "telling"]),
    (V::Say, ["note", "notes", "noted", "noting"]),
    (V::Say, ["stress", "stresses", "stressed", "stressing"]),
    (V::Say, ["state", "states", "stated", "stating"]),
    (V::Say, ["add", "adds", "added", "adding"]),
    (V::Say, ["claim", "claims", "claimed", "claiming"]),
    (V::Say, ["explain", "explains", "explained", "explaining"]),
    (V::Say, ["recall", "recalls", "recalled", "recalling"]),
    (V::Say, ["remark", "remarks", "remarked", "remarking"]),
    (V::Say, ["inform", "informs", "informed", "informing"]),
    (V::Say, ["report", "reports", "reported", "reporting"]),
    (V::Say, ["declare", "declares", "declared", "declaring"]),
    (V::Say, ["argue", "argues", "argued", "arguing"]),
    (V::Say, ["emphasize", "emphasizes", "emphasized", "emphasizing"]),
    (V::Wish, ["urge", "urges", "urged", "urging"]),
    (V::Wish, ["plan", "plans", "planned", "planning"]),
    (V::Wish, ["hope", "hopes", "hoped", "hoping"]),
    (V::Wish, ["expect", "expects", "expected", "expecting"]),
    (V::Wish, ["intend", "intends", "intended", "intending"]),
    (V::Wish, ["promise", "promises", "promised", "promising"]),
    (V::Wish, ["threaten", "threatens", "threatened", "threatening"]),
    (V::Wish, ["want", "wants", "wanted", "wanting"]),
    (V::Wish, ["ask", "asks", "asked", "asking"]),
    (V::Wish, ["call on", "calls on", "called on", "calling on"]),
    (V::Be, ["be", "is", "was", "being"]),
    (V::Be, ["be", "are", "were", "being"]),
    (V::Be, ["been", "been", "been", "been"]),
    (V::Have, ["have", "has", "had", "having"]),
    (V::Do, ["do", "does", "did", "doing"]),
];

/// Words and phrases that are no verbs.
pub(crate) const PHRASES: &[(Cue, &[&str])] = &[
    (Side(Yes), &["in favour of", "in favor of", "in favour", "in favor", "yes", "for", "aye"]),
    (Side(No), &["against", "nay"]),
    (
        SideNoun(Yes),
        &[
            "votes in favour of",
            "votes in favor of",
            "votes in favour",
            "votes in favor",
            "votes for",
            "yes votes",
            "affirmative votes",
            "yeas",
            "ayes",
            "yesses",
            "supporters",
            "backers",
        ],
    ),
    (
        SideNoun(No),
        &[
            "votes against",
            "no votes",
            "negative votes",
            "noes",
            "nos",
            "nays",
            "opponents",
            "objectors",
            "dissenters",
        ],
    ),
    (SideNoun(Abstain), &["abstentions", "abstention", "abstainers", "abstainer"]),
    (SideNoun(NonVoting), &["absentees", "absences"]),
    (
        Cue::Verb(V::Take(NonVoting), Past),
        &[
            "did not vote",
            "didn't vote",
            "did not take part",
            "didn't take part",
            "was absent",
            "were absent",
            "did not participate",
            "took no part",
            "cast no vote",
        ],
    ),
    (Cue::Verb(V::Take(NonVoting), Ing), &["not voting", "not taking part"]),
    (With, &["with", "alongside"]),
    (VoteNoun, &["ballot", "ballots", "count", "tally", "roll call", "recorded vote"]),
    (
        Voters,
        &[
            "countries",
            "country",
            "states",
            "state",
            "nations",
            "nation",
            "members",
            "member",
            "member states",
            "member state",
            "delegations",
            "delegation",
            "governments",
            "government",
            "members of the un",
            "countries in the un",
            "capitals",
            "missions",
            "partners",
            "allies",
            "powers",
        ],
    ),
    (
        Text,
        &[
            "resolution",
            "resolutions",
            "draft resolution",
            "draft resolutions",
            "text",
            "texts",
            "document",
            "motion",
            "draft",
            "draft text",
            "measure",
            "un resolution",
            "declaration",
            "twin text",
            "un text",
        ],
    ),
    (
        Idea,
        &[
            "idea",
            "ideas",
            "initiative",
            "initiatives",
            "concept",
            "position",
            "proposal",
            "proposals",
            "project",
            "approach",
            "call",
            "appeal",
        ],
    ),
    (Support, &["support", "backing", "momentum", "approval"]),
    (
        Plenary,
        &[
            "general assembly",
            "un general assembly",
            "united nations general assembly",
            "assembly",
            "unga",
            "plenary",
            "the un",
            "un",
            "united nations",
        ],
    ),
    (Committee(1), &["first committee", "disarmament and international security committee"]),
    (Committee(2), &["second committee"]),
    (Committee(3), &["third committee"]),
    (Committee(4), &["fourth committee"]),
    (Committee(5), &["fifth committee"]),
    (Committee(6), &["sixth committee"]),
    (Committee(0), &["committee", "main committee", "main committees"]),
    (SecurityCouncil, &["security council", "un security council", "unsc"]),
    (HumanRightsCouncil, &["human rights council", "un human rights council", "unhrc"]),
    (
        OtherBody,
        &[
            "parliament",
            "senate",
            "house of representatives",
            "bundestag",
            "duma",
            "knesset",
            "congress",
            "european parliament",
            "conference",
            "governing body",
            "fifa",
            "referendum",
            "election",
            "elections",
            "eurovision",
            "olympic committee",
            "board of governors",
            "unesco",
            "court",
            "council of europe",
            "cabinet",
        ],
    ),
    (
        Organ,
        &[
            "working group",
            "open-ended working group",
            "ad hoc working group",
            "oewg",
            "group of governmental experts",
            "group of experts",
            "gge",
            "ad hoc committee",
            "expert group",
        ],
    ),
    (Session, &["session", "meeting", "sitting"]),
    (
        Most,
        &[
            "most",
            "most of the",
            "most of",
            "the majority of",
            "a majority of",
            "majority of",
            "the vast majority of",
            "a large majority of",
            "the bulk of",
        ],
    ),
    (TwoThirds, &["two thirds of", "two-thirds of", "two thirds", "two-thirds"]),
    (Half, &["half of", "half the", "half"]),
    (All, &["all", "all of", "every", "each", "the whole of", "the entire", "all the", "both"]),
    (
        Nobody,
        &[
            "no one",
            "nobody",
            "none of",
            "none",
            "not one",
            "not a single",
            "no country",
            "no state",
            "no member",
            "no member state",
            "no delegation",
            "no nation",
        ],
    ),
    (
        Many,
        &["many", "several", "some", "a number of", "numerous", "dozens of", "a few", "various"],
    ),
    (Only, &["only", "alone", "just", "the only", "solely"]),
    (
        Except,
        &[
            "except",
            "except for",
            "with the exception of",
            "apart from",
            "bar",
            "other than",
            "but not",
        ],
    ),
    (
        Overwhelming,
        &["overwhelmingly", "overwhelming", "by an overwhelming majority", "by a wide margin"],
    ),
    (Unanimous, &["unanimously", "unanimous"]),
    (WithoutVote, &["without a vote", "by consensus", "by acclamation"]),
    (Not, &["not", "never", "n't", "did not", "didn't", "does not", "doesn't", "do not", "don't"]),
    (Neither, &["neither"]),
    (
        Modal,
        &[
            "will",
            "would",
            "shall",
            "should",
            "may",
            "might",
            "can",
            "could",
            "must",
            "ought",
            "due to",
            "going to",
            "about to",
            "likely to",
            "set to",
            "expected to",
            "ready to",
            "free to",
            "able to",
            "how to",
            "refuse to",
            "refused to",
            "how it will",
        ],
    ),
    (If, &["if", "unless", "whether", "had it", "were it", "in order to", "so that", "lest"]),
    (More, &["more", "greater", "larger", "wider", "broader", "higher"]),
    (Fewer, &["fewer", "less", "smaller", "lower"]),
    (Same, &["the same", "same", "as many", "unchanged", "again"]),
    (Than, &["than"]),
    (AtLeast, &["at least", "no fewer than", "no less than", "not fewer than", "not less than"]),
    (AtMost, &["at most", "no more than", "not more than", "up to"]),
    (MoreThan, &["more than", "over", "upwards of", "well over"]),
    (FewerThan, &["fewer than", "less than", "under", "below"]),
    (
        About,
        &["about", "around", "nearly", "almost", "roughly", "some", "approximately", "close to"],
    ),
    (Year(-1), &["last year", "a year ago", "the year before", "year before", "last session"]),
    (Year(0), &["this year", "this session"]),
    (Year(1), &["next year"]),
    (
        YearFromThen(-1),
        &[
            "the previous year",
            "previous year",
            "a year earlier",
            "the preceding year",
            "the previous session",
            "the prior year",
            "a year before",
            "one year earlier",
        ],
    ),
    (
        YearFromThen(1),
        &[
            "a year later",
            "one year later",
            "the following year",
            "the next year",
            "a year on",
            "the year after",
        ],
    ),
    (Ordinal(1), &["first", "1st", "organizational", "organisational", "inaugural"]),
    (Ordinal(2), &["second", "2nd"]),
    (Ordinal(3), &["third", "3rd"]),
    (Ordinal(4), &["fourth", "4th"]),
    (Ordinal(5), &["fifth", "5th"]),
    (Which, &["which", "who", "that", "whose", "whom", "where"]),
    (And, &["and", "as well as", "along with", "together with", "plus", "&"]),
    (Or, &["or", "nor"]),
    (But, &["but", "yet"]),
    (While, &["while", "whereas", "whilst", "although", "though", "when"]),
    (By, &["by"]),
    (
        Preposition,
        &[
            "in",
            "on",
            "from",
            "at",
            "over",
            "to",
            "into",
            "between",
            "about",
            "under",
            "during",
            "after",
            "before",
            "within",
            "despite",
            "unlike",
            "since",
            "until",
            "towards",
            "toward",
            "outside",
            "on behalf of",
            "instead of",
            "because of",
            "according to",
        ],
    ),
    (Of, &["of"]),
    (Among, &["among", "amongst", "including", "among them"]),
    (
        Article,
        &["the", "a", "an", "its", "their", "his", "her", "a total of", "as many as", "altogether"],
    ),
    (Our, &["our", "my", "our own"]),
    (Pronoun, &["it", "this", "they", "them", "these", "those", "he", "she", "we"]),
    (
        Adverb,
        &[
            "also",
            "essentially",
            "demonstratively",
            "then",
            "already",
            "again",
            "thus",
            "too",
            "even",
            "simply",
            "actually",
            "together",
            "previously",
            "once",
            "still",
            "likewise",
            "both",
            "publicly",
            "clearly",
            "firmly",
            "ultimately",
            "finally",
            "reportedly",
            "now",
            "itself",
            "themselves",
            "instead",
            "however",
        ],
    ),
];

/// Cardinal numbers in words.
pub(crate) const NUMBERS: &[(u32, &str)] = &[
    (0, "zero"),
    (1, "one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (17, "seventeen"),
    (18, "eighteen"),
    (19, "nineteen"),
    (20, "twenty"),
    (30, "thirty"),
    (40, "forty"),
    (50, "fifty"),
    (60, "sixty"),
    (70, "seventy"),
    (80, "eighty"),
    (90, "ninety"),
    (100, "a hundred"),
    (100, "hundred"),
    (12, "a dozen"),
    (24, "two dozen"),
    (36, "three dozen"),
];
