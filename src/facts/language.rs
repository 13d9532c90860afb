//! Whether a text is English: by its everyday words, and by what the caller says where they do not tell.
//!
//! English makes four words in ten out of its function words ([`Cues::STOP`]); other languages have their own. Feeds often
//! declare the language of their software, so a declaration is believed only where the words of the text do not clearly
//! speak against it. Where the answer is no, the engine keeps to what needs no grammar: numbers, money, percentages, dates in
//! digits or with the name of a month, quotations and names with a capital.

use super::cues::Cues;
use super::hash::hash_small;
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// Words looked at; more would not change the answer.
const SAMPLE: usize = 400;

/// How many words a text needs to speak against what is declared.
const TELLING: usize = 20;

/// Whether the text is English, as far as can be told. Texts too short to tell count as English.
pub(super) fn is_english(page: &Page<'_>, declared: Option<&str>) -> bool {
    let seen = Seen::of(page);
    let declared = declared.filter(|l| !l.is_empty() && !l.eq_ignore_ascii_case("und"));
    match declared.map(|l| l.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en"))) {
        Some(true) => !(seen.words >= TELLING && seen.is_foreign()),
        Some(false) => seen.words >= TELLING && seen.is_english(),
        None => {
            seen.latin
                && seen.english >= seen.foreign
                && (seen.words < 12 || seen.is_english() || seen.is_table())
        }
    }
}

/// How many words of a text are everyday words of English and of others.
struct Seen {
    words: usize,
    /// Words in small letters: names and headlines say nothing of a language.
    small: usize,
    english: usize,
    foreign: usize,
    latin: bool,
}

impl Seen {
    fn of(page: &Page<'_>) -> Self {
        let ascii = page.text.bytes().take(2000).filter(u8::is_ascii).count();
        let latin = ascii * 2 > page.text.len().min(2000);
        let mut seen = Self { words: 0, small: 0, english: 0, foreign: 0, latin };
        let words = page.tokens.iter().enumerate().filter(|(_, token)| token.is_word());
        for (at, _) in words.take(SAMPLE) {
            seen.words += 1;
            seen.small += usize::from(page.shape(at) == Some(Shape::Lower));
            let foreign = is_foreign_word(page, at);
            seen.foreign += usize::from(foreign);
            seen.english += usize::from(!foreign && page.has(at, Cues::STOP));
        }
        seen
    }

    fn is_english(&self) -> bool {
        self.latin && self.english * 4 >= self.small && self.foreign * 2 < self.english
    }

    /// Results and tables hold hardly a word besides names: what there is must be English.
    fn is_table(&self) -> bool {
        self.small * 2 < self.words && self.english >= 3 && self.foreign * 4 <= self.english
    }

    fn is_foreign(&self) -> bool {
        !self.latin || self.english * 8 < self.words && self.foreign > self.english
    }
}

/// Whether the word at `at` is one of [`FOREIGN`], in any case.
pub(super) fn is_foreign_word(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 6;
    let word = page.word(at);
    let small = || FOREIGN.have(hash_small(&word.to_lowercase()));
    word.len() <= LONGEST && if word.is_ascii() { page.is_in(at, FOREIGN) } else { small() }
}

/// The commonest words of other languages that are no English words: French, German, Spanish, Italian, Portuguese, Dutch,
/// Swedish, Danish, Norwegian, Polish, Czech, Romanian, Hungarian, Finnish, Turkish.
const FOREIGN: Words = words!(
    "aan af al alla anche ao att au auch auf aus aux av avec az bei bij bir ce cette che com \
     como con cu da dans das dass dat dei del della dem der des det di din dit dla dos du een \
     egy ei ein eine einen el elle em en er es est et ett että foi fue för für gli hat het \
     hogy ikke il ile im inte ist için ja jako je jest la las le les leur lo los mais med mit \
     más na naar nach nel nem nicht nie niet non nous nu não och od og oli om ont ook oraz os \
     ovat pas pe pela pero più po por pour på que qui se según ses sich sie się som sono sont \
     su sur sus să til till um uma una und une v van ve von voor vous w werden wie wird wordt \
     wurde y z zijn zu är è és été în że že și"
);

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The president of the country said on Monday that he will not come to the talks with the others, \
        and that they should not wait for him.";
    const FRENCH: &str = "Le président de la République a déclaré lundi que la réunion des ministres aura lieu dans la \
        capitale et que le gouvernement ne sera pas représenté.";

    #[test]
    fn everyday_words_tell_the_language() {
        for other in [
            FRENCH,
            "Der Präsident hat am Montag gesagt, dass die Minister sich in der Hauptstadt mit den anderen treffen.",
            "El presidente dijo el lunes que la reunión de los ministros se celebrará en la capital.",
            "Prezydent powiedział w poniedziałek, że nie przyjedzie na rozmowy z innymi, bo nie ma czasu.",
            "Presidenten sa på måndagen att han inte kommer till samtalen med de andra och att det är för sent.",
            "Le ministre est là.",
        ] {
            assert!(!is_english(&Page::new(other), None), "{other}");
        }
        assert!(is_english(&Page::new(ENGLISH), None));
        assert!(is_english(&Page::new("Two dead."), None));
        let named = "Kestrel Foods agreed on Tuesday to buy Brown Cow Dairy, Northwind Cereals and Hobbs Toys.";
        assert!(is_english(&Page::new(named), None), "names are of no language");
        let table = "Results of Danish league matches played on Tuesday:\nOdense 3 Brondby 2\nAarhus 0 Silkeborg 0\nViborg 1 Vejle 4\n\
            Scorers: Lars Berg, Ole Berg, Kim Berg, Bo Berg, Per Berg\nStandings: Odense 18 12 4 2, Brondby 18 11 3 4 in the first table";
        assert!(is_english(&Page::new(table), None));
        let headline = "Senate Leaders Reach Budget Deal, Avert Government Shutdown Hours Before Friday Deadline";
        assert!(is_english(&Page::new(headline), None));
    }

    #[test]
    fn a_wrong_declaration_is_not_believed() {
        assert!(is_english(&Page::new(ENGLISH), Some("fr")));
        assert!(!is_english(&Page::new(FRENCH), Some("en-GB")));
        assert!(!is_english(&Page::new("Prima pagina"), Some("it")));
        assert!(is_english(&Page::new("Mardi Gras in New Orleans"), Some("en")));
    }
}
