//! The colours of pages can be read.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../assets/style.css");

/// The colours of a scheme by name: the first block that names them is the light one, the second the dark.
fn scheme(place: usize) -> BTreeMap<&'static str, [f64; 3]> {
    let block = STYLE.split(":root {").nth(place + 1).unwrap().split('}').next().unwrap();
    let colours = block.split(';').filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let part = |at: usize| f64::from(u8::from_str_radix(&value[at..at + 2], 16).unwrap());
        Some((name, [part(0), part(2), part(4)]))
    });
    colours.collect()
}

/// Relative luminance and contrast as WCAG 2 defines them.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|part| match part / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn text_stands_out_in_both_schemes() {
    for place in [0, 1] {
        let colours = scheme(place);
        let verdicts =
            ["supported", "contradicted", "partly", "ambiguous", "not_in_record", "unread"];
        let tint = |name| format!("{name}-tint");
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for verdict in verdicts {
            pairs.extend([(verdict, tint(verdict)), ("text", tint(verdict))]);
            pairs.extend([(verdict, "card".to_owned()), (verdict, "page".to_owned())]);
        }
        for text in ["text", "dim", "link"] {
            pairs.extend([(text, "page".to_owned()), (text, "card".to_owned())]);
        }
        for (text, ground) in pairs {
            let ratio = contrast(colours[text], colours[ground.as_str()]);
            assert!(ratio >= 4.5, "{text} on {ground}, scheme {place}: {ratio:.2}");
        }
    }
}
