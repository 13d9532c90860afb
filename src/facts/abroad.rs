//! What is counted in texts that are not English: `1.200 empleos`, `12 neue Schulen`, `2 000 agriculteurs`, `12 человек`, `300人`.
//!
//! No grammar: a number, and the noun right behind it. A noun is what is neither a function word nor a unit of the clock; in
//! German it has a capital. The few words that stand between a number and its noun are known by their endings or by name.

use super::Context;
use super::comparison;
use super::cues::Cues;
use super::figure::{self, Figure};
use super::ideograph;
use super::language;
use super::number::{self, Number};
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};
use super::year::year_number;
use crate::news::{Comparison, FactKind, Quantity, Value};

/// How the language of a text writes its nouns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nouns {
    /// With a capital, as German does.
    capital: bool,
}

impl Nouns {
    /// As far as the articles of the text tell.
    pub(super) fn of(page: &Page<'_>) -> Self {
        const SAMPLE: usize = 400;
        /// So many articles are no chance.
        const ENOUGH: usize = 2;
        let german = |at: &usize| page.is_in(*at, words!("der das und nicht ist wurden dem wird"));
        let tokens = if page.foreign { 0..page.tokens.len().min(SAMPLE) } else { 0..0 };
        Self { capital: tokens.filter(german).take(ENOUGH).count() == ENOUGH }
    }
}

/// Reads the figure that begins at `at`: money and percentages are written alike everywhere.
pub(super) fn read(
    page: &Page<'_>,
    at: usize,
    context: &Context<'_>,
    nouns: Nouns,
) -> Option<Figure> {
    let known = figure::read(page, at, context).filter(|(kind, ..)| *kind != FactKind::Quantity);
    known.or_else(|| count(page, at, nouns))
}

/// Reads what is counted by the number at `at`.
fn count(page: &Page<'_>, at: usize, nouns: Nouns) -> Option<Figure> {
    page.token(at).filter(|t| t.shape == Shape::Number)?;
    let number = number::read(page, at)?;
    let (end, head) = noun(page, &number, nouns)?;
    let unit = Some(page.word(head).to_lowercase());
    let comparison = comparison(page, at);
    let value = Quantity { value: number.value, max: None, unit, comparison };
    Some((FactKind::Quantity, at..end, Value::Quantity(value)))
}

/// A number in digits, with the groups of French and Russian: `2 000`, `1 200 000`.
pub(super) fn grouped(page: &Page<'_>, at: usize) -> Option<Number> {
    let word = page.word(at);
    let plain = |at: usize, most: usize| {
        let word = page.word(at);
        page.shape(at) == Some(Shape::Number)
            && word.len() <= most
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    if page.shape(at) != Some(Shape::Number) {
        return None;
    }
    let group = |at: usize| plain(at, 3) && page.word(at).len() == 3 && is_after_space(page, at);
    let mut end = at + 1;
    while plain(at, 3) && !word.starts_with('0') && end < at + 5 && group(end) {
        end += 1;
    }
    if end == at + 1 {
        return None;
    }
    let digits: String = (at..end).map(|at| page.word(at)).collect();
    let value: f64 = digits.parse().ok()?;
    let scale = scale(page.word(end));
    let factor = scale.unwrap_or(1.0);
    let tokens = at..end + usize::from(scale.is_some());
    Some(Number { tokens, value: value * factor, vague: false, digits: scale.is_none() })
}

/// Whether one space, which may be a narrow or a hard one, stands before a token.
fn is_after_space(page: &Page<'_>, at: usize) -> bool {
    let (Some(before), Some(token)) = (page.before(at, 1), page.token(at)) else { return false };
    let mut between = page.slice(before.end, token.start).chars();
    between.next().is_some_and(|c| c.is_whitespace() && c != '\n') && between.next().is_none()
}

/// Where the noun ends that a number counts, and its last word.
fn noun(page: &Page<'_>, number: &Number, nouns: Nouns) -> Option<(usize, usize)> {
    /// Words between a number and its noun.
    const BETWEEN: usize = 3;
    let start = number.tokens.start;
    let mut at = number.tokens.end;
    if is_label(page, start) || is_clock(page, start, at) {
        return None;
    }
    // "El Ibex 35 cayó": what a name and its number do.
    let first = page.sentences.get(page.sentence_of(start)).map_or(0, |s| s.tokens.start);
    let named = page.before(start, 1).is_some_and(|t| t.is_capital() && t.breaks == 0);
    if !nouns.capital && named && start > first + 1 && !page.glued(start) {
        return None;
    }
    if page.glued(at) {
        let counter = ideograph::is_counter(page.word(at));
        return counter.then_some((at + 1, at));
    }
    // "3 millions de personnes"; a bare year counts nothing.
    at += usize::from(number.value >= 1e6 && page.is_in(at, words!("de di des d")));
    if year_number(page, start).is_some_and(|year| year >= 1900) && number.tokens.len() == 1 {
        return None;
    }
    let last = if nouns.capital {
        (at..at + BETWEEN)
            .take_while(|at| is_noun(page, *at, true))
            .find(|at| is_title(page, *at))?
    } else if is_noun(page, at, false) {
        let before = is_before_noun(page, at) && is_noun(page, at + 1, false);
        at + usize::from(before)
    } else {
        return None;
    };
    Some((last + 1, last))
}

fn is_title(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Title)
}

