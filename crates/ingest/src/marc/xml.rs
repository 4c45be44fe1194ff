//! MARC records out of XML, one at a time, whatever is broken between them.
//!
//! Only `record`, `controlfield`, `datafield` and `subfield` count, with or without a namespace prefix;
//! declarations, comments and document types are stepped over, and no entity but the five of XML is
//! resolved. What is held in memory is bounded, whatever the file holds.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::errors::Error as XmlError;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::table::decoded;

/// The longest tag, text or comment, in bytes.
const LONGEST_EVENT: u64 = 1 << 20;

/// The most text of one record, in bytes; each field counts for as much again as it needs to be kept.
const LONGEST_RECORD: usize = 4 << 20;

/// What keeping a field costs beside its text.
const COST_OF_A_FIELD: usize = 64;

/// How deep elements may lie within each other; in MARC it is four.
const DEEPEST: usize = 100;

/// A record: its fields in the order in which they stand.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The line on which it begins.
    pub(super) line: u64,
    fields: Vec<Field>,
}

/// A field of a record.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its number: `967`.
    pub(super) tag: String,
    /// The line on which it begins.
    pub(super) line: u64,
    /// The first indicator, if there is one.
    pub(super) indicator: Option<char>,
    /// Codes and texts; a control field has one text with the code ` `.
    subfields: Vec<(char, String)>,
}

impl Record {
    /// The fields with this tag.
    pub(super) fn all<'r>(&'r self, tag: &'r str) -> impl Iterator<Item = &'r Field> {
        self.fields.iter().filter(move |field| field.tag == tag)
    }

    /// The first text that is not empty of this tag and code.
    pub(super) fn first(&self, tag: &str, code: char) -> Option<&str> {
        self.fields.iter().filter(|field| field.tag == tag).find_map(|field| field.text(code))
    }

    /// The text of a control field.
    pub(super) fn control(&self, tag: &str) -> Option<&str> {
        self.first(tag, ' ')
    }
}

impl Field {
    /// The first text with this code, without white space around it; `None` if there is none or it is empty.
    pub(super) fn text(&self, code: char) -> Option<&str> {
        self.texts(code).next()
    }

    /// Every text with this code that is not empty.
    pub(super) fn texts(&self, code: char) -> impl Iterator<Item = &str> {
        self.subfields
            .iter()
            .filter(move |(own, _)| *own == code)
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    }
}

/// What stands next in a file.
pub(super) enum Found {
    /// A whole record.
    Record(Record),
    /// A record, or something between records, that is broken.
    Broken(Fault),
    /// Nothing more.
    End,
}

/// What is wrong with a piece of XML.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The line on which it shows.
    pub(super) line: u64,
    /// What was read.
    pub(super) read: String,
    /// What is wrong, and what was made of it.
    pub(super) why: String,
}

/// The records of a file.
pub(super) struct Records<R: Read> {
    xml: Reader<Pieces<R>>,
    buffer: Vec<u8>,
    open: Open,
    ended: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn of(from: R) -> Records<R> {
        let mut xml = Reader::from_reader(Pieces::of(from));
        let config = xml.config_mut();
        // Which end belongs to which start is looked at by `Open`, which finds its way back.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Records { xml, buffer: Vec::new(), open: Open::default(), ended: false }
    }

    /// The next record or fault.
    ///
    /// # Errors
    /// If the file cannot be read, which is something else than broken XML.
    pub(super) fn next(&mut self) -> io::Result<Found> {
        while !self.ended {
            let line = self.xml.get_ref().line;
            self.xml.get_mut().since_event = 0;
            self.buffer.clear();
            let found = match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Eof) => {
                    self.ended = true;
                    self.open.unclosed("the file ends within it")
                }
                Ok(event) => self.open.take(&event, line),
                Err(XmlError::Io(why)) if !self.xml.get_ref().too_long => {
                    return Err(io::Error::new(why.kind(), why.to_string()));
                }
                Err(error) => {
                    let at = self.xml.error_position();
                    self.failed(&error, line, at)
                }
            };
            if self.open.depth > DEEPEST {
                self.ended = true;
                let why =
                    "elements lie too deep within each other; the rest of the file was left out";
                return Ok(Found::Broken(self.open.fault(line, why)));
            }
            if let Some(found) = found {
                return Ok(found);
            }
        }
        Ok(Found::End)
    }

    /// After an error of the grammar nothing can be read on, since the parser looked for the end of something
    /// up to the end of the file; any other costs the record.
    fn failed(&mut self, error: &XmlError, line: u64, at: u64) -> Option<Found> {
        if let XmlError::IllFormed(_) = error {
            self.open.spoil(line, &format!("broken XML: {error}"));
            return None;
        }
        self.ended = true;
        let what = if self.xml.get_ref().too_long {
            "a tag or text of more than a megabyte".to_owned()
        } else {
            format!("broken XML at byte {at}: {error}")
        };
        let why = format!("{what}; the rest of the file was left out");
        Some(Found::Broken(self.open.fault(line, &why)))
    }
}

