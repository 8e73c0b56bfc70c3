//! Caravans' signing keys: made with the caravan, kept sealed by the installation's secret key, opened once per process.

mod sql;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::ticket::{CaravanKey, CaravanSigner, Keyring};
use keruen_domain::time::Timestamp;

pub(crate) use sql::key_version;

use crate::Backend;
use crate::error::{Internal, Refusal, Result};
use crate::store::{StoreError, Tx};

/// Number of a caravan's first key pair.
const FIRST: u8 = 1;

/// Opened signers of this process.
#[derive(Default)]
pub(crate) struct Signers(RwLock<HashMap<CaravanId, Arc<CaravanSigner>>>);

/// Draws a caravan's first key pair and keeps it.
pub(crate) async fn make(backend: &Backend, tx: &mut Tx, caravan: CaravanId, now: Timestamp) -> Result<()> {
    let mut seed = [0; 32];
    backend.entropy().fill(&mut seed);
    let sealed = backend.secret_key().seal(backend.entropy(), &context(caravan, FIRST), &seed)?;
    let public = CaravanSigner::from_seed(FIRST, caravan, seed).public();
    Ok(tx.caravan_key_insert(&public, &sealed, now).await?)
}

/// The caravan's newest key pair, ready to sign.
pub(crate) async fn signer(backend: &Backend, caravan: CaravanId) -> Result<Arc<CaravanSigner>> {
    let signers = &backend.signers().0;
    if let Some(signer) = signers.read().unwrap_or_else(PoisonError::into_inner).get(&caravan) {
        return Ok(Arc::clone(signer));
    }
    let (version, sealed) = backend.read().await?.caravan_key_sealed(caravan).await?.ok_or(Refusal::NotFound)?;
    let opened = Arc::new(open(backend, caravan, version, &sealed)?);
    signers.write().unwrap_or_else(PoisonError::into_inner).insert(caravan, Arc::clone(&opened));
    Ok(opened)
}

/// Opens every signing key in the store: fails with a clear message when the secret key is another one than the
/// store's. Gives their number.
pub(crate) async fn check(backend: &Backend) -> Result<usize> {
    let keys = backend.read().await?.caravan_key_all().await?;
    for (caravan, version, sealed) in &keys {
        open(backend, *caravan, *version, sealed)?;
    }
    Ok(keys.len())
}

/// The public keys of all caravans of a project: what a phone needs to tell its own, another caravan's and a forged
/// ticket apart.
pub(crate) async fn project_keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<CaravanKey>, StoreError> {
    tx.caravan_keys_of_project(project).await
}

/// A keyring that verifies the tickets of all caravans of a project. Public keys are nobody's secret.
pub async fn keyring(backend: &Backend, project: ProjectId) -> Result<Keyring> {
    Ok(Keyring::new(project_keys(&mut backend.read().await?, project).await?))
}

fn open(backend: &Backend, caravan: CaravanId, version: u8, sealed: &[u8]) -> Result<CaravanSigner, Internal> {
    let seed = backend.secret_key().open(&context(caravan, version), sealed)?;
    let seed = seed.try_into().map_err(|_| Internal::Crypto("a signing key has the wrong length"))?;
    Ok(CaravanSigner::from_seed(version, caravan, seed))
}

/// Binds a sealed seed to its place, so that nobody moves it to another caravan.
fn context(caravan: CaravanId, version: u8) -> Vec<u8> {
    [b"keruen-caravan-key".as_slice(), caravan.0.as_bytes(), &[version]].concat()
}
