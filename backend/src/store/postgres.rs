//! Connections to PostgreSQL.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Pool, Postgres};

use super::Result;

/// Connections of one process. PostgreSQL's default limit of 100 leaves room for several.
const CONNECTIONS: u32 = 16;

pub(super) async fn connect(url: &str) -> Result<Pool<Postgres>> {
    // Deltas repeat the last 30 s, so that no write may take longer than a third of it.
    let options = url
        .parse::<PgConnectOptions>()?
        .application_name("keruen")
        .options([("statement_timeout", "10s"), ("idle_in_transaction_session_timeout", "10s")]);
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options)
        .await?)
}
