//! Stretches a line to the measure: how many columns are added behind each of its spaces.
//!
//! Only counts; the text itself is drawn in [`super::text`].

/// Columns added behind the spaces of a stretched line: as even as whole columns can be.
pub(super) struct Gaps {
    spare: usize,
    left: usize,
}

impl Gaps {
    /// A line that stays as it is.
    pub(super) const NONE: Self = Self { spare: 0, left: 0 };

    /// Spreads over `spaces` what a line that takes `used` columns has left of `columns`.
    pub(super) fn of(used: usize, spaces: usize, columns: u16) -> Self {
        let spare = usize::from(columns).saturating_sub(used);
        // A line that would be torn apart stays as it is.
        if spare > spaces * 2 { Self::NONE } else { Self { spare, left: spaces } }
    }

    /// The columns behind the next space.
    pub(super) fn next(&mut self) -> u16 {
        if self.left == 0 {
            return 0;
        }
        let gap = self.spare.div_ceil(self.left).min(self.spare);
        self.spare -= gap;
        self.left -= 1;
        gap as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(used: usize, spaces: usize, columns: u16, expected: &[u16]) {
        let mut gaps = Gaps::of(used, spaces, columns);
        let found: Vec<u16> = (0..spaces).map(|_| gaps.next()).collect();
        assert_eq!(found, expected, "{used} of {columns} columns");
    }

    #[test]
    fn what_is_left_is_spread_evenly() {
        check(17, 3, 20, &[1, 1, 1]);
        check(16, 3, 20, &[2, 1, 1]);
        check(20, 3, 20, &[0, 0, 0]);
        check(22, 3, 20, &[0, 0, 0]);
    }

    #[test]
    fn a_line_with_too_few_spaces_stays_as_it_is() {
        check(10, 3, 20, &[0, 0, 0]);
        check(10, 0, 20, &[]);
    }
}
