//! What commands say.

/// Writes a line to the output. A reader that has gone away, as `head` does, is no
/// failure of the command.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}
pub(crate) use say;
