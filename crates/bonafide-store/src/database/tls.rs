//! TLS to a database: whose certificates are believed.

use super::address::Tls;
use crate::Error;
use postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring::default_provider,
    pki_types::{CertificateDer, InvalidDnsNameError, ServerName, pem::PemObject},
};
use std::future::Future;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::{Connect, TlsConnector, client};

/// What connects by TLS; without it, where none is needed.
pub(super) fn connector(tls: &Tls) -> Result<Option<Connector>, Error> {
    let mut roots = RootCertStore::empty();
    match tls {
        Tls::None => return Ok(None),
        Tls::Public => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Tls::Own(path) => {
            for certificate in own(path)? {
                let added = roots.add(certificate);
                added.map_err(|error| wrong(path, &error))?;
            }
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::failed(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Some(Connector(Arc::new(config).into())))
}

/// Makes connections that are encrypted, to whom the certificate names.
#[derive(Clone)]
pub(super) struct Connector(TlsConnector);

/// The same, to one host.
pub(super) struct To(TlsConnector, ServerName<'static>);

/// A connection that is being made.
pub(super) struct Connecting<S>(Connect<S>);

/// An encrypted connection.
pub(super) struct Encrypted<S>(client::TlsStream<S>);

/// What a plain connection can do.
pub(super) trait Plain: AsyncRead + AsyncWrite + Unpin + Send + 'static {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> Plain for S {}

impl<S: Plain> MakeTlsConnect<S> for Connector {
    type Stream = Encrypted<S>;
    type TlsConnect = To;
    type Error = InvalidDnsNameError;

    fn make_tls_connect(&mut self, host: &str) -> Result<To, InvalidDnsNameError> {
        Ok(To(self.0.clone(), ServerName::try_from(host)?.to_owned()))
    }
}

impl<S: Plain> TlsConnect<S> for To {
    type Stream = Encrypted<S>;
    type Error = io::Error;
    type Future = Connecting<S>;

    fn connect(self, stream: S) -> Connecting<S> {
        Connecting(self.0.connect(self.1, stream))
    }
}

impl<S: Plain> Future for Connecting<S> {
    type Output = io::Result<Encrypted<S>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map_ok(Encrypted)
    }
}

impl<S: Plain> TlsStream for Encrypted<S> {
    /// None is needed: the certificate was verified.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: Plain> AsyncRead for Encrypted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        read: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, read)
    }
}

impl<S: Plain> AsyncWrite for Encrypted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        written: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

fn own(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<CertificateDer<'static>>, _> =
        CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    let found = found.map_err(|error| wrong(path, &error))?;
    if found.is_empty() {
        return Err(wrong(path, &"it holds no certificate"));
    }
    Ok(found)
}

fn wrong(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Error::refused(format!("the certificates in {} cannot be read: {why}", path.display()))
}
