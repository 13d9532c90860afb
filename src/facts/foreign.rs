//! Dates and words of saying of other languages: `4 mars 2024`, `Mittwoch, den 20. März`, `5 de mayo de 2024`, `juin 2023`.
//!
//! The main languages of Europe, Indonesian, Arabic, and Chinese and Japanese dates in figures. Only forms that need no grammar: a day and a month, a month
//! and a year, digits, a weekday. A date without a year is the nearest one not after the next month, and a weekday the last
//! one, since tenses are not read here.

mod bare;
pub(super) mod people;

use std::sync::LazyLock;

use jiff::civil::Date;

use super::calendar::{self, Tense};
use super::figured::{dotted, iso, slashed_days};
use super::hash::Map;
use super::page::Page;
use super::token::Shape;
use super::when::{Anchor, When};
use super::words::words;
use super::year::year_number;

/// Reads the date that begins at `at` in a text that is not English.
pub(super) fn read(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    if let Some((number, end)) = weekday(page, at) {
        let next = end + usize::from(page.is(end, ","));
        let next =
            next + usize::from(page.is_in(next, words!("den le el il dem de dia dne d día")));
        let alone = || {
            let day = calendar::weekday(anchor.published?, number, Tense::Past)?;
            Some(When::of_day(at..end, Some(day), true))
        };
        return day(page, next, at, anchor).or_else(alone);
    }
    iso(page, at)
        .or_else(|| ideographic(page, at, anchor))
        .or_else(|| dotted(page, at))
        .or_else(|| slashed_days(page, at))
        .or_else(|| day(page, at, at, anchor))
        .or_else(|| month_and_year(page, at))
        .or_else(|| bare::read(page, at, anchor))
}

/// `2024年6月20日`, `6月20日`, `2023年`.
fn ideographic(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    let part = |at: usize, sign: &str| -> Option<i16> {
        let number = page.word(at).parse().ok().filter(|_| page.word(at + 1) == sign)?;
        (page.shape(at) == Some(Shape::Number)).then_some(number)
    };
    let year = part(at, "年").filter(|year| (1000..=2100).contains(year));
    let next = if year.is_some() { at + 2 } else { at };
    let month = part(next, "月").filter(|month| (1..=12).contains(month));
    let Some(month) = month else {
        return year.map(|year| When::new(at..next, format!("{year:04}")));
    };
    let month = month as i8;
    let day = part(next + 2, "日").filter(|day| (1..=31).contains(day));
    let told = || anchor.published.map(|told| calendar::year_of_month(told, month, Tense::Past));
    let known = year.or_else(told);
    match (day, known) {
        (Some(day), known) => {
            let date = known.and_then(|year| Date::new(year, month, day as i8).ok());
            Some(When::of_day(at..next + 4, date, year.is_none()))
        }
        (None, Some(year)) => Some(When::new(at..next + 2, format!("{year:04}-{month:02}"))),
        (None, None) => None,
    }
}

/// `20. März 2024`, `5 de mayo de 2024`, `1er avril`.
fn day(page: &Page<'_>, at: usize, start: usize, anchor: &Anchor) -> Option<When> {
    let word = page.word(at);
    let number: i8 = word.parse().ok().filter(|day| word.len() <= 2 && (1..=31).contains(day))?;
    let mut next =
        at + 1 + usize::from(page.glued(at + 1) && page.is_in(at + 1, words!(". er º °")));
    next += usize::from(page.is(next, "de"));
    let month = month(page, next)?;
    let joined = next + 1 + usize::from(page.is_in(next + 1, words!("de del")));
    let year = year_number(page, joined);
    let end = if year.is_some() { joined + 1 } else { next + 1 };
    let known = year
        .or_else(|| anchor.published.map(|told| calendar::year_of_month(told, month, Tense::Past)));
    let date = known.and_then(|year| Date::new(year, month, number).ok());
    Some(When::of_day(start..end, date, year.is_none()))
}

/// `juin 2023`, `mayo de 2024`.
fn month_and_year(page: &Page<'_>, at: usize) -> Option<When> {
    let month = month(page, at)?;
    let next = at + 1 + usize::from(page.is_in(at + 1, words!("de del")));
    let year = year_number(page, next)?;
    Some(When::new(at..next + 1, year_and_month(year, month)))
}

fn year_and_month(year: i16, month: i8) -> String {
    format!("{year:04}-{month:02}")
}

fn month(page: &Page<'_>, at: usize) -> Option<i8> {
    page.token(at).filter(|t| t.is_word() && t.shape != Shape::Upper)?;
    month_of(page.word(at))
}

/// The number of the month that a word names in one of the languages.
pub(super) fn month_of(word: &str) -> Option<i8> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| index(&MONTHS));
    Some(named(&INDEX, word)? + 1)
}

/// Which of some lists has a word.
type Index = Map<&'static str, i8>;

