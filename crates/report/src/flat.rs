//! Flat tables: what CSV can hold of an answer.

/// A header, and rows that have a cell for each of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatTable {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl FlatTable {
    /// A table of rows.
    pub fn of<R>(
        header: impl IntoIterator<Item = impl Into<String>>,
        rows: impl IntoIterator<Item = R>,
    ) -> FlatTable
    where
        R: IntoIterator<Item = String>,
    {
        FlatTable {
            header: header.into_iter().map(Into::into).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().collect()).collect(),
        }
    }

    /// The table as CSV.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(&self.header)?;
        self.rows.iter().try_for_each(|row| table.write_record(row))?;
        let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A cell: the value, or nothing.
pub(crate) fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
