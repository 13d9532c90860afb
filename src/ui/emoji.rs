//! Signs for emoji, for consoles whose font has none: Linux's own, and those of DEC.
//!
//! A sign takes the columns that are planned for its emoji, so that nothing moves.

/// Two signs that stand for an emoji; of one that takes a column the first. `None` for what is no emoji, and for the
/// few that the font of every PC has.
pub(super) fn signs(symbol: &str) -> Option<[char; 2]> {
    let mut characters = symbol.chars();
    let first = characters.next().filter(|c| is_emoji(*c))?;
    if let (Some(first), Some(second)) = (country(first), characters.next().and_then(country)) {
        return Some([first, second]);
    }
    let known = SIGNS.iter().find(|(emoji, _)| emoji.contains(first));
    Some(known.map_or(['*', ' '], |(_, signs)| *signs))
}

/// Emoji with a sign of their own; any other is a `*`.
const SIGNS: &[(&str, [char; 2])] = &[
    ("😀😁😂😃😄😅😆😇😉😊😋😌😍😎😏🙂🙃🤣🤩🤗🥰🥳😸😹😺😻😘😗😙😚", [':', ')']),
    ("😐😑😶🤔🤨😬😕🫤", [':', '|']),
    ("😒😓😔😖😞😟😠😡😢😣😤😥😦😧😨😩😪😫😭😰😱😿🙁🤬🥺☹", [':', '(']),
    ("😛😜😝🤪", [':', 'P']),
    ("😮😯😲😳🤯", [':', 'o']),
    ("❤💓💔💕💖💗💘💙💚💛💜💝🖤🤍🧡🤎💞", ['<', '3']),
    ("👍➕", ['+', '1']),
    ("👎➖", ['-', '1']),
    ("✅✔☑🆗", ['v', ' ']),
    ("❌✖❎🚫⛔", ['x', ' ']),
    ("⚠❗❕‼🚨📢🔔", ['!', ' ']),
    ("❓❔", ['?', ' ']),
    ("👉➡⏩▶🔜", ['>', '>']),
    ("👈⬅⏪◀🔙", ['<', '<']),
    ("👆⬆🔝📈", ['^', ' ']),
    ("👇⬇📉", ['v', ' ']),
    ("💲💵💰", ['$', ' ']),
    ("💶", ['E', ' ']),
    ("💯", ['%', ' ']),
    ("📧✉📨📩", ['@', ' ']),
    ("📷📸📹🎥🖼", ['[', ']']),
    ("🔗", ['&', ' ']),
    ("🎵🎶", ['~', ' ']),
];

/// Letters of a flag: 🇻🇳 is `VN`.
fn country(c: char) -> Option<char> {
    let letter = (c as u32).checked_sub(0x1f1e6).filter(|letter| *letter < 26)?;
    u8::try_from(letter).ok().map(|letter| char::from(b'A' + letter))
}

fn is_emoji(c: char) -> bool {
    const OF_EVERY_PC: &str = "☺☻☼♀♂♠♣♥♦♪♫";
    let emoji = matches!(c,
        '\u{203c}' | '\u{2600}'..='\u{27bf}' | '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23fa}'
        | '\u{2b05}'..='\u{2b07}' | '\u{2b1b}' | '\u{2b1c}' | '\u{2b50}' | '\u{2b55}'
        | '\u{1f000}'..='\u{1faff}'
    );
    emoji && !OF_EVERY_PC.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(symbol: &str, expected: Option<&str>) {
        let found = signs(symbol).map(|signs| signs.iter().collect::<String>());
        assert_eq!(found.as_deref(), expected, "of {symbol:?}");
    }

    #[test]
    fn an_emoji_becomes_signs_that_can_be_read() {
        check("😀", Some(":)"));
        check("👍", Some("+1"));
        check("🇻🇳", Some("VN"));
        check("❤", Some("<3"));
        check("🦔", Some("* "));
        check("🇻", Some("* "));
    }

    #[test]
    fn what_consoles_have_stays() {
        for symbol in ["é", "│", "●", "·", "…", "漢", "♥", "×", ""] {
            check(symbol, None);
        }
    }
}
