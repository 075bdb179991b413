//! Random bytes of the operating system, for states.

use connector_kit::Entropy;

pub(crate) struct Random;

impl Entropy for Random {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).unwrap_or_else(|error| panic!("no random bytes: {error}"));
    }
}

/// 32 characters that nobody can guess.
pub(crate) fn state() -> String {
    let mut bytes = [0; 16];
    Random.fill(&mut bytes);
    format!("{:032x}", u128::from_ne_bytes(bytes))
}
