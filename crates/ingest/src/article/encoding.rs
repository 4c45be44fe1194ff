//! Bytes to letters: which encoding they are in, and where each letter stood.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Offsets;

/// A text in UTF-8, from whatever it was in.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Where its letters stood, unless each stands where it stood.
    pub(super) offsets: Option<Offsets>,
    /// The name of the encoding, as the Encoding Standard has it.
    pub(super) encoding: &'static str,
    /// What was wrong with it.
    pub(super) defects: Vec<String>,
}

impl Decoded {
    /// What was in UTF-8 from the beginning.
    pub(super) fn of_utf8(text: String) -> Decoded {
        Decoded { text, offsets: None, encoding: UTF_8.name(), defects: Vec::new() }
    }
}

/// How much is looked at to tell an encoding: more tells no more.
const ENOUGH: usize = 1 << 20;
/// How far into a page its own word on the encoding is looked for.
const HEAD: usize = 4096;

/// Reads the bytes in the encoding that they are in: by their mark, as UTF-8 if they are that, by what the
/// page says of itself, else by what the letters are likely to be.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, length)) = marked(&bytes) {
        return by_mark(&bytes, encoding, length);
    }
    if let Some(encoding) = without_mark(&bytes) {
        return legacy(&bytes, 0, encoding);
    }
    let declared = declared(&bytes);
    // Escapes are all that tells ISO-2022-JP from plain ASCII.
    if let Some(encoding) = declared.filter(|it| !it.is_ascii_compatible() && bytes.contains(&0x1b))
    {
        return legacy(&bytes, 0, encoding);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::of_utf8(text),
        Err(error) => not_utf8(&error.into_bytes(), declared),
    }
}

fn by_mark(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Decoded {
    if encoding == UTF_8 { lossy(bytes, mark) } else { legacy(bytes, mark, encoding) }
}

/// Whether the bytes are UTF-16, whose zero bytes are no sign of a program or an image.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    marked(bytes).is_some_and(|(encoding, _)| encoding != UTF_8) || without_mark(bytes).is_some()
}

/// The encoding that the first bytes mark, with their length. Letters of ASCII one after the other are no UTF-16,
/// whatever stands before them.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let head = bytes.get(length..bytes.len().min(HEAD)).unwrap_or_default();
    let is_ascii = !head.is_empty() && head.iter().all(|byte| byte.is_ascii() && *byte != 0);
    (encoding == UTF_8 || !is_ascii).then_some((encoding, length))
}

