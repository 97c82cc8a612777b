//! temporary
use crate::{Problem, Ring};
use bonafide_score::{Assessment, Band};
use serde_json::json;
use std::io::{self, Write};
pub fn screened(
    id: &str,
    a: &Assessment,
    band: Band,
    ring: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ev:Vec<_>=a.terms.iter().map(|t|json!({"check":t.check,"bits":t.bits,"summary":t.finding.summary,"claim":t.finding.claim,"observed":t.finding.observed,"innocent_explanations":t.innocent,"verify":t.verify})).collect();
    writeln!(
        out,
        "{}",
        json!({"id":id,"probability":a.probability(),"band":band.as_str(),"ring":ring,"prior_bits":a.prior_bits,"evidence":ev})
    )
}
pub fn rejected(p: &Problem, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", json!({"source":p.source,"line":p.line,"id":p.id,"error":p.error}))
}
pub fn ring(r: &Ring, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}",
        json!({"ring":r.id,"pattern":r.pattern.as_str(),"members":r.members,"applicants":r.applicants,"shared":r.shared.iter().map(|s|json!({"kind":s.kind,"value":s.value,"members":s.members,"bits":s.bits})).collect::<Vec<_>>()})
    )
}
pub fn person(id: &str, m: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", json!({"person":id,"applications":m}))
}
