//! Cases and properties of symbols.

mod in_text;
mod properties;
mod real;
mod spellings;
