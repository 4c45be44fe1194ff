//! Numbers in digits, without what `format!` does for any value: symbols, dates and tallies are written again and
//! again.

use std::fmt;

/// Writes a number in decimal digits.
pub(crate) fn write_number(out: &mut impl fmt::Write, number: u32) -> fmt::Result {
    let mut digits = [b'0'; 10];
    let mut rest = number;
    let mut start = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS.get(rest as usize % 10).copied().unwrap_or_default();
        rest /= 10;
        start -= 1;
        if rest == 0 {
            break;
        }
    }
    let written = digits.get(start..).and_then(|digits| std::str::from_utf8(digits).ok());
    out.write_str(written.unwrap_or_default())
}

const DIGITS: &[u8; 10] = b"0123456789";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_it_is_displayed(number: u32, few in 0u32..200) {
            for number in [number, few] {
                let mut written = String::new();
                write_number(&mut written, number).unwrap();
                prop_assert_eq!(written, number.to_string());
            }
        }
    }
}
