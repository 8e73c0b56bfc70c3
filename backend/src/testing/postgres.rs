//! One PostgreSQL database per test, copied from a template that has the migrations already.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use super::random_word;
use crate::store::{MIGRATIONS, Store};

const URL: &str = "KERUEN_TEST_PG_URL";
const REQUIRE: &str = "KERUEN_REQUIRE_PG";
/// Only one test builds the template; the others wait for it. An arbitrary number of our own.
const TEMPLATE_LOCK: i64 = 0x6b65_7275_656e;

pub(super) struct Database {
    cluster: PgConnectOptions,
    name: String,
    url: String,
}

impl Database {
    /// A new database, or none when there is no cluster and none is required.
    pub(super) async fn create() -> Option<Self> {
        let Some(address) = setting(URL) else {
            assert!(setting(REQUIRE).as_deref() != Some("1"), "{REQUIRE}=1, but {URL} is not set");
            eprintln!(
                "\n*** PostgreSQL half DID NOT RUN: {URL} is not set (`cargo xtask postgres` starts a cluster) ***\n"
            );
            return None;
        };
        let cluster: PgConnectOptions = address.parse().expect("the address of a PostgreSQL cluster");
        let mut connection = PgConnection::connect_with(&cluster).await.expect("a running cluster");
        let template = template(&mut connection, &address).await;
        let name = format!("keruen_test_{}", random_word());
        run(&mut connection, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let url = with_database(&address, &name);
        Some(Self { cluster, name, url })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) async fn drop(self) {
        let Ok(mut connection) = PgConnection::connect_with(&self.cluster).await else { return };
        let dropped = connection.execute(AssertSqlSafe(format!("DROP DATABASE {} WITH (FORCE)", self.name))).await;
        if let Err(error) = dropped {
            eprintln!("{} stays behind: {error}", self.name);
        }
    }
}

/// The name of a database in which exactly our migrations have run; made when it is missing.
async fn template(connection: &mut PgConnection, address: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let mut sum = Sha256::new();
    MIGRATIONS.iter().for_each(|migration| sum.update(&migration.checksum));
    let sum: u64 = sum.finalize().iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
    let name = format!("keruen_template_{sum:016x}");

    sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut *connection).await.expect("a lock");
    let there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
        .bind(&name)
        .fetch_one(&mut *connection)
        .await
        .expect("the list of databases");
    if !there {
        // Built under another name, so that a test which was killed leaves no half template.
        let draft = format!("keruen_draft_{}", random_word());
        run(connection, format!("CREATE DATABASE {draft}")).await;
        let store = Store::connect(&with_database(address, &draft)).await.expect("migrations run");
        store.close().await;
        run(connection, format!("ALTER DATABASE {draft} RENAME TO {name}")).await;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)").bind(TEMPLATE_LOCK).execute(&mut *connection).await.expect("unlock");
    name
}

async fn run(connection: &mut PgConnection, sql: String) {
    connection.execute(AssertSqlSafe(sql)).await.expect("a statement on databases");
}

/// The same cluster, another database.
fn with_database(address: &str, name: &str) -> String {
    let (base, query) = address.split_once('?').map_or((address, None), |(base, query)| (base, Some(query)));
    let server = base.match_indices('/').nth(2).map_or(base, |(end, _)| &base[..end]);
    query.map_or_else(|| format!("{server}/{name}"), |query| format!("{server}/{name}?{query}"))
}

#[expect(clippy::disallowed_methods, reason = "tests have no settings of their own to be given")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
