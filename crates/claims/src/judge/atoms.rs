//! A claim taken apart into what it tells of whom, so that the same claim in other words is found to be the same.

use scrutineer_record::{Position, Vote};

use super::{Case, Judge};
use crate::agents::Agents;
use crate::frame::{Base, Comparison, Frame, History, Margin, Run};
use crate::quantity::{Bound, Number, Part, Quantity};
use crate::{Agent, Atom, ClaimKind};

impl<'r> Judge<'_, 'r> {
    /// What a claim tells of a vote, in order and each once. Nothing for kinds whose content is in the words alone.
    pub(super) fn atoms(&self, case: &Case<'_, 'r>, vote: Vote<'r>) -> Vec<Atom> {
        let frame = case.frame;
        if in_words(frame.kind) {
            return Vec::new();
        }
        let mut atoms = Vec::new();
        if let Some(agents) = &frame.agents {
            self.of_agents(case, agents, vote, &mut atoms);
        }
        let named = |agents: &Agents| self.codes(case, &agents.names, vote);
        let with = frame.with.iter().flat_map(named);
        atoms.extend(with.map(|code| Atom::new(code, "joined")));
        let within = frame.within.iter().flat_map(named);
        atoms.extend(within.map(|code| Atom::new("among", code)));
        for (names, position) in &frame.listed {
            let codes = self.codes(case, names, vote).into_iter();
            atoms.extend(codes.map(|code| Atom::new(code, position.code())));
        }
        let counts = frame.counts.iter();
        atoms.extend(counts.map(|of| Atom::new(of.position.code(), number(of.number))));
        of_whole(frame, &mut atoms);
        atoms.sort();
        atoms.dedup();
        atoms
    }

    /// What is told of those who voted.
    fn of_agents(
        &self,
        case: &Case<'_, 'r>,
        agents: &Agents,
        vote: Vote<'r>,
        atoms: &mut Vec<Atom>,
    ) {
        let deed = deed(case.frame);
        let how_many = quantity(agents.quantity);
        let only = (agents.only || case.frame.kind == ClaimKind::Only).then_some("only");
        let told = [only, how_many.as_deref(), Some(&deed)];
        let told = told.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let mut names = self.codes(case, &agents.names, vote);
        if names.is_empty() && agents.including.is_empty() {
            let home = || Some(self.record.members()[case.home?].code.clone());
            names.push(home().filter(|_| case.frame.ours).unwrap_or_else(|| "members".to_owned()));
        }
        atoms.extend(names.into_iter().map(|name| Atom::new(name, &told)));
        let including = self.codes(case, &agents.including, vote).into_iter();
        atoms.extend(including.map(|code| Atom::new(code, &deed)));
        let except = self.codes(case, &agents.except, vote).into_iter();
        atoms.extend(except.map(|code| Atom::new(code, "excepted")));
        if let Some(further) = agents.further {
            atoms.push(Atom::new("others", further.to_string()));
        }
    }

    fn codes(&self, case: &Case<'_, 'r>, places: &[usize], vote: Vote<'r>) -> Vec<String> {
        self.members(case, places, vote).1.iter().map(Agent::to_string).collect()
    }
}

/// Kinds of which a frame holds that something is claimed, and the words what.
fn in_words(kind: ClaimKind) -> bool {
    use ClaimKind::{Citation, Date, Mandate, Similarity, Sponsor, Stage};
    matches!(kind, Date | Sponsor | Stage | Mandate | Citation | Similarity)
}

/// What those who voted are said to have done.
fn deed(frame: &Frame) -> String {
    let code = |position: Option<Position>| position.map_or("so", Position::code);
    let denied = if frame.is_denied() { "not " } else { "" };
    match frame.kind {
        ClaimKind::Shift => format!("{denied}{} to {}", code(frame.from), code(frame.position)),
        _ => format!("{denied}{}", code(frame.position)),
    }
}

