//! Citations: a symbol against title, date, session and body, and whether it can exist.

use scrutineer_record::symbol::Cited;
use scrutineer_record::{Proposal, Session, Symbol, Topic};

use super::fixes::date_fix;
use super::*;
use crate::Fix;
use crate::frame::{Citation, CitedBody, Subject};
use crate::link::{About, Description, Numbers, is_draft};

/// A text that is cited and that the record knows, by a vote or otherwise.
struct Text<'r> {
    symbol: Symbol,
    vote: Option<Vote<'r>>,
    proposal: Option<&'r Proposal>,
}

impl Text<'_> {
    fn title(&self) -> &str {
        let voted = self.vote.as_ref().map(|vote| vote.title.as_str());
        let proposed = self.proposal.map(|text| text.title.as_str());
        voted.filter(|title| !title.is_empty()).or(proposed).unwrap_or("")
    }

    fn date(&self) -> Option<Date> {
        self.vote.map(|vote| vote.date).or_else(|| self.proposal?.date)
    }

    fn cite(&self) -> String {
        let date =
            self.date().map_or_else(String::new, |date| format!(" ({})", date.in_short_words()));
        format!("{}{date}", self.symbol)
    }
}

/// What is said of a document, and where.
#[derive(Clone, Copy)]
struct Said<'c, 'r> {
    citation: &'c Citation,
    cited: &'c Cited,
    sentence: &'c Sentence<'c>,
    context: &'c Context<'r>,
}

/// No session has had so many more resolutions than any before it: a number beyond cannot exist.
const BEYOND: (u32, u32) = (5, 4);

/// Resolutions of the General Assembly carry a session from here on; only those of the Security Council carry a
/// year.
const YEARS_END: i16 = 1976;

