//! Names of cities and regions as people write them, made those of the gazetteer.

use bonafide_application::fold;

/// A folded city name without what people write around it, its abbreviations written out.
pub(crate) fn spelled(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    for ending in ["area", "metropolitan", "metro", "bay"] {
        if words.len() > 1 && words.last() == Some(&ending) {
            words.pop();
        }
    }
    if words.len() > 1 && words[0] == "greater" {
        words.remove(0);
    }
    let first = match words[0] {
        "st" if words.len() > 1 => "saint",
        "ft" if words.len() > 1 => "fort",
        "mt" if words.len() > 1 => "mount",
        word => word,
    };
    words[0] = first;
    match words.join(" ").as_str() {
        "sf" => "san francisco".to_owned(),
        "la" => "los angeles".to_owned(),
        "nyc" | "new york" => "new york city".to_owned(),
        "washington dc" | "washington d c" => "washington".to_owned(),
        other => other.to_owned(),
    }
}

/// `TX 78701` is `TX`.
pub(crate) fn without_postal_code(region: &str) -> &str {
    match region.rsplit_once(' ') {
        Some((before, code))
            if code.len() >= 4 && code.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            before.trim()
        }
        _ => region,
    }
}

#[cfg(test)]
mod tests {
    use super::{spelled, without_postal_code};

    #[test]
    fn what_stands_around_a_name_is_left_out() {
        for (written, want) in [
            ("Greater Boston Area", "boston"),
            ("St. Louis", "saint louis"),
            ("NYC", "new york city"),
            ("Bay", "bay"),
        ] {
            assert_eq!(spelled(written), want, "{written}");
        }
        assert_eq!(without_postal_code("TX 78701"), "TX");
        assert_eq!(without_postal_code("New York"), "New York");
    }
}
