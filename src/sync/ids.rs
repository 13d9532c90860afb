//! What servers call articles, and how they are told.
//!
//! Google Reader's ids are 64 bits and come in three spellings: a decimal number, sixteen hexadecimal digits, and these
//! behind `tag:google.com,2005:reader/item/`. The last is the only one that all servers understand. Other servers have
//! ids of their own, such as 24 hexadecimal digits; these stay as they are.

const LONG: &str = "tag:google.com,2005:reader/item/";
/// Longer names are none.
const LONGEST: usize = 200;

/// What a server calls an article, in one spelling: as it stands behind the prefix of the long form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(String);

impl ItemId {
    /// Reads an id in any spelling; `None` for what cannot be one.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(hex) = text.strip_prefix(LONG) {
            return Self::of_hex(hex);
        }
        // A decimal number has no leading zero and fits into 64 bits; some servers take the bits as signed.
        let number =
            text.parse::<u64>().ok().or_else(|| text.parse::<i64>().ok().map(i64::cast_unsigned));
        let is_padded = text.len() == 16 && text.starts_with('0');
        match number.filter(|_| !is_padded && !text.starts_with('+')) {
            Some(number) => Some(Self(format!("{number:016x}"))),
            None => Self::of_hex(text),
        }
    }

    /// As it is stored and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One that was stored.
    pub fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As it is sent: in the long form, with all its digits.
    pub fn sent(&self) -> String {
        format!("{LONG}{}", self.0)
    }

    /// Up to sixteen hexadecimal digits are a number; anything else is the server's own.
    fn of_hex(text: &str) -> Option<Self> {
        let is_legal =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/');
        if text.is_empty() || text.len() > LONGEST || !text.chars().all(is_legal) {
            return None;
        }
        match u64::from_str_radix(text, 16) {
            Ok(number) if text.len() <= 16 => Some(Self(format!("{number:016x}"))),
            _ => Some(Self(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(ItemId::read(text).as_ref().map(ItemId::as_str), expected, "{text}");
    }

    #[test]
    fn trap_1_three_spellings_are_one_id_and_the_long_form_is_sent() {
        let one = Some("00000000148b9369");
        check("344691561", one);
        check("tag:google.com,2005:reader/item/00000000148b9369", one);
        check("tag:google.com,2005:reader/item/148b9369", one);
        check("00000000148b9369", one);
        check("-1", Some("ffffffffffffffff"));
        // A decimal number of sixteen digits, as servers that count microseconds give them.
        check("1729000000000000", Some("000624842ed11000"));
        let id = ItemId::read("7").expect("an id");
        assert_eq!(id.sent(), "tag:google.com,2005:reader/item/0000000000000007");
    }

    #[test]
    fn trap_2_ids_that_are_no_numbers_stay_as_they_are() {
        check("507f1f77bcf86cd799439011", Some("507f1f77bcf86cd799439011"));
        check("123456789012345678901234", Some("123456789012345678901234"));
        let long = "tag:google.com,2005:reader/item/507f1f77bcf86cd799439011";
        check(long, Some("507f1f77bcf86cd799439011"));
        assert_eq!(ItemId::read(long).expect("an id").sent(), long);
        check("", None);
        check("a b", None);
        check("a\nb", None);
    }
}
