//! How well colours can be told from each other: xterm's palette and the contrast of WCAG 2.
//!
//! Arithmetic on colours alone; which colours meet is decided in [`super::theme`].

/// Red, green and blue of the sRGB space.
pub type Rgb = [u8; 3];

/// Text below this contrast is refused (WCAG 2.1, success criterion 1.4.3).
pub const LEAST_FOR_TEXT: f64 = 4.5;

/// Lines below this contrast are refused (WCAG 2.1, success criterion 1.4.11).
pub const LEAST_FOR_LINES: f64 = 3.0;

/// The contrast of two colours, from 1 (none) to 21 (black on white). Symmetric.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance as WCAG 2 defines it, 0 to 1.
fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// One channel without the gamma of sRGB, 0 to 1.
pub(crate) fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// The colour xterm shows for an index from 16 up: a cube of six steps, then a ramp of greys. Below 16 it is whatever
/// the terminal's owner likes, so `None`.
pub fn of_index(index: u8) -> Option<Rgb> {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match index {
        0..=15 => None,
        16..=231 => {
            let n = index - 16;
            Some([step(n / 36), step(n / 6 % 6), step(n % 6)])
        }
        232..=255 => Some([8 + 10 * (index - 232); 3]),
    }
}

/// The index from 16 up whose colour is nearest, by the distance of the channels.
pub fn nearest_index(colour: Rgb) -> u8 {
    let distance = |index: &u8| {
        let other = of_index(*index).unwrap_or_default();
        let squares = colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2));
        squares.sum::<u32>()
    };
    (16..=255).min_by_key(distance).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([119; 3], [255; 3]) - 4.478).abs() < 1e-3);
        assert!((contrast([9, 9, 9], [9, 9, 9]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn indices_are_the_colours_of_xterm() {
        assert_eq!(of_index(15), None);
        assert_eq!(of_index(16), Some([0, 0, 0]));
        assert_eq!(of_index(117), Some([135, 215, 255]));
        assert_eq!(of_index(231), Some([255, 255, 255]));
        assert_eq!(of_index(232), Some([8, 8, 8]));
        assert_eq!(of_index(255), Some([238, 238, 238]));
    }

    #[test]
    fn the_nearest_index_of_an_index_is_itself() {
        for index in 16..=255 {
            let colour = of_index(index).unwrap();
            assert_eq!(of_index(nearest_index(colour)), Some(colour));
        }
    }
}