/// Whether a word may be a noun, or stand before one where nouns have capitals.
fn is_noun(page: &Page<'_>, at: usize, capital: bool) -> bool {
    let Some(token) = page.token(at).filter(|t| t.spaced && t.breaks == 0) else { return false };
    let word = page.word(at);
    let small = token.shape == Shape::Lower;
    let named = token.shape == Shape::Title && !token.known.any("CO");
    (small || capital && named)
        && word.chars().nth(1).is_some()
        && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’')
        && !(small && (is_function_word(page, at) || token.has(Cues::CURRENCY)))
        && !word.starts_with("d'")
        && !word.starts_with("l'")
}

/// Words that stand before their noun in languages that put most behind it, and endings that no noun behind a number has.
fn is_before_noun(page: &Page<'_>, at: usize) -> bool {
    const WORDS: Words = words!(
        "altre altri autres anciens andere antiguos dernières derniers diferentes \
         distintas distintos giovani grandes grands grandi jeunes jovens jóvenes millones \
         nieuwe nouveaux nouvelles novas novos nuevas nuevos nuove nuovi nya nye otras \
         otros outras outros petites petits pequeñas pequeños premières premiers primeras \
         primeros ultimi ultime últimos últimas vieux viejos"
    );
    let word = page.word(at);
    let ends = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
    page.is_in(at, WORDS) || ["ych", "ich", "ých", "ích", "ых", "их"].into_iter().any(ends)
}

/// Words that count nothing: function words, forms of "be" and "have", and what mostly follows a number without being counted.
fn is_function_word(page: &Page<'_>, at: usize) -> bool {
    const MORE: Words = words!(
        "a ab als ano así aus av ble blev bleven bis byla bylo były contre cuando dans de degli \
         delle den depois depuis desde después diese dieser do durante durch e eran erano \
         está estão eller fecha foram fra från fueron furent gegen ha haben había habían \
         han hanno har hasta hatte hatten hebben i iets in jusqu kamen kom kwamen le les \
         man mil mot når o oder of oltre ou para par pas per percento pro procent prozent \
         quando s sa sem seien sei sind sin sobre son stig sur tegen tot tra uhr u utan \
         var vid vor ved waren war wegen wenn worden zum zur zwischen éé étaient était à \
         às é ó är в во до для за и из или как когда к на не но о об от по при с со у что \
         а г год года году та що від було были был было была rok roku lat після уже уж"
    );
    page.is_in(at, MORE) || language::is_foreign_word(page, at)
}

/// "Artikel 12", "№ 5", "page 3": numbers that call something.
fn is_label(page: &Page<'_>, start: usize) -> bool {
    const CALLED: Words = words!(
        "art article articles artikel artículo articolo artigo kapitel nr no nº n° numéro \
         número numero nummer vol vuelo volo page página paragraph paragraf seite straße статья статьи \
         статье ст"
    );
    let before = start.wrapping_sub(1);
    let dot = usize::from(page.is(before, ".") && page.glued(before));
    page.is_in(before.wrapping_sub(dot), CALLED)
        || matches!(page.word(before), "№" | "#" | "§" | "°" | "/" | "-" | ":")
        || matches!(page.word(start + 1), ":" | "/" | "." | "-")
            && page.glued(start + 1)
            && page.glued(start + 2)
}

/// "um 14 Uhr", "à 14 heures", "a las 14 horas": a point in a day.
fn is_clock(page: &Page<'_>, start: usize, end: usize) -> bool {
    const AT: Words = words!("à a las alle às om um kl klockan o vers ore gegen в");
    const HOURS: Words = words!("heure heures hora horas ore uur uhr h часов часа час tiden rano");
    page.is_in(end, words!("uhr h"))
        || page.is_in(end, HOURS) && page.is_in(start.wrapping_sub(1), AT)
}

