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
