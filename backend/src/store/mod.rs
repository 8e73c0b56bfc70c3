//! The store: one SQL text, two engines. SQL lives in the features' `sql.rs`; this module knows connections only.

mod migrate;
mod postgres;
mod sqlite;

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Pool, Postgres, Sqlite, SqliteConnection, Transaction};

pub use migrate::MIGRATIONS;

/// Where the data is.
#[derive(Clone)]
pub enum Store {
    /// A file. One writer, several readers.
    Sqlite {
        /// Read-only connections.
        read: Pool<Sqlite>,
        /// The one writing connection.
        write: Pool<Sqlite>,
    },
    /// A server, shared by several processes.
    Postgres(Pool<Postgres>),
}

/// An open transaction. Dropped without [`Tx::commit`], it is rolled back.
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
    /// No transaction, on SQLite: see [`Store::look`].
    SqliteLook(PoolConnection<Sqlite>),
    /// No transaction, on PostgreSQL.
    PostgresLook(PoolConnection<Postgres>),
}

/// What is behind a [`Tx`], for [`on!`].
pub(crate) enum Conn<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// What can go wrong below the verbs. Logged, never shown.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The driver's own error.
    #[error("store: {0}")]
    Driver(#[from] sqlx::Error),
    /// The migrations do not fit the store: one was edited, or the store is newer than this program.
    #[error("migrations: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row holds what this program cannot read.
    #[error("row of {table}: {column} is not readable")]
    Row {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
    },
    /// The address names no engine that we know.
    #[error("the database address must begin with sqlite:// or postgres://")]
    UnknownEngine,
}

impl StoreError {
    /// The store itself is away: no connection, or it broke. Trying something smaller does not help.
    pub const fn is_outage(&self) -> bool {
        use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
        matches!(self, Self::Driver(Io(_) | Tls(_) | PoolTimedOut | PoolClosed | WorkerCrashed))
    }

    /// The transaction lost against another one and may be tried again.
    pub fn is_retryable(&self) -> bool {
        let Self::Driver(sqlx::Error::Database(error)) = self else { return false };
        // 40001 serialization_failure, 40P01 deadlock_detected (PostgreSQL, Appendix A).
        matches!(error.code().as_deref(), Some("40001" | "40P01"))
    }
}

/// Result of everything in the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Runs one sqlx expression on whichever engine `tx` belongs to.
macro_rules! on {
    ($tx:expr, $conn:ident => $query:expr) => {
        match $tx.conn() {
            $crate::store::Conn::Sqlite($conn) => $query,
            $crate::store::Conn::Postgres($conn) => $query,
        }
    };
}
pub(crate) use on;

impl Store {
    /// Opens the store and brings its schema up to date.
    ///
    /// `sqlite://FILE` (made when missing) or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self> {
        let store = Self::open(url).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Opens the store as it is.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self::Postgres(postgres::connect(url).await?))
        } else if url.starts_with("sqlite:") {
            sqlite::connect(url).await
        } else {
            Err(StoreError::UnknownEngine)
        }
    }

    /// Begins a transaction that only reads: one snapshot for all its statements.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// A connection for single statements that only read. Each is a snapshot of its own, and none pays for BEGIN and
    /// ROLLBACK: on PostgreSQL two of three round trips. What must agree with each other is read in [`Store::read`].
    pub async fn look(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::SqliteLook(read.acquire().await?),
            Self::Postgres(pool) => Tx::PostgresLook(pool.acquire().await?),
        })
    }

    /// Begins a transaction that writes. On SQLite it holds the one writer until its end.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Folds the write-ahead log of SQLite into the file and empties it, so that nothing erased stays in it. Whoever reads
    /// just then keeps a part of it back until the next time. Nothing to do on PostgreSQL, which looks after its own.
    pub(crate) async fn fold_log(&self) -> Result<()> {
        if let Self::Sqlite { write, .. } = self {
            let (busy, ..): (i64, i64, i64) =
                sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(write).await?;
            if busy != 0 {
                tracing::info!("somebody reads an older state: the write-ahead log is emptied the next time");
            }
        }
        Ok(())
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Name of the engine, for people.
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

impl Tx {
    /// Makes everything done in the transaction durable.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
            // Nothing is open.
            Self::SqliteLook(_) | Self::PostgresLook(_) => {}
        }
        Ok(())
    }

    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(tx) => Conn::Sqlite(tx),
            Self::SqliteLook(connection) => Conn::Sqlite(connection),
            Self::Postgres(tx) => Conn::Postgres(tx),
            Self::PostgresLook(connection) => Conn::Postgres(connection),
        }
    }
}

/// A value as the JSON text of a column.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A column's JSON text as a value.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreError::Row { table, column })
}

/// A column of JSON text, read: `#[sqlx(try_from = "String")] title: Json<Localized>`.
#[derive(Debug, Clone)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: serde::de::DeserializeOwned> TryFrom<String> for Json<T> {
    type Error = serde_json::Error;
    fn try_from(text: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&text).map(Self)
    }
}

/// A column's value that was read, or else the name of the column that cannot be.
pub(crate) fn parsed<T>(value: Option<T>, table: &'static str, column: &'static str) -> Result<T> {
    value.ok_or(StoreError::Row { table, column })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_no_lost_race() {
        for error in [sqlx::Error::PoolTimedOut, sqlx::Error::PoolClosed, std::io::Error::other("gone").into()] {
            let error = StoreError::from(error);
            assert!(error.is_outage() && !error.is_retryable(), "{error}");
        }
        assert!(!StoreError::from(sqlx::Error::RowNotFound).is_outage() && !StoreError::UnknownEngine.is_outage());
    }
}
