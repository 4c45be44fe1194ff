//! What those are called who speak: titles, roles, institutions, newspapers.

pub(super) fn without_article(words: &str) -> &str {
    let articles = ["the ", "a ", "an ", "The ", "A ", "An "];
    articles.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// What somebody is, without article; an honorific is no role.
pub(super) fn role_of(words: &str) -> Option<String> {
    let role = without_article(words.trim()).trim_end_matches(['.', ' ']);
    let honorific =
        ["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "Prof"].contains(&role);
    (role.contains(char::is_alphabetic) && !honorific).then(|| role.to_owned())
}

pub(super) fn is_outlet(words: &str) -> bool {
    let last = words.rsplit_once(' ').map(|(_, last)| last);
    OUTLETS.contains(&words) || last.is_some_and(|last| OUTLET_NOUNS.contains(&last))
}

/// Those who speak for a member, by any of their names.
pub(super) const ENVOYS: [&str; 4] = ["ambassador", "envoy", "representative", "delegate"];

/// Nouns by which a report goes on to speak of somebody it has named.
pub(super) const PERSONS: [&str; 12] = [
    "diplomat",
    "official",
    "politician",
    "lawmaker",
    "parliamentarian",
    "senator",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "envoy",
    "speaker",
    "statesman",
];

/// Words before a name that are no part of it.
pub(super) const TITLES: [&str; 44] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Prof",
    "Professor",
    "Sir",
    "Lord",
    "Lady",
    "Dame",
    "Minister",
    "Foreign",
    "Prime",
    "Deputy",
    "Vice",
    "President",
    "Ambassador",
    "Secretary",
    "General",
    "Chairman",
    "Chairwoman",
    "Chairperson",
    "Chair",
    "Representative",
    "Envoy",
    "Spokesman",
    "Spokeswoman",
    "Spokesperson",
    "Director",
    "Permanent",
    "Special",
    "Senator",
    "Chancellor",
    "Premier",
    "King",
    "Queen",
    "Pope",
    "Judge",
    "Defence",
    "Defense",
    "Interior",
    "Head",
    "Delegate",
];

/// Last words of the names of institutions.
pub(super) const INSTITUTIONS: [&str; 24] = [
    "Ministry",
    "Office",
    "Mission",
    "Kremlin",
    "Department",
    "Government",
    "Agency",
    "Commission",
    "Council",
    "Union",
    "Party",
    "Presidency",
    "Chancellery",
    "Pentagon",
    "House",
    "Committee",
    "Group",
    "League",
    "Bank",
    "Court",
    "Institute",
    "Foundation",
    "Watch",
    "International",
];

/// Newspapers, agencies and broadcasters whose names do not tell what they are.
const OUTLETS: [&str; 26] = [
    "TASS",
    "ITAR-TASS",
    "Interfax",
    "Novosti",
    "RIA Novosti",
    "Sputnik",
    "Kommersant",
    "Izvestia",
    "Reuters",
    "AFP",
    "AP",
    "dpa",
    "EFE",
    "ANSA",
    "PTI",
    "Xinhua",
    "Kyodo",
    "Yonhap",
    "Bloomberg",
    "Politico",
    "BBC",
    "CNN",
    "Al Jazeera",
    "Le Monde",
    "Der Spiegel",
    "El País",
];

/// Last words of the names of the others.
const OUTLET_NOUNS: [&str; 16] = [
    "News",
    "Times",
    "Post",
    "Journal",
    "Press",
    "Radio",
    "TV",
    "Television",
    "Telegraph",
    "Guardian",
    "Herald",
    "Tribune",
    "Gazette",
    "Chronicle",
    "Today",
    "Observer",
];
