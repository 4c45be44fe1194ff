//! `--plot FILE`: what a command shows, as a picture.

use std::path::PathBuf;

use scrutineer_figures::Svg;

use crate::error::Error;
use crate::files::write_whole;

/// Where a picture goes, if one is wanted.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Plot {
    #[cfg_attr(
        feature = "png",
        doc = "Also draw a picture of it: a file that ends in .svg or .png"
    )]
    #[cfg_attr(not(feature = "png"), doc = "Also draw a picture of it: a file that ends in .svg")]
    #[arg(long = "plot", value_name = "FILE", value_parser = file)]
    file: Option<File>,
}

/// How wide pictures are. The pages for small screens have their own.
pub(crate) const WIDTH: f64 = 960.0;
/// Pixels of a PNG for each of the picture, so that its letters are sharp.
#[cfg(feature = "png")]
const SCALE: f32 = 2.0;

/// A file for a picture.
#[derive(Clone, Debug)]
pub(crate) struct File {
    path: PathBuf,
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Svg,
    #[cfg(feature = "png")]
    Png,
}

fn file(typed: &str) -> Result<File, String> {
    let path = PathBuf::from(typed);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let form = match ending.as_deref() {
        Some("svg") => Form::Svg,
        #[cfg(feature = "png")]
        Some("png") => Form::Png,
        #[cfg(not(feature = "png"))]
        Some("png") => {
            let why =
                "this program was built without PNG: write .svg, or build it with --features png";
            return Err(why.to_owned());
        }
        _ => {
            return Err(
                "a picture is an SVG or a PNG: the name must end in .svg or .png".to_owned()
            );
        }
    };
    Ok(File { path, form })
}

impl Plot {
    /// The picture, if one is wanted.
    pub(crate) fn picture(
        &self,
        draw: impl FnOnce() -> Result<Svg, Error>,
    ) -> Result<Option<Picture>, Error> {
        let Some(file) = &self.file else { return Ok(None) };
        Ok(Some(Picture { file: file.clone(), svg: draw()? }))
    }
}

/// A picture that is to be written.
#[derive(Debug)]
pub(crate) struct Picture {
    file: File,
    svg: Svg,
}

impl Picture {
    /// The same with what must stand below it.
    pub(crate) fn cited(self, citations: &[String]) -> Picture {
        Picture { svg: self.svg.with_source(citations), ..self }
    }

    /// Writes it.
    pub(crate) fn write(&self) -> Result<(), Error> {
        let bytes = match self.file.form {
            Form::Svg => self.svg.standalone().into_bytes(),
            #[cfg(feature = "png")]
            Form::Png => self.svg.png(SCALE).map_err(|error| Error::request(error.to_string()))?,
        };
        write_whole(&self.file.path, &bytes)
    }
}
