//! Numbers in digits, without what `format!` does for any value: symbols and dates are written again and again.

use std::fmt;

/// Writes a number in decimal digits.
pub(crate) fn write_number(out: &mut impl fmt::Write, number: u32) -> fmt::Result {
    if number >= 10 {
        write_number(out, number / 10)?;
    }
    char::from_digit(number % 10, 10).map_or(Ok(()), |digit| out.write_char(digit))
}
