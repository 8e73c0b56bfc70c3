//! How letters leave: the settings, and the job that takes them from the outbox.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use clap::Args;
use keruen_app::mail::LetterWriter;
use keruen_app::state::App;
use keruen_backend::mail::{self, Folder, MailServer, Post, Security, Sender};
use tokio::sync::watch;
use url::{Host, Url};

use crate::config::{BaseUrl, Config};

/// Between looks into the outbox.
const LOOKS_EVERY: Duration = Duration::from_secs(3);
/// The same while no mail server answers.
const RETRIES_EVERY: Duration = Duration::from_secs(30);
/// Between looks for people to remind, in looks into the outbox.
const REMINDS_EVERY: u32 = 20;
/// Between looks for files of people who were erased, in looks into the outbox.
const SWEEPS_EVERY: u32 = 200;

/// Settings of letters.
#[derive(Args, Debug, Clone)]
pub struct MailSettings {
    /// How letters leave: `smtp://USER:PASSWORD@HOST:PORT` (encrypted by STARTTLS, port 587 unless given; plain to this
    /// machine itself), `smtps://…` (encrypted from the start, port 465), or `file`: they are written into `DATA_DIR/mail` and
    /// nobody gets them.
    #[arg(
        long,
        env = "KERUEN_MAIL",
        value_name = "URL",
        default_value = "file",
        global = true,
        hide_env_values = true
    )]
    pub mail: Way,

    /// Who writes the letters, such as `Keruen <keruen@example.org>`. Default: `keruen@` and the base URL's host.
    #[arg(long, env = "KERUEN_MAIL_FROM", value_name = "ADDRESS", global = true)]
    pub mail_from: Option<Sender>,
}

/// How letters leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Into the data folder.
    File,
    /// By a mail server.
    Server(MailServer),
}

impl FromStr for Way {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "write file, smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT";
        if text == "file" {
            return Ok(Self::File);
        }
        let url = Url::parse(text).map_err(|_| WRONG)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(WRONG)?.trim_matches(['[', ']']).to_owned();
        let (security, port) = match url.scheme() {
            "smtp" if is_here(&host) => (Security::None, 587),
            "smtp" => (Security::StartTls, 587),
            "smtps" => (Security::Tls, 465),
            _ => return Err(WRONG),
        };
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(WRONG);
        }
        let login = match (url.username(), url.password()) {
            ("", None) => None,
            (name, password) => {
                Some((decoded(name).ok_or(WRONG)?, decoded(password.unwrap_or_default()).ok_or(WRONG)?))
            }
        };
        Ok(Self::Server(MailServer { host, port: url.port().unwrap_or(port), security, login }))
    }
}

/// Whether letters stay on this machine on their way to the server.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A part of an address with its `%40` as `@`.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        bytes.push(match byte {
            b'%' => u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Where letters are written into when they go nowhere.
pub fn folder(data_dir: &Path) -> Folder {
    Folder::new(data_dir.join("mail"))
}

/// Who writes the letters when nobody is named.
fn sender_at(base_url: &BaseUrl) -> Result<Sender, &'static str> {
    let host = Url::parse(base_url.as_str()).ok().and_then(|url| match url.host() {
        Some(Host::Domain(host)) => Some(host.to_owned()),
        _ => None,
    });
    format!("Keruen <keruen@{}>", host.as_deref().unwrap_or("localhost")).parse()
}

/// The post office of this server.
pub(crate) fn post(config: &Config, base_url: &BaseUrl) -> keruen_backend::Result<Post> {
    let from = match &config.mail_from {
        Some(from) => from.clone(),
        None => sender_at(base_url).map_err(keruen_backend::error::Internal::Data)?,
    };
    match &config.mail {
        Way::File => Ok(Post::folder(from, folder(&config.data_dir))),
        Way::Server(server) => Post::server(from, server.clone()),
    }
}

/// Sends what is in the outbox and reminds people, until the server stops. Any number of servers may do so.
pub(crate) async fn run(app: App, config: Config, post: Post, mut stopping: watch::Receiver<bool>) {
    let (backend, writer) = (app.backend.clone(), LetterWriter::new(app));
    // Files may lie there from before a mail server was named.
    let folder = folder(&config.data_dir);
    let mut look: u32 = 0;
    loop {
        if look.is_multiple_of(REMINDS_EVERY)
            && let Err(error) = mail::remind(&backend).await
        {
            tracing::warn!(%error, "people could not be reminded");
        }
        if look.is_multiple_of(SWEEPS_EVERY)
            && let Err(error) = folder.sweep(&backend).await
        {
            tracing::warn!(%error, "the folder of letters could not be swept");
        }
        look = look.wrapping_add(1);
        let pause = match mail::drain(&backend, &writer, &post).await {
            Ok(round) if !round.outage => LOOKS_EVERY,
            Ok(_) => RETRIES_EVERY,
            Err(error) => {
                tracing::warn!(%error, "the outbox could not be read");
                RETRIES_EVERY
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> MailServer {
        match text.parse() {
            Ok(Way::Server(server)) => server,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn mail_servers() {
        let login = |name: &str, password: &str| Some((name.to_owned(), password.to_owned()));
        let (host, security) = ("mail.example.kz".to_owned(), Security::StartTls);
        assert_eq!(
            server("smtp://mail.example.kz"),
            MailServer { host: host.clone(), port: 587, security, login: None }
        );
        let named = server("smtps://me%40example.kz:p%3Ass+w@mail.example.kz:2465");
        assert_eq!(
            named,
            MailServer { host, port: 2465, security: Security::Tls, login: login("me@example.kz", "p:ss+w") }
        );
        assert!(!format!("{named:?}").contains("ss+w"), "passwords are not printed");
        for here in ["smtp://127.0.0.1:25", "smtp://localhost:25", "smtp://[::1]:25"] {
            assert_eq!(server(here).security, Security::None, "{here}");
        }
        assert_eq!(server("smtp://[::1]:25").host, "::1");
        for bad in
            ["", "files", "smtp://", "http://a.kz", "smtp://a.kz/path", "smtp://a.kz?tls=none", "smtp://%zz@a.kz"]
        {
            assert!(bad.parse::<Way>().is_err(), "{bad}");
        }
    }

    #[test]
    fn letters_come_from_the_site() {
        for (url, host) in [("https://keruen.example.kz", "keruen.example.kz"), ("http://127.0.0.1:8080", "localhost")]
        {
            let sender = sender_at(&url.parse().expect("an address")).expect("a sender");
            assert_eq!(sender, format!("Keruen <keruen@{host}>").parse().expect("a sender"));
        }
    }
}