/// The record that is being read.
#[derive(Default)]
struct Open {
    record: Option<Record>,
    field: Option<Field>,
    in_subfield: bool,
    /// What was found wrong in it first.
    spoilt: Option<Fault>,
    /// How much of [`LONGEST_RECORD`] it has.
    size: usize,
    depth: usize,
}

impl Open {
    fn take(&mut self, event: &Event<'_>, line: u64) -> Option<Found> {
        match event {
            Event::Start(start) => {
                self.depth += 1;
                self.start(start, line)
            }
            Event::Empty(start) => {
                let before = self.start(start, line);
                let after = self.end(start.local_name().as_ref(), line);
                before.or(after)
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(end.local_name().as_ref(), line)
            }
            Event::Text(text) => self.text(&text.xml10_content(), line),
            Event::CData(text) => self.text(&text.xml10_content(), line),
            Event::GeneralRef(reference) => self.text(&resolved(reference), line),
            _ => None,
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, line: u64) -> Option<Found> {
        match start.local_name().as_ref() {
            "record" => return self.begin(line),
            "controlfield" | "datafield" if self.record.is_some() => {
                if self.field.is_some() {
                    self.spoil(line, "a field begins within another");
                }
                let control = start.local_name().as_ref() == "controlfield";
                self.field = Some(Field {
                    tag: attribute(start, "tag"),
                    line,
                    indicator: attribute(start, "ind1").chars().find(|sign| *sign != ' '),
                    subfields: if control { vec![(' ', String::new())] } else { Vec::new() },
                });
                self.in_subfield = control;
                self.grow(COST_OF_A_FIELD, line);
            }
            "subfield" => {
                if self.in_subfield {
                    self.spoil(line, "a subfield begins within another");
                }
                if let Some(field) = &mut self.field {
                    let code = attribute(start, "code").chars().next().unwrap_or('?');
                    field.subfields.push((code, String::new()));
                    self.in_subfield = true;
                }
                self.grow(COST_OF_A_FIELD, line);
            }
            _ => {}
        }
        None
    }

    /// Begins a record. One that is open and holds fields was never closed.
    fn begin(&mut self, line: u64) -> Option<Found> {
        let holds = self.record.as_ref().is_some_and(|record| !record.fields.is_empty());
        let broken = if holds { self.unclosed("the next one begins within it") } else { None };
        let depth = self.depth;
        *self =
            Open { record: Some(Record { line, ..Record::default() }), depth, ..Open::default() };
        broken
    }

    fn end(&mut self, name: &str, line: u64) -> Option<Found> {
        match name {
            "record" => return self.finish(line),
            "controlfield" | "datafield" => match self.field.take() {
                Some(field) => {
                    if self.in_subfield && name == "datafield" {
                        self.spoil(line, "a field ends within a subfield");
                    }
                    self.in_subfield = false;
                    if let Some(record) = &mut self.record {
                        record.fields.push(field);
                    }
                }
                None => self.spoil(line, "a field ends that did not begin"),
            },
            "subfield" => {
                if !self.in_subfield {
                    self.spoil(line, "a subfield ends that did not begin");
                }
                self.in_subfield = false;
            }
            _ => {}
        }
        None
    }

    /// Gives the record out, or says what is wrong with it.
    fn finish(&mut self, line: u64) -> Option<Found> {
        if self.field.is_some() {
            self.spoil(line, "it ends within a field");
        }
        let spoilt = self.spoilt.take();
        if spoilt.is_some() {
            self.clear();
            return spoilt.map(Found::Broken);
        }
        let record = self.record.take();
        self.clear();
        record.map(Found::Record)
    }

    /// A record that lacks its end, if one is open.
    fn unclosed(&mut self, why: &str) -> Option<Found> {
        let line = self.record.as_ref()?.line;
        let fault = self.spoilt.take();
        let fault = fault.unwrap_or_else(|| self.fault(line, &format!("{why}; {LEFT_OUT}")));
        self.clear();
        Some(Found::Broken(fault))
    }

    fn clear(&mut self) {
        let depth = self.depth;
        *self = Open { depth, ..Open::default() };
    }

    /// Marks the record as broken; what was found first counts.
    fn spoil(&mut self, line: u64, why: &str) {
        if self.record.is_some() && self.spoilt.is_none() {
            self.spoilt = Some(self.fault(line, &format!("{why}; {LEFT_OUT}")));
        }
    }

    fn fault(&self, line: u64, why: &str) -> Fault {
        let id =
            self.record.as_ref().map(|record| record.control("001").unwrap_or("without a number"));
        let read = id.map_or_else(String::new, |id| format!("record {id}"));
        Fault { line, read, why: why.to_owned() }
    }

    fn text(&mut self, text: &str, line: u64) -> Option<Found> {
        if self.in_subfield && self.grow(text.len(), line) {
            let field = self.field.as_mut();
            if let Some((_, into)) = field.and_then(|field| field.subfields.last_mut()) {
                into.push_str(text);
            }
        }
        None
    }

    /// Whether there is room for so much more.
    fn grow(&mut self, by: usize, line: u64) -> bool {
        self.size += by;
        let fits = self.size <= LONGEST_RECORD;
        if !fits {
            self.spoil(line, "it holds more than any voting record");
            // What is kept of it goes, so that a long one costs no more than a short one.
            self.field.iter_mut().for_each(|field| field.subfields.clear());
            self.record.iter_mut().for_each(|record| record.fields.clear());
        }
        fits
    }
}

/// What becomes of a broken record.
const LEFT_OUT: &str = "the record was left out";

/// The value of an attribute; empty if there is none.
fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start.try_get_attribute(name).ok().flatten();
    found.map(|found| found.value.trim_end().to_owned()).unwrap_or_default()
}

