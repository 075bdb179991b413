//! Listeners, signals, an end within five seconds.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::failure::{Failure, of_system};

/// How long requests that run may go on after a signal.
const GRACE: Duration = Duration::from_secs(3);

/// Opens a port; `option` is what chooses another one.
pub(crate) async fn listen(address: SocketAddr, option: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                Failure::new(format!("port {} is taken", address.port())).hint(format!(
                    "Stop what listens there, or choose another port with {option}"
                ))
            }
            std::io::ErrorKind::PermissionDenied => {
                Failure::new(format!("port {} needs more rights", address.port()))
                    .hint(format!("Choose a port above 1023 with {option}"))
            }
            _ => {
                let why = of_system(&error);
                Failure::new(format!("cannot listen on {address}: {why}"))
                    .hint(format!("Choose another address or port with {option}"))
            }
        })
}

/// What runs until the program is told to stop.
#[derive(Default)]
pub(crate) struct Running {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Running {
    /// Told when it is time to stop.
    pub(crate) fn stop(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Answers requests on a port.
    pub(crate) fn serve(&self, listener: TcpListener, router: Router) {
        let stop = self.stop();
        self.tasks.spawn(async move {
            // With the address of whoever asks, which some answers depend on.
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            let served = axum::serve(listener, service)
                .with_graceful_shutdown(stop.cancelled_owned())
                .await;
            if let Err(error) = served {
                tracing::error!(%error, "a listener failed");
            }
        });
    }

    /// Runs something beside the listeners; it ends by itself when told to stop.
    pub(crate) fn run(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(work);
    }

    /// Waits for a signal, then for everything to end, but not for ever. A second
    /// signal ends the program at once.
    pub(crate) async fn until_signal(self) -> Result<(), Failure> {
        signal_to_end().await?;
        self.stop.cancel();
        self.tasks.close();
        tokio::select! {
            () = self.tasks.wait() => {}
            () = tokio::time::sleep(GRACE) => tracing::warn!("some requests were cut off"),
            again = signal_to_end() => again?,
        }
        Ok(())
    }
}

/// SIGINT (Ctrl-C) or SIGTERM.
async fn signal_to_end() -> Result<(), Failure> {
    let cannot = |error| Failure::new(format!("cannot wait for signals: {error}"));
    #[cfg(unix)]
    {
        let mut terminate =
            signal::unix::signal(signal::unix::SignalKind::terminate()).map_err(cannot)?;
        tokio::select! {
            interrupted = signal::ctrl_c() => interrupted.map_err(cannot),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    signal::ctrl_c().await.map_err(cannot)
}
