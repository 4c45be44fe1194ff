//! Citations: what a sentence says of a document beside its symbol.
//!
//! "resolution 75/240 on autonomous weapons", "A/RES/74/29 of December 2018", "Security Council resolution
//! 74/29": a claim without any vote, and the one that texts written by machines get wrong.

use super::*;

/// What is said of a document that is cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The tokens that say it.
    pub at: Range<usize>,
    /// Place of the symbol.
    pub symbol: usize,
    /// What it is said to be about.
    pub subject: Option<Subject>,
    /// When it is said to have been adopted.
    pub times: Vec<When>,
    /// The session at which it is said to have been adopted.
    pub session: Option<u32>,
    /// The body whose it is said to be.
    pub body: Option<CitedBody>,
}

/// Words for what a document is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The tokens.
    pub at: Range<usize>,
    /// Whether they say so themselves: "on …", a title in quotation marks. The words before "resolution" may
    /// say something else: "the controversial resolution".
    pub plain: bool,
}

/// A body whose a document can be said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitedBody {
    /// The General Assembly.
    GeneralAssembly,
    /// The Security Council.
    SecurityCouncil,
    /// The Human Rights Council.
    HumanRightsCouncil,
}

/// Words after which a text says what a document is about.
const ABOUT: [&str; 16] = [
    "on",
    "about",
    "concerning",
    "regarding",
    "addressing",
    "concerns",
    "concerned",
    "addresses",
    "addressed",
    "relating",
    "deals",
    "dealt",
    "dealing",
    "condemning",
    "deploring",
    "against",
];

/// Words that lead to a title.
pub(crate) const TITLED: [&str; 6] =
    ["entitled", "titled", "called", "headed", "named", "known as"];

/// Verbs by which a sentence goes on after a subject, among those that no other rule needs.
const GOES_ON: [&str; 22] = [
    "remains",
    "remained",
    "sets",
    "makes",
    "made",
    "provides",
    "requires",
    "required",
    "obliges",
    "binds",
    "speaks",
    "spoke",
    "reads",
    "refers",
    "affirms",
    "recognises",
    "recognizes",
    "applies",
    "forbids",
    "states",
    "governs",
    "prohibits",
];

/// Words that lead to a document and do not describe it.
const LEADS_TO_A_TEXT: [&str; 16] = [
    "see",
    "cf",
    "as",
    "with",
    "by",
    "in",
    "under",
    "per",
    "from",
    "also",
    "compare",
    "cited",
    "note",
    "recalling",
    "citing",
    "through",
];

/// No subject is longer.
const LONGEST_SUBJECT: usize = 40;

/// So far back from a symbol in brackets the noun stands that it names.
const NOUN_BEFORE: usize = 30;