impl<'r> Judge<'_, 'r> {
    /// What a sentence says of a document that it cites; `None` if it says nothing that can be wrong.
    pub(crate) fn citation(
        &self,
        citation: &Citation,
        sentence: &Sentence<'_>,
        context: &Context<'r>,
    ) -> Option<Finding> {
        let Some(crate::lexicon::Kind::Symbol(cited)) = sentence.kind(citation.symbol) else {
            return None;
        };
        let written = sentence.word(citation.symbol);
        let text = self.cited_text(cited);
        let mut ruling = Ruling::default();
        let body = self.wrong_body(cited, citation.body, written, context);
        let impossible = || cited.symbol().and_then(|symbol| self.impossible(symbol, context));
        if let Some(words) = body {
            ruling.part(false, true, words);
        }
        match &text {
            Some(text) => {
                let said = Said { citation, cited, sentence, context };
                self.cited_rightly(said, text, &mut ruling);
                if ruling.parts.is_empty() && sentence.names_the_text(citation.symbol) {
                    Self::cited_as_meant(text, context, &mut ruling);
                }
            }
            None => {
                match impossible().or_else(|| self.out_of_session(citation, cited)).or_else(|| {
                    let meant = Self::numbered_otherwise(citation, cited, sentence, context)?;
                    ruling.votes.push(meant);
                    Some(format!("the vote spoken of is that on {}", cite(&meant)))
                }) {
                    Some(words) => ruling.part(false, true, words),
                    None if ruling.parts.is_empty() => {
                        ruling.part(
                            self.unknown(citation, cited)?,
                            true,
                            self.not_held(cited, context),
                        );
                    }
                    None => {}
                }
            }
        }
        let settled = ruling.parts.iter().all(|part| part.holds.is_some());
        let fails = ruling.parts.iter().any(|part| part.holds == Some(Holds::No));
        if ruling.parts.is_empty() {
            return None;
        }
        if !settled && !fails && ruling.verdict.is_none() {
            ruling.verdict = Some(Verdict::NotInRecord);
        }
        Some(self.citation_finding(ruling, text.as_ref()))
    }

    /// All that is said fits another text than the one whose symbol stands there.
    pub(super) fn cited_instead(
        &self,
        case: &Case<'_, 'r>,
        link: &Link<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        let Some(cited) = link.in_spite_of.as_ref().filter(|_| !case.cited_apart) else { return };
        let other = self.record.vote_on(cited).map_or_else(String::new, |other| {
            format!(", \"{}\", adopted by {}", other.title, other.tally())
        });
        let words = format!("the symbol is {}, not {cited}{other}", link.vote.label());
        ruling.part(false, false, words);
    }

    fn citation_finding(&self, mut ruling: Ruling<'r>, text: Option<&Text<'r>>) -> Finding {
        ruling.votes.extend(text.and_then(|text| text.vote));
        let reproduce = text.map_or_else(
            || "scrutineer find".to_owned(),
            |text| format!("scrutineer show {}", quote(&text.symbol.to_string())),
        );
        ruling.finding(Claim::new(ClaimKind::Citation), reproduce)
    }

    /// The text that is cited, by its symbol, as a part of another, as a draft, or by an old number alone.
    fn cited_text(&self, cited: &Cited) -> Option<Text<'r>> {
        match cited {
            Cited::Symbol(symbol) => self
                .text(symbol)
                .or_else(|| self.text(&symbol.without_part()))
                .or_else(|| self.text(&symbol.parent()?))
                .or_else(|| self.text(self.linker.part_of(symbol)?))
                .or_else(|| self.drafted_as(symbol)),
            Cited::Number { number, body: None | Some(Body::GeneralAssembly) } => (1
                ..=Numbers::LAST_NUMBERED_ON)
                .filter_map(|session| Symbol::resolution(Session::Regular(session), *number))
                .find_map(|symbol| self.text(&symbol)),
            _ => None,
        }
    }

    fn drafted_as(&self, draft: &Symbol) -> Option<Text<'r>> {
        let proposals = self.record.facts().proposals.iter();
        self.text(
            &proposals.filter(|_| draft.is_draft()).find(|text| is_draft(draft, text))?.symbol,
        )
    }

    fn text(&self, symbol: &Symbol) -> Option<Text<'r>> {
        let vote = self.record.vote_on(symbol);
        let proposal = self.record.proposal(symbol);
        (vote.is_some() || proposal.is_some()).then(|| Text {
            symbol: symbol.clone(),
            vote,
            proposal,
        })
    }

    /// What is said of a text that the record knows.
    fn cited_rightly(&self, said: Said<'_, 'r>, text: &Text<'r>, ruling: &mut Ruling<'r>) {
        let Said { citation, cited, .. } = said;
        let of_draft = cited.symbol().is_some_and(Symbol::is_draft);
        for when in citation.times.iter().filter(|_| !of_draft) {
            self.cited_date(*when, said, text, ruling);
        }
        let session = text.symbol.session();
        if let (Some(claimed), Some(Session::Regular(number))) = (citation.session, session) {
            let words = format!("{} is of session {number}", text.symbol);
            ruling.part(claimed == u32::from(number), true, words);
        }
        if let Some(subject) = &citation.subject {
            self.cited_subject(subject, said, text, ruling);
        }
        // Where nothing is known of the rest, the day is all that is claimed.
        if !ruling.parts.iter().any(|part| part.core && part.holds.is_some()) {
            for part in &mut ruling.parts {
                part.core = true;
            }
        }
    }

    /// The vote of which all is said, where that is sure.
    fn surely_meant(context: &Context<'r>) -> Option<Vote<'r>> {
        let sure = |vote: &Vote<'r>| {
            [context.whole, context.theme].contains(&Some(*vote))
                || context.heard.iter().any(|(_, heard)| heard == vote)
        };
        context.focus.filter(sure)
    }

    /// "It bears the number 85/41", of which the record holds no text: the vote of which all is said was on another
    /// text of that session.
    fn numbered_otherwise(
        citation: &Citation,
        cited: &Cited,
        sentence: &Sentence<'_>,
        context: &Context<'r>,
    ) -> Option<Vote<'r>> {
        let meant =
            Self::surely_meant(context).filter(|_| sentence.names_the_text(citation.symbol))?;
        let (own, cited) = (meant.symbol.as_ref()?, cited.symbol()?);
        let other = own.session() == cited.session() && own.without_part() != cited.without_part();
        other.then_some(meant)
    }

    /// "The text is resolution 85/40": the vote of which all is said must be that on it.
    fn cited_as_meant(text: &Text<'r>, context: &Context<'r>, ruling: &mut Ruling<'r>) {
        let Some(meant) = Self::surely_meant(context) else { return };
        let is = format!("{} is \"{}\"", text.cite(), text.title());
        if meant.symbol.as_ref() == Some(&text.symbol) {
            ruling.part(true, true, is);
        } else {
            ruling.part(
                false,
                true,
                format!("{is}; the vote spoken of is that on {}", cite(&meant)),
            );
        }
    }

    /// What the text is said to be about.
    fn cited_subject(
        &self,
        subject: &Subject,
        said: Said<'_, 'r>,
        text: &Text<'r>,
        ruling: &mut Ruling<'r>,
    ) {
        let Said { citation, cited, sentence, .. } = said;
        let words = sentence.words(subject.at.clone());
        let description = || self.description(text);
        let is = format!("{} is \"{}\"", text.cite(), text.title());
        let about = match self.linker.is_about(
            words,
            (&text.symbol, text.vote),
            description,
            text.date(),
        ) {
            // The words can be those of both, and the numbers beside them are the other's.
            About::Unknown(Some(other)) if said.context.meant_instead == Some(other) => {
                About::Other(other)
            }
            about => about,
        };
        match about {
            About::This => ruling.part(true, true, is),
            About::Other(other) => {
                let words = format!("{is}; \"{words}\" is {}, \"{}\"", cite(&other), other.title);
                ruling.part(false, true, words);
                let written = sentence.word(citation.symbol);
                let right = other.symbol.as_ref().map_or_else(
                    || other.label(),
                    |symbol| {
                        if written.starts_with('A') { symbol.to_string() } else { symbol.short() }
                    },
                );
                ruling.correction = Some(instead(&right, written));
                let span = sentence.text.span(sentence.range(citation.symbol..citation.symbol + 1));
                ruling.fixes.push(Fix { span, replacement: right });
            }
            About::Unknown(_)
                if !subject.plain || matches!(cited, Cited::Number { body: None, .. }) => {}
            About::Unknown(None) => {
                ruling.part(
                    None,
                    true,
                    format!("{is}; whether that is meant cannot be told from its title"),
                );
            }
            About::Unknown(Some(other)) => {
                ruling.part(
                    None,
                    true,
                    format!(
                        "{is}; the words are also those of {}, \"{}\"",
                        cite(&other),
                        other.title
                    ),
                );
                if ruling.parts.len() == 1 {
                    ruling.verdict = Some(Verdict::Ambiguous);
                }
            }
        }
    }

    /// When the text is said to have been adopted.
    fn cited_date(&self, when: When, said: Said<'_, 'r>, text: &Text<'r>, ruling: &mut Ruling<'r>) {
        let Some(date) = text.date() else { return };
        let Some(claimed) = date_told(when, date, said.context) else { return };
        // What it is about is the claim, and the day stands around it.
        let core = said.citation.subject.is_none();
        if claimed.may_equal(date) {
            ruling.part(true, core, format!("{} was adopted on {}", text.symbol, date.in_words()));
        } else {
            let words = format!(
                "{} was adopted on {}, not {}",
                text.symbol,
                date.in_words(),
                claimed.in_words()
            );
            ruling.part(false, core, words);
            ruling.correction = Some(instead(&date.in_words(), &claimed.in_words()));
            ruling.fixes.extend(date_fix(said.sentence, said.citation.at.clone(), when, date));
        }
    }

    /// All that the record knows of what a text is about.
    fn description<'t>(&self, text: &'t Text<'r>) -> Description<'t> {
        let facts = self.record.facts();
        let mut words = vec![text.title()];
        let proposed = text.proposal.map(|proposal| proposal.title.as_str());
        words.extend(proposed.filter(|title| *title != text.title()));
        words.extend(text.proposal.and_then(|proposal| proposal.decides.as_deref()));
        words.extend(self.record.series_of(&text.symbol).map(|series| series.name.as_str()));
        let of_text = |topic: &Topic| topic.texts.iter().any(|fact| fact.value == text.symbol);
        let topics = (0..).zip(&facts.topics).filter(|(_, topic)| of_text(topic));
        let organs = facts.organs.iter().filter(|organ| organ.mandates.contains(&text.symbol));
        words.extend(organs.map(|organ| organ.name.as_str()));
        Description { words: words.join(" "), topics: topics.collect() }
    }

    /// A body whose symbols have another form, or none of this number: what is wrong, in words.
    fn wrong_body(
        &self,
        cited: &Cited,
        claimed: Option<CitedBody>,
        written: &str,
        context: &Context<'r>,
    ) -> Option<String> {
        match cited {
            Cited::Number { body: Some(Body::GeneralAssembly), number } => {
                let year = written
                    .split(['(', ')'])
                    .nth(1)
                    .and_then(|year| year.trim().parse::<i16>().ok());
                let year = year.filter(|year| *year >= YEARS_END)?;
                Some(format!(
                    "resolutions that are numbered with a year are those of the Security Council: S/RES/{number}({year})"
                ))
            }
            Cited::Symbol(symbol) => {
                let session = symbol.session()?;
                let of_assembly = Symbol::resolution(session, symbol.number()?)?;
                let held = self.text(&of_assembly);
                let wrong = match claimed? {
                    CitedBody::SecurityCouncil => true,
                    CitedBody::HumanRightsCouncil => {
                        held.is_some()
                            && !council_met(session, context.date.or(self.record.until()))
                    }
                    CitedBody::GeneralAssembly => false,
                };
                let text = held.map_or_else(
                    || {
                        "a number with a session is not one of the Security Council's resolutions"
                            .to_owned()
                    },
                    |text| {
                        format!(
                            "{} is a resolution of the General Assembly, \"{}\"",
                            text.cite(),
                            text.title()
                        )
                    },
                );
                wrong.then_some(text)
            }
            _ => None,
        }
    }

    /// Why a resolution of the General Assembly with this symbol cannot exist, if it cannot.
    pub(crate) fn impossible(&self, symbol: &Symbol, context: &Context<'r>) -> Option<String> {
        let Session::Regular(session) = symbol.session()? else { return None };
        let number = symbol
            .number()
            .filter(|_| symbol.is_resolution() && symbol.body() == Body::GeneralAssembly)?;
        let opens = i16::try_from(Session::Regular(session).opening_year()?).ok()?;
        let now = context.date.into_iter().chain(self.record.until()).map(Date::year).max()?;
        if opens > now {
            return Some(format!(
                "session {session} of the General Assembly opens in {opens}, so that there is no {symbol}"
            ));
        }
        if session <= Numbers::LAST_NUMBERED_ON {
            return self.numbered_elsewhere(symbol, session, number);
        }
        let highest = self.linker.numbers.highest()?;
        (number / BEYOND.0 > highest.number()? / BEYOND.1).then(|| {
            format!("no session of the General Assembly has had so many resolutions: the highest number in the record is {highest}, so that there is no {symbol}")
        })
    }

    /// A date that lies outside the session of a resolution, which runs from one September to the next and
    /// may be closed a little later.
    fn out_of_session(&self, citation: &Citation, cited: &Cited) -> Option<String> {
        let symbol = cited.symbol().filter(|symbol| symbol.is_resolution())?;
        let Session::Regular(session) = symbol.session()? else { return None };
        let of_assembly = symbol.body() == Body::GeneralAssembly;
        let opens = i16::try_from(Session::Regular(session).opening_year()?).ok()?;
        let mut told = citation.times.iter().filter_map(|when| match when {
            When::Day { year, .. } | When::Month { year, .. } => *year,
            When::Year(year) | When::TextYear(year) => Some(*year),
            _ => None,
        });
        let outside = told.find(|year| !(opens..=opens + 1).contains(year));
        let year = outside.filter(|_| of_assembly)?;
        Some(format!(
            "session {session} of the General Assembly opened in {opens}, so that {symbol} is not of {year}"
        ))
    }

    /// Resolutions were numbered on until session 30: one with the number of another session's does not exist.
    fn numbered_elsewhere(&self, symbol: &Symbol, session: u8, number: u32) -> Option<String> {
        let (first, last) = self.linker.numbers.of_session(session)?;
        let before = (1..session).rev().find_map(|session| self.linker.numbers.of_session(session));
        let after = (session + 1..=Numbers::LAST_NUMBERED_ON)
            .find_map(|session| self.linker.numbers.of_session(session));
        let earlier = before.is_some_and(|(_, last)| number <= last);
        let later = after.is_some_and(|(first, _)| number >= first);
        (earlier || later).then(|| {
            format!("the numbers of session {session} in the record run from {first} to {last}, so that there is no {symbol}")
        })
    }

    /// Whether something is said of a document that the record does not hold, so that it must be told.
    fn unknown(&self, citation: &Citation, cited: &Cited) -> Option<Option<bool>> {
        let symbol = cited.symbol()?;
        let said = citation.subject.as_ref().is_some_and(|subject| subject.plain)
            || !citation.times.is_empty()
            || citation.session.is_some();
        (said && symbol.is_resolution() && symbol.body() == Body::GeneralAssembly).then_some(None)
    }

    fn not_held(&self, cited: &Cited, context: &Context<'r>) -> String {
        let symbol = cited.symbol().map_or_else(String::new, Symbol::to_string);
        let until = self.record.until();
        let late = context.date.zip(until).filter(|(date, until)| until.is_before(*date));
        let ends = late
            .map_or_else(String::new, |(_, until)| format!(" and ends on {}", until.in_words()));
        format!("the record holds recorded votes{ends}; it has none on {symbol}")
    }
}

/// Whether the Human Rights Council had met for this session by a day: about three times a year since 2006.
fn council_met(session: Session, date: Option<Date>) -> bool {
    let years = date.map_or(0, |date| date.year().saturating_sub(2005));
    i16::from(session.number()) <= years.saturating_mul(3)
}
