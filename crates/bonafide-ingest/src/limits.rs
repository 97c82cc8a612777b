//! How much of an input is held or read at once, each bound with its reason.

/// Longest line of NDJSON, and longest element of an array, that is read. The longest honest
/// applications, with every text of a résumé, stay under 1 MB; longer lines are passed over
/// without being stored.
pub const RECORD_BYTES_MAX: usize = 16 << 20;

/// How much of a longer line is kept, so that its id may be told.
pub const RECORD_BYTES_SHOWN: usize = 64 << 10;

/// Bytes of one batch: long enough that handing it to a thread costs nothing, short enough that
/// some dozens of them fit in any memory.
pub const BATCH_BYTES: usize = 1 << 20;

/// Records of one batch, for input of very short lines.
pub const BATCH_RECORDS: usize = 4_096;

/// How much of an input is looked at to recognize it: past the first line of any honest export.
pub const PEEK_BYTES: usize = 1 << 20;

/// How many times larger than its compressed form an input may grow. Exports of text grow 4 to 30
/// times; gzip's bound is 1,032, which only made-up data come near.
pub const EXPANSION_MAX: u64 = 200;

/// Bytes that may be decompressed before [`EXPANSION_MAX`] applies, so that small and repetitive
/// files are read.
pub const EXPANSION_FREE_BYTES: u64 = 64 << 20;

/// Bytes of a table (CSV, or a workbook unpacked) that are read, since how a table writes its
/// dates is decided by looking at all of it: some 300,000 applications of 3 KB.
pub const TABLE_BYTES_MAX: u64 = 1 << 30;

/// Columns of a table that are read: the widest exports, one column for each question of each
/// form, have some hundreds.
pub const TABLE_COLUMNS_MAX: usize = 2_048;

/// Bytes of one quoted cell of a table of text: more than all texts of an application may hold.
pub const QUOTED_BYTES_MAX: usize = 1 << 20;

/// Line breaks of one quoted cell: the longest résumés have some hundreds. A cell with more is
/// taken for one whose closing quote is missing.
pub const QUOTED_LINES_MAX: u64 = 1_000;

/// Quotes without end after which a table of text is given up, since finding each takes time.
pub const QUOTES_UNCLOSED_MAX: u64 = 1_000;

/// Rows at the top of a table among which its header is looked for: report titles and dates stand
/// above it.
pub const TABLE_TITLE_ROWS_MAX: usize = 20;

/// Characters of an error, so that no input can fill the list of rejected records.
pub const ERROR_CHARS_MAX: usize = 300;

/// Characters of the id of a rejected record.
pub const REJECTED_ID_CHARS_MAX: usize = 200;
