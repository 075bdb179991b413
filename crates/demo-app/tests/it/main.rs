//! The application against a provider that answers as each test wants.

mod person;
mod stub;

mod answers;
mod sign_in;
mod sign_out;
mod tokens;
