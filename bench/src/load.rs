//! A load of some clients for some seconds, and its percentiles.

use std::time::{Duration, Instant};

use crate::Result;
use crate::http::Client;

/// One request to send.
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) headers: String,
    pub(crate) body: String,
}

/// What was measured.
pub(crate) struct Measured {
    /// Requests answered as expected.
    pub(crate) done: usize,
    /// Wall time.
    pub(crate) took: Duration,
    latencies: Vec<Duration>,
}

impl Measured {
    pub(crate) fn per_second(&self, each: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let done = (self.done * each) as f64;
        done / self.took.as_secs_f64()
    }

    fn percentile(&self, part: usize) -> f64 {
        let at = (self.latencies.len() * part / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }

    /// Rate and latencies in words; `each` items per request.
    pub(crate) fn words(&self, each: usize) -> String {
        format!(
            "{:.0}/s, p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms",
            self.per_second(each),
            self.percentile(50),
            self.percentile(95),
            self.percentile(99)
        )
    }
}

/// `clients` connections send what `make(client, number)` builds, one after the other, until the time is over or the
/// requests are. Any status but `expect` ends the benchmark.
pub(crate) async fn load<F>(host: &str, clients: usize, seconds: u64, expect: u16, make: F) -> Result<Measured>
where
    F: Fn(usize, usize) -> Option<Request> + Clone + Send + 'static,
{
    let begin = Instant::now();
    let until = begin + Duration::from_secs(seconds);
    let mut tasks = Vec::new();
    for client in 0..clients {
        let (host, make) = (host.to_owned(), make.clone());
        tasks.push(tokio::spawn(async move {
            let mut connection = Client::connect(&host).await?;
            let mut latencies = Vec::new();
            let mut number = 0;
            while Instant::now() < until {
                let Some(request) = make(client, number) else { break };
                let sent = Instant::now();
                let reply = connection.send(request.method, &request.path, &request.headers, &request.body).await?;
                if reply.status != expect {
                    let body = String::from_utf8_lossy(reply.body).chars().take(300).collect::<String>();
                    return Err(format!("{} {}: {} {body}", request.method, request.path, reply.status).into());
                }
                latencies.push(sent.elapsed());
                number += 1;
            }
            Result::Ok(latencies)
        }));
    }
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await??);
    }
    let took = begin.elapsed();
    latencies.sort_unstable();
    Ok(Measured { done: latencies.len(), took, latencies })
}
