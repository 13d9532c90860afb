//! What holds for every theme of the program: it can be read, and kinds of fact can be told apart.
//!
//! Contrast is checked by the same code that refuses a reader's theme. Colour vision is simulated here, in tests alone.

use super::contrast::{LEAST_FOR_TEXT, Rgb, linear, of_index};
use super::{Colour, Depth, Look, Role, THEMES, Theme, built_in};
use crate::news::FactKind;

const DEPTHS: [Depth; 4] = [Depth::Mono, Depth::Sixteen, Depth::Indexed, Depth::True];

/// Kinds that have a colour of their own. The others share one: event that of org, time of date, percent and quantity
/// of money.
const HUES: [FactKind; 6] = [
    FactKind::Person,
    FactKind::Org,
    FactKind::Place,
    FactKind::Date,
    FactKind::Money,
    FactKind::Quote,
];

/// The least difference between two kinds, in CIE 1976 ΔE, with and without deuteranopia. A just noticeable difference
/// is 2.3; the smallest of ours is 8.3, between money and quote of `light` in 256 colours.
const LEAST_DIFFERENCE: f64 = 8.0;

fn themes() -> impl Iterator<Item = Theme> {
    THEMES.iter().map(|(name, _, _)| built_in(name).unwrap())
}

fn known(colour: Colour) -> Rgb {
    match colour {
        Colour::Rgb(r, g, b) => [r, g, b],
        Colour::Indexed(index) => of_index(index).unwrap(),
        Colour::Default => panic!("a colour that is not known"),
    }
}

#[test]
fn every_text_can_be_read_on_background_and_selected_row() {
    for theme in themes() {
        assert_eq!(theme.weak_pairs(), [], "in {}", theme.name);
        assert_eq!(theme.half_known(), None, "in {}", theme.name);
    }
}

#[test]
fn contrasts_are_those_of_the_looks_that_are_drawn() {
    for theme in themes().filter(|theme| theme.name != "terminal") {
        for (depth, selected) in [(Depth::True, false), (Depth::True, true), (Depth::Indexed, true)]
        {
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Rule) {
                let Look { fg, bg, .. } = theme.style(role, depth, selected);
                let contrast = super::contrast::contrast(known(fg), known(bg));
                assert!(contrast >= LEAST_FOR_TEXT, "{role:?} of {} has {contrast:.2}", theme.name);
            }
        }
    }
}

#[test]
fn kinds_of_fact_can_be_told_apart_with_and_without_deuteranopia() {
    for theme in themes().filter(|theme| theme.name != "terminal") {
        for depth in [Depth::True, Depth::Indexed] {
            let seen = |role| known(theme.style(role, depth, false).fg).map(linear);
            let roles: Vec<Role> = HUES.map(Role::Fact).into_iter().chain([Role::Text]).collect();
            for (at, a) in roles.iter().enumerate() {
                for b in roles.iter().skip(at + 1) {
                    let usual = difference(seen(*a), seen(*b));
                    let deuteran = difference(deuteranopia(seen(*a)), deuteranopia(seen(*b)));
                    assert!(
                        usual.min(deuteran) >= LEAST_DIFFERENCE,
                        "{a:?} and {b:?} of {} at {depth:?}: {usual:.1}, {deuteran:.1}",
                        theme.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_theme_terminal_leaves_background_and_text_to_the_terminal() {
    let theme = built_in("terminal").unwrap();
    for (role, depth) in every_role_and_depth() {
        let look = theme.style(role, depth, false);
        assert_eq!((look.fg, look.bg), (Colour::Default, Colour::Default), "{role:?}");
        assert_eq!(theme.mark(role, depth, true).fg, Colour::Default, "{role:?} on a reversed row");
    }
    assert_eq!(theme.mark(Role::Agree, Depth::True, false).fg, Colour::Indexed(2));
}

#[test]
fn with_few_colours_only_marks_have_one_and_the_row_is_reversed() {
    for theme in themes() {
        for role in Role::ALL {
            for depth in [Depth::Mono, Depth::Sixteen] {
                assert_eq!(theme.style(role, depth, false).fg, Colour::Default);
                assert!(theme.style(role, depth, true).reverse);
            }
            assert_eq!(theme.mark(role, Depth::Mono, false).fg, Colour::Default);
        }
        let marks = [Role::Accent, Role::Agree, Role::Contradict, Role::Only];
        let colours = marks.map(|role| theme.mark(role, Depth::Sixteen, false).fg);
        assert_eq!(colours, [6, 2, 1, 3].map(Colour::Indexed));
        let contradicted = theme.style(Role::Contradict, Depth::Mono, true);
        assert!(contradicted.bold && contradicted.reverse);
    }
}

#[test]
fn a_palette_is_the_theme_at_one_depth() {
    for theme in themes() {
        for (role, depth) in every_role_and_depth() {
            let palette = theme.palette(depth);
            for selected in [false, true] {
                assert_eq!(palette.look(role, selected), theme.style(role, depth, selected));
                assert_eq!(palette.mark(role, selected), theme.mark(role, depth, selected));
            }
        }
    }
}

fn every_role_and_depth() -> impl Iterator<Item = (Role, Depth)> {
    Role::ALL.into_iter().flat_map(|role| DEPTHS.map(|depth| (role, depth)))
}

/// How a colour looks without the cones for green: Machado, Oliveira and Fernandes (2009), severity 1, in linear sRGB.
fn deuteranopia(colour: [f64; 3]) -> [f64; 3] {
    let rows = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    rows.map(|row| weighted(row, colour).clamp(0.0, 1.0))
}

/// CIE 1976 ΔE of two colours in linear sRGB.
fn difference(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (lab(a), lab(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// CIE L*a*b* under D65.
fn lab(colour: [f64; 3]) -> [f64; 3] {
    let x = weighted([0.4124, 0.3576, 0.1805], colour) / 0.950_47;
    let y = weighted([0.2126, 0.7152, 0.0722], colour);
    let z = weighted([0.0193, 0.1192, 0.9505], colour) / 1.088_83;
    let [x, y, z] =
        [x, y, z].map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn weighted(weights: [f64; 3], colour: [f64; 3]) -> f64 {
    weights.iter().zip(colour).map(|(weight, channel)| weight * channel).sum()
}
