//! Loopback ports for servers that a test starts.

use std::{
    net::{Ipv4Addr, Ipv6Addr, TcpListener},
    process,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// Gives a loopback port on which nobody listens, each time another one.
///
/// The ports lie below Linux's range for outgoing connections (32768 and up), so that no
/// connection of a browser or of another test takes the port before the server binds it. Test
/// processes that run side by side begin at different places.
pub fn free() -> u16 {
    for _ in 0..COUNT {
        let step = NEXT.fetch_add(1, Ordering::Relaxed) % COUNT;
        let port = FIRST + u16::try_from(step).expect("COUNT fits into a port");
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        // A server on the IPv6 side alone would answer `localhost` instead of ours.
        let v6_is_taken = TcpListener::bind((Ipv6Addr::LOCALHOST, port))
            .is_err_and(|error| error.kind() == std::io::ErrorKind::AddrInUse);
        if v4.is_ok() && !v6_is_taken {
            return port;
        }
    }
    panic!("no free loopback port between {FIRST} and 32767");
}

const FIRST: u16 = 20_000;
const COUNT: u32 = 12_768;

static NEXT: LazyLock<AtomicU32> = LazyLock::new(|| AtomicU32::new(process::id() * 131 % COUNT));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_differ_and_can_be_bound() {
        let (first, second) = (free(), free());
        assert_ne!(first, second);
        let _held = TcpListener::bind((Ipv4Addr::LOCALHOST, first)).unwrap();
        TcpListener::bind((Ipv4Addr::LOCALHOST, second)).unwrap();
    }

    #[test]
    fn a_port_in_use_is_passed_over() {
        let ahead = free() + 1;
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, ahead));
        if held.is_ok() {
            assert_ne!(free(), ahead);
        }
    }
}
