//! Listeners: HTTP and HTTPS on one port, told apart by the first byte.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::answer::Body;
use crate::state::Shared;
use crate::wire::{Cut, Socket, Wire};
use crate::{admin, dbs, oss};

/// The first byte of a TLS handshake record.
const TLS_HANDSHAKE: u8 = 0x16;
/// Bodies are taken from the socket in pieces up to this size: large enough to be few, small
/// enough to stay in the cache and below the size from which malloc asks the kernel each time.
const READ_BUFFER: usize = 96 << 10;

/// What stands behind a port.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Service {
    Dbs,
    Oss,
    Admin,
}

/// Takes a free loopback port, without a runtime.
pub(crate) fn bind() -> io::Result<(std::net::TcpListener, SocketAddr)> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Serves until the runtime ends. Without an acceptor there is no TLS.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    service: Service,
    shared: Arc<Shared>,
) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((tcp, _)) => {
                tokio::spawn(connection(tcp, tls.clone(), service, Arc::clone(&shared)));
            }
            // Out of file descriptors, say: others may be given back meanwhile.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
    }
}

async fn connection(
    tcp: TcpStream,
    tls: Option<TlsAcceptor>,
    service: Service,
    shared: Arc<Shared>,
) {
    // Small answers should not wait for more; a socket that refuses the option works too.
    let _ = tcp.set_nodelay(true);
    let mut first = [0];
    let Ok(1) = tcp.peek(&mut first).await else { return };
    match tls {
        Some(tls) if first[0] == TLS_HANDSHAKE => {
            let wire = Wire::new("https");
            let socket = Socket::new(tcp, Arc::clone(&wire));
            if let Ok(stream) = tls.accept(socket).await {
                talk(stream, service, shared, wire).await;
            }
        }
        _ => {
            let wire = Wire::new("http");
            let socket = Socket::new(tcp, Arc::clone(&wire));
            talk(socket, service, shared, wire).await;
        }
    }
}

/// HTTP/1.1 until either side ends it. A broken connection is the client's to notice.
async fn talk<S>(stream: S, service: Service, shared: Arc<Shared>, wire: Arc<Wire>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let handler =
        service_fn(|request| answer(service, Arc::clone(&shared), Arc::clone(&wire), request));
    let _ = hyper::server::conn::http1::Builder::new()
        .max_buf_size(READ_BUFFER)
        .serve_connection(TokioIo::new(stream), handler)
        .await;
}

async fn answer(
    service: Service,
    shared: Arc<Shared>,
    wire: Arc<Wire>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Cut> {
    match service {
        Service::Dbs => dbs::handle(shared, wire, request).await,
        Service::Oss => Box::pin(oss::handle(shared, wire, request)).await,
        Service::Admin => admin::handle(shared, request).await,
    }
}
