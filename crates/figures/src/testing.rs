//! What holds of every figure.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::metrics::{ABOVE, width};
use crate::svg::{Anchor, Mark, Svg, Text};

/// All words of a picture.
pub(crate) fn texts(svg: &Svg) -> Vec<&Text> {
    fn gather<'s>(marks: &'s [Mark], into: &mut Vec<&'s Text>) {
        for mark in marks {
            match mark {
                Mark::Text(text) => into.push(text),
                Mark::Group { marks, .. } => gather(marks, into),
                Mark::Shape { .. } | Mark::Lines { .. } => {}
            }
        }
    }
    let mut texts = Vec::new();
    gather(&svg.marks, &mut texts);
    texts
}

/// Left, top, right and bottom of the room that words take.
pub(crate) fn room(text: &Text) -> [f64; 4] {
    let length = width(&text.words, text.size, text.bold);
    let before = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => length / 2.0,
        Anchor::End => length,
    };
    // Below the line stand the tails of letters.
    let (above, below) = (ABOVE * text.size, 0.24 * text.size);
    if text.upwards {
        let bottom = text.y + before;
        [text.x - above, bottom - length, text.x + below, bottom]
    } else {
        let left = text.x - before;
        [left, text.y - above, left + length, text.y + below]
    }
}

/// What is told in words is well-formed, no words lie on others or beyond the edge, and nothing has a place that
/// is no number.
pub(crate) fn check(svg: &Svg) {
    for text in [svg.standalone(), svg.inline("figure-1")] {
        check_xml(&text);
    }
    assert!(!svg.description().is_empty());
    let mut texts: Vec<_> = texts(svg).into_iter().map(|text| (text, room(text))).collect();
    texts.sort_by(|(_, one), (_, other)| one[0].total_cmp(&other[0]));
    for (at, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
        let (width, height) = svg.size();
        let is_within =
            *left >= -0.1 && *top >= -0.1 && *right <= width + 0.1 && *bottom <= height + 0.1;
        assert!(is_within, "{:?} stands out: {:?}", text.words, room(text));
        for (other, [its_left, its_top, _, its_bottom]) in texts.iter().skip(at + 1) {
            if *its_left >= right - 0.1 {
                break;
            }
            let is_apart = *bottom <= its_top + 0.1 || *its_bottom <= top + 0.1;
            assert!(is_apart, "{:?} lies on {:?}", text.words, other.words);
        }
    }
}

/// Well-formed: each tag is closed, each entity known, each id there once.
fn check_xml(text: &str) {
    let mut reader = Reader::from_str(text);
    let mut ids = std::collections::BTreeSet::new();
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                depth += 1;
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    // Words stand between tags; in them "NaN" may stand as it likes.
                    let value = &attribute.value;
                    assert!(!value.contains("NaN") && !value.ends_with("inf"), "{value} in {text}");
                    if attribute.key.as_ref() == "id" {
                        assert!(ids.insert(attribute.value.into_owned()));
                    }
                }
            }
            Event::End(_) => depth -= 1,
            Event::GeneralRef(entity) => {
                let name: &str = &entity;
                assert!(["lt", "gt", "amp", "quot", "apos"].contains(&name), "{name}");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}

/// Words that would break out if they were not escaped, or hide what stands beside them.
pub(crate) const HOSTILE: &str =
    "</title><script>alert('1')</script> & \"]]>\u{0}\u{1b}[31m\u{202e}\n<!--";
