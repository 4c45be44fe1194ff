//! A picture as a value, and how it is written.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::ink::{Fill, Ink, NO, NO_HATCH, PAPER};
use crate::metrics::{FONTS, shortened};

/// A picture with its title and its content in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Svg {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// A surface or a line, by the commands of SVG paths.
    Shape { path: String, fill: Fill, stroke: Option<Stroke>, opacity: f64 },
    /// Lines in the background, drawn alike; they are many, and so their paths are to be short.
    Lines { paths: Vec<String>, stroke: Stroke, opacity: f64 },
    /// Words.
    Text(Text),
    /// Several things that are one, with what is told of them to those who point there.
    Group { told: String, marks: Vec<Mark> },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) ink: Ink,
    pub(crate) width: f64,
    /// Lengths of dashes and gaps; empty for a line drawn through.
    pub(crate) dashes: &'static str,
}

impl Stroke {
    /// A line drawn through.
    pub(crate) const fn solid(ink: Ink, width: f64) -> Stroke {
        Stroke { ink, width, dashes: "" }
    }
}

/// Where words stand beside their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Words on one line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    pub(crate) x: f64,
    /// Where the line is on which the letters stand.
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) ink: Ink,
    pub(crate) anchor: Anchor,
    /// Whether the words run upwards.
    pub(crate) upwards: bool,
    pub(crate) words: String,
    /// All the words, if those shown are not.
    pub(crate) whole: Option<String>,
}

impl Text {
    /// Plain words that start at a point.
    pub(crate) fn new(x: f64, y: f64, size: f64, ink: Ink, words: impl Into<String>) -> Text {
        let words = words.into();
        Text {
            x,
            y,
            size,
            bold: false,
            ink,
            anchor: Anchor::Start,
            upwards: false,
            words,
            whole: None,
        }
    }

    /// The same words beside their point.
    pub(crate) fn anchored(self, anchor: Anchor) -> Text {
        Text { anchor, ..self }
    }

    /// The same words in bold letters.
    pub(crate) fn bold(self) -> Text {
        Text { bold: true, ..self }
    }

    /// The same words, running upwards.
    pub(crate) fn upwards(self) -> Text {
        Text { upwards: true, ..self }
    }

    /// As much of the words as has room.
    pub(crate) fn within(self, room: f64) -> Text {
        let words = shortened(&self.words, self.size, self.bold, room);
        if words == self.words { self } else { Text { whole: Some(self.words), words, ..self } }
    }
}

/// A number as short as it can be told: a tenth of a pixel is seen by nobody.
pub(crate) fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// The path of a rectangle.
pub(crate) fn rectangle(x: f64, y: f64, width: f64, height: f64) -> String {
    format!("M{} {}h{}v{}h{}z", short(x), short(y), short(width), short(height), short(-width))
}

