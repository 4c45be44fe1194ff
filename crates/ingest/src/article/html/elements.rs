//! What the elements of a page are, by name, class and role.

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Words run through it: `<b>`, `<span>`, and whatever is not known.
    Inline,
    /// A link.
    Link,
    /// A paragraph of its own, or a box around paragraphs.
    Block,
    /// A block that says what is in it.
    Item,
    Heading,
    /// A block whose lines are lines.
    Lines,
    /// The article.
    Main,
    /// Around the article: menus, footers, forms' buttons.
    Around,
    /// The head of a page, or of an article in it.
    Header,
    /// The end of a line.
    Break,
    /// A rule: a block that holds nothing.
    Rule,
    /// A footnote's mark, perhaps.
    Raised,
    /// No text for readers.
    Hidden,
    /// Neither text nor an end tag.
    Void,
}

/// The elements by name.
const ELEMENTS: [(&[u8], Element); 87] = [
    (b"a", Element::Link),
    (b"address", Element::Block),
    (b"area", Element::Void),
    (b"article", Element::Main),
    (b"aside", Element::Around),
    (b"audio", Element::Hidden),
    (b"base", Element::Void),
    (b"blockquote", Element::Block),
    (b"body", Element::Block),
    (b"br", Element::Break),
    (b"button", Element::Around),
    (b"canvas", Element::Hidden),
    (b"caption", Element::Block),
    (b"center", Element::Block),
    (b"col", Element::Void),
    (b"colgroup", Element::Block),
    (b"datalist", Element::Hidden),
    (b"dd", Element::Item),
    (b"details", Element::Block),
    (b"dialog", Element::Around),
    (b"dir", Element::Block),
    (b"div", Element::Block),
    (b"dl", Element::Block),
    (b"dt", Element::Item),
    (b"embed", Element::Void),
    (b"fieldset", Element::Block),
    (b"figcaption", Element::Block),
    (b"figure", Element::Block),
    (b"footer", Element::Around),
    (b"form", Element::Block),
    (b"frame", Element::Void),
    (b"frameset", Element::Block),
    (b"h1", Element::Heading),
    (b"h2", Element::Heading),
    (b"h3", Element::Heading),
    (b"h4", Element::Heading),
    (b"h5", Element::Heading),
    (b"h6", Element::Heading),
    (b"head", Element::Block),
    (b"header", Element::Header),
    (b"hgroup", Element::Block),
    (b"hr", Element::Rule),
    (b"html", Element::Block),
    (b"iframe", Element::Hidden),
    (b"img", Element::Void),
    (b"input", Element::Void),
    (b"legend", Element::Block),
    (b"li", Element::Item),
    (b"link", Element::Void),
    (b"listing", Element::Lines),
    (b"main", Element::Main),
    (b"menu", Element::Around),
    (b"meta", Element::Void),
    (b"nav", Element::Around),
    (b"noembed", Element::Hidden),
    (b"noframes", Element::Hidden),
    (b"noscript", Element::Hidden),
    (b"object", Element::Hidden),
    (b"ol", Element::Block),
    (b"optgroup", Element::Hidden),
    (b"option", Element::Hidden),
    (b"p", Element::Block),
    (b"param", Element::Void),
    (b"pre", Element::Lines),
    (b"script", Element::Hidden),
    (b"search", Element::Around),
    (b"section", Element::Block),
    (b"select", Element::Hidden),
    (b"source", Element::Void),
    (b"style", Element::Hidden),
    (b"summary", Element::Block),
    (b"sup", Element::Raised),
    (b"svg", Element::Hidden),
    (b"table", Element::Block),
    (b"tbody", Element::Block),
    (b"td", Element::Item),
    (b"template", Element::Hidden),
    (b"textarea", Element::Hidden),
    (b"tfoot", Element::Block),
    (b"th", Element::Item),
    (b"thead", Element::Block),
    (b"title", Element::Hidden),
    (b"tr", Element::Block),
    (b"track", Element::Void),
    (b"ul", Element::Block),
    (b"video", Element::Hidden),
    (b"wbr", Element::Void),
];

impl Element {
    /// By the name of the tag, in small letters.
    pub(super) fn of(name: &[u8]) -> Element {
        let known = ELEMENTS.binary_search_by(|(known, _)| (*known).cmp(name));
        known.ok().and_then(|place| ELEMENTS.get(place)).map_or(Element::Inline, |(_, it)| *it)
    }

    /// Whether a paragraph ends where it begins or ends.
    pub(super) fn ends_paragraph(self) -> bool {
        use Element::{Break, Hidden, Inline, Link, Raised, Void};
        !matches!(self, Inline | Link | Break | Raised | Hidden | Void)
    }
}

/// Whether a tag ends an open one that its author did not end: `<li>` the one before, a block a paragraph.
pub(super) fn ends(open: &[u8], next: &[u8], element: Element) -> bool {
    match open {
        b"p" => element.ends_paragraph(),
        b"li" => next == b"li",
        b"dt" | b"dd" => matches!(next, b"dt" | b"dd"),
        b"td" | b"th" => matches!(next, b"td" | b"th" | b"tr" | b"tbody" | b"tfoot"),
        b"tr" => matches!(next, b"tr" | b"tbody" | b"tfoot"),
        b"option" => matches!(next, b"option" | b"optgroup"),
        b"head" => next == b"body",
        _ => false,
    }
}

/// Roles of what stands around an article.
pub(super) const ROLES_AROUND: [&str; 8] =
    ["alert", "banner", "complementary", "contentinfo", "dialog", "menu", "navigation", "search"];
/// Roles of the article.
pub(super) const ROLES_MAIN: [&str; 2] = ["article", "main"];

/// Words by which authors of pages name what is no part of an article. They are hints: a class may hold one by
/// chance.
const HINTS: [&str; 42] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "byline-share",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "masthead",
    "menu",
    "most-read",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "paywall",
    "popular",
    "popup",
    "promo",
    "recirc",
    "recommended",
    "related",
    "respond",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "taboola",
    "trending",
];

/// Whether a class or an id names something beside the article: one of its names is such a word or begins with
/// one, "related-articles". "has-sidebar" is not one.
pub(super) fn hints_at_around(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let name = name.to_ascii_lowercase();
        let is_hint = |word: &str| HINTS.binary_search(&word).is_ok();
        let first = name.split(['-', '_']).next().unwrap_or("");
        is_hint(&name) || is_hint(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(ELEMENTS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(HINTS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn hints_are_whole_words_at_the_beginning() {
        for names in ["related", "x Related-articles", "share_buttons", "comments", "most-read"] {
            assert!(hints_at_around(names), "{names}");
        }
        for names in ["has-sidebar", "relatedness", "article-body", "commentary", "shareholder", ""]
        {
            assert!(!hints_at_around(names), "{names}");
        }
    }
}
