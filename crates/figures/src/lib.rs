//! Pictures of the record: plain data in, an [`Svg`] out.
//!
//! Each figure is one function. It takes what is to be seen, in the words of the record, and a [`Caption`];
//! it measures nothing and fetches nothing, so that a picture shows the numbers that the pages print. The
//! [`Svg`] is written for a file of its own ([`Svg::standalone`]) or for a page ([`Svg::inline`], whose
//! colours the page may set), and with the feature `png` drawn as pixels. It carries its title and its content
//! in words, for those who cannot see it.
//!
//! Every figure is laid out anew for the width that it is to have: scaled down, its words could not be read.
//! What tells positions apart is lightness first and hatching second, so that a picture can be printed in
//! black and white; the hue is an extra.
//!
//! ```
//! use scrutineer_figures::{Caption, Tile, positions_map};
//!
//! let book = scrutineer_book::built_in()?;
//! let symbol = "A/RES/74/29".parse()?;
//! let vote = book.record.vote_on(&symbol).ok_or("not built in")?;
//! let positions = vote.positions();
//! let tiles: Vec<Tile<'_, _>> = positions
//!     .roll
//!     .iter()
//!     .filter_map(|id| Some(Tile::of(&book.record.members()[id], positions.of(id)?)))
//!     .collect();
//! let caption = Caption { title: "A/RES/74/29", subtitle: "12 December 2019", width: 960.0 };
//! let svg = positions_map(&caption, &tiles, "not on the roll");
//! assert!(svg.standalone().starts_with("<svg "));
//! assert!(svg.description().contains("6 voted no: Canada, "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this crate does not do: it writes no file, and it draws no page; that is for those above it.

mod courses;
mod dendrogram;
mod flow;
mod heat_map;
mod ink;
mod legend;
mod metrics;
mod plane;
mod plot;
#[cfg(feature = "png")]
mod png;
mod scale;
mod sheet;
mod svg;
mod tallies;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod tile_map;
mod views;
mod words;

pub use courses::{Course, CoursePoint, courses};
pub use dendrogram::{Leaf, Merge, dendrogram};
pub use flow::{FlowEnd, Joined, Stream, flow};
pub use heat_map::{Row, Run, heat_map};
pub use ink::{Ink, PALETTE};
pub use plane::{Placed, plane};
#[cfg(feature = "png")]
pub use png::PngError;
pub use sheet::Caption;
pub use svg::Svg;
pub use tallies::{Column, Held, tallies};
pub use tile_map::{Shade, Tile, positions_map, values_map};
pub use views::{
    IdealPlace, IdealPoint, agreement_courses, agreement_heat_map, agreement_map, bloc_tree,
    cohesion_courses, group_map, ideal_plane, ideal_points, series_tallies, shift_flow, vote_map,
};
