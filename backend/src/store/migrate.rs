//! The one migration history, embedded in the program; an edited one is refused by its checksum.

use sqlx::migrate::Migrator;

use super::{Result, Store};

/// All migrations, oldest first.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

impl Store {
    /// Applies what is missing. Refuses a store whose applied migrations differ from the embedded ones.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => MIGRATIONS.run(write).await?,
            Self::Postgres(pool) => MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }
}