fn index(lists: &[&'static str]) -> Index {
    let mut index = Index::default();
    for (place, names) in (0..).zip(lists) {
        for name in names.split(' ') {
            index.entry(name).or_insert(place);
        }
    }
    index
}

/// The place of the list that has the word, however it is written. No word of a list is longer than twenty-four bytes.
fn named(index: &Index, word: &str) -> Option<i8> {
    if word.len() > 24 {
        return None;
    }
    index.get(word.to_lowercase().as_str()).copied()
}

/// The number of the weekday that is named at `at`, Monday being 0, and where its name ends.
fn weekday(page: &Page<'_>, at: usize) -> Option<(i8, usize)> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| index(&WEEKDAYS));
    page.token(at).filter(|t| t.is_word() && t.shape != Shape::Upper)?;
    let feira = page.is_hyphen(at + 1) && page.is(at + 2, "feira");
    if feira {
        let word = page.word(at).to_lowercase();
        let days = ["segunda", "terça", "quarta", "quinta", "sexta"];
        return days.iter().position(|day| *day == word).map(|day| (day as i8, at + 3));
    }
    Some((named(&INDEX, page.word(at))?, at + 1))
}

/// Whether a word says that somebody speaks: `dijo`, `sagte`, `disse`.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.split(' ').any(|verb| verb == word)
}

/// Whether a word helps a verb of saying: `a dit`, `hat gesagt`.
pub(super) fn helps(word: &str) -> bool {
    "a ont ha han hat haben heeft hebben har je".split(' ').any(|helper| helper == word)
}

/// The names of each month: French, German, Spanish, Italian, Portuguese, Dutch; Swedish, Danish, Norwegian; Polish, Czech and
/// Slovak in both their forms; Romanian, Hungarian, Finnish, Turkish; Russian, Ukrainian, Indonesian, Arabic.
const MONTHS: [&str; 12] = [
    "janvier januar jänner enero gennaio janeiro januari styczeń stycznia leden ledna január januára ianuarie tammikuuta ocak января январь січня يناير styczniu lednu январе",
    "février februar feber febrero febbraio fevereiro februari luty lutego únor února február februára februarie helmikuuta şubat февраля февраль лютого فبراير lutym únoru феврале",
    "mars märz marzo março maart marts marzec marca březen března marec martie március maaliskuuta mart марта март березня maret مارس marcu březnu марте",
    "avril april abril aprile kwiecień kwietnia duben dubna apríl apríla aprilie április huhtikuuta nisan апреля апрель квітня أبريل kwietniu dubnu апреле",
    "mai mayo maggio maio mei maj maja květen května máj mája május toukokuuta mayıs мая май травня مايو maju květnu мае",
    "juin juni junio giugno junho czerwiec czerwca červen června jún júna iunie június kesäkuuta haziran июня июнь червня يونيو czerwcu červnu июне",
    "juillet juli julio luglio julho lipiec lipca červenec července júl júla iulie július heinäkuuta temmuz июля июль липня يوليو lipcu červenci июле",
    "août august agosto augustus augusti sierpień sierpnia srpen srpna augusta augusztus elokuuta ağustos августа август серпня agustus أغسطس sierpniu srpnu августе",
    "septembre september septiembre setiembre settembre setembro wrzesień września září septembra septembrie szeptember syyskuuta eylül сентября сентябрь вересня سبتمبر wrześniu сентябре",
    "octobre oktober octubre ottobre outubro październik października říjen října október októbra octombrie lokakuuta ekim октября октябрь жовтня أكتوبر październiku říjnu октябре",
    "novembre november noviembre novembro listopada listopadu novembra noiembrie marraskuuta kasım ноября ноябрь листопада نوفمبر listopadzie ноябре",
    "décembre dezember diciembre dicembre dezembro december desember grudzień grudnia prosinec prosince decembra decembrie joulukuuta aralık декабря декабрь грудня desember ديسمبر grudniu prosinci декабре",
];

/// The names of each weekday, Monday first.
const WEEKDAYS: [&str; 7] = [
    "lundi montag lunes lunedì maandag måndag mandag poniedziałek pondělí понедельник senin",
    "mardi dienstag martes martedì dinsdag tisdag tirsdag wtorek úterý вторник selasa",
    "mercredi mittwoch miércoles mercoledì woensdag onsdag środa środę středa středu среду среда rabu",
    "jeudi donnerstag jueves giovedì donderdag torsdag czwartek čtvrtek четверг kamis",
    "vendredi freitag viernes venerdì vrijdag fredag piątek pátek пятницу пятница jumat",
    "samedi samstag sonnabend sábado sabato zaterdag lördag lørdag sobota sobotu sobotę субботу суббота sabtu",
    "dimanche sonntag domingo domenica zondag söndag søndag niedziela niedzielę neděle neděli воскресенье minggu",
];

