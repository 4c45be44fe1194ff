#![allow(clippy::string_slice, reason = "places must be those of letters")]

use std::ops::Range;

use proptest::prelude::*;

use super::*;

fn html(page: &str) -> Article {
    Article::read("page.html", page, Some(Kind::Html)).unwrap()
}

fn markdown(text: &str) -> Article {
    Article::read("page.md", text, Some(Kind::Markdown)).unwrap()
}

/// The bytes of `source` from which `words` of the text were read.
fn back<'s>(article: &Article, source: &'s str, words: &str) -> &'s str {
    let start = article
        .text
        .find(words)
        .unwrap_or_else(|| panic!("{words:?} is not in {:?}", article.text));
    &source[article.original(start..start + words.len())]
}

/// Each page becomes this text, and these words of it stood so in the page.
#[test]
fn pieces_of_html() {
    let check = |page: &str, text: &str, words: &str, original: &str| {
        let article = html(page);
        assert_eq!(article.text, text, "{page}");
        assert_eq!(back(&article, page, words), original, "{page}");
    };
    // Words and paragraphs.
    check("<p>Yes <b>votes</b>: 119", "Yes votes: 119", "Yes votes", "Yes <b>votes");
    check(
        "<p>Uk<em>rai</em>ne  \n voted",
        "Ukraine voted",
        "Ukraine voted",
        "Uk<em>rai</em>ne  \n voted",
    );
    check("<p>One<p>Two</p>Three", "One\n\nTwo\n\nThree", "Two", "Two");
    check("<h2>Vote</h2>It passed<ul><li>a<li>b</ul>", "Vote\n\nIt passed\n\na\n\nb", "a", "a");
    check("<table><tr><td>Yes<td>119</table>", "Yes\n\n119", "119", "119");
    check("One<br>two<br/>\n<br>three", "One\ntwo\n\nthree", "two", "two");
    check("<pre>a  b\nc\n\nd</pre>", "a b\nc\n\nd", "b\nc", "b\nc");
    check("<p>wo<wbr>rd<!-- no --> end", "word end", "word end", "wo<wbr>rd<!-- no --> end");
    // Character references.
    check("C&ocirc;te d&#x27;Ivoire", "Côte d'Ivoire", "Côte d'Ivoire", "C&ocirc;te d&#x27;Ivoire");
    check("AT&T &amp &notit; &", "AT&T & ¬it; &", "& ¬it", "&amp &notit");
    check("a&nbsp;b", "a\u{a0}b", "\u{a0}", "&nbsp;");
    check("a&#10;b", "a b", "a b", "a&#10;b");
    check("é\r\nö\rü&eacute;é", "é ö üéé", "üéé", "ü&eacute;é");
    check("x < y <3 z", "x < y <3 z", "y <3", "y <3");
    check("a </> b", "a b", "b", "b");
    // What is no text for readers.
    check(
        "<script>if (a<b) voted()</script>It <style>p{}</style>passed",
        "It passed",
        "It passed",
        "It <style>p{}</style>passed",
    );
    check(
        "<p>46<sup><a href=#n>[2]</a></sup> voted on the 12<sup>th</sup>",
        "46 voted on the 12th",
        "46 v",
        "46<sup><a href=#n>[2]</a></sup> v",
    );
    check("<p hidden>no</p><p style='display: none'>no<p>yes", "yes", "yes", "yes");
    check("<svg><title>Logo</title><text>x</text></svg>It passed", "It passed", "passed", "passed");
    check(
        "<select><option>Albania<option>Zimbabwe</select>It passed",
        "It passed",
        "passed",
        "passed",
    );
}

/// What is broken loses no more than itself.
#[test]
fn broken_html() {
    let check = |page: &str, text: &str| assert_eq!(html(page).text, text, "{page}");
    check("It passed.<!-- never closed <p>It rained.", "It passed. never closed\n\nIt rained.");
    check("It passed. <a href=\"x>Here</a> it <b>rained", "It passed. Here it rained");
    check("It passed. <a href='x\">Here</a> it", "It passed. Here it");
    check("<title>Never closed<p>It passed.", "Never closed\n\nIt passed.");
    check("<script>never closed<p>It passed.", "never closed\n\nIt passed.");
    check("<script><!-- <script> </script> <p>It passed.", "It passed.");
    check("It passed. <b", "It passed.");
    check("It passed.</p></div></nothing> It rained.", "It passed.\n\nIt rained.");
    check("<b><p>It passed.</b> It rained.", "It passed. It rained.");
    check("It pas\0sed.", "It pas\0sed.");
    check(
        "<article><nav>Menu<p>It passed, and it passed once more, and it is passed again today, and again, and again.",
        "Menu\n\nIt passed, and it passed once more, and it is passed again today, and again, and again.",
    );
    check("", "");
}

const LONG: &str = "The General Assembly adopted the text on Thursday after a debate that went on for most of the \
    afternoon, with 119 votes in favour.";

