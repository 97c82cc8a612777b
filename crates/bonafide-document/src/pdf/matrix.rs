//! Affine maps of the plane, in the order of coefficients that PDF uses.

/// `[a b c d e f]`: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub(crate) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    pub(crate) fn then(self, next: Matrix) -> Matrix {
        let (first, last) = (self.0, next.0);
        let across = |at: usize| first[at] * last[0] + first[at + 1] * last[2];
        let down = |at: usize| first[at] * last[1] + first[at + 1] * last[3];
        Matrix([across(0), down(0), across(2), down(2), across(4) + last[4], down(4) + last[5]])
    }

    /// Where a point goes.
    pub(crate) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let m = &self.0;
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }

    /// The rectangle around where a rectangle goes: left, top, right, bottom.
    pub(crate) fn rectangle(self, [x0, y0, x1, y1]: [f64; 4]) -> [f64; 4] {
        let corners =
            [self.point(x0, y0), self.point(x1, y0), self.point(x0, y1), self.point(x1, y1)];
        corners.iter().fold(
            [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
            |[left, top, right, bottom], (x, y)| {
                [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn maps_follow_one_another() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let shift = Matrix([1.0, 0.0, 0.0, 1.0, 10.0, 20.0]);
        assert_eq!(double.then(shift).point(1.0, 1.0), (12.0, 22.0));
        assert_eq!(shift.then(double).point(1.0, 1.0), (22.0, 42.0));
        let placed = double.rectangle([1.0, 2.0, 3.0, 4.0]);
        assert_eq!(placed.map(|side| side as i32), [2, 4, 6, 8]);
    }
}
