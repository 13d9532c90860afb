//! Laws that hold for every text, and a few whole texts.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

mod figures;
mod forms;

fn kinds(text: &str) -> Vec<(&'static str, &str)> {
    let context = Context { published: Some(date(2024, 6, 20)), ..Context::default() };
    find(text, &context).facts.iter().map(|f| (f.kind.name(), &text[f.span.range()])).collect()
}

#[test]
fn a_text_may_begin_anywhere() {
    for text in [
        "more than 12",
        ". over 4 “",
        "toll more than 12",
        ", said “we go now”",
        "club, said: “we all go now.”",
    ] {
        find(text, &Context::default());
    }
}

#[test]
fn a_sentence_yields_its_facts_in_order() {
    assert_eq!(
        kinds(
            "Danish President Maria Berg signed at least a dozen deals worth €5m in Rome on Thursday."
        ),
        [
            ("PERSON", "Maria Berg"),
            ("QUANTITY", "a dozen deals"),
            ("MONEY", "€5m"),
            ("PLACE", "Rome"),
            ("DATE", "Thursday"),
        ]
    );
}

#[test]
fn a_quotation_comes_before_the_facts_in_it() {
    assert_eq!(
        kinds("“We met Paul Olsen,” she said."),
        [("QUOTE", "We met Paul Olsen,"), ("PERSON", "Paul Olsen")]
    );
}

#[test]
fn an_article_outside_the_labelled_ones_reads_as_a_person_would_read_it() {
    assert_eq!(
        kinds(
            "Hurricane Xara killed at least 24 people in Florida last October. Green MPs met at 10:30 GMT."
        ),
        [
            ("EVENT", "Hurricane Xara"),
            ("QUANTITY", "24 people"),
            ("PLACE", "Florida"),
            ("DATE", "last October"),
            ("TIME", "10:30 GMT"),
        ]
    );
}

#[test]
fn an_entity_has_its_full_name_and_its_role() {
    let facts = find(
        "Berg spoke first. The general secretary of the Green Party, Maria Berg, then left.",
        &Context::default(),
    );
    let person = facts.entities.iter().find(|e| e.kind == FactKind::Person).expect("a person");
    assert_eq!((person.name.as_str(), person.mentions.len()), ("Maria Berg", 2));
    assert_eq!(person.role.as_deref(), Some("general secretary of the Green Party"));
}

#[test]
fn page_furniture_holds_no_facts() {
    assert_eq!(
        kinds("NBX NEWS\nNBX NEWS 4 Min Read\n4 Min Read\n\nShare this Post\nLeave a Comment"),
        []
    );
}

#[test]
fn other_languages_keep_to_what_needs_no_grammar() {
    let text = "Le gouvernement a promis 30 % de plus, soit 5 millions d'euros, a annoncé lundi à Paris le ministre.";
    let found = kinds(text);
    assert!(
        found.contains(&("PERCENT", "30 %")) && found.contains(&("PLACE", "Paris")),
        "{found:?}"
    );
    assert!(found.contains(&("DATE", "lundi")), "{found:?}");
    assert!(found.iter().all(|(kind, _)| *kind != "QUANTITY" && *kind != "TIME"), "{found:?}");
    let found = kinds(
        "Le gouvernement a promis 12 écoles dans la ville, a annoncé lundi le ministre de la région.",
    );
    assert!(found.contains(&("QUANTITY", "12 écoles")), "{found:?}");
}

#[test]
fn german_nouns_are_no_people() {
    let text = "Bundeskanzler Olaf Scholz hat am 20. März 2024 in Berlin über die Lage in der Ukraine gesprochen. \
        „Wir werden nicht nachlassen“, sagte Scholz. Die Regierung will 3.000 Millionen Euro ausgeben, 30 Prozent mehr.";
    assert_eq!(
        kinds(text),
        [
            ("PERSON", "Olaf Scholz"),
            ("DATE", "20. März 2024"),
            ("PLACE", "Berlin"),
            ("PLACE", "Ukraine"),
            ("QUOTE", "Wir werden nicht nachlassen"),
            ("PERSON", "Scholz"),
            ("MONEY", "3.000 Millionen Euro"),
            ("PERCENT", "30 Prozent"),
        ]
    );
}

/// Whatever is found lies in the text, on character boundaries, in order, and names what exists.
fn assert_lawful(text: &str) {
    let facts = find(text, &Context { published: Some(date(2024, 6, 20)), ..Context::default() });
    for fact in &facts.facts {
        assert!(text.get(fact.span.range()).is_some_and(|t| !t.is_empty()), "{fact:?} in {text:?}");
        assert!(fact.entity.is_none_or(|id| (id as usize) < facts.entities.len()));
        assert!((0.0..=1.0).contains(&fact.certainty));
    }
    assert!(facts.facts.is_sorted_by_key(|f| f.span.start));
    for span in facts.brief.iter().chain(facts.entities.iter().flat_map(|e| &e.mentions)) {
        assert!(text.get(span.range()).is_some_and(|t| !t.is_empty()));
    }
    assert_eq!(
        facts,
        find(text, &Context { published: Some(date(2024, 6, 20)), ..Context::default() })
    );
}

