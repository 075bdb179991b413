//! The lines of code of the console, run as they stand there.

mod apache;
mod documents;
mod machine;
mod page;
mod program;
mod rust;
mod site;
