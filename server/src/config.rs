//! Settings: flags and environment, read once at start. Each has its documentation here and nowhere else.

use std::fmt::{self, Write as _};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, CommandFactory as _, ValueEnum};
use keruen_backend::mail::Sender;
use url::Url;

use crate::mail::{MailSettings, Way};

/// Settings as they were given. [`Config`] is what they mean.
#[derive(Args, Debug, Clone)]
pub struct Settings {
    /// Where the data is: `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`. Default: `DATA_DIR/keruen.db`.
    #[arg(long, env = "KERUEN_DATABASE_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub database_url: Option<Hidden>,

    /// Address and port to listen on. Without TLS only a loopback address, unless the base URL is https.
    #[arg(long, env = "KERUEN_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", global = true)]
    pub listen: SocketAddr,

    /// The address that people use, with scheme and without a path. Default: the listening address.
    #[arg(long, env = "KERUEN_BASE_URL", value_name = "URL", global = true)]
    pub base_url: Option<BaseUrl>,

    /// Folder for the SQLite file and for the secret key when none is given.
    #[arg(long, env = "KERUEN_DATA_DIR", value_name = "FOLDER", default_value = "./data", global = true)]
    pub data_dir: PathBuf,

    /// 64 hexadecimal digits that seal the signing keys of tickets. The same on every replica; keep it with the
    /// backups. Default: `DATA_DIR/secret.key`, made at the first run.
    #[arg(long, env = "KERUEN_SECRET_KEY", value_name = "HEX", global = true, hide_env_values = true)]
    pub secret_key: Option<Hidden>,

    /// Certificate chain (PEM) for https without a proxy.
    #[arg(long, env = "KERUEN_TLS_CERT", value_name = "FILE", requires = "tls_key", global = true)]
    pub tls_cert: Option<PathBuf>,

    /// Private key (PEM) of the certificate.
    #[arg(long, env = "KERUEN_TLS_KEY", value_name = "FILE", requires = "tls_cert", global = true)]
    pub tls_key: Option<PathBuf>,

    /// Addresses or networks of the proxies in front, comma-separated; only their X-Forwarded-For is believed.
    #[arg(long, env = "KERUEN_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',', global = true)]
    pub trusted_proxies: Vec<Network>,

    /// People who register from one address within ten minutes before the next ones are slowed down: more where a whole
    /// campus shares one address.
    #[arg(
        long,
        env = "KERUEN_PEOPLE_PER_ADDRESS",
        value_name = "NUMBER",
        default_value_t = 60,
        value_parser = clap::value_parser!(u32).range(1..),
        global = true
    )]
    pub people_per_address: u32,

    /// Bearer token for /metrics. Without one, /metrics answers loopback callers only.
    #[arg(long, env = "KERUEN_METRICS_TOKEN", value_name = "TOKEN", global = true, hide_env_values = true)]
    pub metrics_token: Option<Hidden>,

    /// Letters.
    #[command(flatten)]
    pub mail: MailSettings,

    /// What to log: error, warn, info, debug, trace, or a filter such as `info,keruen_backend=debug`.
    #[arg(long, env = "KERUEN_LOG", value_name = "FILTER", default_value = "info", global = true)]
    pub log: String,

    /// How to log, to standard error.
    #[arg(long, env = "KERUEN_LOG_FORMAT", value_name = "FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
}

/// Form of the log's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// A setting that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(String);

impl Hidden {
    /// The value, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Hidden {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl FromStr for Hidden {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_owned()))
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

/// Scheme and authority that people use, without a path and without a slash at the end: also the `Origin` that
/// browsers send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether people come by https, to us or to a proxy before us.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl FromStr for BaseUrl {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| "not a URL; write https://example.org")?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err("must begin with https:// or http:// and name a host");
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err("must be scheme and host only, without a path");
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

/// An address, or a network in CIDR form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// Whether `address` lies inside. An IPv4 address that came through an IPv6 socket counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(net), IpAddr::V4(address)) => {
                same_prefix(net.to_bits().into(), address.to_bits().into(), self.prefix, 32)
            }
            (IpAddr::V6(net), IpAddr::V6(address)) => same_prefix(net.to_bits(), address.to_bits(), self.prefix, 128),
            _ => false,
        }
    }
}

