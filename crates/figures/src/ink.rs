//! The colours, each under a name, so that a page can set its own.

use scrutineer_record::Position;

use crate::svg::Stroke;

/// A colour by its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// Under this name a page sets it: `--figure-` and the name.
    pub name: &'static str,
    /// What it is on white paper.
    pub hex: &'static str,
}

const fn ink(name: &'static str, hex: &'static str) -> Ink {
    Ink { name, hex }
}

/// What everything stands on.
pub(crate) const PAPER: Ink = ink("paper", "#ffffff");
/// Words.
pub(crate) const TEXT: Ink = ink("text", "#1b1f24");
/// Words beside the matter: units, sources.
pub(crate) const DIM: Ink = ink("dim", "#4f5863");
/// Frames and grids.
pub(crate) const LINE: Ink = ink("line", "#c9ced6");
/// What stands behind the matter: the many among whom a few are picked out.
pub(crate) const FAINT: Ink = ink("faint", "#b4bcc7");
/// Positions, from dark to light, and the hatching of no.
pub(crate) const YES: Ink = ink("yes", "#1d4f80");
pub(crate) const NO: Ink = ink("no", "#e58a45");
pub(crate) const NO_HATCH: Ink = ink("no-hatch", "#f6b583");
pub(crate) const ABSTAIN: Ink = ink("abstain", "#f5e3a8");
pub(crate) const NON_VOTING: Ink = ink("non-voting", "#ffffff");
/// Words on dark fills and on light ones, whatever the paper.
pub(crate) const ON_DARK: Ink = ink("on-dark", "#ffffff");
pub(crate) const ON_LIGHT: Ink = ink("on-light", "#1b1f24");
/// Numbers, from low to high.
pub(crate) const STEPS: [Ink; 7] = [
    ink("step-1", "#f1f5fa"),
    ink("step-2", "#d6e2ef"),
    ink("step-3", "#b0c8e0"),
    ink("step-4", "#86aacd"),
    ink("step-5", "#4f7fb0"),
    ink("step-6", "#2a5c8d"),
    ink("step-7", "#123a62"),
];
/// Lines that are to be told apart; each has a mark and dashes of its own as well.
pub(crate) const LINES: [Ink; 6] = [
    ink("line-1", "#0b4f8a"),
    ink("line-2", "#b3470b"),
    ink("line-3", "#1f7a4d"),
    ink("line-4", "#7b3f98"),
    ink("line-5", "#8a6500"),
    ink("line-6", "#3c4650"),
];

/// All colours.
pub const PALETTE: [Ink; 25] = [
    PAPER, TEXT, DIM, LINE, FAINT, YES, NO, NO_HATCH, ABSTAIN, NON_VOTING, ON_DARK, ON_LIGHT,
    STEPS[0], STEPS[1], STEPS[2], STEPS[3], STEPS[4], STEPS[5], STEPS[6], LINES[0], LINES[1],
    LINES[2], LINES[3], LINES[4], LINES[5],
];

/// How a surface is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Not at all.
    None,
    /// With one colour.
    Solid(Ink),
    /// With the colour of no and its hatching.
    Hatched,
}

/// The fill of a position, and the colour of words on it.
pub(crate) fn of_position(position: Position) -> (Fill, Ink) {
    match position {
        Position::Yes => (Fill::Solid(YES), ON_DARK),
        Position::No => (Fill::Hatched, ON_LIGHT),
        Position::Abstain => (Fill::Solid(ABSTAIN), ON_LIGHT),
        Position::NonVoting => (Fill::Solid(NON_VOTING), ON_LIGHT),
    }
}

/// The frame of a surface with the fill of a position. Non-voting members have one that is seen: their fill is as
/// white as the paper.
pub(crate) fn frame_of(position: Position) -> Stroke {
    match position {
        Position::NonVoting => Stroke::solid(DIM, 1.0),
        _ => Stroke::solid(LINE, 0.5),
    }
}

/// The colour of words on a step.
pub(crate) fn on_step(step: usize) -> Ink {
    if step >= 4 { ON_DARK } else { ON_LIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green and blue, linear in light.
    fn linear(ink: Ink) -> [f64; 3] {
        let number = u32::from_str_radix(ink.hex.trim_start_matches('#'), 16).unwrap();
        let [_, red, green, blue] = number.to_be_bytes();
        [red, green, blue].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance([red, green, blue]: [f64; 3]) -> f64 {
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// As it appears in grey: 0 black, 100 white.
    fn lightness(light: [f64; 3]) -> f64 {
        116.0 * luminance(light).cbrt() - 16.0
    }

    fn contrast(one: Ink, other: Ink) -> f64 {
        let (one, other) = (luminance(linear(one)), luminance(linear(other)));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// As those see it who lack the cones for red, for green or for blue (Viénot, Brettel and Mollon 1999; for
    /// blue the plane of Machado, Oliveira and Fernandes 2009).
    fn without(cones: usize, [red, green, blue]: [f64; 3]) -> [f64; 3] {
        match cones {
            0 => {
                let both = 0.112_38 * red + 0.887_62 * green;
                [both, both, 0.004 * red - 0.004 * green + blue]
            }
            1 => {
                let both = 0.292_75 * red + 0.707_25 * green;
                [both, both, -0.022_34 * red + 0.022_34 * green + blue]
            }
            _ => [
                1.255_528 * red - 0.076_749 * green - 0.178_779 * blue,
                -0.078_411 * red + 0.930_809 * green + 0.147_602 * blue,
                0.004_733 * red + 0.691_367 * green + 0.303_900 * blue,
            ],
        }
    }

    #[test]
    fn positions_and_steps_differ_in_lightness_to_everyone() {
        let check = |inks: &[Ink], apart: f64| {
            for pair in inks.windows(2) {
                let seen = [0, 1, 2].map(|cones| {
                    let [one, other] = [pair[0], pair[1]].map(|ink| without(cones, linear(ink)));
                    lightness(other) - lightness(one)
                });
                let grey = lightness(linear(pair[1])) - lightness(linear(pair[0]));
                assert!(grey >= apart, "{pair:?} in grey: {grey}");
                assert!(seen.iter().all(|seen| *seen >= apart), "{pair:?}: {seen:?}");
            }
        };
        // The lightest two also differ by the frame that non-voting members alone have.
        check(&[YES, NO, ABSTAIN, NON_VOTING], 8.0);
        check(&[YES, NO, ABSTAIN], 18.0);
        let mut steps = STEPS;
        steps.reverse();
        check(&steps, 5.0);
    }

    #[test]
    fn words_stand_out_from_what_they_stand_on() {
        let check = |words: Ink, on: Ink, least: f64| {
            let found = contrast(words, on);
            assert!(found >= least, "{} on {}: {found:.2}", words.name, on.name);
        };
        for words in [TEXT, DIM] {
            check(words, PAPER, 4.5);
        }
        for ink in LINES {
            check(ink, PAPER, 4.5);
        }
        for position in Position::ALL {
            match of_position(position) {
                (Fill::Solid(fill), words) => check(words, fill, 4.5),
                (_, words) => [NO, NO_HATCH].into_iter().for_each(|fill| check(words, fill, 4.5)),
            }
        }
        for (step, ink) in STEPS.into_iter().enumerate() {
            check(on_step(step), ink, 4.0);
        }
    }

    #[test]
    fn each_colour_has_its_name() {
        let names: std::collections::BTreeSet<_> = PALETTE.iter().map(|ink| ink.name).collect();
        assert_eq!(names.len(), PALETTE.len());
    }
}