proptest! {
    #[test]
    fn any_text_is_read_lawfully(text in any::<String>()) {
        assert_lawful(&text);
    }

    #[test]
    fn any_heap_of_news_words_is_read_lawfully(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)) {
        assert_lawful(&words.join(" "));
        assert_lawful(&words.concat());
    }
}

const WORDS: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'s",
    "’s",
    ".",
    ",",
    "-",
    "–",
    ":",
    "(",
    ")",
    "$",
    "€",
    "%",
    "&",
    "\n",
    "\n\n",
    "12",
    "2024",
    "1,200.5",
    "9999999999999999999999",
    "0",
    "31",
    "a",
    "dozen",
    "million",
    "and",
    "half",
    "of",
    "the",
    "last",
    "next",
    "year",
    "weeks",
    "ago",
    "June",
    "Thursday",
    "President",
    "Mr.",
    "Maria",
    "Berg",
    "al",
    "de",
    "University",
    "of",
    "Rome",
    "NATO",
    "U.S.",
    "said",
    "he",
    "according",
    "to",
    "ReutersBerg",
    "é",
    "中文",
    "🙂",
    "J.",
    "pm",
    "4",
    "th",
    "early",
    "between",
    "day",
    "before",
    "dozens",
    "people",
    "Photo",
    "quarter",
    "first",
    "century",
    "'",
    "St.",
    "US",
    "dollars",
    "per",
    "cent",
    "İ",
    "ß",
    "weekend",
    "März",
    "20.",
    "/",
    "lakh",
    "Christmas",
    "Eve",
    "`",
    "minister",
    "she",
    "over",
    "spring",
    "toll",
    "to",
    "Syrian",
    "government",
    "forces",
    "ferry",
    "Jong",
    "un",
    "and",
    "Party",
];

/// Ten times the text may take ten times as long, and some; not a hundred times.
#[test]
fn hostile_texts_take_linear_time() {
    for piece in HOSTILE {
        let text = piece.repeat(200_000 / piece.len());
        let facts = find(&text, &Context::default());
        assert!(facts.facts.iter().all(|f| text.get(f.span.range()).is_some()), "{piece:?}");
    }
}

/// The same at the size of a book shelf: `DATELINE_LONG=1 cargo test --release --lib ten_megabytes -- --nocapture` prints
/// how long one and ten megabytes of each take. Quadratic time would be a hundred times as long.
#[test]
fn ten_megabytes_take_ten_times_as_long_as_one() {
    if std::env::var_os("DATELINE_LONG").is_none() {
        println!("skipped: ten megabytes of each are tried with DATELINE_LONG=1");
        return;
    }
    let taken = |piece: &str, size: usize| {
        let text = piece.repeat(size / piece.len());
        let start = std::time::Instant::now();
        let facts = find(&text, &Context::default());
        assert!(facts.facts.iter().all(|f| text.get(f.span.range()).is_some()), "{piece:?}");
        start.elapsed()
    };
    for piece in HOSTILE {
        let (one, ten) = (taken(piece, 1_000_000), taken(piece, 10_000_000));
        println!("{piece:?}: {one:.2?}, {ten:.2?}");
        assert!(ten < one * 20 + std::time::Duration::from_secs(2), "{piece:?}: {one:?}, {ten:?}");
    }
}

/// Pieces that, repeated, once took long or might: each is a place where a rule looks around it.
const HOSTILE: &[&str] = &[
    "\"",
    "9",
    "Berg ",
    "“a ",
    "\n",
    "1-",
    "Berg, ",
    "of ",
    "last ",
    "a dozen ",
    "said ",
    "J.",
    "-",
    "\u{301}",
    "twenty ",
    "Mr. ",
    "(",
    "'s",
    "University of ",
    "al-",
    "12 to ",
    "Berg said \"x y z, ",
    "' a",
    "20. März ",
    "New Year's ",
    "$5 to ",
    "1/",
    "of last year ",
    "Berg, the ",
    "the minister said \"x y z w\" ",
    "RM1",
    "R1,",
    "R5 - ",
    "a toll of at least ",
    "end of the ",
    "segunda-feira, ",
    "« dit ",
    "Denmark's ",
    "Inspector ",
    "Berg",
    "ReutersBerg",
    "Moody's ",
    "xn",
    "‘a b, ",
    "“I said, ‘we go,’ ” ",
    "“he said «we go now» and ",
    "workers’ a ",
    "leader of this country, Berg, ",
    "He was 78. ",
    "“a b,” c, ",
    "on Monday ",
    "Syrian government ",
    "the Assad regime ",
    "ROME (Berg) - ",
    "ROME (Berg) -\n\n",
    "the ferry Linnea ",
    "Anna \"Red\" Berg ",
    "Kim Jong-un ",
    "in Xyzq ",
    "U.S.-Mexico ",
    "Army of Maria Olsen ",
];
