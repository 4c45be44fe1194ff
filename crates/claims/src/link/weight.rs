//! How much each clue weighs. Points, set by hand: a title, a date and a sponsor that agree outweigh any
//! tally that does not.

pub(super) const SYMBOL: f64 = 20.0;
pub(super) const NICKNAME: f64 = 3.0;
pub(super) const TITLE: f64 = 4.0;
/// The share of a title that stands in quotation marks, just so: no other title that shares words with it is meant.
pub(super) const QUOTED_TITLE: f64 = 1.25;
pub(super) const OFF_TOPIC: f64 = -1.0;
pub(super) const SPONSOR: f64 = 2.0;
pub(super) const OTHER_SPONSOR: f64 = -3.0;
pub(super) const DAY: f64 = 3.0;
pub(super) const OTHER_DAY: f64 = -0.5;
/// The day of the week, or "yesterday": not enough by itself, since much else happens on it.
pub(super) const WEEKDAY: f64 = 1.3;
/// What is told of a day of the week is of the days before the text.
pub(super) const OTHER_WEEKDAY: f64 = -1.0;
pub(super) const MONTH: f64 = 0.8;
/// A month without its year can be told of much else.
pub(super) const OTHER_MONTH: f64 = -0.8;
pub(super) const YEAR: f64 = 2.5;
pub(super) const OTHER_YEAR: f64 = -2.5;
pub(super) const COUNT: f64 = 0.7;
pub(super) const OTHER_COUNT: f64 = -0.25;
/// Two counts or more, and all fit.
pub(super) const WHOLE_TALLY: f64 = 2.0;
/// A whole tally and the day both fit: no coincidence.
pub(super) const TALLY_OF_THE_DAY: f64 = 3.0;
pub(super) const ORGAN: f64 = 1.0;
pub(super) const FOCUS: f64 = 2.2;
pub(super) const SAME_SERIES: f64 = 1.2;
/// Of that series, and of the year that is told.
pub(super) const SAME_SERIES_THEN: f64 = 0.5;
pub(super) const RIVAL: f64 = 1.5;
pub(super) const DOCUMENT_TOPIC: f64 = 1.5;
pub(super) const RECENT: f64 = 1.6;
pub(super) const AFTER_DOCUMENT: f64 = -8.0;
/// Of a vote of years ago a text tells the year, the symbol, or spoke before.
pub(super) const LONG_AGO: f64 = -3.0;
/// What must speak for a vote before it is linked at all.
pub(super) const ENOUGH: f64 = 1.4;
/// What must speak for the vote that all claims mean together.
pub(super) const ENOUGH_TOGETHER: f64 = 2.5;
/// So much more must speak for it than for any other.
pub(super) const CLEARLY: f64 = 1.0;
/// The vote was taken just before the text was published.
pub(super) const NEWS: f64 = 1.0;
/// All three numbers of the tally stand in one sentence.
pub(super) const NUMBERS_OF_TALLY: f64 = 2.0;
/// So much more for one vote outweighs that a title or nickname leads to another.
pub(super) const FAR: f64 = 3.0;
/// A member by name did what is said, in the vote of which all is said.
pub(super) const NAMED: f64 = 0.2;
pub(super) const NAMED_OTHERWISE: f64 = -0.3;
/// A title stands in what the text is about.
pub(super) const TOPIC: f64 = 1.5;
/// Two votes nearer than this are both possible.
pub(super) const MARGIN: f64 = 0.35;
/// So much of a title at least must stand in the words.
pub(super) const LEAST_OF_TITLE: f64 = 0.3;
/// So much of it makes it the same title in other words.
pub(super) const MOST_OF_TITLE: f64 = 0.7;
