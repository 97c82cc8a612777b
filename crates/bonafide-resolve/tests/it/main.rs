//! What anybody can check of resolving: look-alikes, order, threads, memory, additions.

mod additions;
mod corpora;
mod look_alikes;
mod properties;
mod random_lists;
mod run;
mod weights;