/// The path through points; empty if there are none.
pub(crate) fn through(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in points {
        path.push(if path.is_empty() { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", short(x), short(y)));
    }
    path
}

/// The same path in whole pixels, from point to point: a third of the letters. Lines of less than a pixel among
/// hundreds lose nothing by it.
pub(crate) fn roughly_through(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    let mut last = (0.0, 0.0);
    for (place, (x, y)) in points.into_iter().enumerate() {
        let (x, y) = (x.round(), y.round());
        let (right, down) = (short(x - last.0), short(y - last.1));
        let lead = ["M", "l"].get(place).unwrap_or(&" ");
        let between = if down.starts_with('-') { "" } else { " " };
        path.push_str(&format!("{lead}{right}{between}{down}"));
        last = (x, y);
    }
    path
}

/// How colours are written.
#[derive(Clone, Copy)]
enum Colours {
    /// As they are on paper.
    Fixed,
    /// So that the page may set them.
    OfPage,
}

impl Svg {
    /// What it is a picture of.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What is to be seen, in words: the text alternative.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Width and height.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// For a file of its own: with the colours of paper, and on paper. A browser shows it no wider than its window.
    pub fn standalone(&self) -> String {
        self.on_paper(" style=\"max-width:100%;height:auto\"")
    }

    /// The same without a style: for sites that let none stand in a file.
    pub fn unstyled(&self) -> String {
        self.on_paper("")
    }

    fn on_paper(&self, style: &str) -> String {
        let [width, height] = [self.width, self.height].map(short);
        let mut out = Writer { text: String::new(), colours: Colours::Fixed, id: "figure" };
        let sizes = format!(
            " xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"{style}"
        );
        out.picture(self, &sizes, Some(PAPER));
        out.text
    }

    /// For a page: as wide as the page lets it be, in colours that the page may set (see [`Ink::name`]), on
    /// whatever it stands. The id is to be the only one of its kind on the page, letters and digits.
    pub fn inline(&self, id: &str) -> String {
        let id: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut out = Writer { text: String::new(), colours: Colours::OfPage, id: &id };
        out.picture(self, " class=\"figure\"", None);
        out.text
    }
}

/// Writes a picture.
struct Writer<'i> {
    text: String,
    colours: Colours,
    /// What the ids in the picture begin with.
    id: &'i str,
}

/// Words as XML takes them: what it cannot hold at all is left out.
fn escaped(words: &str) -> String {
    let clean: String = words
        .chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect();
    escape(clean.as_str()).into_owned()
}

impl Writer<'_> {
    fn write(&mut self, arguments: std::fmt::Arguments<'_>) {
        // To write to a string cannot fail.
        let _ = self.text.write_fmt(arguments);
    }

    fn picture(&mut self, svg: &Svg, attributes: &str, paper: Option<Ink>) {
        let (id, [width, height]) = (self.id, [svg.width, svg.height].map(short));
        self.write(format_args!(
            "<svg{attributes} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title \
             {id}-words\" font-family=\"{FONTS}\">\n<title id=\"{id}-title\">{}</title>\n<desc \
             id=\"{id}-words\">{}</desc>\n",
            escaped(&svg.title),
            escaped(&svg.description)
        ));
        if is_hatched(&svg.marks) {
            let (base, hatch) = (self.colour(NO), self.colour(NO_HATCH));
            self.write(format_args!(
                "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><path d=\"M0 0h6v6h-6z\" fill=\"{base}\"/><path d=\"M0 \
                 0h6v2.5h-6z\" fill=\"{hatch}\"/></pattern></defs>\n"
            ));
        }
        if let Some(paper) = paper {
            let colour = self.colour(paper);
            self.write(format_args!("<path d=\"M0 0h{width}v{height}H0z\" fill=\"{colour}\"/>\n"));
        }
        svg.marks.iter().for_each(|mark| self.mark(mark));
        self.text.push_str("</svg>\n");
    }

    fn colour(&self, ink: Ink) -> String {
        match self.colours {
            Colours::Fixed => ink.hex.to_owned(),
            Colours::OfPage => format!("var(--figure-{}, {})", ink.name, ink.hex),
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Group { told, marks } => {
                self.write(format_args!("<g><title>{}</title>\n", escaped(told)));
                marks.iter().for_each(|mark| self.mark(mark));
                self.text.push_str("</g>\n");
            }
            Mark::Shape { path, fill, stroke, opacity } => {
                let fill = match fill {
                    Fill::None => "none".to_owned(),
                    Fill::Solid(ink) => self.colour(*ink),
                    Fill::Hatched => format!("url(#{}-hatch)", self.id),
                };
                self.write(format_args!("<path d=\"{path}\" fill=\"{fill}\""));
                if let Some(Stroke { ink, width, dashes }) = stroke {
                    let (colour, width) = (self.colour(*ink), short(*width));
                    self.write(format_args!(" stroke=\"{colour}\" stroke-width=\"{width}\""));
                    if !dashes.is_empty() {
                        self.write(format_args!(" stroke-dasharray=\"{dashes}\""));
                    }
                }
                if *opacity < 1.0 {
                    self.write(format_args!(" opacity=\"{opacity}\""));
                }
                self.text.push_str("/>\n");
            }
            Mark::Lines { paths, stroke, opacity } => {
                let (colour, width) = (self.colour(stroke.ink), short(stroke.width));
                self.write(format_args!(
                    "<g fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\">"
                ));
                paths.iter().for_each(|path| self.write(format_args!("<path d=\"{path}\"/>\n")));
                self.text.push_str("</g>\n");
            }
            Mark::Text(text) => self.words(text),
        }
    }

    fn words(&mut self, text: &Text) {
        let ([x, y, size], colour) =
            ([text.x, text.y, text.size].map(short), self.colour(text.ink));
        self.write(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\""
        ));
        if text.bold {
            self.text.push_str(" font-weight=\"bold\"");
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.text.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.text.push_str(" text-anchor=\"end\""),
        }
        if text.upwards {
            self.write(format_args!(" transform=\"rotate(-90 {x} {y})\""));
        }
        self.text.push('>');
        if let Some(whole) = &text.whole {
            self.write(format_args!("<title>{}</title>", escaped(whole)));
        }
        self.write(format_args!("{}</text>\n", escaped(&text.words)));
    }
}

fn is_hatched(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| match mark {
        Mark::Shape { fill, .. } => *fill == Fill::Hatched,
        Mark::Group { marks, .. } => is_hatched(marks),
        Mark::Lines { .. } | Mark::Text(_) => false,
    })
}
