//! Counting and comparing only.

use crate::store::{MIGRATIONS, Result, Tx, on};

/// How the store's schema stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// As this program wants it.
    Current,
    /// So many migrations are missing; `keruen migrate` or `keruen serve` applies them.
    Behind(usize),
    /// A migration that this program does not know, or knows otherwise.
    Foreign,
}

impl Tx {
    pub(crate) async fn any_account(&mut self) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM accounts)";
        Ok(on!(self, db => sqlx::query_scalar(SQL).fetch_one(db).await)?)
    }

    pub(crate) async fn schema(&mut self) -> Result<Schema> {
        const SQL: &str = "SELECT version, checksum FROM _sqlx_migrations ORDER BY version";
        let applied: Vec<(i64, Vec<u8>)> = on!(self, db => sqlx::query_as(SQL).fetch_all(db).await)?;
        let known = |(version, checksum): &(i64, Vec<u8>)| {
            MIGRATIONS.iter().any(|migration| migration.version == *version && *migration.checksum == **checksum)
        };
        if !applied.iter().all(known) {
            return Ok(Schema::Foreign);
        }
        Ok(match MIGRATIONS.iter().count().saturating_sub(applied.len()) {
            0 => Schema::Current,
            missing => Schema::Behind(missing),
        })
    }
}
