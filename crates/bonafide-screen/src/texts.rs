//! The résumés of some applications, read again: what was written of them is not kept in memory.

use crate::{Error, block::Block, spool::Lent, spool::Spool};
use bonafide_application::Application;
use bonafide_gather::in_order;

/// Calls `each` with every wanted application and what `of` makes of it, in order.
pub(crate) fn read_again<T: Send>(
    spool: &mut Spool,
    threads: usize,
    wanted: &[bool],
    of: impl Fn(usize, &Application) -> T + Sync,
    mut each: impl FnMut(usize, T),
) -> Result<(), Error> {
    let mut failure = None;
    let mut first = 0;
    let mut blocks = spool.blocks()?;
    in_order(
        threads,
        || {
            loop {
                let block = blocks.next()?.map_err(|e| failure = Some(e)).ok()?;
                let start = first;
                first += block.kept.iter().filter(|kept| **kept).count();
                if wanted[start..first].contains(&true) {
                    return Some((start, block));
                }
            }
        },
        |(start, block)| of_block(start, &block, wanted, &of),
        |read: Result<Vec<(usize, T)>, Error>| {
            read?.into_iter().for_each(|(application, made)| each(application, made));
            Ok(())
        },
    )?;
    failure.map_or(Ok(()), Err)
}

fn of_block<T>(
    start: usize,
    lent: &Lent<'_>,
    wanted: &[bool],
    of: impl Fn(usize, &Application) -> T,
) -> Result<Vec<(usize, T)>, Error> {
    let block = Block::unpack(&lent.bytes, lent.unpacked)
        .map_err(|e| Error::new("unpacking applications", e))?;
    let kept = block.entries().zip(lent.kept).filter(|(_, kept)| **kept);
    let read = kept.enumerate().filter(|(offset, _)| wanted[start + offset]).filter_map(
        |(offset, ((canonical, _), _))| {
            let application = serde_json::from_slice::<Application>(canonical).ok()?;
            Some((start + offset, of(start + offset, &application)))
        },
    );
    Ok(read.collect())
}
