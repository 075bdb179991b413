//! The program as its operators meet it: real processes, real signals, real sockets.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a panic is how a test fails, and times are for whoever looks"
)]

mod administration;
mod command_line;
mod ending;
mod kill;
mod rotation;
mod secrets;
mod sign_in;
mod simulator;
mod stage;
mod two_nodes;

/// The program under test.
const PAILOU: &str = env!("CARGO_BIN_EXE_pailou");

/// Runs a test on both databases.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(testkit::world::Database::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(testkit::world::Database::Postgres).await;
            })+
        }
    };
}
pub(crate) use on_both;
