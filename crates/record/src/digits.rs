//! Numbers in digits, without what `format!` does for any value: symbols, dates and tallies are written again and
//! again.

use std::fmt;

/// Writes a number in decimal digits.
pub(crate) fn write_number(out: &mut impl fmt::Write, number: u32) -> fmt::Result {
    let mut digits = ['0'; 10];
    let mut rest = number;
    let mut length = 0;
    for digit in digits.iter_mut().rev() {
        *digit = char::from_digit(rest % 10, 10).unwrap_or_default();
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    digits.iter().skip(10 - length).try_for_each(|digit| out.write_char(*digit))
}

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
