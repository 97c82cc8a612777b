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
        Plan { seed, applications, operators: 0.025, lookalikes: 1.0, tactics: TacticMix::usual() }
    }
}

impl TacticMix {
    /// Weights are of rings begun: a ring holds about six applications.
    pub fn usual() -> TacticMix {
        TacticMix {
            alone: 5.0,
            shared_infrastructure: 3.0,
            contested_identity: 1.6,
            cloned_history: 1.6,
            care: [2.0, 3.0, 3.0, 2.0],
        }
    }
}
