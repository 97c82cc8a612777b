//! What a screening prints.
use bonafide_case::Screening;
use std::path::Path;
pub(crate) fn summary(s: &Screening, out: &Path) -> String {
    format!(
        "{:?} prior {} {}\nrings {}\n{}\n",
        s.counts,
        s.run.prior_bits,
        s.run.prior_source,
        s.rings.len(),
        out.display()
    )
}