#[test]
fn the_article_without_what_stands_around_it() {
    let check =
        |page: String, text: &[&str]| assert_eq!(html(&page).text, text.join("\n\n"), "{page}");
    let p = format!("<p>{LONG}</p>");
    check(
        format!(
            "<nav><a href=/>Home</a> News</nav><article><h1>Vote</h1>{p}</article><footer>© Us</footer>"
        ),
        &["Vote", LONG],
    );
    check(
        format!(
            "<div class=menu>News</div><div>{p}{p}{p}</div><div class='related-news'><p>{LONG}!</div>"
        ),
        &[LONG; 3],
    );
    check(
        format!("{p}<p><a href=/x>States vote on something else entirely, the committee says</a>"),
        &[LONG],
    );
    // A roll in which each state is a link is no menu.
    let roll = "In favour: <a href=a>Albania</a>, <a href=b>Algeria</a>, <a href=c>Andorra</a>";
    check(format!("<main>{p}<p>{roll}</main>"), &[LONG, "In favour: Albania, Algeria, Andorra"]);
    // Classes are hints: what they would leave of this page is nothing.
    check(format!("<div class='share-wrapper'>{p}</div>"), &[LONG]);
    // Teasers in <article>, the text elsewhere.
    check(format!("<div>{p}{p}{p}</div><article><p>{LONG}</article>"), &[LONG; 4]);
    check(format!("<form><div>{p}</div><button>Send</button></form>"), &[LONG]);
    check(
        format!("<header>Site</header><article><header><h1>Vote</h1></header>{p}</article>"),
        &["Vote", LONG],
    );
    check("<nav>Home</nav>".to_owned(), &["Home"]);
}

#[test]
fn what_a_page_says_of_itself() {
    let facts = |page: &str| {
        let Article { title, published, outlet, author, .. } = html(page);
        [title, published.map(|date| date.to_string()), outlet, author]
            .map(Option::unwrap_or_default)
    };
    let head = "<title>Vote &amp; debate | The Example</title><meta property=og:title content='Vote &amp; debate'>\
        <meta property='article:published_time' content='2019-12-13T08:00:00+00:00'>\
        <meta property=og:site_name content='The Example'><meta name=author content='Jo Roe'>";
    assert_eq!(facts(head), ["Vote & debate", "2019-12-13", "The Example", "Jo Roe"]);
    assert_eq!(facts("<title> A \n vote</title>"), ["A vote", "", "", ""]);
    assert_eq!(
        facts("<h1>A <i>vote</i></h1><time datetime=2019-12-13T08:00>today</time>"),
        ["A vote", "2019-12-13", "", ""]
    );
    let data = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2019-12-13\",\
        \"headline\": \"A vote\", \"publisher\": {\"name\": \"The Example\"}}</script>";
    assert_eq!(facts(data), ["A vote", "2019-12-13", "The Example", ""]);
    assert_eq!(
        facts("<span itemprop=datePublished content=2019-12-13>today</span>"),
        ["", "2019-12-13", "", ""]
    );
    let old =
        "<aside><time datetime=2015-01-01>2015</time></aside><time datetime=2019-12-13>now</time>";
    assert_eq!(facts(old), ["", "2019-12-13", "", ""]);
}

#[test]
fn pieces_of_markdown() {
    let check = |source: &str, text: &str, words: &str, original: &str| {
        let article = markdown(source);
        assert_eq!(article.text, text, "{source}");
        assert_eq!(back(&article, source, words), original, "{source}");
    };
    check("The **US** and _Israel_", "The US and Israel", "US and Israel", "US** and _Israel");
    check(
        "The [text](http://x.org/119-46) passed",
        "The text passed",
        "text passed",
        "text](http://x.org/119-46) passed",
    );
    check("# Vote\nIt\npassed  \ntoday", "Vote\n\nIt passed\ntoday", "It passed", "It\npassed");
    check("- Yes\n- No\n\n1. One", "Yes\n\nNo\n\nOne", "No", "No");
    check("| Yes | No |\n|---|---|\n| 119 | 46 |", "Yes | No\n\n119 | 46", "46", "46");
    check("```\na  b\nc\n```\nd `e f` g", "a b\nc\n\nd e f g", "e f g", "e f` g");
    check("C&ocirc;te d\\*Ivoire", "Côte d*Ivoire", "Côte d*I", "C&ocirc;te d\\*I");
    check(
        "![a picture](p.png) It passed[^1]\n\n[^1]: A note",
        "It passed\n\nA note",
        "passed",
        "passed",
    );
    check("> It passed\n\n***\nIt rained", "It passed\n\nIt rained", "rained", "rained");
    check(
        "<div class=x>\nIt passed\n</div>\n\nIt <b>rained</b>",
        "It passed\n\nIt rained",
        "It rained",
        "It <b>rained",
    );
}