fn same_prefix(a: u128, b: u128, prefix: u8, bits: u8) -> bool {
    (a ^ b).checked_shr(u32::from(bits - prefix)).unwrap_or(0) == 0
}

impl FromStr for Network {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "not an address or a network such as 10.0.0.0/8";
        let (address, prefix) = text.trim().split_once('/').map_or((text.trim(), None), |(a, p)| (a, Some(p)));
        let address: IpAddr = address.parse().map_err(|_| WRONG)?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(bits), str::parse).map_err(|_| WRONG)?;
        if prefix > bits { Err(WRONG) } else { Ok(Self { address, prefix }) }
    }
}

/// Certificate and key files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// Certificate chain, PEM.
    pub cert: PathBuf,
    /// Private key, PEM.
    pub key: PathBuf,
}

/// What the settings mean together.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address of the store.
    pub database_url: Hidden,
    /// Where to listen. Port 0: any free one.
    pub listen: SocketAddr,
    /// What people use; none: the address that we listen on.
    pub base_url: Option<BaseUrl>,
    /// The data folder.
    pub data_dir: PathBuf,
    /// The secret key as given; none: in the data folder.
    pub secret_key: Option<Hidden>,
    /// Certificate and key.
    pub tls: Option<TlsFiles>,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<Network>,
    /// People who register from one address within ten minutes before the next ones are slowed down.
    pub people_per_address: u32,
    /// Bearer token for /metrics.
    pub metrics_token: Option<Hidden>,
    /// How letters leave.
    pub mail: Way,
    /// Who writes them; none: the site.
    pub mail_from: Option<Sender>,
}

/// Why settings do not fit together.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// Plain http on an open address.
    #[error(
        "refusing to serve plain http on {0}: passwords and tickets would travel unencrypted. \
         Listen on 127.0.0.1, give --tls-cert and --tls-key, or put an https proxy in front and set KERUEN_BASE_URL=https://…"
    )]
    OpenPlainHttp(SocketAddr),
    /// A relative data folder whose name is not text.
    #[error("the data folder's name is not valid UTF-8; give KERUEN_DATABASE_URL")]
    DataDirName,
}

impl Config {
    /// Puts settings together. `listen` is checked at start-up, by [`Config::check_exposure`].
    pub fn new(settings: Settings) -> Result<Self, ConfigError> {
        let database_url = match settings.database_url {
            Some(url) => url,
            None => {
                Hidden(format!("sqlite://{}/keruen.db", settings.data_dir.to_str().ok_or(ConfigError::DataDirName)?))
            }
        };
        Ok(Self {
            database_url,
            listen: settings.listen,
            base_url: settings.base_url,
            data_dir: settings.data_dir,
            secret_key: settings.secret_key,
            tls: settings.tls_cert.zip(settings.tls_key).map(|(cert, key)| TlsFiles { cert, key }),
            trusted_proxies: settings.trusted_proxies,
            people_per_address: settings.people_per_address,
            metrics_token: settings.metrics_token,
            mail: settings.mail.mail,
            mail_from: settings.mail.mail_from,
        })
    }

    /// Whether the store is a file of ours.
    pub fn is_sqlite(&self) -> bool {
        self.database_url.expose().starts_with("sqlite:")
    }

    /// Refuses plain http on an address that others reach, unless people come through an https proxy.
    pub fn check_exposure(&self) -> Result<(), ConfigError> {
        let behind_https = self.base_url.as_ref().is_some_and(BaseUrl::is_https);
        if self.tls.is_some() || behind_https || self.listen.ip().to_canonical().is_loopback() {
            return Ok(());
        }
        Err(ConfigError::OpenPlainHttp(self.listen))
    }

