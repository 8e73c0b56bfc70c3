//! The floor of the same machine in the same run: axum answering "hi", SQLite committing durably.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::load::{Request, load};
use crate::{Result, line};

pub(crate) async fn measure(seconds: u64) -> Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let host = listener.local_addr()?.to_string();
    let listener = listener.tap_io(|stream| {
        // Without it small answers wait for the delayed acknowledgement.
        let _ = stream.set_nodelay(true);
    });
    let server =
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/", get(|| async { "hi" }))).await });
    for clients in [1, 32] {
        let hi =
            |_, _| Some(Request { method: "GET", path: "/".to_owned(), headers: String::new(), body: String::new() });
        let measured = load(&host, clients, seconds, 200, hi).await?;
        line("floor", format!("axum answers \"hi\", {clients} clients"), measured.words(1));
    }
    server.abort();
    for rows in [1, 32] {
        let rate = commits(seconds, rows).await?;
        line("floor", format!("SQLite, {rows} row(s) per durable commit"), format!("{rate:.0} rows/s"));
    }
    Ok(())
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
