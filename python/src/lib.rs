//! The package for Python: the answers of the commands as objects, tables and pictures.
//!
//! It works nothing out itself. Long work lets other threads go on and hears Ctrl-C.

mod agreement;
mod book;
mod error;
mod estimate;
mod figure;
mod import;
mod json;
mod rows;
mod table;
mod work;

use pyo3::prelude::*;

/// What `scrutineer/__init__.py` hands on.
#[pymodule]
fn _scrutineer(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add_class::<book::Book>()?;
    module.add_class::<table::Table>()?;
    module.add_class::<figure::Figure>()?;
    module.add_function(wrap_pyfunction!(import::import_files, module)?)?;
    module.add("ScrutineerError", py.get_type::<error::ScrutineerError>())?;
    module.add("RequestError", py.get_type::<error::RequestError>())?;
    module.add("BookError", py.get_type::<error::BookError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
