//! Values of a frame that have no place in a text.

use schemars::JsonSchema;
use scrutineer_claims::frames::{
    Base, Bound, CitedBody, Comparison, Direction, Elsewhere, Extreme, Factor, History, Margin,
    Number, Open, OtherBody, Part, Quantity, Run, When,
};
use scrutineer_claims::{ClaimKind, Manner};
use scrutineer_record::Position;
use serde::{Deserialize, Serialize};

/// Turns a value of the checker into its shape in JSON, or back.
pub(super) trait Turn<T> {
    fn turn(self) -> T;
}

macro_rules! same {
    ($($kind:ty),*) => {$(impl Turn<$kind> for $kind {
        fn turn(self) -> $kind {
            self
        }
    })*};
}

same!(bool, i8, i16, u8, u32);

impl<A: Turn<B>, B> Turn<Option<B>> for Option<A> {
    fn turn(self) -> Option<B> {
        self.map(Turn::turn)
    }
}

/// Defines the shape of a value that has no place in a text, with the ways there and back.
macro_rules! shapes {
    ($(
        $(#[$doc:meta])*
        enum $shape:ident = $value:ident {
            $($(#[$of:meta])* $variant:ident $(($($item:ident: $type:ty),+))? $({$($(#[$about:meta])* $name:ident: $field:ty),+})?,)+
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub enum $shape {
            $($(#[$of])* $variant $(($($type),+))? $({$($(#[$about])* $name: $field),+})?,)+
        }

        impl Turn<$shape> for $value {
            fn turn(self) -> $shape {
                match self {
                    $($value::$variant $(($($item),+))? $({$($name),+})? =>
                        $shape::$variant $(($($item.turn()),+))? $({$($name: $name.turn()),+})?,)+
                }
            }
        }

        impl Turn<$value> for $shape {
            fn turn(self) -> $value {
                match self {
                    $($shape::$variant $(($($item),+))? $({$($name),+})? =>
                        $value::$variant $(($($item.turn()),+))? $({$($name: $name.turn()),+})?,)+
                }
            }
        }
    )*};
    ($(
        $(#[$doc:meta])*
        struct $shape:ident = $value:ident {
            $($(#[$about:meta])* $name:ident: $field:ty,)+
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $shape {
            $($(#[$about])* pub $name: $field,)+
        }

        impl Turn<$shape> for $value {
            fn turn(self) -> $shape {
                let $value { $($name),+ } = self;
                $shape { $($name: $name.turn()),+ }
            }
        }

        impl Turn<$value> for $shape {
            fn turn(self) -> $value {
                let $shape { $($name),+ } = self;
                $value { $($name: $name.turn()),+ }
            }
        }
    )*};
}

shapes! {
    /// What kind of claim it is.
    enum KindShape = ClaimKind {
        /// How many took which position.
        Tally,
        /// How named members voted.
        Position,
        /// How a group voted.
        GroupPosition,
        /// That these and no others took a position.
        Only,
        /// A share of the members or of those that voted.
        Share,
        /// Adopted or rejected.
        Outcome,
        /// One vote against another.
        Comparison,
        /// Who moved from one position to another.
        Shift,
        /// The course of a series.
        Trend,
        /// Who voted for two texts at once.
        CoSupport,
        /// Who put a text forward.
        Sponsor,
        /// Where a text was on its way.
        Stage,
        /// When it was voted.
        Date,
        /// What a resolution set up.
        Mandate,
        /// A symbol against title, date or body.
        Citation,
        /// How much one text is like another.
        Similarity,
    }

    /// A position.
    enum PositionShape = Position {
        /// In favour.
        Yes,
        /// Against.
        No,
        /// Abstaining.
        Abstain,
        /// On the roll, and no vote of it.
        NonVoting,
    }

    /// How a number is meant.
    enum BoundShape = Bound {
        /// Just so many.
        Exactly,
        /// So many or more.
        AtLeast,
        /// So many or fewer.
        AtMost,
        /// More than so many.
        MoreThan,
        /// Fewer than so many.
        FewerThan,
        /// About so many.
        About,
        /// From the value to this: "dozens".
        UpTo(most: u32),
    }

    /// How many of those spoken of.
    enum QuantityShape = Quantity {
        /// Those listed, each of them.
        Listed,
        /// So many.
        Count(number: NumberShape),
        /// More than half.
        Most,
        /// Two thirds, half, 45 per cent.
        Part(part: PartShape),
        /// All but so many.
        AllBut(number: NumberShape),
        /// Every one.
        All,
        /// Not one.
        Nobody,
        /// An indefinite number.
        Many,
        /// More than others.
        More,
        /// Fewer than others.
        Fewer,
    }

    /// When something happened, as the words say it.
    enum WhenShape = When {
        /// A day, with or without its year.
        Day {
            /// The year, if told.
            year: Option<i16>,
            /// The month, 1 to 12.
            month: i8,
            /// The day, 1 to 31.
            day: i8
        },
        /// A month, with or without its year.
        Month {
            /// The year, if told.
            year: Option<i16>,
            /// The month, 1 to 12.
            month: i8
        },
        /// A year.
        Year(year: i16),
        /// A year by which a text is named: "the 1975 text".
        TextYear(year: i16),
        /// So many years after the date of the document: -1 is last year.
        FromNow(years: i16),
        /// So many years after the vote that is spoken of.
        FromThen(years: i16),
        /// A day of the week, Monday 1 to Sunday 7: the last one before the document.
        Weekday(day: i8),
        /// So many days after the date of the document: -1 is yesterday.
        DayFromNow(days: i8),
    }

    /// How often something is said to have happened.
    enum HistoryShape = History {
        /// Never before.
        First,
        /// Not since that year, and then.
        FirstSince(year: i16),
        /// In so many years in a row.
        Consecutive(years: u32),
        /// Always, since a year if one is told.
        Always(since: Option<i16>),
    }

    /// By how much one side is said to have won.
    enum MarginShape = Margin {
        /// By a wide margin.
        Wide,
        /// Narrowly.
        Narrow,
        /// Nearly unanimously.
        NearlyUnanimous,
        /// By so many votes.
        Of(number: NumberShape),
    }

    /// Which way a comparison goes.
    enum DirectionShape = Direction {
        /// More.
        More,
        /// Fewer.
        Fewer,
        /// As many.
        Same,
    }

    /// A rise or fall that is said to have gone on.
    enum RunShape = Run {
        /// In so many votes in a row.
        Times(times: u32),
        /// Without a break, since a year if one is told.
        Unbroken(since: Option<i16>),
        /// Never the other way, since a year if one is told.
        NeverBack(since: Option<i16>),
    }

    /// Of whom a share is told.
    enum BaseShape = Base {
        /// All members.
        Members,
        /// Those that took part, abstentions among them.
        Cast,
        /// Those for and against.
        Voting,
    }

    /// What words that point back to voters leave open.
    enum OpenShape = Open {
        /// Others can be meant as well.
        Who,
        /// An earlier vote is meant, and nothing says which.
        When,
        /// The only ones among some of whom the record has no list.
        Among,
        /// An earlier vote may be meant.
        Earlier,
        /// Others of the group told of before may be meant.
        Fellows,
        /// It may have been said elsewhere than in a vote.
        Elsewhere,
    }

    /// A body whose a document is said to be.
    enum CitedBodyShape = CitedBody {
        /// The General Assembly.
        GeneralAssembly,
        /// The Security Council.
        SecurityCouncil,
        /// The Human Rights Council.
        HumanRightsCouncil,
    }

    /// A body other than the plenary of the General Assembly.
    enum BodyShape = OtherBody {
        /// The Security Council.
        SecurityCouncil,
        /// The Human Rights Council.
        HumanRightsCouncil,
        /// A parliament, a conference and the like.
        Other,
    }

    /// Where the vote was taken, if not in the plenary of the General Assembly.
    enum PlaceShape = Elsewhere {
        /// A Main Committee, 1 to 6; 0 where the text does not say which.
        Committee(number: u8),
        /// Another body.
        Body(body: BodyShape),
    }

    /// How words are given.
    enum MannerShape = Manner {
        /// As they were said, in quotation marks.
        Direct,
        /// In the words of the one who reports them.
        Reported,
    }
}

shapes! {
    /// A number as claimed.
    struct NumberShape = Number {
        /// The number.
        value: u32,
        /// How it is meant.
        bound: BoundShape,
    }

    /// A part of a whole as claimed.
    struct PartShape = Part {
        /// So many parts.
        count: u32,
        /// Of so many.
        of: u32,
        /// How it is meant.
        bound: BoundShape,
    }

    /// How many times as many.
    struct FactorShape = Factor {
        /// So many.
        times: u32,
        /// To so many: "doubled" is two to one.
        of: u32,
        /// How it is meant.
        bound: BoundShape,
    }

    /// How one vote is said to stand to another, or one side of a vote to the other.
    struct ComparisonShape = Comparison {
        /// Which way it goes.
        direction: DirectionShape,
        /// The side that is compared.
        position: PositionShape,
        /// The side of the same vote with which it is compared.
        against: Option<PositionShape>,
        /// By how many, if said.
        by: Option<NumberShape>,
        /// How many times as many, if said.
        factor: Option<FactorShape>,
        /// When the other vote was.
        than: Option<WhenShape>,
    }

    /// "Its best result so far".
    struct ExtremeShape = Extreme {
        /// Whether it is the most, or the least.
        most: bool,
        /// The year from which on, if told.
        since: Option<i16>,
        /// Within so many years, if told.
        within: Option<i16>,
    }
}
