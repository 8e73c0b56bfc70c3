//! For tests, here and in other crates (feature `testing`): a backend whose time, ids and secrets are ours,
//! and `contract!`, which tells one story on both engines.

#![expect(clippy::missing_panics_doc, reason = "a test that cannot be set up panics")]

mod chance;
pub mod fixtures;
mod postgres;

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use keruen_domain::id::ProjectId;
use keruen_domain::time::Timestamp;

use crate::attendance::{ProjectState, project_state};
use crate::seal::SecretKey;
use crate::store::Store;
use crate::{Backend, chance::Entropy as _, chance::SystemEntropy};

pub use chance::{CountedIds, SeededEntropy, TestClock};
pub use fixtures::Fixture;

/// Monday 5 September 2022, 10:00 in Almaty: when a test's clock starts.
pub const START: Timestamp = Timestamp::from_millis(1_662_350_400_000);

/// The installation's secret key in tests.
pub const SECRET_KEY: [u8; 32] = [7; 32];

/// A backend on an empty store of its own, with a clock that stands still until it is set. Reads as a [`Backend`].
#[derive(Clone)]
pub struct TestBackend {
    backend: Backend,
    /// The clock; it starts at [`START`].
    pub clock: Arc<TestClock>,
    ids: Arc<CountedIds>,
    entropy: Arc<SeededEntropy>,
    home: Arc<Home>,
}

/// Where the store is; cleared when the last clone goes.
struct Home {
    url: String,
    folder: Option<PathBuf>,
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // Nothing depends on it: the folder is a temporary one.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

impl Deref for TestBackend {
    type Target = Backend;
    fn deref(&self) -> &Backend {
        &self.backend
    }
}

impl TestBackend {
    /// On a SQLite file in a temporary folder, which goes with the last clone.
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(format!("keruen-test-{}", random_word()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let url = format!("sqlite://{}", folder.join("keruen.db").display());
        Self::at(url, Some(folder)).await
    }

    /// On the store at `url`, which must be empty; nothing is cleared afterwards.
    pub async fn on(url: &str) -> Self {
        Self::at(url.to_owned(), None).await
    }

    async fn at(url: String, folder: Option<PathBuf>) -> Self {
        let store = Store::connect(&url).await.expect("an empty store");
        let (clock, ids, entropy) =
            (Arc::new(TestClock::new(START)), Arc::new(CountedIds::default()), Arc::new(SeededEntropy::new(1)));
        let backend = Backend::with(store, SecretKey::new(SECRET_KEY), clock.clone(), ids.clone(), entropy.clone());
        Self { backend, clock, ids, entropy, home: Arc::new(Home { url, folder }) }
    }

    /// A second process on the same store: connections and caches of its own; clock, ids and secrets are shared.
    pub async fn replica(&self) -> Self {
        let store = Store::open(&self.home.url).await.expect("the same store");
        let key = SecretKey::new(SECRET_KEY);
        let backend = Backend::with(store, key, self.clock.clone(), self.ids.clone(), self.entropy.clone());
        Self { backend, ..self.clone() }
    }

    /// What the store's facts of a project fold to.
    pub async fn state(&self, project: ProjectId) -> Arc<ProjectState> {
        project_state(self, project).await.expect("a state")
    }

    /// The store's address.
    pub fn url(&self) -> &str {
        &self.home.url
    }

    /// A plain backend, to be handed on.
    pub fn backend(&self) -> Backend {
        self.backend.clone()
    }
}

/// 16 hexadecimal digits that no other test has.
fn random_word() -> String {
    let mut bytes = [0; 8];
    SystemEntropy.fill(&mut bytes);
    format!("{:016x}", u64::from_be_bytes(bytes))
}

/// Runs `case` on a SQLite file of its own.
pub async fn on_sqlite<F: Future<Output = ()> + Send + 'static>(case: impl FnOnce(TestBackend) -> F) {
    let backend = TestBackend::sqlite().await;
    let store = backend.store().clone();
    let ended = tokio::spawn(case(backend)).await;
    store.close().await;
    resume(ended);
}

/// Runs `case` on a PostgreSQL database of its own in the cluster at `KERUEN_TEST_PG_URL`. Without that
/// address it says loudly that it did not run, or panics when `KERUEN_REQUIRE_PG` is 1.
pub async fn on_postgres<F: Future<Output = ()> + Send + 'static>(case: impl FnOnce(TestBackend) -> F) {
    let Some(database) = postgres::Database::create().await else { return };
    let backend = TestBackend::on(database.url()).await;
    let store = backend.store().clone();
    let ended = tokio::spawn(case(backend)).await;
    store.close().await;
    database.drop().await;
    resume(ended);
}

fn resume(ended: Result<(), tokio::task::JoinError>) {
    match ended.map_err(tokio::task::JoinError::try_into_panic) {
        Ok(()) => {}
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        Err(Err(error)) => panic!("the case was stopped: {error}"),
    }
}

/// Tells each story on both engines: `contract! { async fn name(t: TestBackend) { … } }` gives the tests
/// `name::sqlite` and `name::postgres`. The story may spawn tasks: the runtime has several threads.
#[macro_export]
macro_rules! contract {
    ($($(#[$meta:meta])* async fn $name:ident($backend:ident: TestBackend) $story:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn story($backend: $crate::testing::TestBackend) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::testing::on_sqlite(story).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::testing::on_postgres(story).await;
            }
        }
    )+};
}