    /// What people use, once it is known where we listen.
    pub fn base_url_at(&self, listening: SocketAddr) -> BaseUrl {
        if let Some(url) = &self.base_url {
            return url.clone();
        }
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        BaseUrl(format!("{scheme}://{listening}"))
    }
}

/// Every setting with its default and what it is for, in the form of an environment file. `.env.example` is this text.
pub fn documentation() -> String {
    let mut text = String::from(
        "# Settings of keruen, with their defaults. Each is also a flag: KERUEN_BASE_URL is --base-url.\n",
    );
    for arg in Printed::command().get_arguments() {
        let Some(name) = arg.get_env().and_then(|name| name.to_str()) else { continue };
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let default = arg.get_default_values().first().and_then(|value| value.to_str()).unwrap_or_default();
        text.push('\n');
        for line in wrapped(&help, 110) {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "#{name}={default}");
    }
    text
}

/// The settings as clap describes them.
#[derive(clap::Parser)]
struct Printed {
    #[command(flatten)]
    settings: Settings,
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].len() + word.len() >= width {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    fn config(flags: &[&str]) -> Config {
        let settings = Printed::try_parse_from([&["keruen"], flags].concat()).expect("flags parse").settings;
        Config::new(settings).expect("settings fit together")
    }

    #[test]
    fn secrets_are_not_printed() {
        let config =
            config(&["--secret-key", "5ec2e7", "--database-url", "postgres://u:pa55@h/d", "--metrics-token", "70ken"]);
        let printed = format!("{config:?}");
        for secret in ["5ec2e7", "pa55", "70ken"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }

    #[test]
    fn plain_http_stays_on_the_machine_unless_a_proxy_speaks_https() {
        assert_eq!(config(&["--listen", "127.0.0.1:1"]).check_exposure(), Ok(()));
        assert_eq!(config(&["--listen", "[::1]:1"]).check_exposure(), Ok(()));
        assert!(config(&["--listen", "0.0.0.0:1"]).check_exposure().is_err());
        assert!(config(&["--listen", "0.0.0.0:1", "--base-url", "http://a.kz"]).check_exposure().is_err());
        assert_eq!(config(&["--listen", "0.0.0.0:1", "--base-url", "https://a.kz"]).check_exposure(), Ok(()));
        assert_eq!(config(&["--listen", "0.0.0.0:1", "--tls-cert", "a", "--tls-key", "b"]).check_exposure(), Ok(()));
    }

    #[test]
    fn one_half_of_tls_is_refused() {
        assert!(Printed::try_parse_from(["keruen", "--tls-cert", "a"]).is_err());
    }

    #[test]
    fn base_urls() {
        let text = |given: &str| given.parse::<BaseUrl>().map(|url| url.as_str().to_owned());
        assert_eq!(text("https://Keruen.example/").as_deref(), Ok("https://keruen.example"));
        assert_eq!(text("https://keruen.example:443").as_deref(), Ok("https://keruen.example"));
        for bad in ["", "keruen.example", "ftp://a.kz", "https://a.kz/path", "https://a.kz/?q", "https://u@a.kz"] {
            assert!(text(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn networks() {
        let within = |net: &str, address: &str| {
            net.parse::<Network>().expect("network").contains(address.parse().expect("address"))
        };
        assert!(within("10.0.0.0/8", "10.200.3.4"));
        assert!(!within("10.0.0.0/8", "11.0.0.1"));
        assert!(within("127.0.0.1", "::ffff:127.0.0.1"));
        assert!(within("0.0.0.0/0", "8.8.8.8"));
        assert!(within("fd00::/8", "fd12::1"));
        assert!(!within("fd00::/8", "10.0.0.1"));
        for bad in ["", "10.0.0.0/33", "10.0.0.0/x", "host"] {
            assert!(bad.parse::<Network>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_example_file_is_the_documentation() {
        assert_eq!(
            include_str!("../../.env.example"),
            documentation(),
            "write it anew: keruen config print > .env.example"
        );
    }
}
