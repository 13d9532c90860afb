//! Folds what is not ASCII to something that is, for terminals and locales that show nothing else.

/// One ASCII sign for a symbol: the letter without its accent, the plain form of a mark, else `?`.
pub(crate) fn ascii(symbol: &str) -> &'static str {
    plain(symbol).unwrap_or("?")
}

/// The same, or `None` where nothing in ASCII stands for the symbol.
pub(super) fn plain(symbol: &str) -> Option<&'static str> {
    let Some(c) = symbol.chars().next() else { return Some(" ") };
    if c.is_ascii() {
        return Some(letter(c));
    }
    SIGNS.iter().find(|(signs, _)| signs.contains(c)).map(|(_, plain)| *plain)
}

/// Letters and signs with their plain forms.
const SIGNS: &[(&str, &str)] = &[
    ("‘’‚′ʼ", "'"),
    ("“”„″«»", "\""),
    ("–—−‐‑─", "-"),
    ("…·•‧", "."),
    ("×", "x"),
    ("÷", "/"),
    ("±", "~"),
    ("│¦", "|"),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("●○■□▪◆◇★☆", "*"),
    ("\u{a0}\u{2007}\u{202f}\u{2009}", " "),
    ("⁰₀", "0"),
    ("¹₁", "1"),
    ("²₂", "2"),
    ("³₃", "3"),
    ("⁴₄", "4"),
    ("⁵₅", "5"),
    ("⁶₆", "6"),
    ("⁷₇", "7"),
    ("⁸₈", "8"),
    ("⁹₉", "9"),
    ("€", "E"),
    ("£", "L"),
    ("¥", "Y"),
    ("ÀÁÂÃÄÅĀĂĄǍ", "A"),
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
    ("ÇĆĈĊČ", "C"),
    ("çćĉċč", "c"),
    ("ÐĎĐ", "D"),
    ("ðďđ", "d"),
    ("ÈÉÊËĒĔĖĘĚ", "E"),
    ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
    ("ĜĞĠĢ", "G"),
    ("ĝğġģ", "g"),
    ("ĤĦ", "H"),
    ("ĥħ", "h"),
    ("ÌÍÎÏĨĪĬĮİ", "I"),
    ("ìíîïĩīĭįıỉị", "i"),
    ("ĴĶ", "K"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĹĻĽĿŁ", "L"),
    ("ĺļľŀł", "l"),
    ("ÑŃŅŇ", "N"),
    ("ñńņňŉ", "n"),
    ("ÒÓÔÕÖØŌŎŐƠ", "O"),
    ("òóôõöøōŏőơọỏốồổỗộớờởỡợ", "o"),
    ("ŔŖŘ", "R"),
    ("ŕŗř", "r"),
    ("ŚŜŞŠȘ", "S"),
    ("śŝşšșß", "s"),
    ("ŢŤŦȚÞ", "T"),
    ("ţťŧțþ", "t"),
    ("ÙÚÛÜŨŪŬŮŰŲƯ", "U"),
    ("ùúûüũūŭůűųưụủứừửữự", "u"),
    ("ŴÝŶŸ", "Y"),
    ("ŵ", "w"),
    ("ýÿŷỳỵỷỹ", "y"),
    ("ŹŻŽ", "Z"),
    ("źżž", "z"),
];

/// The sign itself, for a grapheme that begins with ASCII and goes on with marks.
fn letter(c: char) -> &'static str {
    const ALL: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let at = (c as usize).wrapping_sub(0x20);
    ALL.get(at..=at).unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_accents_and_nothing_else() {
        for (symbol, expected) in
            [("é", "e"), ("e\u{301}", "e"), ("“", "\""), ("漢", "?"), ("~", "~"), (" ", " ")]
        {
            assert_eq!(ascii(symbol), expected, "for {symbol:?}");
        }
    }
}
