//! How many files and connections the program may have open at once.
//!
//! Systems start programs with a soft limit of about 1 000, for the sake of old ones. Each browser that waits for a
//! phone holds a connection, so that would end at 1 000 QR pages.

/// With fewer, 2 000 QR pages do not poll at once beside everything else.
#[cfg(unix)]
const ENOUGH: u64 = 4_096;

/// The most that macOS grants, where its own hard limit says that there is none.
#[cfg(unix)]
const LEAST_OF_ALL: u64 = 10_240;

/// Raises the soft limit to the hard one, and says so where that is too low.
#[cfg(unix)]
pub(crate) fn raise() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let hard = getrlimit(Resource::Nofile).maximum;
    for wanted in [hard, Some(LEAST_OF_ALL)] {
        let limit = Rlimit {
            current: wanted,
            maximum: hard,
        };
        if setrlimit(Resource::Nofile, limit).is_ok() {
            break;
        }
    }
    if let Some(granted) = getrlimit(Resource::Nofile).current
        && granted < ENOUGH
    {
        tracing::warn!(
            "only {granted} files and connections can be open at once; raise the hard limit to {ENOUGH} or more, with ulimit -Hn or LimitNOFILE="
        );
    }
}

/// Other systems have no such limit.
#[cfg(not(unix))]
pub(crate) fn raise() {}
