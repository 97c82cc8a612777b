//! Weights as a file: what a run learned, written so that another run can be given it.

use crate::comparison::{ALL, COMPARISONS, KIN, LEVELS};
use crate::model::{Model, Shares};
use serde::{Deserialize, Serialize};

/// What agreement and difference are worth, read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// For one person, strangers, and two of one household.
    pub(crate) shares: [Shares; 3],
    pub(crate) households: f64,
    pub(crate) kin: [f64; KIN.len()],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    households: f64,
    household_birth_date: f64,
    household_given_name: f64,
    level: Vec<LevelRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelRow {
    comparison: String,
    level: String,
    person: [f64; 2],
    strangers: [f64; 2],
    household: [f64; 2],
}

/// What stands above the numbers.
const ABOUT: &str = "\
# How often two records reach a level: records of one person, of strangers, and of two people of
# one household. The first number holds where nothing else explains the outcome, the second where
# something does. Missing values count for nothing; the shares of a comparison add up to one.
# households: pairs of two people of one household, for each pair of one person; and how often
# those have a birth date, or a given name, in common.
";

/// How far the shares of one comparison may be from adding up to one.
const SUM_SLACK: f64 = 0.02;

/// The text of a file with what a model learned.
pub(crate) fn written(model: &Model) -> String {
    let of = |shares: &Shares, c: usize, level: usize| [shares[c][0][level], shares[c][1][level]];
    let mut page = Page {
        households: model.households,
        household_birth_date: model.kin[0],
        household_given_name: model.kin[1],
        level: Vec::new(),
    };
    for (c, comparison) in ALL.iter().enumerate() {
        for (at, level) in comparison.levels.iter().enumerate() {
            page.level.push(LevelRow {
                comparison: comparison.name.to_owned(),
                level: level.name.to_owned(),
                person: of(&model.m, c, at + 1),
                strangers: of(&model.u, c, at + 1),
                household: of(&model.home, c, at + 1),
            });
        }
    }
    ABOUT.to_owned() + &toml::to_string(&page).expect("numbers and names are TOML")
}

impl Weights {
    /// Reads a file as an earlier run wrote it. An error names the place.
    pub fn read(text: &str) -> Result<Weights, String> {
        let page: Page = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut shares = [[[[0.0; LEVELS]; 2]; COMPARISONS]; 3];
        for row in &page.level {
            let place = format!("\"{}\", level \"{}\"", row.comparison, row.level);
            let c = ALL.iter().position(|known| known.name == row.comparison);
            let c = c.ok_or_else(|| format!("{place}: there is no such comparison"))?;
            let level = ALL[c].levels.iter().position(|known| known.name == row.level);
            let level = level.ok_or_else(|| format!("{place}: it has no such level"))? + 1;
            for (shares, (given, of)) in shares.iter_mut().zip([
                (row.person, "person"),
                (row.strangers, "strangers"),
                (row.household, "household"),
            ]) {
                if given.iter().any(|share| !(*share > 0.0 && *share <= 1.0)) {
                    return Err(format!("{place}: {of} must be shares above 0 and at most 1"));
                }
                if shares[c][0][level] > 0.0 {
                    return Err(format!("{place} stands twice; leave one out"));
                }
                [shares[c][0][level], shares[c][1][level]] = given;
            }
        }
        whole(&shares)?;
        let kin = [page.household_birth_date, page.household_given_name];
        let names = ["household_birth_date", "household_given_name", "households"];
        for (share, name) in kin.into_iter().chain([page.households]).zip(names) {
            let most = if name == "households" { 1e6 } else { 1.0 };
            if !(share > 0.0 && share <= most) {
                return Err(format!("{name} must be above 0 and at most {most}"));
            }
        }
        Ok(Weights { shares, households: page.households, kin })
    }
}

/// Whether every level is there, and those of one comparison add up to one.
fn whole(shares: &[Shares; 3]) -> Result<(), String> {
    for (c, comparison) in ALL.iter().enumerate() {
        let missing = (0..comparison.levels.len()).find(|at| shares[0][c][0][at + 1] <= 0.0);
        if let Some(at) = missing {
            let level = comparison.levels[at].name;
            return Err(format!("\"{}\", level \"{level}\" is missing", comparison.name));
        }
        for (shares, of) in shares.iter().zip(["person", "strangers", "household"]) {
            for (place, shares) in shares[c].iter().enumerate() {
                let sum: f64 = shares.iter().sum();
                if (sum - 1.0).abs() > SUM_SLACK {
                    let place = ["first", "second"][place];
                    return Err(format!(
                        "\"{}\": the {place} numbers of {of} add up to {sum:.3}, not to one",
                        comparison.name
                    ));
                }
            }
        }
    }
    Ok(())
}
