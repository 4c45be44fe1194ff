//! Idioms for positions: one table of words, each with what it tells of those who are said to have done it.
//!
//! Some tell just one position. Others only rule one out: who "held back" did not vote yes, whether they
//! abstained, voted no or stayed away.

use scrutineer_record::Position::{Abstain, No, NonVoting, Yes};

use crate::cues::{Cue, Form, Verb};
use Verb::{Abandon, Choose, Join, Keep, Move, Remain, Shun, StandBy, Take};

/// A verb with the words after it that make it an idiom. `{its}` stands for every possessive, `{itself}` for
/// every reflexive pronoun, `{it}` for a text that is voted on; a bar parts wordings.
struct Idiom {
    tells: Verb,
    /// Base, third person, past, present participle.
    verb: [&'static str; 4],
    rest: &'static [&'static str],
}

const fn idiom(tells: Verb, verb: [&'static str; 4], rest: &'static [&'static str]) -> Idiom {
    Idiom { tells, verb, rest }
}

const GIVE: [&str; 4] = ["give", "gives", "gave", "giving"];
const LEND: [&str; 4] = ["lend", "lends", "lent", "lending"];
const PUT: [&str; 4] = ["put", "puts", "put", "putting"];
const THROW: [&str; 4] = ["throw", "throws", "threw", "throwing"];
const COME: [&str; 4] = ["come", "comes", "came", "coming"];
const GO: [&str; 4] = ["go", "goes", "went", "going"];
const RAISE: [&str; 4] = ["raise", "raises", "raised", "raising"];
const PRESS: [&str; 4] = ["press", "presses", "pressed", "pressing"];
const STAND: [&str; 4] = ["stand", "stands", "stood", "standing"];
const LINE: [&str; 4] = ["line", "lines", "lined", "lining"];
const SIT: [&str; 4] = ["sit", "sits", "sat", "sitting"];
const STAY: [&str; 4] = ["stay", "stays", "stayed", "staying"];
const REMAIN: [&str; 4] = ["remain", "remains", "remained", "remaining"];
const KEEP: [&str; 4] = ["keep", "keeps", "kept", "keeping"];
const HOLD: [&str; 4] = ["hold", "holds", "held", "holding"];
const WITHHOLD: [&str; 4] = ["withhold", "withholds", "withheld", "withholding"];
const MISS: [&str; 4] = ["miss", "misses", "missed", "missing"];
const SKIP: [&str; 4] = ["skip", "skips", "skipped", "skipping"];
const FAIL: [&str; 4] = ["fail", "fails", "failed", "failing"];
const WALK: [&str; 4] = ["walk", "walks", "walked", "walking"];
const LEAVE: [&str; 4] = ["leave", "leaves", "left", "leaving"];
const BOYCOTT: [&str; 4] = ["boycott", "boycotts", "boycotted", "boycotting"];
const ABSENT: [&str; 4] = ["absent", "absents", "absented", "absenting"];
const THEY_DID_NOT: [&str; 4] = ["", "", "did not|didn't", ""];
const TAKE: [&str; 4] = ["take", "takes", "took", "taking"];
const CAST: [&str; 4] = ["cast", "casts", "cast", "casting"];
const STICK: [&str; 4] = ["stick", "sticks", "stuck", "sticking"];
const RALLY: [&str; 4] = ["rally", "rallies", "rallied", "rallying"];
const ALIGN: [&str; 4] = ["align", "aligns", "aligned", "aligning"];
const ALLY: [&str; 4] = ["ally", "allies", "allied", "allying"];
const FALL: [&str; 4] = ["fall", "falls", "fell", "falling"];
const DESERT: [&str; 4] = ["desert", "deserts", "deserted", "deserting"];
const DEFECT: [&str; 4] = ["defect", "defects", "defected", "defecting"];
const MAKE: [&str; 4] = ["make", "makes", "made", "making"];
const SIDE: [&str; 4] = ["side", "sides", "sided", "siding"];
const FIND: [&str; 4] = ["find", "finds", "found", "finding"];
const MOVE: [&str; 4] = ["move", "moves", "moved", "moving"];
const END: [&str; 4] = ["end", "ends", "ended", "ending"];

const BREAK: [&str; 4] = ["break", "breaks", "broke", "breaking"];
const SAY: [&str; 4] = ["say", "says", "said", "saying"];
const DUCK: [&str; 4] = ["duck", "ducks", "ducked", "ducking"];
const DODGE: [&str; 4] = ["dodge", "dodges", "dodged", "dodging"];
const SLIP: [&str; 4] = ["slip", "slips", "slipped", "slipping"];
const SWING: [&str; 4] = ["swing", "swings", "swung", "swinging"];
const STEER: [&str; 4] = ["steer", "steers", "steered", "steering"];
const DECLINE: [&str; 4] = ["decline", "declines", "declined", "declining"];
const GET: [&str; 4] = ["get", "gets", "got", "getting"];
const PLAY: [&str; 4] = ["play", "plays", "played", "playing"];
const RECORD: [&str; 4] = ["record", "records", "recorded", "recording"];
const REGISTER: [&str; 4] = ["register", "registers", "registered", "registering"];
const CHOOSE: [&str; 4] = ["choose", "chooses", "chose", "choosing"];
const TURN: [&str; 4] = ["turn", "turns", "turned", "turning"];

/// What verbs tell with the words that go with them.
const IDIOMS: &[Idiom] = &[
    idiom(
        Take(Yes),
        GIVE,
        &["{its} backing to", "{its} support to", "{its} blessing to", "{its} assent to"],
    ),
    idiom(Take(Yes), LEND, &["{its} support to", "{its} backing to", "{its} name to"]),
    idiom(Take(Yes), PUT, &["{its} weight behind"]),
    idiom(Take(Yes), THROW, &["{its} weight behind", "{its} support behind"]),
    idiom(
        Take(Yes),
        COME,
        &["out in favour of", "out in favor of", "down in favour of", "down in favor of"],
    ),
    idiom(
        Take(Yes),
        RALLY,
        &["behind the text", "behind the resolution", "behind the draft", "behind it"],
    ),
    idiom(
        Take(Yes),
        RAISE,
        &[
            "{its} hand for",
            "{its} hands for",
            "{its} hand in favour",
            "{its} hands in favour",
            "{its} hands in favor",
        ],
    ),
    idiom(Take(Yes), PRESS, &["the green button", "green"]),
    idiom(Take(No), STAND, &["against", "opposed"]),
    idiom(Take(No), COME, &["out against", "down against"]),
    idiom(Take(No), GO, &["against"]),
    idiom(Take(No), FIND, &["fault with"]),
    idiom(Take(No), LINE, &["up against"]),
    idiom(Take(No), HOLD, &["out against"]),
    idiom(Take(No), RAISE, &["{its} hand against", "{its} hands against"]),
    idiom(Take(No), PRESS, &["the red button", "red"]),
    idiom(Take(Abstain), SIT, &["on the fence", "on {its} hands"]),
    idiom(Take(Abstain), STAND, &["aside"]),
    idiom(
        Take(Abstain),
        ["have", "has", "had", "having"],
        &["no opinion", "no view", "no opinion either way", "no view either way"],
    ),
    idiom(
        Take(Abstain),
        ["", "", "would not commit|did not commit|declined to commit", ""],
        &["{itself}"],
    ),
    idiom(Take(No), ["", "", "would have|wanted", ""], &["none of it"]),
    idiom(Take(No), ["", "", "would not hear", ""], &["of it"]),
    idiom(Take(NonVoting), GO, &["missing"]),
    idiom(
        Take(Abstain),
        ["", "", "went|would go|could go", ""],
        &["no further than abstaining", "no further than abstention", "no further than to abstain"],
    ),
    idiom(Take(Abstain), STAY, &["neutral", "on the fence", "on the sidelines", "in the middle"]),
    idiom(Take(Abstain), KEEP, &["to the middle", "to the middle ground"]),
    idiom(
        Take(Abstain),
        ["steer", "steers", "steered", "steering"],
        &["a middle course", "the middle course"],
    ),
    idiom(Take(Abstain), REMAIN, &["neutral", "on the fence", "on the sidelines"]),
    idiom(
        Take(Abstain),
        TAKE,
        &["no side", "no sides", "neither side", "the middle road", "the middle ground"],
    ),
    idiom(Take(Abstain), PRESS, &["the yellow button", "yellow"]),
    idiom(Take(NonVoting), SIT, &["out", "it out", "out the vote", "this one out"]),
    idiom(
        Take(NonVoting),
        STAY,
        &[
            "away",
            "out of the room",
            "out of the hall",
            "out of the chamber",
            "out of it",
            "out of the vote",
            "out of the voting",
            "at home",
        ],
    ),
    idiom(
        Take(NonVoting),
        KEEP,
        &["away", "out of the room", "out of the hall", "out of the vote"],
    ),
    idiom(
        Take(NonVoting),
        ["refuse", "refuses", "refused", "refusing"],
        &["to vote", "to take part", "to participate", "to take part in the vote"],
    ),
    idiom(
        Take(NonVoting),
        ["", "", "was not allowed|were not allowed|was not permitted|were not permitted", ""],
        &["to vote", "to take part"],
    ),
    idiom(Take(NonVoting), ["", "", "was barred|were barred|was debarred", ""], &["from voting"]),
    idiom(
        Take(NonVoting),
        MISS,
        &["the vote", "the vote altogether", "the ballot", "the roll call"],
    ),
    idiom(Take(NonVoting), SKIP, &["the vote", "the ballot", "the session"]),
    idiom(Take(NonVoting), GIVE, &["the vote a miss", "it a miss"]),
    idiom(
        Take(NonVoting),
        FAIL,
        &["to vote", "to turn up", "to show up", "to appear", "to take part"],
    ),
    idiom(Take(NonVoting), WALK, &["out", "out of the hall", "out of the chamber"]),
    idiom(Take(NonVoting), LEAVE, &["the room", "the hall", "the chamber", "before the vote"]),
    idiom(Take(NonVoting), BOYCOTT, &["the vote", "the ballot", "the session"]),
    idiom(Take(NonVoting), ABSENT, &["{itself}"]),
    idiom(Take(NonVoting), TAKE, &["no part"]),
    idiom(Take(NonVoting), CAST, &["no vote", "no ballot", "no vote at all"]),
    idiom(Take(NonVoting), GO, &["home before the vote", "home"]),
    idiom(Take(NonVoting), ["gone", "gone", "gone", "gone"], &["home", "home before the vote"]),
    idiom(
        Take(NonVoting),
        THEY_DID_NOT,
        &[
            "vote",
            "vote at all",
            "take part",
            "participate",
            "turn up",
            "show up",
            "bother to vote",
            "bother to turn up",
            "press a button",
            "press any button",
            "press any of the buttons",
            "cast a vote",
            "cast a ballot",
            "record a vote",
            "register a vote",
            "attend",
            "take part in the vote",
            "participate in the vote",
        ],
    ),
    idiom(Shun(Yes), HOLD, &["back"]),
    idiom(
        Shun(Yes),
        WITHHOLD,
        &[
            "support",
            "support from",
            "{its} support",
            "{its} support from",
            "{its} backing",
            "{its} backing from",
            "{its} assent",
            "{its} approval",
            "{its} vote",
            "{its} votes",
        ],
    ),
    idiom(Shun(Yes), GO, &["no further than abstention"]),
    idiom(Join, SIDE, &["with", "alongside"]),
    idiom(Join, STAND, &["with", "alongside", "beside", "shoulder to shoulder with"]),
    idiom(Join, LINE, &["up with", "up alongside"]),
    idiom(Join, KEEP, &["company with"]),
    idiom(Join, FIND, &["{itself} in the company of", "{itself} alongside"]),
    idiom(StandBy, STAND, &["by", "behind"]),
    idiom(StandBy, ["march", "marches", "marched", "marching"], &["behind"]),
    idiom(StandBy, REMAIN, &["true to", "faithful to", "loyal to"]),
    idiom(StandBy, STAY, &["true to", "faithful to", "loyal to"]),
    idiom(StandBy, ["follow", "follows", "followed", "following"], &[""]),
    idiom(StandBy, ["toe", "toes", "toed", "toeing"], &[""]),
    idiom(StandBy, STICK, &["by", "with"]),
    idiom(StandBy, LINE, &["up behind"]),
    idiom(
        Join,
        ["vote", "votes", "voted", "voting"],
        &["the same way as", "in line with", "in step with", "in unison with", "in tandem with"],
    ),
    idiom(StandBy, GO, &["along with"]),
    idiom(StandBy, FALL, &["in with", "in behind", "into line with", "into line behind"]),
    idiom(StandBy, TAKE, &["the side of", "sides with", "the part of", ""]),
    idiom(StandBy, THROW, &["in {its} lot with"]),
    idiom(StandBy, CAST, &["{its} lot with"]),
    idiom(StandBy, RALLY, &["to", "behind"]),
    idiom(StandBy, ALIGN, &["with", "{itself} with"]),
    idiom(StandBy, ALLY, &["{itself} with"]),
    idiom(StandBy, MAKE, &["common cause with"]),
    idiom(StandBy, DESERT, &["to"]),
    idiom(StandBy, DEFECT, &["to"]),
    idiom(Choose, ["settle", "settles", "settled", "settling"], &["for", "on"]),
    idiom(Choose, ["plump", "plumps", "plumped", "plumping"], &["for"]),
    idiom(Choose, ["opt", "opts", "opted", "opting"], &["for"]),
    idiom(Choose, GO, &["for"]),
    idiom(Choose, FALL, &["back on", "back upon", "back to"]),
    idiom(Choose, ["add", "adds", "added", "adding"], &["{its}"]),
    idiom(Choose, TAKE, &["refuge in", "shelter in"]),
    idiom(Choose, ["hide", "hides", "hid", "hiding"], &["behind"]),
    idiom(Choose, ["resort", "resorts", "resorted", "resorting"], &["to"]),
    idiom(Choose, ["enter", "enters", "entered", "entering"], &[""]),
    idiom(Choose, ["register", "registers", "registered", "registering"], &[""]),
    idiom(Choose, ["record", "records", "recorded", "recording"], &[""]),
    idiom(Move, ["cross", "crosses", "crossed", "crossing"], &["over"]),
    idiom(Move, ["cross", "crosses", "crossed", "crossing"], &[""]),
    idiom(Move, ["retreat", "retreats", "retreated", "retreating"], &[""]),
    idiom(Move, ["", "", "turned|went over|came over|reverted|slid|stepped back", ""], &[""]),
    idiom(Move, ["swap", "swaps", "swapped", "swapping"], &[""]),
    idiom(Move, ["trade", "trades", "traded", "trading"], &["{its}"]),
    idiom(Move, GO, &["the other way", "the opposite way", "in the opposite direction"]),
    idiom(Move, MOVE, &["the other way", "the opposite way", "in the opposite direction"]),
    idiom(Move, ["swing", "swings", "swung", "swinging"], &[""]),
    idiom(Move, ["flip", "flips", "flipped", "flipping"], &[""]),
    idiom(Move, ["drift", "drifts", "drifted", "drifting"], &[""]),
    idiom(Move, ["soften", "softens", "softened", "softening"], &[""]),
    idiom(Move, ["harden", "hardens", "hardened", "hardening"], &[""]),
    idiom(Move, ["downgrade", "downgrades", "downgraded", "downgrading"], &[""]),
    idiom(Move, ["upgrade", "upgrades", "upgraded", "upgrading"], &[""]),
    idiom(Abandon, ["abandon", "abandons", "abandoned", "abandoning"], &[""]),
    idiom(Abandon, ["drop", "drops", "dropped", "dropping"], &["{its}"]),
    idiom(
        Choose,
        ["have", "has", "had", "having"],
        &["the decency", "the courage", "the nerve", "the good sense", "the guts"],
    ),
    idiom(Abandon, GIVE, &["up"]),
    idiom(Abandon, ["renounce", "renounces", "renounced", "renouncing"], &[""]),
    idiom(Abandon, ["end", "ends", "ended", "ending"], &["{its}"]),
    idiom(Keep, KEEP, &[""]),
    idiom(Remain, STAY, &[""]),
    idiom(Remain, REMAIN, &[""]),
    idiom(Remain, STAND, &[""]),
    idiom(Remain, FIND, &["{itself}"]),
    idiom(Remain, END, &["up"]),
    idiom(
        Take(Yes),
        GIVE,
        &[
            "{its} vote to",
            "{its} votes to",
            "{its} approval to",
            "{its} consent to",
            "{its} endorsement to",
            "{its} nod to",
            "the nod to",
            "{it} the nod",
            "{it} {its} blessing",
            "{it} {its} backing",
            "{it} {its} support",
            "{it} {its} vote",
            "{it} {its} votes",
            "a green light to",
            "the green light to",
        ],
    ),
    idiom(Take(Yes), THROW, &["{its} vote behind", "{its} votes behind"]),
    idiom(Take(Yes), SAY, &["yea", "yes to {it}"]),
    idiom(Take(Yes), GET, &["behind {it}"]),
    idiom(Take(Yes), SWING, &["behind {it}"]),
    idiom(Take(Yes), STAND, &["behind {it}"]),
    idiom(Take(Yes), LINE, &["up behind {it}"]),
    idiom(Take(Yes), LEND, &["{its} vote to", "{its} votes to", "{it} {its} support"]),
    idiom(Take(Yes), ["light", "lights", "lit", "lighting"], &["up green"]),
    idiom(
        Take(No),
        ["set", "sets", "set", "setting"],
        &["{itself} against {it}", "{its} face against {it}", "{its} faces against {it}"],
    ),
    idiom(Take(No), TURN, &["{its} thumb down", "{its} thumbs down", "thumbs down on"]),
    idiom(Take(No), TAKE, &["a stand against"]),
    idiom(Take(No), SAY, &["nay", "no to {it}"]),
    idiom(Take(No), STAND, &["out against", "up against", "in opposition"]),
    idiom(Take(No), LINE, &["up in opposition"]),
    idiom(Take(No), ["light", "lights", "lit", "lighting"], &["up red"]),
    idiom(Take(Abstain), CHOOSE, &["neither", "neither side", "neither camp", "the middle way"]),
    idiom(Take(Abstain), ["hedge", "hedges", "hedged", "hedging"], &["{its} bets", "{its} bet"]),
    idiom(
        Take(Abstain),
        ["straddle", "straddles", "straddled", "straddling"],
        &["the fence", "the divide"],
    ),
    idiom(Take(Abstain), ["perch", "perches", "perched", "perching"], &["on the fence"]),
    idiom(
        Take(Abstain),
        TAKE,
        &[
            "a neutral position",
            "a neutral stance",
            "a neutral line",
            "the middle way",
            "the middle course",
        ],
    ),
    idiom(Take(Abstain), KEEP, &["neutral", "on the fence"]),
    idiom(
        Take(Abstain),
        ["let", "lets", "let", "letting"],
        &["{it} pass", "{it} through", "{it} go through"],
    ),
    // Who did one of these abstained or was not there: see `tells_of_sitting_out`.
    idiom(Take(NonVoting), CHOOSE, &["not to choose", "no side"]),
    idiom(
        Take(NonVoting),
        DECLINE,
        &[
            "to take sides",
            "to take a side",
            "to choose sides",
            "to choose",
            "to pick a side",
            "to choose a side",
            "to pick sides",
            "to take a position",
        ],
    ),
    idiom(
        Take(NonVoting),
        ["refuse", "refuses", "refused", "refusing"],
        &["to take sides", "to choose", "to choose sides", "to take a side"],
    ),
    idiom(
        Take(NonVoting),
        THEY_DID_NOT,
        &[
            "take sides",
            "take a side",
            "choose sides",
            "pick a side",
            "take a position",
            "vote either way",
        ],
    ),
    idiom(Take(NonVoting), TAKE, &["no position", "no stand", "no stance"]),
    idiom(Take(NonVoting), RECORD, &["no position", "no choice", "no preference"]),
    idiom(Take(NonVoting), REGISTER, &["no position", "no choice", "no preference"]),
    idiom(Take(NonVoting), MAKE, &["no choice at all"]),
    idiom(
        Take(NonVoting),
        DUCK,
        &["the vote", "out of the vote", "the ballot", "the question", "the choice"],
    ),
    idiom(Take(NonVoting), DODGE, &["the vote", "the ballot", "the choice"]),
    idiom(Take(NonVoting), STEER, &["clear of the vote", "clear of the ballot"]),
    idiom(
        Take(NonVoting),
        ["avoid", "avoids", "avoided", "avoiding"],
        &["the vote", "the ballot", "the roll call"],
    ),
    idiom(
        Take(NonVoting),
        KEEP,
        &[
            "out of it",
            "out of the quarrel",
            "out of the fray",
            "out of the fight",
            "clear of the vote",
            "{its} counsel",
            "{its} own counsel",
        ],
    ),
    idiom(Take(NonVoting), MAKE, &["{itself} scarce", "no appearance", "{itself} absent"]),
    idiom(Take(NonVoting), PLAY, &["no part", "truant", "no role in the vote"]),
    idiom(Take(NonVoting), RECORD, &["no vote", "no vote at all"]),
    idiom(Take(NonVoting), REGISTER, &["no vote", "no vote at all"]),
    idiom(Take(NonVoting), SLIP, &["out of the hall", "out of the room"]),
    idiom(Take(NonVoting), STAY, &["off the floor", "off the roll"]),
    idiom(Take(NonVoting), KEEP, &["off the floor"]),
    idiom(
        Take(NonVoting),
        GIVE,
        &["it a wide berth", "the vote a wide berth", "the session a miss", "the ballot a miss"],
    ),
    idiom(
        Take(NonVoting),
        LEAVE,
        &["{its} seat empty", "{its} seats empty", "{its} buttons untouched"],
    ),
    idiom(Take(NonVoting), ["let", "lets", "let", "letting"], &["the vote pass"]),
    idiom(
        Take(NonVoting),
        THEY_DID_NOT,
        &[
            "press any button at all",
            "touch a button",
            "touch {its} buttons",
            "press {its} buttons",
            "push any button",
            "push a button",
            "enter a vote",
            "enter any vote",
            "cast any vote",
            "cast a vote at all",
            "cast votes",
            "answer the roll call",
            "figure in the vote",
            "figure in the roll call",
        ],
    ),
    idiom(Shun(Yes), ["balk", "balks", "balked", "balking"], &[""]),
    idiom(Shun(Yes), ["baulk", "baulks", "baulked", "baulking"], &[""]),
    idiom(Shun(Yes), ["demur", "demurs", "demurred", "demurring"], &[""]),
    idiom(Shun(Yes), ["resist", "resists", "resisted", "resisting"], &["{it}"]),
    // "broke ranks to back it": what was done follows.
    idiom(
        Choose,
        BREAK,
        &["ranks", "with {its} allies", "with {its} neighbours", "with tradition"],
    ),
    idiom(Choose, TURN, &["up", "out", "around", "round"]),
    idiom(Choose, GO, &["so far as", "as far as", "on", "ahead"]),
    idiom(Choose, COME, &["round", "around", "forward"]),
    idiom(Choose, ["see", "sees", "saw", "seeing"], &["fit"]),
    idiom(Choose, ["proceed", "proceeds", "proceeded", "proceeding"], &[""]),
    idiom(Choose, ["unite", "unites", "united", "uniting"], &[""]),
    idiom(Choose, ["combine", "combines", "combined", "combining"], &[""]),
    idiom(Choose, ["team", "teams", "teamed", "teaming"], &["up"]),
    idiom(Choose, ["rush", "rushes", "rushed", "rushing"], &[""]),
    idiom(Choose, ["step", "steps", "stepped", "stepping"], &["in", "forward"]),
    idiom(Choose, ["cross", "crosses", "crossed", "crossing"], &["the aisle", "the floor"]),
    idiom(Join, STAND, &["together with", "on the side of", "at the side of"]),
    idiom(Join, ["range", "ranges", "ranged", "ranging"], &["{itself} with", "{itself} alongside"]),
    idiom(StandBy, SWING, &["behind", "over to", "round to"]),
    idiom(StandBy, COME, &["down on the side of", "over to the side of", "out on the side of"]),
    idiom(StandBy, BREAK, &["for"]),
    idiom(Choose, TAKE, &["cover in", "the route of", "the way of"]),
    idiom(Choose, ["seek", "seeks", "sought", "seeking"], &["refuge in", "shelter in", "cover in"]),
    idiom(Choose, FIND, &["refuge in", "shelter in"]),
    idiom(Choose, ["deliver", "delivers", "delivered", "delivering"], &[""]),
    idiom(Move, ["return", "returns", "returned", "returning"], &[""]),
    idiom(Move, ["desert", "deserts", "deserted", "deserting"], &[""]),
    idiom(Move, GO, &["from"]),
    idiom(Move, ["quit", "quits", "quit", "quitting"], &[""]),
    idiom(Choose, STICK, &["to"]),
    idiom(Choose, ["content", "contents", "contented", "contenting"], &["{itself} with"]),
    idiom(Choose, ["confine", "confines", "confined", "confining"], &["{itself} to"]),
    idiom(Choose, ["limit", "limits", "limited", "limiting"], &["{itself} to"]),
    idiom(Move, ["migrate", "migrates", "migrated", "migrating"], &[""]),
    idiom(Move, ["defect", "defects", "defected", "defecting"], &["from"]),
    idiom(Move, ["slide", "slides", "", "sliding"], &[""]),
    idiom(Move, ["ease", "eases", "eased", "easing"], &[""]),
    idiom(Move, ["shuffle", "shuffles", "shuffled", "shuffling"], &[""]),
    idiom(Move, ["veer", "veers", "veered", "veering"], &[""]),
    idiom(Move, ["edge", "edges", "edged", "edging"], &[""]),
    idiom(Move, ["graduate", "graduates", "graduated", "graduating"], &[""]),
    idiom(Move, ["convert", "converts", "converted", "converting"], &[""]),
    idiom(Move, ["advance", "advances", "advanced", "advancing"], &["from"]),
    idiom(Move, ["toughen", "toughens", "toughened", "toughening"], &[""]),
    idiom(Move, ["withdraw", "withdraws", "withdrew", "withdrawing"], &["into", "to"]),
    idiom(Move, ["fall", "falls", "fell", "falling"], &["back into"]),
    idiom(Move, ["step", "steps", "stepped", "stepping"], &["down", "up", "across"]),
    idiom(Move, ["climb", "climbs", "climbed", "climbing"], &["down", "off the fence"]),
    idiom(Move, ["pass", "passes", "passed", "passing"], &["over", "from"]),
    idiom(Move, ["tilt", "tilts", "tilted", "tilting"], &[""]),
    idiom(Move, ["relapse", "relapses", "relapsed", "relapsing"], &[""]),
    idiom(Abandon, ["forsake", "forsakes", "forsook", "forsaking"], &[""]),
    idiom(Abandon, ["shed", "sheds", "shed", "shedding"], &["{its}"]),
    idiom(Abandon, LEAVE, &["{its}"]),
    idiom(Take(Yes), CAST, &["{its} vote for", "{its} vote in favour of", "{its} vote in favour"]),
    idiom(Take(Yes), CAST, &["{its} votes for", "{its} votes in favour", "{its} ballot for"]),
    idiom(Take(No), CAST, &["{its} vote against", "{its} votes against", "{its} ballot against"]),
    idiom(Take(Yes), COME, &["out in favour", "out in favor", "out in support", "down in favour"]),
    idiom(Take(Yes), RAISE, &["a hand for", "a hand in favour"]),
    idiom(Take(No), RAISE, &["a hand against"]),
    idiom(
        Take(NonVoting),
        PRESS,
        &["no button", "no button at all", "no button whatever", "no button whatsoever", "none"],
    ),
    idiom(Choose, TAKE, &["the path of", "the road of", "the course of", "the option of"]),
    idiom(Choose, CHOOSE, &["the path of", "the road of", "the course of", "the way of"]),
    idiom(Choose, ["", "", "could bring|was able to bring|were able to bring", ""], &["{itself}"]),
    idiom(Choose, ["", "", "cared|troubled|condescended|deigned", ""], &[""]),
    idiom(
        Move,
        MAKE,
        &["the journey the other way", "the opposite journey", "the reverse journey"],
    ),
    idiom(Move, MAKE, &["the journey in reverse", "the opposite move", "the reverse move"]),
    idiom(Move, ["travel", "travels", "travelled", "travelling"], &["the other way"]),
    idiom(Move, ["travel", "travels", "travelled", "travelling"], &["in the opposite direction"]),
    idiom(Join, FIND, &["{itself} on the same side as", "{itself} in the same camp as"]),
    idiom(Join, STAND, &["on the same side as", "in the same camp as"]),
    idiom(
        Join,
        TAKE,
        &["the same stand as", "the same side as", "the same line as", "the same position as"],
    ),
];

/// What members are said to have been: "were conspicuously absent", "remained on board".
const STATES: &[(Verb, &[&str])] = &[
    (Take(Yes), &["with the majority", "in the majority", "among the majority"]),
    (Take(No), &["with the minority", "in the minority", "among the minority"]),
    (Take(NonVoting), &["empty", "vacant", "unoccupied", "nowhere in sight"]),
    (Take(Yes), &["on board", "behind {it}"]),
    (Take(No), &["in opposition", "dead set against", "dead against"]),
    (Take(Abstain), &["on the fence", "neutral", "on the sidelines"]),
    (
        Take(NonVoting),
        &[
            "absent",
            "not recorded as voting",
            "not recorded",
            "missing",
            "away",
            "no-shows",
            "a no-show",
            "not present",
            "not there",
            "not recorded as having voted",
            "not listed as voting",
            "recorded as absent",
            "listed as absent",
            "marked as absent",
            "recorded as not voting",
            "listed as not voting",
            "nowhere to be seen",
            "nowhere to be found",
            "not in the room",
            "not in the hall",
            "not in the chamber",
            "out of the room",
            "out of the hall",
            "out of the chamber",
            "not in {its} seat",
            "not in {its} seats",
            "not at {its} desks",
            "not at {its} desk",
            "off the floor",
            "out of {its} seat",
            "out of {its} seats",
            "recorded as not participating",
            "recorded as non-voting",
            "shown as absent",
            "shown as not voting",
            "down as absent",
            "counted absent",
            "counted as absent",
            "marked absent",
            "listed absent",
            "recorded absent",
        ],
    ),
];

/// Auxiliaries that deny the verb after them: "could not bring itself to back it".
pub(crate) const DENYING: &[&str] = &[
    "failed to",
    "refused to",
    "neglected to",
    "could not bring {itself} to",
    "couldn't bring {itself} to",
    "stopped short of",
    "stops short of",
    "shied away from",
    "balked at",
    "baulked at",
    "refrained from",
    "was unwilling to",
    "were unwilling to",
    "did not have the courage to",
    "did not dare to",
    "did not dare",
    "lacked the courage to",
    "desisted from",
    "thought better of",
    "was not prepared to",
    "were not prepared to",
    "was not willing to",
    "were not willing to",
];

/// Every wording of the idioms with its cue.
pub(crate) fn wordings() -> Vec<(String, Cue)> {
    let mut all = Vec::new();
    for Idiom { tells, verb, rest } in IDIOMS {
        let forms = [Form::Base, Form::Third, Form::Past, Form::Ing];
        for (form, words) in forms.into_iter().zip(verb).rev() {
            for word in words.split('|').filter(|word| !word.is_empty()) {
                for rest in *rest {
                    let phrase = format!("{word} {rest}");
                    all.extend(
                        spelled_out(phrase.trim()).map(|words| (words, Cue::Verb(*tells, form))),
                    );
                }
            }
        }
    }
    for (tells, states) in STATES {
        all.extend(
            states
                .iter()
                .flat_map(|state| spelled_out(state))
                .map(|words| (words, Cue::State(*tells))),
        );
    }
    all.extend(DENYING.iter().flat_map(|words| spelled_out(words)).map(|words| (words, Cue::Not)));
    all
}

/// The phrase with every word that `{its}`, `{itself}` and `{it}` stand for.
fn spelled_out(phrase: &str) -> impl Iterator<Item = String> {
    const IT: [&str; 6] =
        ["it", "the text", "the resolution", "the draft", "the motion", "the proposal"];
    const OWN: [&str; 5] = ["its", "their", "his", "her", "our"];
    const SELF: [&str; 5] = ["itself", "themselves", "himself", "herself", "ourselves"];
    let many = if phrase.contains("{its") { OWN.len() } else { 1 };
    let texts = if phrase.contains("{it}") { IT.len() } else { 1 };
    let phrase = phrase.to_owned();
    OWN.into_iter().zip(SELF).take(many).flat_map(move |(own, itself)| {
        let phrase = phrase.replace("{its}", own).replace("{itself}", itself);
        IT.into_iter().take(texts).map(move |it| phrase.replace("{it}", it))
    })
}

/// Whether those who are said to have done so abstained or were not there, and the words leave open which.
pub(crate) fn leaves_absence_open(idiom: &str) -> bool {
    const BEGINNINGS: [&str; 24] = [
        "sat ",
        "sit ",
        "sits ",
        "sitting ",
        "kept out",
        "keep out",
        "keeping out",
        "stayed out of it",
        "ducked ",
        "dodged ",
        "avoided ",
        "steered clear",
        "took no position",
        "took no sta",
        "recorded no p",
        "recorded no choice",
        "registered no p",
        "registered no choice",
        "made no choice",
        "chose no",
        "declined to ",
        "refused to take ",
        "refused to choose",
        "did not take ",
    ];
    let counsel = idiom.ends_with("counsel") || idiom.ends_with("either way");
    let sides =
        idiom.starts_with("did") && ["sides", "a side"].iter().any(|it| idiom.ends_with(it));
    let sat = idiom.starts_with("si") || idiom.starts_with("sa");
    let room =
        ["room", "hall", "chamber", "part", "vote at all"].iter().any(|it| idiom.ends_with(it));
    let begins = BEGINNINGS.iter().any(|beginning| idiom.starts_with(beginning));
    !room && (counsel || sides || begins && (!sat || idiom.split(' ').any(|word| word == "out")))
}
