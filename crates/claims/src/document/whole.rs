//! What all claims of a document tell together of the vote that they may mean.

use std::borrow::Cow;

use scrutineer_record::{MemberId, Position};

use super::Reader;
use crate::ClaimKind;
use crate::cues::Cue;
use crate::frame::Frame;
use crate::link::{Clues, MOST_TOLD, Told};
use crate::reading::Read;
use crate::sentence::Sentence;
use crate::time::When;

impl<'r> Reader<'r> {
    /// What each claim, and the `numbers` of each sentence, tell of the vote that all of them may mean: not those that look back, nor those of
    /// other bodies.
    pub(super) fn told<'s>(
        &self,
        sentences: &'s [Read<'_>],
        numbers: &[Vec<u32>],
        home: Option<MemberId>,
    ) -> Vec<Told<'s>> {
        let mut all = Vec::new();
        for (place, read) in sentences.iter().enumerate() {
            if all.len() >= MOST_TOLD {
                break;
            }
            let glances_back =
                (0..read.sentence.len()).any(|place| read.sentence.word(place) == "had");
            for frame in read.frames.iter().filter(|_| !glances_back) {
                let clues = self.clues(read, frame, home);
                let back = |when: &When| {
                    matches!(when, When::Year(_) | When::FromNow(..0) | When::FromThen(_))
                };
                if clues.times.iter().any(back) || clues.place.is_some() {
                    continue;
                }
                let named = self.said_of_members(&read.sentence, frame);
                all.push(Told { clues: Cow::Borrowed(clues), named, numbers: Vec::new() });
            }
            let tells = read.cue || counts_voters(&read.sentence);
            if tells && read.frames.is_empty() && !glances_back {
                all.extend(told_of_the_day(&read.sentence));
            }
            let mut own = numbers.get(place..).unwrap_or_default().iter();
            let mut numbers = own.next().cloned().unwrap_or_default();
            if !glances_back && !numbers.is_empty() {
                // "Sixty asked for it. Ten would not hear of it."
                numbers.extend(own.next().into_iter().flatten());
                all.push(Told { numbers, ..Told::default() });
            }
        }
        all.truncate(MOST_TOLD);
        all
    }

    /// Members by name with the position that the frame says they took.
    pub(super) fn said_of_members(
        &self,
        sentence: &Sentence<'_>,
        frame: &Frame,
    ) -> Vec<(MemberId, Position)> {
        let Some(position) = frame.position.filter(|_| !frame.negated && frame.from.is_none())
        else {
            return Vec::new();
        };
        // "Thirty abstained, among them Peru"
        let some = frame.with.iter().filter(|_| frame.kind == ClaimKind::Tally);
        let names = frame.agents.iter().chain(some).flat_map(|agents| &agents.names);
        let members = names.filter_map(|place| self.member(sentence, *place, None));
        members.map(|member| (member, position)).collect()
    }
}

/// A sentence of which no claim was understood can still tell the day.
fn told_of_the_day(sentence: &Sentence<'_>) -> Option<Told<'static>> {
    let mut times = sentence.vote_times(0..sentence.len(), &[]);
    times.retain(|when| matches!(when, When::Day { .. } | When::Weekday(_) | When::DayFromNow(_)));
    let clues = Clues { times, ..Clues::default() };
    (!clues.times.is_empty()).then(|| Told { clues: Cow::Owned(clues), ..Told::default() })
}

/// "118 nations promised": a number of states.
fn counts_voters(sentence: &Sentence<'_>) -> bool {
    let counted = |place: usize| sentence.cue(place + 1) == Some(Cue::Voters);
    (0..sentence.len()).any(|place| sentence.number(place).is_some() && counted(place))
}

/// The numbers of a sentence that are no times.
pub(super) fn numbers_told(sentence: &Sentence<'_>) -> Vec<u32> {
    let timeless = (0..sentence.len()).filter(|place| sentence.time_at(*place).is_none());
    timeless.filter_map(|place| sentence.number(place)).collect()
}