/// "mehr als 12", "más de 300", "environ 2 000".
fn comparison(page: &Page<'_>, at: usize) -> Comparison {
    const OVER: Words = words!("über oltre over över ponad свыше более больше");
    const ABOUT: Words = words!(
        "aproximadamente cerca ca circa environ etwa okolo około omkring ongeveer quelque \
         rund unas unos ungefähr около примерно"
    );
    let before = at.wrapping_sub(1);
    let than = page.is_in(before, words!("als de di than dan än enn niż чем"));
    let word = if than { before.wrapping_sub(1) } else { before };
    if page.is_in(word, OVER)
        || than && page.is_in(word, words!("mehr más plus più mais meer mer więcej"))
    {
        Comparison::More
    } else if than && page.is_in(word, words!("weniger menos moins meno minder mindre mniej")) {
        Comparison::Less
    } else if page.is_in(word, words!("mindestens minst minstens"))
        || page.is_in(word, words!("menos moins meno lo")) && !than
    {
        Comparison::AtLeast
    } else if page.is_in(word, ABOUT) {
        Comparison::About
    } else {
        comparison::before(page, at)
    }
}

/// The factor of a scale word of another language: `mil`, `Tausend`, `миллионов`, `亿`.
pub(super) fn scale(word: &str) -> Option<f64> {
    let factor = match word {
        "百" => 1e2,
        "mil" | "mila" | "mille" | "tausend" | "Tausend" | "tusen" | "tusind" | "duizend"
        | "tys" | "tysięcy" | "tysiące" | "tisíc" | "тысяч" | "тысячи" | "тысяча" | "тысячу"
        | "тыс" | "千" | "천" => 1e3,
        "万" | "萬" | "만" => 1e4,
        "миллион" | "миллиона" | "миллионов" | "мільйон" | "мільйона" | "мільйонів"
        | "milionów" | "Millionen" | "Million" => 1e6,
        "亿" | "億" | "억" => 1e8,
        "миллиард"
        | "миллиарда"
        | "миллиардов"
        | "мільярд"
        | "мільярда"
        | "мільярдів"
        | "mld"
        | "Mrd"
        | "mrd"
        | "Milliarden" => 1e9,
        "триллион" | "триллиона" | "триллионов" | "兆" | "万亿" | "조" => {
            1e12
        }
        _ => return None,
    };
    Some(factor)
}

/// `3兆5000億`: a sum of several scales, and where it ends.
pub(super) fn joined(page: &Page<'_>, value: f64, end: usize) -> (f64, usize) {
    let (mut value, mut end) = (value, end);
    // Scales fall, so that there are few of them.
    for _ in 0..3 {
        let next = page.word(end).parse::<f64>().ok().filter(|_| page.glued(end));
        let scale = scale(page.word(end + 1)).filter(|_| page.glued(end + 1));
        let (Some(next), Some(scale)) = (next, scale) else { break };
        value += next * scale;
        end += 2;
    }
    (value, end)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    /// What is counted in a text, with its value and unit.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, f64, &str)]) {
        let mut page = Page::new(text);
        page.foreign = true;
        let nouns = Nouns::of(&page);
        let mut found: Vec<(Range<usize>, f64, String)> = Vec::new();
        for at in 0..page.tokens.len() {
            if found.last().is_some_and(|(tokens, ..)| tokens.contains(&at)) {
                continue;
            }
            if let Some((_, tokens, Value::Quantity(q))) = count(&page, at, nouns) {
                found.push((tokens, q.value, q.unit.unwrap_or_default()));
            }
        }
        let found: Vec<(&str, f64, &str)> = found
            .iter()
            .map(|(tokens, value, unit)| (page.read(tokens), *value, unit.as_str()))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn what_is_counted_stands_right_behind_its_number() {
        check(
            "La firma tiene 1.200 empleos y 12 barcos",
            &[("1.200 empleos", 1200.0, "empleos"), ("12 barcos", 12.0, "barcos")],
        );
        check(
            "Les 2 000 éleveurs et 12 nouvelles fermes",
            &[("2 000 éleveurs", 2000.0, "éleveurs"), ("12 nouvelles fermes", 12.0, "fermes")],
        );
        check(
            "für die 12 neue Brücken und der 40 Kühe",
            &[("12 neue Brücken", 12.0, "brücken"), ("40 Kühe", 40.0, "kühe")],
        );
        check(
            "погибли 12 человек и 300 новых домов",
            &[("12 человек", 12.0, "человек"), ("300 новых домов", 300.0, "домов")],
        );
        check("3 millions de personnes", &[("3 millions de personnes", 3e6, "personnes")]);
    }

    #[test]
    fn signs_that_count_are_glued_to_their_number() {
        check("地震で12人が死亡し、300人が負傷", &[("12人", 12.0, "人"), ("300人", 300.0, "人")]);
        check("约3万人参加", &[("3万人", 3e4, "人")]);
    }

    #[test]
    fn clocks_years_and_labels_count_nothing() {
        check("um 14 Uhr und um 9 Uhr der Artikel 12 Absatz", &[]);
        check("en 2023 murieron, à 14 heures, article 12 bis", &[]);
        check("de 12 en 12 hasta 40 para todos", &[]);
    }
}
