//! Numbers that count nothing: names, results, shares, and pronouns in all but form.

use super::bare;
use super::cues::Cues;
use super::noun;
use super::number::Number;
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// Numbers that name and do not count: `No. 5`, `Boeing 737`, `Article 50`.
pub(super) fn is_label(page: &Page<'_>, start: usize) -> bool {
    let before = page.word_before(start, 1);
    let glued = page.glued(start)
        && start > 0
        && (before == "-" || before == "#" || before == "/" || before == ":");
    let label = LABELS.iter().any(|w| w.eq_ignore_ascii_case(before))
        || before == "." && page.word_before(start, 2).eq_ignore_ascii_case("no");
    let named = page.shape(start) == Some(Shape::Number)
        && !bare::is_grouped_alone(page, start)
        && page.before(start, 1).is_some_and(|t| {
            t.is_capital() && !t.cues.any(Cues::STOP.or(Cues::WEEKDAY).or(Cues::MONTH))
        })
        && noun::phrase_end(page, start + 1).is_none();
    glued || label || named
}

/// `3-0`, `6/4`: results, not counts.
pub(super) fn is_score(page: &Page<'_>, number: &Number, max: Option<f64>) -> bool {
    let at = number.tokens.end;
    let dash = matches!(page.word(at), "-" | "–" | "/" | ":") && page.glued(at);
    max.is_none() && dash && page.shape(at + 1) == Some(Shape::Number) && page.glued(at + 1)
}

/// `the two sides`, `both countries`, `two of them`: pronouns in all but form. "The two crew members" and "their two sons"
/// are counted, as is "the two-day visit".
pub(super) fn is_small_talk(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let small = !number.digits && (2.0..=3.0).contains(&number.value);
    let pointed = page.is_in(start.wrapping_sub(1), words!("the these those other our your"));
    let part = page.is(at, "of") && page.is_in(at + 1, words!("the them these those"));
    small && (pointed && is_pronoun_like(page, at) || page.is_in(at, SIDES) || page.is(at, "of"))
        || part
            && number.value <= 3.0
            && !(number.digits && page.shape(at + 2) == Some(Shape::Number))
}

/// Whether what stands behind "the two" says no more than a pronoun would: nothing, or one plain noun.
fn is_pronoun_like(page: &Page<'_>, at: usize) -> bool {
    const PLAIN: Words = words!(
        "men women people others states governments presidents ministers teams companies groups \
         rivals allies officials brothers sisters firms clubs giants powers candidates cities \
         capitals communities organisations organizations camps factions things ways"
    );
    if page.is_hyphen(at) || page.has(at, Cues::PERIOD) {
        return false;
    }
    noun::phrase_end(page, at).is_none_or(|end| end == at + 1 && page.is_in(at, PLAIN))
}

/// `two thirds`, `1 in 10`, the `five adults` of `one in five adults`.
pub(super) fn is_share(page: &Page<'_>, number: &Number) -> bool {
    let (start, at) = (number.tokens.start, number.tokens.end);
    let hyphen = usize::from(page.is_hyphen(at));
    let counted = |at: usize| {
        page.shape(at) == Some(Shape::Number)
            || page.has(at, Cues::NUMBER) && !page.has(at, Cues::PERIOD)
    };
    let small = |at: usize| page.is_in(at, words!("one 1 two three four nine"));
    page.is_in(at + hyphen, words!("thirds third quarters fifths tenths halves"))
        || page.is(at, "in") && small(start) && counted(at + 1)
        || page.is(start.wrapping_sub(1), "in")
            && small(start.wrapping_sub(2))
            && !page.is_in(start.wrapping_sub(3), words!("between"))
}

const SIDES: Words = words!("sides countries leaders nations parties neighbours neighbors");
const LABELS: &[&str] = &[
    "no",
    "number",
    "article",
    "section",
    "chapter",
    "page",
    "flight",
    "route",
    "highway",
    "channel",
    "room",
    "phase",
    "round",
    "week",
    "day",
    "season",
    "episode",
    "volume",
    "part",
    "level",
    "type",
    "class",
    "grade",
    "rule",
    "resolution",
    "version",
    "apollo",
    "boeing",
    "airbus",
    "step",
    "stage",
    "lap",
    "windows",
    "act",
    "euro",
    "expo",
];
