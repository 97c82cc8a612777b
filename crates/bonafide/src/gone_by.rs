//! The tables and lists that arrivals are held against, and how an assessment names them.

use bonafide_lists::List;
use bonafide_reference::{ResearchSecurity, Tables};
use bonafide_verification::policy::Policy;

/// The built-in tables with the employer's own lists, and research security as the policy has it.
pub(crate) fn tables(policy: &Policy, lists: Vec<List>) -> Tables {
    let mut tables = Tables::built_in();
    if !lists.is_empty() {
        tables.add_lists(lists);
    }
    let on = policy.research_security.as_ref();
    tables.research_security =
        on.map(|on| ResearchSecurity { roles: on.roles.clone(), reason: on.reason.clone() });
    tables
}

/// The newest date of the tables, then every list that is in force beside them: what an assessment
/// says that it was made by.
pub(crate) fn version_of_lists(tables: &Tables) -> String {
    let newest = tables.notes().iter().flat_map(|note| note.dates.clone()).max();
    let own = tables.lists.in_force().into_iter().skip(1);
    let own = own.map(|list| format!("{} {}", list.name, list.version));
    newest.into_iter().chain(own).collect::<Vec<String>>().join(", ")
}
