//! Tables that other packages take without a copy, by the Arrow PyCapsule interface.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, Schema};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::error::fault;

/// Columns under names.
#[pyclass(frozen, module = "scrutineer")]
pub(crate) struct Table {
    batch: RecordBatch,
}

impl Table {
    /// A table of columns of one length, with the citation among its metadata.
    pub(crate) fn of(columns: Vec<(&str, ArrayRef)>, citation: &str) -> PyResult<Table> {
        let fields: Vec<_> = columns
            .iter()
            .map(|(name, array)| Field::new(*name, array.data_type().clone(), true))
            .collect();
        let about = [("scrutineer.citation".to_owned(), citation.to_owned())];
        let schema = Schema::new_with_metadata(fields, about.into_iter().collect());
        let columns = columns.into_iter().map(|(_, array)| array).collect();
        let batch = RecordBatch::try_new(Arc::new(schema), columns).map_err(fault)?;
        Ok(Table { batch })
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How to cite the data, and on which terms.
    #[getter]
    fn citation(&self) -> String {
        self.batch.schema().metadata().values().next().cloned().unwrap_or_default()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<scrutineer.Table: {} rows of {}>", self.__len__(), self.column_names().join(", "))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.batch.schema().as_ref())
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let schema = self.batch.schema();
        let field = Field::new_struct("", schema.fields().clone(), false)
            .with_metadata(schema.metadata().clone());
        let rows: ArrayRef = Arc::new(StructArray::from(self.batch.clone()));
        let parts = std::iter::once(Ok::<_, ArrowError>(rows));
        to_stream_pycapsule(
            py,
            Box::new(ArrayIterator::new(parts, Arc::new(field))),
            requested_schema,
        )
    }
}
