//! Every form in which lists are published, read from small samples and, where they are at hand,
//! from the official files.

mod forms;
mod hostile;
mod official;
mod passed_over;