/// The text for a reference: a character, or one of the five entities of XML; any other stays as it stands.
fn resolved(reference: &BytesRef<'_>) -> String {
    let name: &str = reference;
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => resolve_xml_entity(name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}

/// The bytes of a file as UTF-8, up to the next `>` at a time, with a count of lines and a limit to what may
/// stand between two events.
struct Pieces<R> {
    from: BufReader<R>,
    piece: Vec<u8>,
    at: usize,
    /// The line that is being read, from 1.
    line: u64,
    since_event: u64,
    too_long: bool,
}

impl<R: Read> Pieces<R> {
    fn of(from: R) -> Pieces<R> {
        let from = BufReader::with_capacity(256 * 1024, from);
        Pieces { from, piece: Vec::new(), at: 0, line: 1, since_event: 0, too_long: false }
    }

    fn next_piece(&mut self) -> io::Result<()> {
        self.at = 0;
        self.piece.clear();
        let read = (&mut self.from).take(LONGEST_EVENT).read_until(b'>', &mut self.piece)?;
        self.since_event += u64::try_from(read).unwrap_or(u64::MAX);
        if self.since_event >= LONGEST_EVENT {
            self.too_long = true;
            return Err(io::Error::other("a tag or text is too long"));
        }
        if std::str::from_utf8(&self.piece).is_err() {
            self.piece = decoded(&self.piece).into_owned().into_bytes();
        }
        Ok(())
    }
}

impl<R: Read> Read for Pieces<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Pieces<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.piece.len() {
            self.next_piece()?;
        }
        Ok(self.piece.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let end = self.at.saturating_add(amount).min(self.piece.len());
        let consumed = self.piece.get(self.at..end).unwrap_or_default();
        let lines = consumed.iter().filter(|byte| **byte == b'\n').count();
        self.line += u64::try_from(lines).unwrap_or_default();
        self.at = end;
    }
}
