//! What is written as bytes reads back the same, and any bytes read as something or nothing.

use proptest::option::of;
use proptest::prelude::*;
use rusqlite::types::ValueRef;

use crate::news::{
    Amount, Article, Claim, Comparison, Entity, Fact, FactKind, Facts, Quantity, Span, Value,
};
use crate::store::codec::{body, changes, facts, parts, text};

/// Words as the engine gives them: they were cut from clean text, so that cleaning them again changes nothing.
const WORDS: &str = "[a-zA-Zé漢 .-]{0,12}";

fn any_span() -> impl Strategy<Value = Span> {
    (0..5000u32, 0..500u32).prop_map(|(start, length)| Span { start, end: start + length })
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec!["=", ">=", ">", "<=", "<", "~"])
        .prop_map(|sign| Comparison::from_sign(sign).expect("a sign"))
}

fn any_value() -> impl Strategy<Value = Value> {
    let number = || prop::num::f64::NORMAL;
    prop_oneof![
        WORDS.prop_map(Value::Date),
        "T[0-9:]{0,5}".prop_map(Value::Time),
        ("[A-Z]{3}", number(), of(number()), any_comparison()).prop_map(
            |(currency, amount, max, comparison)| {
                Value::Money(Amount { currency, amount, max, comparison })
            }
        ),
        (number(), any_comparison()).prop_map(|(share, sign)| Value::Percent(share, sign)),
        (number(), of(number()), of(WORDS), any_comparison()).prop_map(
            |(value, max, unit, comparison)| {
                Value::Quantity(Quantity { value, max, unit, comparison })
            }
        ),
    ]
}

fn any_fact() -> impl Strategy<Value = Fact> {
    let claims = prop::sample::select(vec![
        Claim::Said,
        Claim::Denied,
        Claim::Planned,
        Claim::Unnamed,
        Claim::Hedged,
    ]);
    let kind = prop::sample::select(FactKind::ALL.to_vec());
    let shares = (0f32..1.0, 0f32..9.0);
    (kind, any_span(), of(any_value()), of(0..3u32), of(WORDS), shares, any::<bool>(), of(claims))
        .prop_map(|(kind, span, value, entity, speaker, (certainty, weight), inferred, claim)| {
            Fact { kind, span, value, entity, speaker, certainty, inferred, claim, weight }
        })
}

fn any_entity() -> impl Strategy<Value = Entity> {
    let kind = prop::sample::select(FactKind::ALL.to_vec());
    (kind, WORDS, of(WORDS), prop::collection::vec(any_span(), 0..4))
        .prop_map(|(kind, name, role, mentions)| Entity { kind, name, role, mentions })
}

proptest! {
    #[test]
    fn facts_read_back(
        list in prop::collection::vec(any_fact(), 0..6),
        entities in prop::collection::vec(any_entity(), 3..5),
        brief in prop::collection::vec(any_span(), 0..5),
    ) {
        let given = Facts { facts: list, entities, brief };
        prop_assert_eq!(facts::read(&facts::write(&given)), Some(given));
    }

    #[test]
    fn any_bytes_can_be_read(mut bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (facts::read(&bytes), parts::read(&bytes), changes::read(&bytes));
        // The first byte is the version: without the right one nothing else would be tried.
        if let Some(first) = bytes.first_mut() {
            *first = 1;
        }
        let _ = (facts::read(&bytes), parts::read(&bytes), changes::read(&bytes));
    }

    #[test]
    fn texts_read_back(words in prop::collection::vec("\\PC{0,9}", 0..60)) {
        let given = words.join(" ");
        let packed = miniz_oxide::deflate::compress_to_vec(given.as_bytes(), 6);
        prop_assert_eq!(text::read(Some(1), ValueRef::Blob(&packed)), Some(given.clone()));
        prop_assert_eq!(text::read(Some(0), ValueRef::Text(given.as_bytes())), Some(given.clone()));
        let stored = body::write(b"parts", &given);
        prop_assert_eq!(body::read(&stored), Some((&b"parts"[..], given)));
    }

    #[test]
    fn any_bytes_unpack_to_something_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = text::read(Some(1), ValueRef::Blob(&bytes));
    }

    #[test]
    fn a_cut_record_is_none(
        list in prop::collection::vec(any_fact(), 1..3),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = facts::write(&Facts { facts: list, ..Facts::default() });
        prop_assert_eq!(facts::read(&whole[..cut.index(whole.len())]), None);
    }
}

#[test]
fn the_parts_of_an_empty_article_are_few_bytes() {
    assert_eq!(parts::write(&Article::default()).len(), 5);
}