/// Verbs of saying, as news has them.
const SAYING: &str = "dit déclaré affirmé expliqué ajouté estimé indiqué assuré lancé précisé déclare explique \
    sagte sagt erklärte betonte gesagt erklärt teilte schrieb fügte kritisierte forderte \
    dijo dijeron afirmó declaró aseguró explicó añadió señaló indicó dicho manifestó sostuvo \
    disse ha detto detto dichiarato affermato spiegato aggiunto dice sottolineato afirmou declarou explicou acrescentou \
    zei zegt gezegd verklaarde aldus säger sade sagde siger sier sa řekl řekla uvedl uvedla dodal dodala \
    powiedział powiedziała dodał dodała oświadczył \
    répondu répond souligné rappelé confié regretté dénoncé antwortete meinte rispose respondió respondeu criticó \
    kata ujar dedi poručio rekao rekla izjavio izjavila заявил заявила сказал сказала отметил сообщил добавил подчеркнул";

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let anchor = Anchor { published: Some(date(2024, 6, 20)), ..Anchor::default() };
        let (mut at, mut found) = (0, Vec::new());
        while at < page.tokens.len() {
            let Some(when) = read(&page, at, &anchor) else {
                at += 1;
                continue;
            };
            let value = when.value.as_deref().unwrap_or("?");
            found.push(format!("{} = {value}", page.read(&when.tokens)));
            at = when.tokens.end;
        }
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn no_word_of_the_lists_is_too_long_to_be_looked_up() {
        for names in MONTHS.iter().chain(&WEEKDAYS) {
            assert!(names.split(' ').all(|name| name.len() <= 24), "{names}");
        }
    }

    #[test]
    fn days_and_months_are_read_in_six_languages() {
        check("a annoncé lundi 4 mars 2024 à Paris", &["lundi 4 mars 2024 = 2024-03-04"]);
        check("am Mittwoch, den 20. März in Berlin", &["Mittwoch, den 20. März = 2024-03-20"]);
        check("el 5 de mayo de 2024 en Madrid", &["5 de mayo de 2024 = 2024-05-05"]);
        check(
            "a junho de 2023, il 1 maggio",
            &["junho de 2023 = 2023-06", "1 maggio = 2024-05-01"],
        );
        check("op 3 januari 2020", &["3 januari 2020 = 2020-01-03"]);
    }

    #[test]
    fn months_and_numbers_alone_are_no_dates() {
        check("mars, 20 Mark und 2024 Mann", &[]);
    }

    #[test]
    fn years_and_months_alone_are_dates_where_a_word_says_so() {
        check(
            "Im Jahr 2024, seit 2019 und en 2023",
            &["2024 = 2024", "2019 = 2019", "2023 = 2023"],
        );
        check(
            "w 2023 roku, в 2022 году, в феврале",
            &["2023 = 2023", "2022 = 2022", "феврале = 2024-02"],
        );
        check(
            "en febrero, im März, a finales de mayo",
            &["febrero = 2024-02", "März = 2024-03", "mayo = 2024-05"],
        );
        check("Gestern und oggi", &["Gestern = 2024-06-19", "oggi = 2024-06-20"]);
    }

    #[test]
    fn digits_and_weekdays_are_dates_everywhere() {
        check(
            "le 14.03.2024, 2024-03-15 et 3/4/2024",
            &["14.03.2024 = 2024-03-14", "2024-03-15 = 2024-03-15", "3/4/2024 = 2024-04-03"],
        );
        check("El martes, marzo se fue", &["martes = 2024-06-18"]);
        check("na segunda-feira, 3 de junho", &["segunda-feira, 3 de junho = 2024-06-03"]);
        check("mercoledì, marzo scorso", &["mercoledì = 2024-06-19"]);
    }

    #[test]
    fn slavic_and_nordic_months_are_read_in_both_forms() {
        check(
            "Dne 5. června 2024 a 7. červen",
            &["5. června 2024 = 2024-06-05", "7. červen = 2024-06-07"],
        );
        check(
            "12 maja, 3 październik 2023",
            &["12 maja = 2024-05-12", "3 październik 2023 = 2023-10-03"],
        );
        check("den 5 augusti 2023", &["5 augusti 2023 = 2023-08-05"]);
    }

    #[test]
    fn dates_of_other_scripts_are_read() {
        check(
            "20 июня 2024 года, в четверг",
            &["20 июня 2024 = 2024-06-20", "четверг = 2024-06-20"],
        );
        check("في 20 يونيو 2024.", &["20 يونيو 2024 = 2024-06-20"]);
        check(
            "普京6月20日抵达河内，2023年两国贸易额，2024年5月3日和2022年7月",
            &[
                "6月20日 = 2024-06-20",
                "2023年 = 2023",
                "2024年5月3日 = 2024-05-03",
                "2022年7月 = 2022-07",
            ],
        );
    }
}
