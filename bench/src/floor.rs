//! The floor of the same machine in the same run: axum answering "hi", SQLite committing durably, one row of PostgreSQL.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::load::{Measured, Request, load};
use crate::{Result, line};

pub(crate) async fn measure(seconds: u64) -> Result<()> {
    for clients in [1, 32] {
        let measured = answers(Router::new().route("/", get(|| async { "hi" })), clients, seconds).await?;
        line("floor", format!("axum answers \"hi\", {clients} clients"), measured.words(1));
    }
    for rows in [1, 32] {
        let rate = commits(seconds, rows).await?;
        line("floor", format!("SQLite, {rows} row(s) per durable commit"), format!("{rate:.0} rows/s"));
    }
    Ok(())
}

/// The least that a page with one statement can cost on PostgreSQL: one row by its key, and no page.
pub(crate) async fn measure_postgres(cluster: &str, seconds: u64) -> Result<()> {
    let pool =
        sqlx::postgres::PgPoolOptions::new().max_connections(16).test_before_acquire(false).connect(cluster).await?;
    let rows = pool.clone();
    let row = move || async move {
        let name: std::result::Result<String, sqlx::Error> =
            sqlx::query_scalar("SELECT datname::TEXT FROM pg_database WHERE datname = $1")
                .bind("postgres")
                .fetch_one(&rows)
                .await;
        name.map_err(|_| axum::http::StatusCode::INTERNAL_SERVER_ERROR)
    };
    let measured = answers(Router::new().route("/", get(row)), 32, seconds).await?;
    line("floor", "axum answers with one row of PostgreSQL, 32 clients", measured.words(1));
    pool.close().await;
    Ok(())
}

/// A server of its own on loopback under load.
async fn answers(router: Router, clients: usize, seconds: u64) -> Result<Measured> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let host = listener.local_addr()?.to_string();
    let listener = listener.tap_io(|stream| {
        // Without it small answers wait for the delayed acknowledgement.
        let _ = stream.set_nodelay(true);
    });
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let page =
        |_, _| Some(Request { method: "GET", path: "/".to_owned(), headers: String::new(), body: String::new() });
    let measured = load(&host, clients, seconds, 200, page).await;
    server.abort();
    measured
}

/// The key of row `number`: spread over the index as random ids are.
fn scattered(number: u32) -> [u8; 16] {
    u128::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).to_be_bytes()
}

/// Rows per second with `rows` inserts in each transaction, `synchronous = FULL`.
async fn commits(seconds: u64, rows: u32) -> Result<f64> {
    let file = std::env::temp_dir().join(format!("keruen-floor-{}-{rows}.db", std::process::id()));
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    sqlx::query("CREATE TABLE t (id BLOB PRIMARY KEY, body TEXT)").execute(&pool).await?;
    let body = "x".repeat(400);
    let begin = Instant::now();
    let mut done = 0_u32;
    while begin.elapsed() < Duration::from_secs(seconds) {
        let mut tx = pool.begin_with("BEGIN IMMEDIATE").await?;
        for _ in 0..rows {
            sqlx::query("INSERT INTO t VALUES ($1, $2)")
                .bind(scattered(done).to_vec())
                .bind(&body)
                .execute(&mut *tx)
                .await?;
            done += 1;
        }
        tx.commit().await?;
    }
    let rate = f64::from(done) / begin.elapsed().as_secs_f64();
    pool.close().await;
    for suffix in ["", "-wal", "-shm"] {
        // What SQLite folded away itself is gone already.
        let _ = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
    Ok(rate)
}
