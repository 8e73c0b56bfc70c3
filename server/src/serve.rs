//! From a configuration to a running server, and to its orderly end.

use std::net::SocketAddr;
use std::time::Duration;

use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use keruen_app::request::Transport;
use keruen_app::state::{App, Assets};
use keruen_backend::store::{Store, StoreError};
use keruen_backend::{Backend, attendance};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::assets::Site;
use crate::config::{BaseUrl, Config, ConfigError, TlsFiles};
use crate::forgetting;
use crate::mail;
use crate::router::{self, Patience, Setup};
use crate::secret_key::{self, KeyError};
use crate::telemetry;

/// A connection that says nothing for so long is closed.
const HEADERS_WITHIN: Duration = Duration::from_secs(20);
/// Requests under way get so long when the server stops.
const GRACE: Duration = Duration::from_secs(10);

/// Why the server did not start, or ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The settings do not fit together.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// There is no secret key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The store does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A folder, a socket or a certificate.
    #[error("{what}: {error}")]
    Io {
        /// What was tried.
        what: String,
        /// What went wrong.
        error: std::io::Error,
    },
    /// The base URL is not an origin that browsers send.
    #[error("KERUEN_BASE_URL: {0}")]
    BaseUrl(#[from] tower_http::csrf::ConfigError),
    /// Letters cannot leave as the settings say.
    #[error("KERUEN_MAIL: {0}")]
    Mail(#[from] keruen_backend::Error),
    /// The server's task broke.
    #[error("the server's task ended early")]
    TaskGone,
}

/// A server that listens.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What people use.
    pub base_url: BaseUrl,
    /// Its verbs.
    pub backend: Backend,
    handle: Handle<SocketAddr>,
    stopping: watch::Sender<bool>,
    task: JoinHandle<std::io::Result<()>>,
}

/// Opens the store as it is, for commands that only look: a backup before an upgrade must not be an upgrade.
pub async fn look(config: &Config) -> Result<Backend, ServeError> {
    let (key, _) = secret_key::load_or_make(config)?;
    Ok(Backend::new(Store::open(config.database_url.expose()).await?, key))
}

/// Opens the store (and brings it up to date), with the secret key.
pub async fn open(config: &Config) -> Result<Backend, ServeError> {
    prepare_folder(config)?;
    let (key, origin) = secret_key::load_or_make(config)?;
    if origin == secret_key::Origin::Made {
        let path = secret_key::file(&config.data_dir);
        if config.is_sqlite() {
            tracing::info!(file = %path.display(), "made the secret key; keep a copy with the backups");
        } else {
            tracing::warn!(file = %path.display(), "made the secret key; every other server on this database needs the same one as KERUEN_SECRET_KEY");
        }
    }
    let store = Store::connect(config.database_url.expose()).await?;
    Ok(Backend::new(store, key))
}

/// Makes the data folder, readable by its owner only.
pub fn prepare_folder(config: &Config) -> Result<(), ServeError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder
        .create(&config.data_dir)
        .map_err(|error| ServeError::Io { what: config.data_dir.display().to_string(), error })
}

/// Opens the store and serves.
pub async fn start(config: &Config) -> Result<Running, ServeError> {
    config.check_exposure()?;
    let backend = open(config).await?;
    start_with(config, backend).await
}

/// Serves a backend that is there already.
pub async fn start_with(config: &Config, backend: Backend) -> Result<Running, ServeError> {
    config.check_exposure()?;
    telemetry::metrics();
    let io = |what: String| move |error| ServeError::Io { what, error };
    let listener =
        std::net::TcpListener::bind(config.listen).map_err(io(format!("cannot listen on {}", config.listen)))?;
    let address = listener.local_addr().map_err(io("the listening address".to_owned()))?;
    let base_url = config.base_url_at(address);

    let (stopping, stopped) = watch::channel(false);
    let app =
        App { backend: backend.clone(), assets: Assets::new(Site::addresses()), base_url: base_url.as_str().into() };
    let setup = Setup {
        transport: transport(&base_url),
        trusted_proxies: config.trusted_proxies.clone().into(),
        metrics_token: config.metrics_token.clone(),
        patience: Patience::people_per_address(config.people_per_address),
        stopping: stopped.clone(),
    };
    let (router, _) = router::build(&app, setup)?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();

    let handle = Handle::new();
    let mut server = axum_server::from_tcp(listener)
        .map_err(io("the listening socket".to_owned()))?
        .handle(handle.clone())
        .first_request_timeout(HEADERS_WITHIN)
        .acceptor(NoDelayAcceptor::new());
    server.http_builder().http1().header_read_timeout(HEADERS_WITHIN);
    let task = match &config.tls {
        None => tokio::spawn(server.serve(service)),
        Some(files) => {
            let tls = RustlsAcceptor::new(tls(files).await?).acceptor(NoDelayAcceptor::new());
            tokio::spawn(server.acceptor(tls).serve(service))
        }
    };
    tokio::spawn(forgetting::forget(backend.clone(), stopping.subscribe()));
    let post = mail::post(config, &base_url)?;
    tokio::spawn(mail::run(app, config.clone(), post, stopped));
    let early = backend.clone();
    tokio::spawn(async move {
        if let Err(error) = attendance::warm(&early).await {
            tracing::warn!(%error, "the days under way could not be folded in advance");
        }
    });
    Ok(Running { address, base_url, backend, handle, stopping, task })
}

/// How cookies are written for people who come by `base_url`.
pub fn transport(base_url: &BaseUrl) -> Transport {
    if base_url.is_https() { Transport::Secure } else { Transport::Plain }
}

async fn tls(files: &TlsFiles) -> Result<RustlsConfig, ServeError> {
    // A second server in one process finds the provider set already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let what = format!("{} and {}", files.cert.display(), files.key.display());
    RustlsConfig::from_pem_file(&files.cert, &files.key).await.map_err(|error| ServeError::Io { what, error })
}

impl Running {
    /// Waits until the server ends by itself or `signal` comes, then ends it in order.
    pub async fn until(mut self, signal: impl Future<Output = ()>) -> Result<(), ServeError> {
        tokio::select! {
            ended = &mut self.task => return ended.map_err(|_| ServeError::TaskGone)?.map_err(|error| ServeError::Io { what: "serving".to_owned(), error }),
            () = signal => {}
        }
        self.stop().await
    }

    /// Takes no new connections, ends the event streams, lets requests under way finish for ten seconds, and closes
    /// the store.
    pub async fn stop(self) -> Result<(), ServeError> {
        self.stopping.send_replace(true);
        self.handle.graceful_shutdown(Some(GRACE));
        let ended = self.task.await.map_err(|_| ServeError::TaskGone)?;
        self.backend.store().close().await;
        ended.map_err(|error| ServeError::Io { what: "serving".to_owned(), error })
    }
}

/// Comes when the machine asks the process to end: SIGTERM, or Ctrl-C.
pub async fn asked_to_stop() {
    let interrupt = async {
        // Without a handler the signal ends the process by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    interrupt.await;
}
