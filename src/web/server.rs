//! Connections: how many at once, and how long they may take.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::ConnectInfo;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::site::Site;
use super::{Error, Settings, overview, route};

/// Connections that are open at once; the next ones wait.
const CONNECTIONS: usize = 1_024;

/// How long a client may take to say what it wants.
const HEADERS: Duration = Duration::from_secs(10);

/// How long what is being done may take when the process is told to end.
const LAST: Duration = Duration::from_secs(3);

/// Bytes of what a client says before its body.
const HEADER_BYTES: usize = 32 << 10;

/// Threads that read the archive, beside those that talk.
const READERS: usize = 64;

/// Serves the site until the process is told to end; `ready` is told where it listens.
///
/// # Errors
///
/// When the archive cannot be opened or the address cannot be listened at.
pub fn serve(settings: Settings, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(READERS)
        .build()?;
    let address = settings.address;
    let refused = |reason| Error::Address { address, reason };
    let site = Arc::new(Site::open(settings)?);
    overview::follow(&site)?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(refused)?;
        // Whoever is told that it listens may tell it to end.
        let ended = ended()?;
        ready(listener.local_addr()?);
        tokio::select! {
            () = accept(listener, route::router(site)) => Ok(()),
            ended = ended => ended,
        }
    });
    // A client that takes its file slowly does not hold up the end.
    runtime.shutdown_timeout(LAST);
    served
}

/// Until the process is told to end; it is listened for from now on.
#[cfg(unix)]
fn ended() -> Result<impl Future<Output = Result<(), Error>>, Error> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        Ok(())
    })
}

/// Until the process is told to end.
#[cfg(not(unix))]
fn ended() -> Result<impl Future<Output = Result<(), Error>>, Error> {
    Ok(async { Ok(tokio::signal::ctrl_c().await?) })
}

async fn accept(listener: TcpListener, router: Router) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, from)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    talk(stream, from, router).await;
                    drop(place);
                });
            }
            // Out of files or memory: what is open goes on, and frees some.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn talk(stream: TcpStream, from: SocketAddr, router: Router) {
    // Small answers are sent at once; where that cannot be had they are a little later.
    let _ = stream.set_nodelay(true);
    let router =
        router.map_request(move |mut request: axum::http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(from));
            request.map(axum::body::Body::new)
        });
    // A client that goes away ends its own talk and nothing else.
    let _ = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .await;
}
