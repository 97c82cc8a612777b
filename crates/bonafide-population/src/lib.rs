//! A population to test on: seeded applications of honest people with every look-alike, of
//! operators at four levels of care, and the truth of each.
//!
//! Honest and other applications come from the same generators for everything that is not the
//! tactic itself, and leave out the same fields equally often. The result depends on the plan and
//! the tables alone.
//!
//! Not here: anything that is used when screening. Nobody in it is real.

mod absence;
mod academy;
mod calendar;
mod career;
mod casting;
mod company;
mod crowd;
mod draft;
mod event;
mod household;
mod individual;
mod later;
mod mailbox;
mod names;
mod occupation;
mod operator;
mod person;
mod phrases;
mod random;
mod rarity;
mod reapplication;
mod resume_text;
mod ring;
mod session;
mod simulation;
mod team;
mod telephone;
mod truth;
mod world;
mod writing;

pub use simulation::{Population, simulate, stream};
pub use truth::{TruePattern, Truth};

/// What to simulate.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Two plans that differ in it alone give populations of the same kind.
    pub seed: u64,
    /// Number of applications.
    pub applications: usize,
    /// Share of the applications that operators send, 0 to 1.
    pub operators: f64,
    /// How much more often honest look-alikes occur than is usual; 1 is usual.
    pub lookalikes: f64,
    /// How operators work.
    pub tactics: TacticMix,
    /// How many times each event happens that brings many at once: a job fair, a campus event, a
    /// layoff, and a flood of operators who claim one employer. Usually 0, so that base rates are
    /// all that a population has.
    pub events: usize,
}

/// How operators work: relative weights of patterns and of levels of care.
#[derive(Clone, Debug, PartialEq)]
pub struct TacticMix {
    /// Operators alone.
    pub alone: f64,
    /// Rings of shared infrastructure.
    pub shared_infrastructure: f64,
    /// Contested identities.
    pub contested_identity: f64,
    /// Cloned histories.
    pub cloned_history: f64,
    /// Levels of care, from sloppy to nearly clean.
    pub care: [f64; 4],
}

impl Plan {
    /// The usual population: one application in forty is an operator's.
    pub fn new(seed: u64, applications: usize) -> Plan {
        Plan {
            seed,
            applications,
            operators: 0.025,
            lookalikes: 1.0,
            tactics: TacticMix::usual(),
            events: 0,
        }
    }

    /// Another population than the usual, to see whether weights carry over: a third as many
    /// operators, three times as many look-alikes, and a mix of tactics moved by the same factor.
    pub fn shifted(seed: u64, applications: usize) -> Plan {
        Plan {
            operators: 0.025 / 3.0,
            lookalikes: 3.0,
            tactics: TacticMix::shifted(),
            ..Plan::new(seed, applications)
        }
    }
}

impl TacticMix {
    /// Weights are of operators' applications; no published count of patterns is known.
    pub fn usual() -> TacticMix {
        TacticMix {
            alone: 2.2,
            shared_infrastructure: 4.0,
            contested_identity: 1.4,
            cloned_history: 2.4,
            care: [3.2, 3.0, 2.4, 1.4],
        }
    }

    /// Against the usual mix, three times as many operators alone and three times as many contested
    /// identities for each ring of shared infrastructure or cloned histories, and three times as
    /// many of the two careful levels for each of the careless.
    pub fn shifted() -> TacticMix {
        let usual = TacticMix::usual();
        TacticMix {
            alone: usual.alone * 3.0,
            contested_identity: usual.contested_identity * 3.0,
            care: [usual.care[0], usual.care[1], usual.care[2] * 3.0, usual.care[3] * 3.0],
            ..usual
        }
    }
}
