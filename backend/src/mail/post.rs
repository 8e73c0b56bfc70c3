//! Where letters go: to a mail server (SMTP), or into a folder as files.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use keruen_domain::letter::Failure;
use keruen_domain::time::Timestamp;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use uuid::Uuid;

use super::mime::message;
use super::{Content, Letter};
use crate::Backend;
use crate::error::{Internal, Result};

/// A mail server that says nothing for so long is not there.
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);

/// A mail server takes a letter within this time, or something between has swallowed it: shorter than [`TAKEN_FOR`], after
/// which another server may take the letter up. The transport's own limit ends with the connection.
///
/// [`TAKEN_FOR`]: keruen_domain::letter::TAKEN_FOR
const TAKES_WITHIN: Duration = Duration::from_mins(2);

/// Who writes the letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    pub(super) const fn mailbox(&self) -> &Mailbox {
        &self.0
    }

    /// The part of the address after the `@`.
    pub(super) fn host(&self) -> &str {
        self.0.email.domain()
    }
}

impl FromStr for Sender {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| "not an address such as keruen@example.org or Keruen <keruen@example.org>")
    }
}

/// How the way to a mail server is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// It is not: the server is on this machine.
    None,
    /// Encrypted after a greeting (STARTTLS), or not at all used.
    StartTls,
    /// Encrypted from the first byte.
    Tls,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way is secured.
    pub security: Security,
    /// Name and password, if it asks for them.
    pub login: Option<(String, String)>,
}

/// A folder that letters are written into, each a file named by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// Brings letters away.
enum Carrier {
    /// A mail server.
    Server(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// A folder.
    Folder(Folder),
}

/// Sends letters of one sender.
pub struct Post {
    from: Sender,
    carrier: Carrier,
}

impl Post {
    /// By a mail server. Connections are made when there is something to send.
    pub fn server(from: Sender, server: MailServer) -> Result<Self> {
        let tls = |host: &str| {
            TlsParameters::new(host.to_owned()).map_err(|_| Internal::Data("the mail server's name is none for TLS"))
        };
        let tls = match server.security {
            Security::None => Tls::None,
            Security::StartTls => Tls::Required(tls(&server.host)?),
            Security::Tls => Tls::Wrapper(tls(&server.host)?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(ANSWERS_WITHIN))
            .hello_name(ClientId::Domain(from.host().to_owned()));
        if let Some((name, password)) = server.login {
            builder = builder.credentials(Credentials::new(name, password));
        }
        Ok(Self { from, carrier: Carrier::Server(Box::new(builder.build())) })
    }

    /// Into a folder.
    pub const fn folder(from: Sender, folder: Folder) -> Self {
        Self { from, carrier: Carrier::Folder(folder) }
    }

    /// Sends one letter.
    pub(super) async fn send(&self, letter: &Letter, content: Content, now: Timestamp) -> Result<(), Failure> {
        let message = message(letter, content, &self.from, now).map_err(|error| {
            tracing::error!(letter = %letter.id, %error, "a letter is no message");
            Failure::Unwritten
        })?;
        match &self.carrier {
            Carrier::Server(server) => deliver(server, message).await,
            Carrier::Folder(folder) => folder.keep(letter.id, message.formatted()).await.map_err(|error| {
                tracing::error!(%error, "the folder of letters cannot be written");
                Failure::Unreachable
            }),
        }
    }
}

async fn deliver(server: &AsyncSmtpTransport<Tokio1Executor>, message: Message) -> Result<(), Failure> {
    let Ok(answer) = tokio::time::timeout(TAKES_WITHIN, server.send(message)).await else {
        tracing::warn!("the mail server fell silent in the middle of a letter");
        return Err(Failure::Deferred);
    };
    match answer {
        Ok(_) => Ok(()),
        Err(error) => {
            let failure = failure_of(&error);
            // A server's words may hold the reader's address; its number does not.
            let code = error.status().map_or_else(String::new, |code| code.to_string());
            tracing::warn!(%failure, code, tls = error.is_tls(), timeout = error.is_timeout(), "the mail server did not take a letter");
            Err(failure)
        }
    }
}

/// What an error means for the letter, and for the others behind it (RFC 5321 §4.2.3, RFC 4954 §6).
fn failure_of(error: &smtp::Error) -> Failure {
    match error.status().map(u16::from) {
        // Something between this letter and this server, such as an address that it cannot carry.
        None if error.is_client() => Failure::Deferred,
        // No answer at all; closing; signing in does not work.
        None | Some(421 | 432 | 454 | 530 | 534 | 535 | 538) => Failure::Unreachable,
        Some(400..500) => Failure::Deferred,
        Some(_) => Failure::Refused,
    }
}

impl Folder {
    /// The folder at `path`; made when the first letter comes.
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where a letter lies.
    pub fn file(&self, letter: Uuid) -> PathBuf {
        self.0.join(format!("{letter}.eml"))
    }

    /// Writes under another name first: a reader never sees half a letter. Written twice, it lies there once.
    async fn keep(&self, letter: Uuid, bytes: Vec<u8>) -> std::io::Result<()> {
        let (folder, file) = (self.0.clone(), self.file(letter));
        let written = tokio::task::spawn_blocking(move || {
            let mut builder = std::fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            {
                use std::os::unix::fs::DirBuilderExt as _;
                builder.mode(0o700);
            }
            builder.create(folder)?;
            let draft = file.with_extension("draft");
            std::fs::write(&draft, bytes)?;
            std::fs::rename(&draft, &file)
        });
        written.await.map_err(std::io::Error::other)?
    }

    /// Removes the files of letters that the outbox does not know any more: those of people who were erased, on whichever
    /// server. Says how many.
    pub async fn sweep(&self, backend: &Backend) -> Result<usize> {
        let mut removed = 0;
        let mut entries = match tokio::fs::read_dir(&self.0).await {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(Internal::File(error).into()),
        };
        while let Some(entry) = entries.next_entry().await.map_err(Internal::File)? {
            let path = entry.path();
            let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| Uuid::parse_str(stem).ok())
            else {
                continue;
            };
            if !backend.look().await?.outbox_knows(id).await? {
                remove(&path).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

async fn remove(file: &Path) -> Result<()> {
    match tokio::fs::remove_file(file).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Internal::File(error).into()),
        _ => Ok(()),
    }
}

impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.security)
    }
}