impl Sentence<'_> {
    /// The citations of the sentence: every document symbol, with what is said of it.
    pub(super) fn citations(&self) -> Vec<Citation> {
        let cited = |place: &usize| matches!(self.kind(*place), Some(Kind::Symbol(_)));
        (0..self.len()).filter(cited).map(|symbol| self.citation(symbol)).collect()
    }

    /// "The text is resolution 85/40", "It bears the symbol A/RES/85/40": what is spoken of is this document.
    pub(crate) fn names_the_text(&self, symbol: usize) -> bool {
        let Some(link) = self.lead_of(symbol).checked_sub(1) else { return false };
        let linked = matches!(self.verb(link), Some((Verb::Be, _)))
            || self.is_mark(link, &[':'])
            || self.is_word(link, &["became", "as", "symbol", "number", "numbered"]);
        let before = link.saturating_sub(4)..link;
        let text = before.clone().any(|place| {
            matches!(self.cue(place), Some(Cue::Text))
                || self
                    .is_word(place, &["it", "decision", "symbol", "number", "recorded", "numbered"])
        });
        let apart = before.clone().all(|place| !matches!(self.kind(place), Some(Kind::Symbol(_))));
        linked && text && apart
    }

    fn citation(&self, symbol: usize) -> Citation {
        let lead = self.lead_of(symbol);
        let mut citation = Citation {
            at: symbol..symbol + 1,
            symbol,
            subject: None,
            times: Vec::new(),
            session: None,
            body: (lead..symbol).find_map(|place| self.cited_body(place)),
        };
        citation.at.start = self
            .subject_equated(lead, &mut citation)
            .unwrap_or_else(|| self.said_before(lead, &mut citation));
        citation.at.end = self.said_after(&mut citation);
        citation
    }

    /// "The [number of the] resolution on cybercrime is 74/247": what is said before the symbol that is to be its own.
    fn subject_equated(&self, lead: usize, citation: &mut Citation) -> Option<usize> {
        let be = lead.checked_sub(1)?;
        if !matches!(self.verb(be), Some((Verb::Be, Form::Third | Form::Past))) {
            return None;
        }
        let start = self.skip_articles(0);
        let number =
            self.is_word(start, &["number", "symbol"]) && self.cue(start + 1) == Some(Cue::Of);
        let noun = self.skip_articles(if number { start + 2 } else { start });
        let about = noun + 1;
        let text = matches!(self.cue(noun), Some(Cue::Text)) && self.leads_to_subject(about);
        let ends = self.subject_end(about + 1) == be;
        (text && ends && about + 1 < be).then(|| {
            citation.subject = Some(Subject { at: about + 1..be, plain: true });
            0
        })
    }

    /// "The title of resolution 74/29 is ["…"]", "bears the title ["…"]": where the title opens.
    fn title_told(&self, at: usize, lead: usize) -> Option<usize> {
        let of_title = lead.checked_sub(2).is_some_and(|title| {
            self.is_word(title, &["title", "name"]) && self.cue(title + 1) == Some(Cue::Of)
        });
        if of_title && matches!(self.verb(at), Some((Verb::Be, _))) {
            return Some(at + 1);
        }
        let bears =
            self.is_word(at, &["bears", "bore", "carries", "carried", "has", "had", "bearing"]);
        let title = self.skip_articles(at + 1);
        (bears && self.is_word(title, &["title", "heading"])).then_some(title + 1)
    }

    /// Where the words begin that lead to a symbol: "General Assembly resolution No.".
    pub(super) fn lead_of(&self, symbol: usize) -> usize {
        let leads = |place: &usize| {
            matches!(self.cue(*place), Some(Cue::Text | Cue::Article))
                || self.cited_body(*place).is_some()
                || self.is_mark(*place, &['.', '\'', '#'])
                || ["no", "nos", "res", "s", "un"].contains(&self.lower(*place))
        };
        (0..symbol).rev().take_while(leads).last().unwrap_or(symbol)
    }

    fn cited_body(&self, place: usize) -> Option<CitedBody> {
        match self.cue(place) {
            Some(Cue::SecurityCouncil) => Some(CitedBody::SecurityCouncil),
            Some(Cue::HumanRightsCouncil) => Some(CitedBody::HumanRightsCouncil),
            Some(Cue::Plenary) if self.lower(place).contains("assembly") => {
                Some(CitedBody::GeneralAssembly)
            }
            _ => None,
        }
    }

    /// Reads what stands before the symbol; gives where that begins.
    fn said_before(&self, lead: usize, citation: &mut Citation) -> usize {
        // "on cybercrime (A/RES/73/187)", "the lighthouse text of 3 May 2031, resolution 85/40"
        let apart =
            lead.checked_sub(1).filter(|before| self.is_mark(*before, &['(', '[', ',', '–', '—']));
        let Some(apart) = apart else {
            let start = self.said_of_noun(lead, citation);
            return self.adopted_at_session(start, citation).unwrap_or(start);
        };
        let apposed =
            self.is_mark(apart, &['(', '[']) || self.closes_apposition(citation.symbol + 1);
        if !apposed {
            return lead;
        }
        if let Some(title) = self.quotation_before(apart) {
            citation.subject = Some(Subject { at: title.clone(), plain: true });
            return title.start;
        }
        if let Some(title) = self.bare_title_before(apart) {
            let start = title.start;
            citation.subject = Some(Subject { at: title, plain: false });
            return start;
        }
        let stops = |place: &usize| {
            matches!(self.kind(*place), Some(Kind::Symbol(_)))
                || self.is_mark(*place, &[';', '(', ')', ':'])
                || self.ends_subject(*place)
        };
        let back = apart.saturating_sub(NOUN_BEFORE)..apart;
        let noun = back
            .rev()
            .take_while(|place| !stops(place))
            .find(|place| matches!(self.cue(*place), Some(Cue::Text | Cue::Idea)));
        let Some(noun) = noun else { return lead };
        let mut start = self.said_of_noun(noun, citation);
        for place in noun + 1..apart {
            if let Some(time) = self.time_at(place).filter(|time| time.at.end == apart) {
                citation.times.push(time.when);
                start = start.min(place);
                break;
            }
            if self.leads_to_subject(place) {
                let end = self.subject_end(place + 1).min(apart);
                citation.subject = Some(Subject { at: place + 1..end, plain: true });
                start = start.min(noun);
                break;
            }
        }
        if start > noun && citation.times.is_empty() { lead } else { start }
    }

    /// "At its seventy-second session the Assembly adopted resolution 74/29".
    fn adopted_at_session(&self, start: usize, citation: &mut Citation) -> Option<usize> {
        let verb = (0..start).rev().find(|place| self.verb(*place).is_some())?;
        let adopted = matches!(self.verb(verb), Some((Verb::Adopt, Form::Past)));
        let session = (verb.saturating_sub(12)..verb)
            .find_map(|place| Some((place, self.session_at(place)?.0)));
        let (place, session) = session.filter(|_| adopted)?;
        citation.session = Some(session);
        Some(place)
    }

    /// Reads the words before the noun: "the 2018 cybercrime resolution". Gives where they begin.
    fn said_of_noun(&self, noun: usize, citation: &mut Citation) -> usize {
        let qualifies = |place: &usize| {
            matches!(
                self.kind(*place),
                Some(Kind::Word | Kind::Number(_) | Kind::Group | Kind::Mark('-'))
            ) || self.kind(*place) == Some(&Kind::Member(crate::lexicon::MemberForm::Name))
        };
        let Some(start) = (0..noun).rev().take(6).take_while(qualifies).last() else { return noun };
        // The sign of a list item.
        let start = self.skip_marks(start, &['-']);
        // "See resolution 74/29", "As decision 74/29 shows"
        let leads = |place: &usize| self.is_word(*place, &LEADS_TO_A_TEXT);
        let start = start + (start..noun).take_while(leads).count();
        let named =
            start > 0 && matches!(self.cue(start - 1), Some(Cue::Article | Cue::Our)) || start == 0;
        if !named {
            return noun;
        }
        let year = (start..noun).find_map(|place| match self.time_at(place)?.when {
            When::Year(year) | When::TextYear(year) => Some((place, When::Year(year))),
            _ => None,
        });
        if let Some((_, when)) = year {
            citation.times.push(when);
        }
        let words = year.map_or(start, |(place, _)| place + 1)..noun;
        if !words.is_empty() {
            citation.subject = Some(Subject { at: words, plain: false });
        }
        start
    }

    /// Reads what stands after the symbol; gives where that ends.
    fn said_after(&self, citation: &mut Citation) -> usize {
        let mut end = citation.symbol + 1;
        // A list of documents goes on with what is said of all: no more than these.
        for _ in 0..5 {
            match self.attachment(end, citation) {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    /// One thing that is said of the document from `at` on; gives where that ends.
    fn attachment(&self, at: usize, citation: &mut Citation) -> Option<usize> {
        let closed = self.skip_marks(at, &[')', ']', '"', '”', '*', '_']);
        let opened = closed + usize::from(self.is_mark(closed, &[',', '(', '[', '–', '—', ':']));
        let at = self.skip_marks(opened, &['*', '_']);
        let apart = opened > closed;
        // "With resolution 74/29, the Assembly addressed …"
        let plenary = self.skip_articles(at);
        if opened > closed
            && self.cue(plenary) == Some(Cue::Plenary)
            && self.is_word(plenary + 1, &["addressed", "addresses"])
        {
            return self.subject_at(plenary + 1, citation);
        }
        let told = self.title_told(at, self.lead_of(citation.symbol));
        if let Some(title) =
            told.and_then(|open| self.quotation_at(open)).or_else(|| self.title_at(at))
        {
            let end = title.end + usize::from(self.is_mark(title.end, &['"', '”', '»', '\'']));
            citation.subject = Some(Subject { at: title, plain: true });
            return Some(end);
        }
        let of = self.cue(at) == Some(Cue::Of) || matches!(self.word(at), "from" | "dated");
        // "repealed by resolution 85/40 in May 2031"; but it may be cited in any year.
        let before = citation.at.start.checked_sub(1);
        let deed =
            self.word(at) == "in" && before.is_some_and(|before| self.cue(before) == Some(Cue::By));
        let when = at + usize::from(of || deed);
        if let Some(time) = self.time_at(when).filter(|_| of || deed || apart) {
            citation.times.push(time.when);
            return Some(time.at.end);
        }
        if of {
            let body = self.skip_articles(at + 1);
            citation.body = Some(self.cited_body(body)?);
            return Some(body + 1);
        }
        if matches!(self.verb(at), Some((Verb::Adopt, Form::Past))) && apart {
            return self.adopted_when(at, citation);
        }
        if apart && let Some(end) = self.bare_title_at(at, citation) {
            return Some(end);
        }
        self.subject_at(at, citation)
    }

    /// "A/RES/68/262, Territorial integrity of Ukraine, 27 March 2014": a title without quotation marks.
    fn bare_title_at(&self, at: usize, citation: &mut Citation) -> Option<usize> {
        let capital = self.word(at).chars().next().is_some_and(char::is_uppercase);
        let words = at..self.subject_end(at);
        let end = words.end;
        let closes =
            end >= self.len() || self.is_mark(end, &[',', '(', ')', ']', '.', ';', '*', '_']);
        let title = capital && !self.is_name(at) && words.len() > 1 && closes;
        (title && citation.subject.is_none()).then(|| {
            citation.subject = Some(Subject { at: words, plain: false });
            end
        })
    }

    /// "Territorial integrity of Ukraine, A/RES/68/262", "Right to food (A/RES/74/149)": a title as reference
    /// lists have it, between the body or the start and the symbol.
    fn bare_title_before(&self, apart: usize) -> Option<Range<usize>> {
        let ends = |place: &usize| {
            self.is_mark(*place, &[',', ';', ':', '.', ')', ']', '–', '—', '"', '“', '”'])
        };
        let start = (0..apart).rev().take_while(|place| !ends(place)).last()?;
        let start = self.skip_marks(start, &['*', '_', '-']);
        let words = start..apart;
        let capital = self.word(start).chars().next().is_some_and(char::is_uppercase);
        let verb = words.clone().any(|place| self.ends_subject(place));
        let body = words.clone().any(|place| {
            matches!(self.cue(place), Some(Cue::Plenary | Cue::Text | Cue::SecurityCouncil))
        });
        (capital && words.len() > 2 && !verb && !body && !self.is_name(start)).then_some(words)
    }

    fn skip_marks(&self, at: usize, marks: &[char]) -> usize {
        (at..self.len()).find(|place| !self.is_mark(*place, marks)).unwrap_or(self.len())
    }

    /// A title in quotation marks, or what follows "entitled".
    fn title_at(&self, at: usize) -> Option<Range<usize>> {
        let titled = at + usize::from(matches!(self.verb(at), Some((Verb::Be, _))));
        if TITLED.contains(&self.word(titled)) {
            let plain = titled + 1..self.subject_end(titled + 1);
            return self.quotation_at(titled + 1).or(Some(plain)).filter(|title| !title.is_empty());
        }
        self.quotation_at(at)
    }

    /// "on autonomous weapons", "deals with the death penalty".
    fn subject_at(&self, at: usize, citation: &mut Citation) -> Option<usize> {
        let is = matches!(self.verb(at), Some((Verb::Be, _)));
        let about = at + usize::from(is && self.word(at + 1) == "about");
        let known = citation.subject.as_ref().is_some_and(|subject| subject.plain);
        if known {
            return None;
        }
        let words = self.subject_told(about)?;
        let end = words.end;
        citation.subject = Some(Subject { at: words, plain: true });
        Some(end)
    }

    /// What a document is said to be about, by the words from here on: "on autonomous weapons".
    pub(crate) fn subject_told(&self, about: usize) -> Option<Range<usize>> {
        if !self.leads_to_subject(about) {
            return None;
        }
        // "deals with", "relating to"
        let start = about + 1 + usize::from(matches!(self.word(about + 1), "with" | "to"));
        let words = start..self.subject_end(start);
        (!words.is_empty()).then_some(words)
    }

    /// "adopted by the General Assembly at its seventy-third session on 5 December 2018".
    fn adopted_when(&self, adopted: usize, citation: &mut Citation) -> Option<usize> {
        let mut end = None;
        let mut place = adopted + 1;
        while place < self.len() && place < adopted + 16 {
            if let Some(time) =
                self.time_at(place).filter(|time| !matches!(time.when, When::Weekday(_)))
            {
                citation.times.push(time.when);
                end = Some(time.at.end);
                place = time.at.end;
                continue;
            }
            if let Some((session, next)) = self.session_at(place) {
                citation.session = Some(session);
                end = Some(next);
                place = next;
                continue;
            }
            let goes_on = matches!(
                self.cue(place),
                Some(Cue::By | Cue::Article | Cue::Plenary | Cue::Preposition | Cue::Adverb)
            );
            if !goes_on {
                break;
            }
            place += 1;
        }
        end
    }

    /// "seventy-third session", "73rd session": the number of the session and where the text goes on.
    fn session_at(&self, at: usize) -> Option<(u32, usize)> {
        let (tens, unit) = match (self.number(at), self.is_mark(at + 1, &['-'])) {
            (Some(tens @ 20..), true) if tens % 10 == 0 => (tens, at + 2),
            _ => (0, at),
        };
        let Cue::Ordinal(unit_number) = self.cue(unit)? else { return None };
        (self.cue(unit + 1) == Some(Cue::Session)).then_some((tens + unit_number, unit + 2))
    }

    fn leads_to_subject(&self, place: usize) -> bool {
        let about = ABOUT.contains(&self.lower(place));
        about && self.time_at(place + 1).is_none() && self.cue(place + 1) != Some(Cue::Which)
    }

    /// Where the words end that say what a document is about.
    fn subject_end(&self, start: usize) -> usize {
        let end = (start..self.len().min(start + LONGEST_SUBJECT)).find(|place| {
            self.ends_subject(*place)
                || matches!(self.cue(*place), Some(Cue::Which | Cue::While | Cue::But))
                || matches!(self.kind(*place), Some(Kind::Symbol(_)))
                || matches!(self.kind(*place), Some(Kind::Mark(mark)) if !matches!(mark, '-' | '\'' | '/' | '"' | '“' | '”'))
                || matches!(self.cue(*place), Some(Cue::By | Cue::With)) && self.number_at(self.skip_articles(place + 1)).is_some()
        });
        let mut end = end.unwrap_or(self.len().min(start + LONGEST_SUBJECT));
        while end > start
            && (matches!(self.cue(end - 1), Some(Cue::And | Cue::Preposition | Cue::By))
                || self.is_mark(end - 1, &['"', '“', '”']))
        {
            end -= 1;
        }
        end
    }

    /// Whether a verb stands here by which the sentence goes on.
    fn ends_subject(&self, place: usize) -> bool {
        if GOES_ON.contains(&self.word(place)) && self.cue(place) != Some(Cue::Voters) {
            return true;
        }
        match self.verb(place) {
            Some((Verb::Be | Verb::Have | Verb::Do, form)) => form != Form::Ing,
            Some((_, Form::Past)) => true,
            Some((_, Form::Third)) => !place.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.cue(before),
                    Some(Cue::Preposition | Cue::Of | Cue::Article | Cue::And | Cue::Side(_))
                )
            }),
            _ => self.cue(place) == Some(Cue::Modal),
        }
    }

    /// The words of a title in quotation marks that open here.
    fn quotation_at(&self, open: usize) -> Option<Range<usize>> {
        if self.is_mark(open, &['\'']) {
            return self.single_quotation_at(open);
        }
        if !self.is_mark(open, &['"', '“', '«']) {
            return None;
        }
        let close = (open + 1..self.len()).find(|place| self.is_mark(*place, &['"', '”', '»']))?;
        self.is_title(open + 1..close)
    }

    /// 'The right to food': the sign that closes can belong to the last word, as in 'Rights of Peoples'.
    fn single_quotation_at(&self, open: usize) -> Option<Range<usize>> {
        let last = (open + 1..self.len()).find(|place| self.word(*place).ends_with('\''))?;
        self.is_title(open + 1..last + usize::from(!self.is_mark(last, &['\''])))
    }

    /// A quotation that has no verb is a title, and no speech.
    fn is_title(&self, words: Range<usize>) -> Option<Range<usize>> {
        let speech = words.clone().any(|place| self.ends_subject(place));
        (words.len() > 1 && !speech).then_some(words)
    }

    /// The words of a title in quotation marks that close here, a comma between.
    pub(crate) fn quotation_before(&self, end: usize) -> Option<Range<usize>> {
        let close = (end.saturating_sub(2)..end)
            .rev()
            .find(|place| self.is_mark(*place, &['"', '”', '»']))?;
        let open = (0..close).rev().find(|place| self.is_mark(*place, &['"', '“', '«']))?;
        self.is_title(open + 1..close)
    }

    /// Whether an apposition ends here: at a comma, a stop or the end.
    fn closes_apposition(&self, at: usize) -> bool {
        at >= self.len() || matches!(self.kind(at), Some(Kind::Mark(mark)) if *mark != '-')
    }
}