/// UTF-16 that does not say so: in European text every other byte is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default().chunks_exact(2);
    let all = pairs.len();
    let zeros = pairs.fold([0, 0], |[first, second], pair| {
        let zero = |at: usize| usize::from(pair.get(at) == Some(&0));
        [first + zero(0), second + zero(1)]
    });
    match zeros {
        [first, second] if second * 2 > all && first * 20 < all => Some(UTF_16LE),
        [first, second] if first * 2 > all && second * 20 < all => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page names in its head: `<meta charset=…>`, `<?xml … encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default().to_ascii_lowercase();
    if !head.contains(&b'<') {
        return None;
    }
    [b"charset".as_slice(), b"encoding"].into_iter().find_map(|word| {
        memchr::memmem::find_iter(&head, word).find_map(|at| {
            let value = head.get(at + word.len()..)?.trim_ascii_start().strip_prefix(b"=")?;
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte);
            let end = value.iter().position(ends).unwrap_or(value.len());
            Encoding::for_label(value.get(..end)?)
        })
    })
}

/// What is no UTF-8 from end to end: UTF-8 with a few bad bytes, or something else.
fn not_utf8(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Letters that fit UTF-8 by chance are rare: four to one is no chance.
    if bad * 4 <= good {
        return lossy(bytes, 0);
    }
    // UTF-16 would have said so by its zero bytes.
    let told = declared.filter(|it| *it != UTF_8 && *it != UTF_16LE && *it != UTF_16BE);
    legacy(bytes, 0, told.unwrap_or_else(|| likely(bytes)))
}

/// The likely encoding, by the letters and their neighbours.
fn likely(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let telling = bytes.get(first.saturating_sub(HEAD)..).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(telling.get(..telling.len().min(ENOUGH)).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-8 whose bad bytes become a replacement character each time.
fn lossy(bytes: &[u8], mark: usize) -> Decoded {
    let (mut text, mut offsets) = (String::with_capacity(bytes.len()), Offsets::default());
    let mut at = mark;
    let mut bad = Vec::new();
    for chunk in bytes.get(mark..).unwrap_or_default().utf8_chunks() {
        text.push_str(chunk.valid());
        offsets.same(chunk.valid().len(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad.push(at);
            text.push(char::REPLACEMENT_CHARACTER);
            let end = at + chunk.invalid().len();
            offsets.letter(char::REPLACEMENT_CHARACTER.len_utf8(), at..end);
            at = end;
        }
    }
    Decoded {
        text,
        offsets: Some(offsets),
        encoding: UTF_8.name(),
        defects: unreadable(&bad, UTF_8).into_iter().collect(),
    }
}

/// Any other encoding: what is ASCII in one go, everything else letter by letter, to know where each stood.
fn legacy(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Decoded {
    let (mut text, mut offsets) = (String::with_capacity(bytes.len()), Offsets::default());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut bad = Vec::new();
    // Where the letter that is being read begins, and how far it has been read.
    let (mut start, mut at) = (mark, mark);
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if start == at && encoding.is_ascii_compatible() {
            let plain = Encoding::ascii_valid_up_to(rest);
            let letters = String::from_utf8_lossy(rest.get(..plain).unwrap_or_default());
            text.push_str(&letters);
            offsets.same(letters.len(), at);
            at += plain;
            start = at;
            if plain == rest.len() {
                break;
            }
        }
        let is_last = at + 1 == bytes.len();
        let byte = bytes.get(at..at + 1).unwrap_or_default();
        let (letters, wrong) = one_byte(&mut decoder, byte, is_last);
        at += 1;
        if wrong {
            bad.push(start);
        }
        if !letters.is_empty() {
            text.push_str(&letters);
            offsets.letter(letters.len(), start..at);
            start = at;
        }
    }
    Decoded {
        text,
        offsets: Some(offsets),
        encoding: encoding.name(),
        defects: unreadable(&bad, encoding).into_iter().collect(),
    }
}

/// The letters that a byte completes, and whether something was wrong with them.
fn one_byte(
    decoder: &mut encoding_rs::Decoder,
    byte: &[u8],
    last: bool,
) -> (Cow<'static, str>, bool) {
    let mut room = [0; 64];
    let (mut letters, mut wrong, mut rest) = (String::new(), false, byte);
    loop {
        let (result, read, written, replaced) = decoder.decode_to_utf8(rest, &mut room, last);
        letters.push_str(&String::from_utf8_lossy(room.get(..written).unwrap_or_default()));
        wrong |= replaced;
        rest = rest.get(read..).unwrap_or_default();
        if result == CoderResult::InputEmpty || (read == 0 && written == 0) {
            return (letters.into(), wrong);
        }
    }
}

/// What could not be read, in words.
fn unreadable(bad: &[usize], encoding: &'static Encoding) -> Option<String> {
    let first = bad.first()?;
    let name = encoding.name();
    Some(match bad.len() {
        1 => format!("byte {first} is not {name}"),
        many => format!("{many} places are not {name}, the first of them byte {first}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every letter of what is read leads back to the bytes that it is written with.
    fn check(text: &str, bytes: Vec<u8>, encoding: &str) {
        let read = decode(bytes.clone());
        assert_eq!((read.text.as_str(), read.encoding), (text, encoding));
        assert!(read.defects.is_empty(), "{:?}", read.defects);
        let there = Encoding::for_label(encoding.as_bytes()).unwrap();
        let Some(offsets) = read.offsets else { return assert_eq!(bytes, text.as_bytes()) };
        for (at, letter) in text.char_indices() {
            let place = offsets.original(at..at + letter.len_utf8());
            let (back, _) = there.decode_without_bom_handling(&bytes[place.clone()]);
            // There letters mean something only after what stood before them.
            if encoding == "ISO-2022-JP" {
                assert!(!place.is_empty());
                continue;
            }
            assert_eq!(back, letter.to_string(), "at {at}, which stood at {place:?}");
        }
    }

    fn in_utf16(text: &str, big: bool) -> Vec<u8> {
        let order = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(order).collect()
    }

    fn encoded(text: &str, label: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    #[test]
    fn encodings_are_known_by_mark_by_word_and_by_letters() {
        let plain = "The Assembly voted: 119 to 46.";
        check(plain, plain.into(), "UTF-8");
        let french = "La Côte d’Ivoire s’est abstenue; l’Égypte a voté « pour ».";
        check(french, french.into(), "UTF-8");
        check(french, [b"\xef\xbb\xbf", french.as_bytes()].concat(), "UTF-8");
        check(french, encoded(french, "windows-1252"), "windows-1252");
        let russian = "Генеральная Ассамблея приняла резолюцию: 119 голосов за, 46 против.";
        check(russian, encoded(russian, "windows-1251"), "windows-1251");
        check(russian, encoded(russian, "koi8-r"), "KOI8-U");
        check(russian, [b"\xff\xfe".to_vec(), in_utf16(russian, false)].concat(), "UTF-16LE");
        check(french, [b"\xfe\xff".to_vec(), in_utf16(french, true)].concat(), "UTF-16BE");
        check(french, in_utf16(french, false), "UTF-16LE");
        check(french, in_utf16(french, true), "UTF-16BE");
        let japanese = "<meta charset=shift_jis>総会は決議を採択した。119対46。";
        check(japanese, encoded(japanese, "shift_jis"), "Shift_JIS");
        let escaped = "<meta charset=iso-2022-jp>総会は決議を採択した。";
        check(escaped, encoded(escaped, "iso-2022-jp"), "ISO-2022-JP");
        let chinese = "<?xml version='1.0' encoding='gb18030'?>大会以119票对46票通过了决议。";
        check(chinese, encoded(chinese, "gb18030"), "gb18030");
        let greek = "<meta http-equiv=content-type content=\"text/html; charset=ISO-8859-7\">Όχι";
        check(greek, encoded(greek, "iso-8859-7"), "ISO-8859-7");
    }

    #[test]
    fn a_page_in_utf8_that_says_otherwise_is_in_utf8() {
        let page = "<meta charset=windows-1252>Türkiye";
        check(page, page.into(), "UTF-8");
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_it_another_encoding() {
        let text = "Türkiye, Côte d’Ivoire, Curaçao, Åland, España, Perú, México: ";
        let read = decode([text.as_bytes(), b"\xff and \xc3"].concat());
        assert_eq!(read.encoding, "UTF-8");
        assert_eq!(read.text, format!("{text}\u{fffd} and \u{fffd}"));
        assert_eq!(read.defects, ["2 places are not UTF-8, the first of them byte 71"]);
        let offsets = read.offsets.unwrap();
        let end = read.text.len();
        assert_eq!(offsets.original(end - 3..end), 77..78);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_and_lead_back(bytes: Vec<u8>) {
            let read = decode(bytes.clone());
            let Some(offsets) = read.offsets else { return Ok(()) };
            let mut last = 0;
            for (at, letter) in read.text.char_indices() {
                let place = offsets.original(at..at + letter.len_utf8());
                prop_assert!(last <= place.start && place.end <= bytes.len());
                last = place.start;
            }
        }

        #[test]
        fn any_text_in_utf_16_leads_back(text in "[a-z]{40}\\PC{0,40}", big: bool) {
            let mark: &[u8] = if big { b"\xfe\xff" } else { b"\xff\xfe" };
            let bytes = [mark.to_vec(), in_utf16(&text, big)].concat();
            check(&text, bytes, if big { "UTF-16BE" } else { "UTF-16LE" });
        }
    }
}
