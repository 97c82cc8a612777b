//! Who is one person: clusters of records that fit together as a whole.
//!
//! Pairs are taken in the order of their bits, the strongest first, and two clusters are joined
//! where what all of one say fits what all of the other say: average linkage over what the records
//! hold. One false pair thus chains nothing, a weak bridge is not crossed, and two birth dates or
//! two numbers that contradict weigh against.

use crate::compare::Comparer;
use crate::comparison::{
    COMPARISONS, FAMILY, FURTHER, GIVEN, POSTCODE, QUARTER, REGION, STREET, TOWN,
};
use crate::model::{Model, Terms};
use crate::people::People;
use crate::score::Edge;

/// Records of a cluster that are compared with those of another: spread over all of them.
const SPOKEN_FOR: usize = 7;

/// The clusters of two records or more, each sorted, and the pair by which each join came about.
pub(crate) struct Clusters {
    pub(crate) members: Vec<Vec<u32>>,
    pub(crate) joins: Vec<Edge>,
}

/// Joins records to persons.
pub(crate) fn clusters(people: &People, model: &Model, edges: &mut Vec<Edge>) -> Clusters {
    let least = -model.prior as f32 + LOOKED_AT;
    edges.retain(|edge| edge.bits > least);
    edges.sort_unstable_by(|a, b| {
        b.bits.total_cmp(&a.bits).then_with(|| (a.a, a.b).cmp(&(b.a, b.b)))
    });
    let mut joining = Joining {
        comparer: Comparer::new(people),
        people,
        model,
        of: (0..people.persons.len() as u32).collect(),
        members: (0..people.persons.len() as u32).map(|at| vec![at]).collect(),
        joins: Vec::new(),
    };
    for _ in 0..ROUNDS {
        let before = joining.joins.len();
        for edge in edges.iter() {
            joining.consider(*edge);
        }
        if joining.joins.len() == before {
            break;
        }
    }
    let mut members: Vec<Vec<u32>> =
        joining.members.into_iter().filter(|members| members.len() > 1).collect();
    for cluster in &mut members {
        cluster.sort_unstable();
    }
    members.sort_unstable();
    Clusters { members, joins: joining.joins }
}

/// Pairs a little below even odds are looked at too: their clusters may fit better than they.
const LOOKED_AT: f32 = -6.0;

/// Rounds over all pairs; what did not fit at first may fit what came together later.
const ROUNDS: usize = 3;

struct Joining<'a> {
    people: &'a People,
    model: &'a Model,
    comparer: Comparer<'a>,
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
    joins: Vec<Edge>,
}

impl Joining<'_> {
    fn consider(&mut self, edge: Edge) {
        let (a, b) = (self.of[edge.a as usize], self.of[edge.b as usize]);
        if a == b {
            return;
        }
        let (one, other) = (&self.members[a as usize], &self.members[b as usize]);
        if together(self.people, self.model, &mut self.comparer, one, other) <= 0.0 {
            return;
        }
        let larger = self.members[a as usize].len() >= self.members[b as usize].len();
        let (into, from) = if larger { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut self.members[from as usize]);
        for member in &moved {
            self.of[*member as usize] = into;
        }
        self.members[into as usize].extend(moved);
        self.joins.push(edge);
    }
}

/// The bits for one person behind two clusters: of each group of comparisons, the average
/// likelihood ratio over pairs of their records, that is, how well a value of one is foretold by
/// the values of the other.
pub(crate) fn together(
    people: &People,
    model: &Model,
    comparer: &mut Comparer<'_>,
    a: &[u32],
    b: &[u32],
) -> f64 {
    let (a, b) = (spread(a), spread(b));
    let mut pooled = [Pooled::default(); COMPARISONS];
    for x in &a {
        for y in &b {
            let (x, y) = (&people.persons[*x as usize], &people.persons[*y as usize]);
            let levels = comparer.levels(x, y);
            let terms = model.terms(&levels, x, y);
            for (start, pooled) in pooled.iter_mut().enumerate() {
                let mut spoken = (0.0, 0.0, false);
                for c in (0..COMPARISONS).filter(|c| POOL[*c] == start && levels[*c] != 0) {
                    let (person, household) = (terms.person[c], terms.household[c]);
                    spoken = (spoken.0 + person, spoken.1 + household, true);
                }
                if spoken.2 {
                    pooled.person += f64::from(spoken.0).exp2();
                    pooled.household += f64::from(spoken.1).exp2();
                    pooled.count += 1.0;
                }
            }
        }
    }
    let mut mean = Terms::default();
    for (start, pooled) in pooled.iter().enumerate().filter(|(_, pooled)| pooled.count > 0.0) {
        mean.person[start] = (pooled.person / pooled.count).log2() as f32;
        mean.household[start] = (pooled.household / pooled.count).log2() as f32;
    }
    model.prior + model.sum(&mean).0
}

/// Likelihood ratios of pairs that were added up.
#[derive(Clone, Copy, Default)]
struct Pooled {
    person: f64,
    household: f64,
    count: f64,
}

/// The first of the comparisons with which each is pooled: a name, and a place, is spoken of as a
/// whole, lest one word of it be found once as given and once as family name.
const POOL: [usize; COMPARISONS] = {
    let mut pool = [0; COMPARISONS];
    let mut c = 0;
    while c < COMPARISONS {
        pool[c] = match c {
            GIVEN | FAMILY | FURTHER => GIVEN,
            POSTCODE | TOWN | REGION | STREET | QUARTER => POSTCODE,
            other => other,
        };
        c += 1;
    }
    pool
};

/// Some of a cluster's records, spread over all of them.
fn spread(members: &[u32]) -> Vec<u32> {
    let mut sorted = members.to_owned();
    sorted.sort_unstable();
    if sorted.len() <= SPOKEN_FOR {
        return sorted;
    }
    (0..SPOKEN_FOR).map(|at| sorted[at * sorted.len() / SPOKEN_FOR]).collect()
}
