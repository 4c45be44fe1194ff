//! Pictures that show themselves in a notebook.

use std::path::PathBuf;

use pyo3::prelude::*;
use scrutineer_figures::Svg;

use crate::error::RequestError;

/// A picture, with its content in words.
#[pyclass(frozen, module = "scrutineer")]
pub(crate) struct Figure {
    svg: String,
    title: String,
    description: String,
}

impl Figure {
    pub(crate) fn of(svg: &Svg) -> Figure {
        Figure {
            svg: svg.standalone(),
            title: svg.title().to_owned(),
            description: svg.description().to_owned(),
        }
    }
}

#[pymethods]
impl Figure {
    /// The picture as SVG.
    #[getter]
    fn svg(&self) -> &str {
        &self.svg
    }

    /// Its title.
    #[getter]
    fn title(&self) -> &str {
        &self.title
    }

    /// What it shows, in words, for those who cannot see it.
    #[getter]
    fn description(&self) -> &str {
        &self.description
    }

    /// Writes the picture into a file.
    fn save(&self, path: PathBuf) -> PyResult<()> {
        std::fs::write(&path, &self.svg).map_err(|why| {
            let name = path.display();
            RequestError::new_err(format!(
                "cannot write {name}: {why}\n- name a file in a directory that is there"
            ))
        })
    }

    fn _repr_svg_(&self) -> &str {
        &self.svg
    }

    fn __repr__(&self) -> String {
        format!("<scrutineer.Figure: {}>", self.title)
    }
}
