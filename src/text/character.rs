//! Which characters may be shown.
//!
//! Told by general category (Unicode 18: Cc, Cf, Zl, Zp, Co, Cn are unsafe) with named exceptions, because every list
//! of single characters so far has forgotten one. What becomes of an unsafe character is up to [`super::Prose`].

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The joiner that ties letters and emoji together.
pub(super) const JOINER: char = '\u{200d}';
/// What keeps two letters apart that would join, as Persian needs it.
pub(super) const NON_JOINER: char = '\u{200c}';

/// Whether `c` can be told safe, and no mark, without a table: most of what is ever written.
///
/// Line breaks and tabs are not among them.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{47f}'
        | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}'
        | '\u{904}'..='\u{939}' | '\u{e01}'..='\u{e30}' | '\u{e40}'..='\u{e46}'
        | '\u{1e00}'..='\u{1eff}' | '\u{ff01}'..='\u{ff5e}'
        | '\u{2010}'..='\u{2027}' | '\u{20a0}'..='\u{20bf}'
        | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{3001}'..='\u{3029}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
    )
}

/// Whether `c` ends a line: LF, VT, FF, CR, NEL and the two separators of Unicode.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` is a C1 control.
pub(super) fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// Whether `c` never has a place in text, whatever stands around it.
pub fn is_unsafe(c: char) -> bool {
    use GeneralCategory::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, Surrogate, Unassigned,
    };
    if is_plain(c) || is_number_sign(c) || c == JOINER || c == NON_JOINER {
        return false;
    }
    is_blank_letter(c)
        || matches!(
            c.general_category(),
            Control
                | Format
                | LineSeparator
                | ParagraphSeparator
                | PrivateUse
                | Surrogate
                | Unassigned
        )
}

/// Whether `c` is a mark without a width of its own.
pub(super) fn is_mark(c: char) -> bool {
    use GeneralCategory::{EnclosingMark, NonspacingMark};
    c >= '\u{300}' && matches!(c.general_category(), NonspacingMark | EnclosingMark)
}

/// Whether `c` draws nothing at all: joiners, variation selectors and their like.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Whether a joiner may stand behind `c`: in a script that joins its letters, or in an emoji sequence.
pub(super) fn takes_joiner(c: char, joiner: char) -> bool {
    joins_letters(c) || (joiner == JOINER && is_pictograph(c))
}

/// The signs that span the number after them: Cf, but they are seen.
fn is_number_sign(c: char) -> bool {
    matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    )
}

/// The fillers of Hangul: letters by category, but nothing is drawn.
fn is_blank_letter(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

/// Arabic, Syriac, `N'Ko`, the scripts of India and South-East Asia, Mongolian.
fn joins_letters(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1a20}'..='\u{1bff}' | '\u{a840}'..='\u{a8ff}' | '\u{a980}'..='\u{a9ff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10ac0}'..='\u{10aff}'
        | '\u{11000}'..='\u{11fff}'
    )
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{3030}'..='\u{303d}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_safe_by_category_too() {
        for c in (0..=0xffff).filter_map(char::from_u32).filter(|c| is_plain(*c)) {
            let category = format!("{:?}", c.general_category());
            let bad = ["Control", "Format", "Separator", "Private", "Unassigned", "Mark"];
            let allowed = category == "SpaceSeparator";
            assert!(allowed || !bad.iter().any(|b| category.contains(b)), "{c:?} is {category}");
        }
    }

    #[test]
    fn invisible_and_reordering_characters_are_unsafe() {
        let bad = "\u{0}\u{7}\u{1b}\u{7f}\u{9b}\u{ad}\u{61c}\u{180e}\u{200b}\u{200e}\u{200f}\u{202a}\
                   \u{202e}\u{2028}\u{2060}\u{2066}\u{2069}\u{206a}\u{3164}\u{e000}\u{feff}\u{fff9}\
                   \u{fffe}\u{1d173}\u{e0001}\u{e0041}\u{f0000}\u{10ffff}";
        for c in bad.chars() {
            assert!(is_unsafe(c), "{c:?}");
        }
        for c in "aé漢\u{300}\u{600}\u{6dd}👍\u{fe0f}\u{fffd}\u{a0}".chars() {
            assert!(!is_unsafe(c), "{c:?}");
        }
    }
}
