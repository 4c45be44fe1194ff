//! Pictures as pixels.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use crate::svg::Svg;

/// Why a picture could not be drawn as pixels.
#[derive(Debug)]
pub struct PngError(String);

impl fmt::Display for PngError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the picture cannot be drawn as pixels: {}", self.0)
    }
}

impl Error for PngError {}

impl Svg {
    /// The picture as PNG, so many pixels for each of its own: 2 for sharp letters.
    ///
    /// The letters are those by which the picture was laid out, and no others: it is the same on every machine.
    ///
    /// # Errors
    /// If the picture is too large.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, PngError> {
        let tree = self.tree()?;
        let size = tree.size().to_int_size().scale_by(scale);
        let pixmap = size.and_then(|size| Pixmap::new(size.width(), size.height()));
        let mut pixmap = pixmap.ok_or_else(|| PngError("it is too large".to_owned()))?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        pixmap.encode_png().map_err(|error| PngError(error.to_string()))
    }

    fn tree(&self) -> Result<Tree, PngError> {
        let mut fonts = Database::new();
        fonts.load_font_data(dejavu::sans::regular().to_vec());
        fonts.load_font_data(dejavu::sans::bold().to_vec());
        fonts.set_sans_serif_family("DejaVu Sans");
        let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
        Tree::from_str(&self.standalone(), &options).map_err(|error| PngError(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use resvg::usvg::{Group, Node, Rect};

    use super::*;
    use crate::testing;
    use crate::views::{shift_flow, vote_map};

    /// Where the words really are: all of them, from left to right.
    fn drawn(svg: &Svg) -> Vec<(String, Rect)> {
        fn gather(group: &Group, into: &mut Vec<(String, Rect)>) {
            for node in group.children() {
                match node {
                    Node::Group(group) => gather(group, into),
                    Node::Text(text) => {
                        let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                        into.push((words, text.flattened().abs_bounding_box()));
                    }
                    _ => {}
                }
            }
        }
        let mut words = Vec::new();
        gather(svg.tree().unwrap().root(), &mut words);
        words
    }

    #[test]
    fn words_take_no_more_room_than_was_kept_for_them() {
        let book = scrutineer_book::built_in().unwrap();
        let vote = |symbol: &str| book.record.vote_on(&symbol.parse().unwrap()).unwrap();
        for width in [360.0, 960.0] {
            let map = vote_map(vote("A/RES/74/29"), width).unwrap();
            let flow = shift_flow(vote("A/RES/73/27"), vote("A/RES/74/29"), width);
            for svg in [map, flow] {
                let (kept, drawn) = (testing::texts(&svg), drawn(&svg));
                assert_eq!(kept.len(), drawn.len());
                for (kept, (words, room)) in kept.iter().zip(&drawn) {
                    assert_eq!(&kept.words, words);
                    let [left, _, right, _] = testing::room(kept);
                    let wide = f64::from(room.width());
                    assert!(wide <= right - left + 1.0, "{words}: {wide} in {}", right - left);
                }
                for (at, (words, room)) in drawn.iter().enumerate() {
                    for (other, its) in drawn.iter().skip(at + 1) {
                        assert!(room.intersect(its).is_none(), "{words} lies on {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_picture_as_pixels_is_as_large_as_was_asked() {
        let book = scrutineer_book::built_in().unwrap();
        let vote = book.record.votes().next().unwrap();
        let svg = vote_map(vote, 400.0).unwrap();
        let png = svg.png(2.0).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        // Width and height stand at the head of the file.
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        let (width, height) = svg.size();
        assert_eq!((f64::from(number(16)), f64::from(number(20))), (2.0 * width, 2.0 * height));
        assert!(svg.png(0.0).is_err() && svg.png(1e9).is_err());
    }
}