/// What is told of the vote as a whole, or of its place among others.
fn of_whole(frame: &Frame, atoms: &mut Vec<Atom>) {
    let outcome = match frame.kind {
        ClaimKind::Outcome => Some(frame.adopted),
        _ => frame.outcome,
    };
    let flags = [
        (outcome == Some(true), "outcome", "adopted"),
        (outcome == Some(false), "outcome", "rejected"),
        (frame.without_vote, "outcome", "without a vote"),
        (frame.unanimous, "outcome", "unanimous"),
        (frame.overwhelming, "support", "overwhelming"),
        (frame.cause, "cause", "told"),
        (frame.is_denied() && frame.agents.is_none(), "claim", "denied"),
    ];
    let flags = flags.into_iter().filter(|(told, ..)| *told);
    atoms.extend(flags.map(|(_, about, told)| Atom::new(about, told)));
    let base = frame.base.map(|base| match base {
        Base::Members => "of members",
        Base::Cast => "of votes cast",
        Base::Voting => "of those for and against",
    });
    atoms.extend(base.map(|told| Atom::new("share", told)));
    atoms.extend(frame.comparison.map(|of| Atom::new("comparison", comparison(of))));
    atoms.extend(frame.margin.map(|of| Atom::new("margin", margin(of))));
    atoms.extend(frame.history.map(|of| Atom::new("history", history(of))));
    let points: Vec<String> = frame.points.iter().map(|point| number(point.number)).collect();
    if !points.is_empty() {
        atoms.push(Atom::new("figures", points.join(", ")));
    }
    atoms.extend(frame.extreme.map(|of| {
        let most = if of.most { "most" } else { "least" };
        let within = of.within.map_or_else(String::new, |years| format!(" of {years} years"));
        Atom::new("extreme", format!("{most}{}{within}", since(of.since)))
    }));
    atoms.extend(frame.run.map(|of| Atom::new("run", run(of))));
}

fn number(of: Number) -> String {
    bounded(of.bound, of.value.to_string())
}

fn part(of: Part) -> String {
    bounded(of.bound, format!("{}/{}", of.count, of.of))
}

fn bounded(bound: Bound, value: String) -> String {
    match bound {
        Bound::Exactly => value,
        Bound::AtLeast => format!("at least {value}"),
        Bound::AtMost => format!("at most {value}"),
        Bound::MoreThan => format!("more than {value}"),
        Bound::FewerThan => format!("fewer than {value}"),
        Bound::About => format!("about {value}"),
        Bound::UpTo(most) => format!("{value} to {most}"),
    }
}

fn quantity(of: Quantity) -> Option<String> {
    let word = match of {
        Quantity::Listed => return None,
        Quantity::Count(count) => return Some(number(count)),
        Quantity::Part(share) => return Some(part(share)),
        Quantity::AllBut(count) => return Some(format!("all but {}", number(count))),
        Quantity::Most => "most",
        Quantity::All => "all",
        Quantity::Nobody => "none",
        Quantity::Many => "many",
        Quantity::More => "more",
        Quantity::Fewer => "fewer",
    };
    Some(word.to_owned())
}

fn comparison(of: Comparison) -> String {
    let against = of.against.map_or_else(String::new, |of| format!(" than {}", of.code()));
    let by = of.by.map_or_else(String::new, |by| format!(" by {}", number(by)));
    let factor = of.factor.map_or_else(String::new, |of| {
        format!(" times {}", bounded(of.bound, format!("{}/{}", of.times, of.of)))
    });
    format!("{} {}{against}{by}{factor}", of.direction.code(), of.position.code())
}

fn margin(of: Margin) -> String {
    match of {
        Margin::Wide => "wide".to_owned(),
        Margin::Narrow => "narrow".to_owned(),
        Margin::NearlyUnanimous => "nearly unanimous".to_owned(),
        Margin::Of(by) => number(by),
    }
}

fn history(of: History) -> String {
    match of {
        History::First => "first".to_owned(),
        History::FirstSince(year) => format!("first since {year}"),
        History::Consecutive(times) => format!("{times} in a row"),
        History::Always(year) => format!("always{}", since(year)),
    }
}

fn run(of: Run) -> String {
    match of {
        Run::Times(times) => format!("{times} in a row"),
        Run::Unbroken(year) => format!("unbroken{}", since(year)),
        Run::NeverBack(year) => format!("never back{}", since(year)),
    }
}

fn since(year: Option<i16>) -> String {
    year.map_or_else(String::new, |year| format!(" since {year}"))
}
