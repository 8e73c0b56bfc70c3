//! Connections to SQLite: a file, no service.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Result, Store};

/// Readers; a read of the board must not wait for a page.
const READERS: u32 = 8;
/// Pages kept in memory by the writer and by each reader: negative numbers are KiB. Readers keep the upper pages of the
/// indexes and what one page shows; the rest of the file is in the system's cache, a copy away and once for all eight.
const WRITER_CACHE: &str = "-16000";
const READER_CACHE: &str = "-2000";
/// Rows on their way from a connection's thread to whoever asked. With the driver's 50 both sides sleep and wake each
/// other four hundred times for a roster of 20 000.
const ROWS_AHEAD: usize = 1_000;

pub(super) async fn connect(url: &str) -> Result<Store> {
    let options: SqliteConnectOptions = url
        .parse::<SqliteConnectOptions>()?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What was acknowledged survives a power cut: in WAL mode only FULL syncs at each commit.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .auto_vacuum(SqliteAutoVacuum::None)
        // An erased name must not stay in a free page.
        .pragma("secure_delete", "ON")
        .statement_cache_capacity(256)
        .row_buffer_size(ROWS_AHEAD);
    // A file does not hang up; asking it before each use would cost a round trip to the connection's thread.
    let pool = SqlitePoolOptions::new().acquire_timeout(Duration::from_secs(30)).test_before_acquire(false);
    let writer = options.clone().pragma("cache_size", WRITER_CACHE);
    let reader = options.read_only(true).pragma("cache_size", READER_CACHE);
    let write = pool.clone().max_connections(1).connect_with(writer).await?;
    let read = pool.max_connections(READERS).connect_with(reader).await?;
    Ok(Store::Sqlite { read, write })
}

impl Store {
    /// Writes a consistent copy of a SQLite store into an empty file. Does nothing on PostgreSQL.
    ///
    /// The copy has no instance id: whoever opens it is another store, which draws its own, and phones notice.
    pub(crate) async fn copy_to(&self, path: &Path) -> Result<()> {
        if let Self::Sqlite { read, .. } = self {
            sqlx::query("VACUUM INTO $1").bind(path.display().to_string()).execute(read).await?;
            let options = SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Delete);
            let mut copy = options.connect().await?;
            sqlx::query("DELETE FROM instance").execute(&mut copy).await?;
            copy.close().await?;
        }
        Ok(())
    }
}
