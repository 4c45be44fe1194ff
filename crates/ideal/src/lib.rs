//! Ideal points: where members stand on a line, estimated from how they voted.
//!
//! The model is the dynamic ordinal item response of Bailey, Strezhnev & Voeten (2017, *Journal of Conflict
//! Resolution* 61): a member at θ votes yes, abstains or votes no as z = βθ + e lies below γ₁, between γ₁ and
//! γ₂, or above; θ walks at random from session to session; texts that come back share β and γ.
//! [`prepare`] takes the votes from a record by explicit [`Rules`], [`fast`] estimates, in about a second for
//! all votes since 1946; [`Sampling`] draws from the posterior, in minutes. `METHODS.md` has the formulas and how near they come to what was published.
//!
//! ```
//! use scrutineer_ideal::{Links, Rules, Settings, fast, prepare};
//!
//! let book = scrutineer_book::built_in()?;
//! let prepared = prepare(&book.record, &Rules::default(), &Links::Series);
//! let fit = fast(&prepared.ballots, &prepared.poles, &Settings::default());
//!
//! let of = |ccode: u16, session: u8| {
//!     let place = prepared.who.iter().position(|it| (it.ccode, it.session) == (Some(ccode), session));
//!     place.and_then(|place| fit.points.get(place)).ok_or("no votes")
//! };
//! let (america, russia) = (of(2, 74)?, of(365, 74)?);
//! assert!(america.mean > russia.mean);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this crate does not do: it reads and prints nothing. Absence is no choice and tells nothing here;
//! whether it does in truth the model cannot say. One line is all there is: of conflicts that run across it the
//! ideal points tell nothing.

mod anderson;
mod ballots;
mod bootstrap;
mod distance;
mod expected;
mod fast;
mod influence;
mod item;
mod links;
mod normal;
mod path;
mod plane;
mod prepare;
mod sampler;
mod suspicious;

pub use ballots::{Ballot, Ballots, Choice, MemberSession};
pub use bootstrap::Bootstrap;
pub use distance::Distance;
pub use expected::{Case, Expected, Rest, cases};
pub use fast::{Fit, Poles, Settings, fast, fast_from};
pub use influence::{Influence, influences};
pub use item::{Belief, Item, ItemBelief, TWENTIETH};
pub use links::{Links, Pairs, number};
pub use plane::{Explained, Plane, PlaneItem, plane};
pub use prepare::{Motions, Prepared, Rules, VoteOnItem, Who, ccodes, prepare, session_of};
pub use sampler::{Diagnosis, Draw, Drawn, Goal, Sampling, Schedule, Scheme, Unresumed, diagnose};
pub use suspicious::{Suspect, Suspicion, suspicions};