#[test]
fn the_head_of_a_markdown_file() {
    let article =
        markdown("---\ntitle: \"A vote\"\ndate: 2019-12-13\nauthor: Jo Roe\n---\nIt passed.");
    assert_eq!(article.text, "It passed.");
    assert_eq!(article.published.unwrap().to_string(), "2019-12-13");
    assert_eq!(
        (article.title.as_deref(), article.author.as_deref()),
        (Some("A vote"), Some("Jo Roe"))
    );
    assert_eq!(markdown("# A vote\nIt passed").title.as_deref(), Some("A vote"));
}

#[test]
fn offsets_lead_through_encoding_and_tags() {
    let page = "<meta charset=windows-1252><p>La <b>Côte</b> d’Ivoire &amp; l’Égypte";
    let bytes = encoding_rs::WINDOWS_1252.encode(page).0.into_owned();
    let article = Article::read("-", bytes.clone(), None).unwrap();
    assert_eq!((article.kind, article.encoding), (Kind::Html, "windows-1252"));
    assert_eq!(article.text, "La Côte d’Ivoire & l’Égypte");
    let start = article.text.find("Côte").unwrap();
    let at = article.original(start..article.text.len());
    assert_eq!(encoding_rs::WINDOWS_1252.decode(&bytes[at]).0, "Côte</b> d’Ivoire &amp; l’Égypte");
    assert_eq!(&article.source()[article.in_source(start..start + "Côte".len())], "Côte");
}

#[test]
fn what_is_no_text_is_refused() {
    let error = Article::read("report.pdf", b"%PDF-1.7".as_slice(), None).unwrap_err();
    assert_eq!(error.to_string(), "report.pdf is a PDF");
    assert!(error.remedy().unwrap().contains("pdftotext"));
}

#[test]
fn what_unpacks_to_more_than_the_limit_is_refused() {
    let text = "It passed. ".repeat(200_000);
    let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
    assert_eq!(unpacked("x.zst", packed.as_slice(), 3_000_000).unwrap(), text.as_bytes());
    assert_eq!(unpacked("x", text.as_bytes(), 2_200_000).unwrap(), text.as_bytes());
    let error = unpacked("x.zst", packed.as_slice(), 2_000_000).unwrap_err();
    assert!(error.to_string().contains("more than the 2 MB"), "{error}");
    assert!(error.remedy().unwrap().contains("--max-size"));
    assert!(unpacked("x.zst", &packed[..packed.len() / 2], 3_000_000).is_err());
}

/// Whatever the input, every letter leads back to bytes of it, in order.
fn check_places(bytes: &[u8], kind: Option<Kind>) -> Result<(), TestCaseError> {
    let Ok(article) = Article::read("-", bytes, kind) else { return Ok(()) };
    let mut last: Range<usize> = 0..0;
    for (at, letter) in article.text.char_indices() {
        let place = article.original(at..at + letter.len_utf8());
        prop_assert!(last.start <= place.start && last.end <= place.end.max(last.end));
        prop_assert!(place.start <= place.end && place.end <= bytes.len());
        let source = article.in_source(at..at + letter.len_utf8());
        prop_assert!(article.source().get(source.clone()).is_some());
        // What is no reference and no space is the letter itself.
        let there = &article.source()[source];
        let plain = there.chars().count() == 1 && !letter.is_whitespace() && !letter.is_control();
        prop_assert!(
            !plain || there == letter.to_string() || there == "\0" || letter == '\u{fffd}',
            "{there:?} is not {letter:?}"
        );
        last = place;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_lead_back(bytes: Vec<u8>) {
        for kind in [None, Some(Kind::Html), Some(Kind::Markdown)] {
            check_places(&bytes, kind)?;
        }
    }

    #[test]
    fn any_tags_lead_back(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<b>", "</b>", "<div class=share>", "</div>", "<article>", "</article>", "<nav>", "</nav>",
        "<br>", "<li>", "<a href=x>", "</a>", "<sup>", "</sup>", "<pre>", "</pre>", "<!--", "-->", "<title>",
        "</title>", "<script>", "</script>", "<td>", "</td>", "<x y=\"", "\"", "'", ">", "<", "&amp;", "&eacute",
        "&#0;", "&", "é", "119", " ", "\r\n", "\n", "vote", "ß’", "\0", "\u{feff}", "hidden", "<h1>", "</h1>",
    ]), 0..40)) {
        let page = pieces.concat();
        check_places(page.as_bytes(), Some(Kind::Html))?;
    }

    #[test]
    fn any_signs_lead_back(pieces in prop::collection::vec(prop::sample::select(vec![
        "*", "_", "`", "```", "#", "# ", "- ", "1. ", "> ", "|", "---", "\n", "\n\n", "  \n", "[", "](x)", "![", "]",
        "&amp;", "&copy", "\\*", "<b>", "</b>", "<div>", "é", "vote ", "119", "[^1]", "[^1]: ", "+++\n", "    ", "\t",
    ]), 0..40)) {
        check_places(pieces.concat().as_bytes(), Some(Kind::Markdown))?;
    }
}
