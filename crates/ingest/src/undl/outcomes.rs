//! Files with a row for each adopted resolution, those without a vote among them.

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Body, SourceFile};

use super::columns::Columns;
use super::gathered::Origin;
use crate::table::Table;
use crate::{Batch, Error};

/// Reads a file of adopted resolutions. Who voted how stands in another file.
pub(super) fn read<R: Read>(
    table: &mut Table<R>,
    file: &Arc<SourceFile>,
    batch: &mut Batch,
) -> Result<(), Error> {
    let columns = Columns::of(table)?;
    let body = Body::GeneralAssembly;
    let origin = Origin { file, header: table.header().clone(), columns, body };
    while let Some(row) = table.next(&mut batch.defects)? {
        batch.texts.extend(origin.text(row, &mut batch.defects));
    }
    Ok(())
}
