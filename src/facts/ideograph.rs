//! Chinese and Japanese words behind figures: `3兆円`, `50亿元`, `12人`. They have no spaces between them, so that only a
//! list tells where a scale, a currency or a counter ends.

/// What multiplies a figure, the longer signs first.
const SCALES: &[&str] = &["万亿", "万", "萬", "亿", "億", "兆", "千", "百"];
/// What money is counted in, the longer signs first.
const CURRENCIES: &[&str] =
    &["人民币", "ユーロ", "ウォン", "美元", "欧元", "日元", "港元", "ドル", "元", "円", "圆", "圓"];
/// What people and things are counted by.
const COUNTERS: &[&str] = &[
    "キロ",
    "メートル",
    "公里",
    "小时",
    "時間",
    "カ国",
    "か国",
    "人",
    "名",
    "件",
    "個",
    "个",
    "台",
    "家",
    "岁",
    "歳",
    "戸",
];
/// What dates are written with.
const DATES: &[&str] = &["年", "月", "日"];

/// Where a word ends that begins at `start` and belongs to the figure right before it.
pub(super) fn end_of_unit(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    if rest.as_bytes().first().is_none_or(|b| *b < 0xe3) {
        return None;
    }
    let before = text.get(..start)?;
    let figure = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let counted = figure(before);
    let scaled = || SCALES.iter().any(|sign| before.strip_suffix(sign).is_some_and(figure));
    if !counted && !scaled() {
        return None;
    }
    let dates = if counted { DATES } else { &[] };
    let mut all = CURRENCIES.iter().chain(COUNTERS).chain(SCALES).chain(dates);
    all.find(|sign| rest.starts_with(**sign)).map(|sign| start + sign.len())
}

/// Whether a word is one that people and things are counted by.
pub(super) fn is_counter(word: &str) -> bool {
    COUNTERS.contains(&word)
}

/// How many signs of scripts without spaces begin a word; none in most.
pub(super) fn count(word: &str) -> usize {
    /// More would make no difference.
    const MOST: usize = 40;
    word.chars().take(MOST).take_while(|c| is_sign(*c)).count()
}

/// Whether a letter is Chinese, Japanese or Thai.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_end_where_the_list_says() {
        let unit = |text: &str, start: usize| {
            end_of_unit(text, start).map(|end| text[start..end].to_owned())
        };
        assert_eq!(unit("3兆円を", 1).as_deref(), Some("兆"));
        assert_eq!(unit("3兆円を", 4).as_deref(), Some("円"));
        assert_eq!(unit("12人が", 2).as_deref(), Some("人"));
        assert_eq!(unit("6月20日", 1).as_deref(), Some("月"));
        assert_eq!(unit("日本人が", 6), None);
        assert_eq!(unit("3x", 1), None);
    }
}
