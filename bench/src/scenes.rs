//! What is measured on each engine.

use std::sync::Arc;
use std::time::Instant;

use keruen_domain::fact::{Body, Direction, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::FactId;
use keruen_domain::scan::Verdict;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::http::Client;
use crate::load::{Request, load};
use crate::seed::{Seed, form, seed};
use crate::server::Server;
use crate::{Result, line};

pub(crate) async fn all(engine: &str, url: &str, seconds: u64, people: usize) -> Result<()> {
    let begin = Instant::now();
    let seed = Arc::new(seed(url, people).await?);
    line(
        engine,
        format!("{people} registrations, one after the other, in process"),
        format!("{:.1} s", begin.elapsed().as_secs_f64()),
    );
    let server = Server::start(url).await?;
    line(engine, format!("start with {people} participants"), format!("{} ms", server.started_in.as_millis()));
    line(engine, "memory after start", format!("{} MiB", server.memory()?.0));
    pages(engine, &server, &seed, seconds).await?;
    roster(engine, &server, &seed).await?;
    let (now, peak) = server.memory()?;
    line(
        engine,
        format!("memory with {people} participants, pages and roster served"),
        format!("{now} MiB, at most {peak} MiB"),
    );
    for clients in [1, 8, 32] {
        let measured = scans(&server, &seed, clients, seconds, 1).await?;
        line(engine, format!("check-ins, one per request, {clients} client(s)"), measured.words(1));
    }
    let boards = watch(&server, &seed, BOARDS).await?;
    let measured = scans(&server, &seed, 32, seconds, 1).await?;
    let snapshots = boards.into_iter().map(Board::stop).sum::<usize>();
    line(
        engine,
        format!("check-ins, one per request, 32 clients, {BOARDS} boards open"),
        format!("{}; {snapshots} snapshots sent", measured.words(1)),
    );
    let measured = scans(&server, &seed, 8, seconds, 200).await?;
    line(engine, "check-ins, 200 per request, 8 clients", measured.words(200));
    burst(engine, &server, &seed).await?;
    registrations(engine, &server, &seed, seconds).await?;
    let (now, peak) = server.memory()?;
    line(engine, "memory after all that", format!("{now} MiB, at most {peak} MiB"));
    server.stop().await
}

async fn pages(engine: &str, server: &Server, seed: &Arc<Seed>, seconds: u64) -> Result<()> {
    for (what, path) in
        [("event page", format!("/kk/e/{}", seed.event)), ("caravan page", format!("/kk/c/{}", seed.slug))]
    {
        let get = move |_, _| {
            Some(Request { method: "GET", path: path.clone(), headers: String::new(), body: String::new() })
        };
        let measured = load(&server.host, 32, seconds, 200, get).await?;
        line(engine, format!("{what}, 32 clients"), measured.words(1));
    }
    Ok(())
}

async fn roster(engine: &str, server: &Server, seed: &Seed) -> Result<()> {
    let headers = format!("authorization: Bearer {}\r\naccept-encoding: gzip\r\n", seed.phones[0].device_token);
    let mut client = Client::connect(&server.host).await?;
    for time in ["first", "again"] {
        let begin = Instant::now();
        let reply = client.send("GET", "/api/v1/roster", &headers, "").await?;
        if reply.status != 200 {
            return Err(format!("roster: {}", reply.status).into());
        }
        let (size, took) = (reply.body.len(), begin.elapsed());
        line(
            engine,
            format!("roster of {} tickets, {time}", seed.tickets.len()),
            format!("{} ms, {} kB gz", took.as_millis(), size / 1000),
        );
    }
    let plain = headers.replace("gzip", "identity");
    let whole = client.send("GET", "/api/v1/roster", &plain, "").await?;
    let whole: serde_json::Value = serde_json::from_slice(whole.body)?;
    let path = format!("/api/v1/roster?since={}", whole["delta"]["cursor"].as_str().unwrap_or_default());
    let begin = Instant::now();
    let reply = client.send("GET", &path, &headers, "").await?;
    let (size, took) = (reply.body.len(), begin.elapsed());
    line(engine, "what changed of it: nothing", format!("{} ms, {} kB gz", took.as_millis(), size / 1000));
    Ok(())
}

/// Boards that are open while phones scan.
const BOARDS: usize = 5;
/// Phones that come back to the network at once, and what each of them owes.
const BURST: (usize, usize) = (20, 500);

/// A board that counts what it is sent.
struct Board {
    task: tokio::task::JoinHandle<()>,
    snapshots: Arc<std::sync::atomic::AtomicUsize>,
}

impl Board {
    fn stop(self) -> usize {
        self.task.abort();
        self.snapshots.load(std::sync::atomic::Ordering::Relaxed)
    }
}

async fn watch(server: &Server, seed: &Seed, boards: usize) -> Result<Vec<Board>> {
    let mut open = Vec::new();
    for _ in 0..boards {
        let headers = format!("authorization: Bearer {}\r\naccept: text/event-stream\r\n", seed.token);
        let path = format!("/api/v1/live?caravan={}", seed.caravan);
        let mut feed = Client::connect(&server.host).await?;
        feed.open(&path, &headers).await?;
        let snapshots = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counted = Arc::clone(&snapshots);
        let task = tokio::spawn(async move {
            while let Ok(line) = feed.read_line().await {
                if line.starts_with("event: snapshot") || line.starts_with("event:snapshot") {
                    counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                }
            }
        });
        open.push(Board { task, snapshots });
    }
    Ok(open)
}

/// Twenty phones come back with 500 scans each: the wall time until everything is acknowledged.
async fn burst(engine: &str, server: &Server, seed: &Arc<Seed>) -> Result<()> {
    let (phones, owed) = BURST;
    let batches = owed.div_ceil(200);
    let sent = Arc::clone(seed);
    let run = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    let measured = load(&server.host, phones, 600, 200, move |client, number| {
        let size = owed.saturating_sub(number * 200).min(200);
        (number < batches).then(|| batch(&sent, client, run, number * 200, size))
    })
    .await?;
    line(
        engine,
        format!("burst: {phones} phones come back with {owed} scans each"),
        format!("all acknowledged after {} ms", measured.took.as_millis()),
    );
    Ok(())
}

/// A batch of a phone's scans; `first` is the number of the first one.
fn batch(seed: &Seed, client: usize, run: u128, first: usize, size: usize) -> Request {
    let phone = &seed.phones[client];
    let facts: Vec<Fact> = (0..size)
        .map(|i| {
            let serial = first + i;
            let id = FactId(Uuid::from_u128(run << 40 | (client as u128) << 32 | serial as u128));
            let wall = Timestamp::from_millis(i64::try_from(run / 1_000_000).unwrap_or(0));
            let scan = Scan {
                event: seed.event,
                read: Read::Ticket(seed.tickets[(client * 600 + serial) % seed.tickets.len()]),
                direction: Direction::In,
                method: Method::Qr,
                operator: phone.operator,
                verdicts: vec![Verdict::Admit],
                outcome: Outcome::Admitted,
            };
            Fact { id, seq: i64::try_from(serial).unwrap_or(0), wall, boot: 1, mono: 1, body: Body::Scan(scan) }
        })
        .collect();
    let body = serde_json::json!({ "facts": facts }).to_string();
    let headers = format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n", phone.device_token);
    Request { method: "POST", path: "/api/v1/scans".to_owned(), headers, body }
}

async fn scans(
    server: &Server,
    seed: &Arc<Seed>,
    clients: usize,
    seconds: u64,
    each: usize,
) -> Result<crate::load::Measured> {
    let seed = Arc::clone(seed);
    // Every run has its own numbers, so that no fact is a repetition.
    let run = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    load(&server.host, clients, seconds, 200, move |client, number| {
        Some(batch(&seed, client, run, number * each, each))
    })
    .await
}

async fn registrations(engine: &str, server: &Server, seed: &Arc<Seed>, seconds: u64) -> Result<()> {
    for clients in [1, 32] {
        let seed = Arc::clone(seed);
        let measured = load(&server.host, clients, seconds, 201, move |client, number| {
            let mut body = serde_json::to_value(form(number * 32 + client)).ok()?;
            body.as_object_mut()?.insert("event".to_owned(), serde_json::json!(seed.event));
            let headers = format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n", seed.token);
            Some(Request { method: "POST", path: "/api/v1/registrations".to_owned(), headers, body: body.to_string() })
        })
        .await?;
        line(engine, format!("registrations over HTTP, {clients} client(s)"), measured.words(1));
    }
    Ok(())
}
