//! Connections to PostgreSQL.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, Pool, Postgres};

use super::Result;

/// Connections of one process. PostgreSQL's default limit of 100 leaves room for several.
const CONNECTIONS: u32 = 16;

/// A connection used within this time needs no asking.
const RESTED: Duration = Duration::from_secs(1);

pub(super) async fn connect(url: &str) -> Result<Pool<Postgres>> {
    // Deltas repeat the last 30 s, so that no write may take longer than a third of it.
    let options = url
        .parse::<PgConnectOptions>()?
        .application_name("keruen")
        .options([("statement_timeout", "10s"), ("idle_in_transaction_session_timeout", "10s")]);
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        // Asking a connection whether it is alive costs a round trip before each use: only those are asked that rested
        // long enough for a server or a firewall to have dropped them.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move {
                if about.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options)
        .await?)
}
