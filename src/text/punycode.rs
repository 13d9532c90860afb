//! Host names in ASCII.
//!
//! A host that is not ASCII is always written in its `xn--` form, so that letters of another script cannot stand in for
//! those of a name one knows. The encoder is that of RFC 3492; names are lower-cased but not otherwise mapped.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;
/// DNS allows no longer label (RFC 1035).
const LABEL_BYTES: usize = 63;

/// The ASCII form of a host name; `None` where it holds what no name can, or a label is too long.
pub(super) fn ascii_host(host: &str) -> Option<String> {
    let lower = host.to_lowercase();
    let labels: Option<Vec<String>> = lower.split('.').map(ascii_label).collect();
    labels.map(|labels| labels.join("."))
}

fn ascii_label(label: &str) -> Option<String> {
    let ascii = if label.is_ascii() { label.to_owned() } else { format!("xn--{}", encode(label)?) };
    (ascii.len() <= LABEL_BYTES).then_some(ascii)
}

/// The encoding procedure of RFC 3492, section 6.3.
fn encode(label: &str) -> Option<String> {
    // Its cost grows with the square of the length, and no longer label would be let through.
    if label.len() > LABEL_BYTES * 4 {
        return None;
    }
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (INITIAL_N, 0_u32, INITIAL_BIAS, basic);
    while (handled as usize) < label.chars().count() {
        let next = label.chars().map(u32::from).filter(|c| *c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in label.chars().map(u32::from) {
            delta = delta.checked_add(u32::from(c < n))?;
            if c == n {
                push_number(&mut out, delta, bias);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

/// Writes `number` as a variable-length integer.
fn push_number(out: &mut String, mut number: u32, bias: u32) {
    for k in (1..).map(|i| i * BASE) {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if number < threshold {
            break;
        }
        out.push(digit(threshold + (number - threshold) % (BASE - threshold)));
        number = (number - threshold) / (BASE - threshold);
    }
    out.push(digit(number));
}

fn digit(value: u32) -> char {
    char::from_digit((value + 10) % BASE, BASE).expect("a remainder of 36 is a digit")
}

/// The bias adaptation of RFC 3492, section 6.1.
fn adapt(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = delta / if first { DAMP } else { 2 };
    delta += delta / handled;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, expected: Option<&str>) {
        assert_eq!(ascii_host(host).as_deref(), expected, "of {host:?}");
    }

    #[test]
    fn names_become_ascii() {
        check("Example.COM", Some("example.com"));
        check("münchen.de", Some("xn--mnchen-3ya.de"));
        check("bücher.example", Some("xn--bcher-kva.example"));
        check("аррӏе.com", Some("xn--80ak6aa92e.com"));
        check("例え.テスト", Some("xn--r8jz45g.xn--zckzah"));
        check("ЯНДЕКС.рф", Some("xn--d1acpjx3f.xn--p1ai"));
    }

    #[test]
    fn labels_are_limited() {
        check(&"a".repeat(64), None);
        check(&"é".repeat(400), None);
    }
}
