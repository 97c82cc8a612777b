//! What many cases say together: by quarter, and by group; counts in, rates with intervals out.
//!
//! Nothing here knows anybody: who counts hands over counts, and every rate comes with how sure it
//! is. Where there is too little to tell, that is the answer.

mod hours;
mod interval;
mod pack;
mod quarter;
mod sheet;
mod treatment;
mod trends;

pub use hours::{Hours, Quartiles, bucket_of};
pub use interval::{Interval, Rate, ratio};
pub use pack::pack;
pub use quarter::Quarter;
pub use sheet::Sheet;
pub use treatment::{
    Category, Counting, Counts, End, Group, SHOWN_MIN, Screened, TELLS_MIN, Telling, Treatment,
};
pub use trends::{Aim, Mix, Numbers, Precision, Tally, Trends, trends};
