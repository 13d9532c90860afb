//! Whom a line may be encrypted to: servers that an authority of the web vouches for, or one that the reader trusts.
//!
//! A server at home often has a certificate that it made itself. One that the reader has named is taken as it is, for
//! the names that stand in it and for no others; nobody else can prove to hold its key.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

use super::Authority;
use crate::text::Prose;

/// How lines are encrypted.
pub(super) fn client_config(trusted: &[Authority]) -> ClientConfig {
    let provider = Arc::new(ring::default_provider());
    let verifier = Arc::new(Verifier::new(trusted, &provider));
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring speaks the versions that rustls takes for safe");
    let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config
}

/// The rules of the web, and the certificates the reader has named.
#[derive(Debug)]
struct Verifier {
    web: Arc<WebPkiServerVerifier>,
    named: Vec<CertificateDer<'static>>,
}

impl Verifier {
    fn new(trusted: &[Authority], provider: &Arc<CryptoProvider>) -> Self {
        let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        let named: Vec<_> = trusted.iter().map(|one| one.0.clone()).collect();
        roots.add_parsable_certificates(named.clone());
        let builder =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        let web = builder.build().expect("there are roots, and no lists of revoked certificates");
        Self { web, named }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.named.contains(end_entity) {
            verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            return Ok(ServerCertVerified::assertion());
        }
        self.web.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.web.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.web.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.web.supported_verify_schemes()
    }
}

/// Why a line is not secure, in words.
pub(super) fn words(error: &Error) -> Prose {
    use CertificateError as Wrong;
    let words = match error {
        Error::InvalidCertificate(wrong) => match wrong {
            Wrong::Expired | Wrong::ExpiredContext { .. } => "its certificate has expired",
            Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => {
                "its certificate is not valid yet; is the clock right?"
            }
            Wrong::NotValidForName | Wrong::NotValidForNameContext { .. } => {
                "its certificate is for another name"
            }
            Wrong::UnknownIssuer => "nobody known vouches for its certificate",
            Wrong::Other(other) if format!("{other:?}").contains("CaUsedAsEndEntity") => {
                "it made its certificate itself"
            }
            Wrong::Revoked => "its certificate was withdrawn",
            _ => "its certificate is not right",
        },
        Error::AlertReceived(_) => "it refuses to talk in the ways that are secure",
        other => return Prose::line(&other.to_string()),
    };
    Prose::line(words)
}
