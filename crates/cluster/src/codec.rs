//! Our tables, steps and functions on their way between processes, beside those of Ballista.

use std::sync::Arc;

use ballista_core::serde::{BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::datasource::file_format::FileFormatFactory;
use datafusion::error::Result;
use datafusion::execution::TaskContext;
use datafusion::logical_expr::{AggregateUDF, Extension, LogicalPlan, ScalarUDF};
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use scrutineer_sql::{Wire, World};

/// With this the bytes of what is ours begin.
const OURS: &[u8] = b"scrutineer/1:";

fn add(ours: &[u8], to: &mut Vec<u8>) {
    to.extend_from_slice(OURS);
    to.extend_from_slice(ours);
}

/// Plans as they are asked for.
#[derive(Debug)]
pub(crate) struct Logical {
    world: Arc<World>,
    theirs: BallistaLogicalExtensionCodec,
}

impl Logical {
    pub(crate) fn of(world: &Arc<World>) -> Logical {
        Logical { world: Arc::clone(world), theirs: BallistaLogicalExtensionCodec::default() }
    }
}

impl LogicalExtensionCodec for Logical {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[LogicalPlan],
        context: &TaskContext,
    ) -> Result<Extension> {
        self.theirs.try_decode(bytes, inputs, context)
    }

    fn try_encode(&self, node: &Extension, bytes: &mut Vec<u8>) -> Result<()> {
        self.theirs.try_encode(node, bytes)
    }

    fn try_decode_table_provider(
        &self,
        bytes: &[u8],
        name: &TableReference,
        schema: SchemaRef,
        context: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        match bytes.strip_prefix(OURS) {
            Some(ours) => Wire::table(ours, &self.world),
            None => self.theirs.try_decode_table_provider(bytes, name, schema, context),
        }
    }

    fn try_encode_table_provider(
        &self,
        name: &TableReference,
        table: Arc<dyn TableProvider>,
        bytes: &mut Vec<u8>,
    ) -> Result<()> {
        match Wire::of_table(table.as_ref())? {
            Some(ours) => {
                add(&ours, bytes);
                Ok(())
            }
            None => self.theirs.try_encode_table_provider(name, table, bytes),
        }
    }

    fn try_decode_file_format(
        &self,
        bytes: &[u8],
        context: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.theirs.try_decode_file_format(bytes, context)
    }

    fn try_encode_file_format(
        &self,
        bytes: &mut Vec<u8>,
        format: Arc<dyn FileFormatFactory>,
    ) -> Result<()> {
        self.theirs.try_encode_file_format(bytes, format)
    }

    fn try_decode_udf(&self, name: &str, bytes: &[u8]) -> Result<Arc<ScalarUDF>> {
        match bytes.strip_prefix(OURS) {
            Some(ours) => Wire::scalar(name, ours, &self.world),
            None => self.theirs.try_decode_udf(name, bytes),
        }
    }

    fn try_encode_udf(&self, function: &ScalarUDF, bytes: &mut Vec<u8>) -> Result<()> {
        match Wire::of_function(function.name(), &self.world) {
            Some(ours) => {
                add(&ours, bytes);
                Ok(())
            }
            None => self.theirs.try_encode_udf(function, bytes),
        }
    }

    fn try_decode_udaf(&self, name: &str, bytes: &[u8]) -> Result<Arc<AggregateUDF>> {
        match bytes.strip_prefix(OURS) {
            Some(ours) => Wire::aggregate(name, ours, &self.world),
            None => self.theirs.try_decode_udaf(name, bytes),
        }
    }

    fn try_encode_udaf(&self, function: &AggregateUDF, bytes: &mut Vec<u8>) -> Result<()> {
        match Wire::of_function(function.name(), &self.world) {
            Some(ours) => {
                add(&ours, bytes);
                Ok(())
            }
            None => self.theirs.try_encode_udaf(function, bytes),
        }
    }
}

/// Plans as they are run.
#[derive(Debug)]
pub(crate) struct Physical {
    world: Arc<World>,
    theirs: BallistaPhysicalExtensionCodec,
}

impl Physical {
    pub(crate) fn of(world: &Arc<World>) -> Physical {
        Physical { world: Arc::clone(world), theirs: BallistaPhysicalExtensionCodec::default() }
    }
}

impl PhysicalExtensionCodec for Physical {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match bytes.strip_prefix(OURS) {
            Some(ours) => Wire::step(ours, inputs, &self.world),
            None => self.theirs.try_decode(bytes, inputs, context, converter),
        }
    }

    fn try_encode(
        &self,
        step: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        match Wire::of_step(step.as_ref())? {
            Some(ours) => {
                add(&ours, bytes);
                Ok(())
            }
            None => self.theirs.try_encode(step, bytes, converter),
        }
    }

    fn try_decode_udf(&self, name: &str, bytes: &[u8]) -> Result<Arc<ScalarUDF>> {
        match bytes.strip_prefix(OURS) {
            Some(ours) => Wire::scalar(name, ours, &self.world),
            None => self.theirs.try_decode_udf(name, bytes),
        }
    }

    fn try_encode_udf(&self, function: &ScalarUDF, bytes: &mut Vec<u8>) -> Result<()> {
        match Wire::of_function(function.name(), &self.world) {
            Some(ours) => {
                add(&ours, bytes);
                Ok(())
            }
            None => self.theirs.try_encode_udf(function, bytes),
        }
    }

    fn try_decode_udaf(&self, name: &str, bytes: &[u8]) -> Result<Arc<AggregateUDF>> {
        match bytes.strip_prefix(OURS) {
            Some(ours) => Wire::aggregate(name, ours, &self.world),
            None => self.theirs.try_decode_udaf(name, bytes),
        }
    }

    fn try_encode_udaf(&self, function: &AggregateUDF, bytes: &mut Vec<u8>) -> Result<()> {
        match Wire::of_function(function.name(), &self.world) {
            Some(ours) => {
                add(&ours, bytes);
                Ok(())
            }
            None => self.theirs.try_encode_udaf(function, bytes),
        }
    }
}
