//! Rows of `facts`, many at a time.

use std::sync::OnceLock;

use keruen_domain::event::RegistrationState;
use keruen_domain::id::{CaravanId, EventId, GroupId, PersonId, StopId, TicketId};
use keruen_domain::name::PersonName;
use keruen_domain::scan::TicketMark;
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::row::Row;
use crate::people::{birth_date, person_name};
use crate::store::{Result, Tx, on, parsed};

/// Rows per statement. A few sizes only, so that prepared statements are used again. No larger ones: the driver looks up
/// the name of each `$n` on SQLite, and SQLite walks through all names to find it, so the cost grows with the square.
const SIZES: [usize; 3] = [8, 2, 1];
static INSERTS: [OnceLock<String>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
static LOOKUPS: [OnceLock<String>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];

/// Source, id, digest, who brought it without a proof.
type DigestRow = (Uuid, Uuid, Vec<u8>, Option<Uuid>);

/// A ticket with its holder, for a roster.
pub(super) struct TicketRow {
    pub(super) id: TicketId,
    pub(super) person: PersonId,
    pub(super) code: ShortCode,
    pub(super) mark: TicketMark,
    /// Name and birth date; none: erased.
    pub(super) holder: Option<(PersonName, CivilDate)>,
    pub(super) class_name: String,
    pub(super) group: Option<GroupId>,
}

/// `($1, $2), ($3, $4)`: places for `rows` rows of `columns` values.
fn places(rows: usize, columns: usize) -> String {
    let row = |r: usize| {
        let values: Vec<String> = (1..=columns).map(|c| format!("${}", r * columns + c)).collect();
        format!("({})", values.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

fn insert_sql(size: usize) -> &'static str {
    INSERTS[size].get_or_init(|| {
        let places = places(SIZES[size], 15);
        format!(
            "INSERT INTO facts (source_kind, source_id, id, digest, project_id, kind, event_id, ticket_id, person_id, target_id,
                seq, wall, body, received_at, handed_by) VALUES {places} ON CONFLICT DO NOTHING"
        )
    })
}

fn lookup_sql(size: usize) -> &'static str {
    LOOKUPS[size].get_or_init(|| {
        let places = places(SIZES[size], 2);
        format!(
            "WITH wanted (source_id, id) AS (VALUES {places})
            SELECT f.source_id, f.id, f.digest, f.handed_by FROM wanted w JOIN facts f ON f.source_id = w.source_id AND f.id = w.id"
        )
    })
}

/// Cuts `items` into pieces of the prepared sizes: the largest that fit, first.
fn pieces<T>(mut items: &[T]) -> Vec<(usize, &[T])> {
    let mut pieces = Vec::new();
    for (size, length) in SIZES.into_iter().enumerate() {
        while items.len() >= length {
            let (piece, rest) = items.split_at(length);
            pieces.push((size, piece));
            items = rest;
        }
    }
    pieces
}

impl Tx {
    /// Keeps the rows that are not there yet; tells how many were kept.
    pub(crate) async fn facts_insert(&mut self, rows: &[&Row], received_at: Timestamp) -> Result<u64> {
        let mut kept = 0;
        for (size, piece) in pieces(rows) {
            let sql = insert_sql(size);
            kept += on!(self, db => {
                let mut query = sqlx::query(sql);
                for row in piece {
                    query = query
                        .bind(row.source.kind())
                        .bind(row.source.uuid())
                        .bind(row.id)
                        .bind(row.digest.as_slice())
                        .bind(row.project.0)
                        .bind(row.kind.as_str())
                        .bind(row.event)
                        .bind(row.ticket)
                        .bind(row.person)
                        .bind(row.target)
                        .bind(row.seq)
                        .bind(row.wall)
                        .bind(row.body.as_str())
                        .bind(received_at.millis())
                        .bind(row.handed_by);
                }
                query.execute(db).await.map(|done| done.rows_affected())
            })?;
        }
        Ok(kept)
    }

    /// A fact that others brought is its phone's own from now on, as if it came now; tells whether it was one of those.
    pub(super) async fn fact_prove(&mut self, row: &Row, now: Timestamp) -> Result<u64> {
        const SQL: &str = "UPDATE facts SET handed_by = NULL, received_at = $4
            WHERE source_id = $1 AND id = $2 AND digest = $3 AND handed_by IS NOT NULL";
        let (source, id) = row.key();
        let (digest, now) = (row.digest.as_slice(), now.millis());
        Ok(
            on!(self, db => sqlx::query(SQL).bind(source).bind(id).bind(digest).bind(now).execute(db).await.map(|done| done.rows_affected()))?,
        )
    }

    /// Digests kept of these identities: source, id, digest, who brought it without a proof.
    pub(super) async fn fact_digests(&mut self, keys: &[(Uuid, Uuid)]) -> Result<Vec<DigestRow>> {
        let mut found = Vec::new();
        for (size, piece) in pieces(keys) {
            let sql = lookup_sql(size);
            let rows: Vec<DigestRow> = on!(self, db => {
                let mut query = sqlx::query_as(sql);
                for (source, id) in piece {
                    query = query.bind(*source).bind(*id);
                }
                query.fetch_all(db).await
            })?;
            found.extend(rows);
        }
        Ok(found)
    }

    /// Registrations of a caravan's events, or of those at one stop.
    pub(super) async fn roster_registrations(
        &mut self,
        caravan: CaravanId,
        stop: Option<StopId>,
    ) -> Result<Vec<(EventId, PersonId, RegistrationState)>> {
        const SQL: &str =
            "SELECT r.event_id, r.person_id, r.state FROM registrations r JOIN events e ON e.id = r.event_id
            WHERE e.caravan_id = $1 AND (CAST($2 AS UUID) IS NULL OR e.stop_id = $2)";
        let stop = stop.map(|stop| stop.0);
        let rows: Vec<(Uuid, Uuid, String)> =
            on!(self, db => sqlx::query_as(SQL).bind(caravan.0).bind(stop).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(event, person, state)| {
                let state = parsed(RegistrationState::parse(&state), "registrations", "state")?;
                Ok((EventId(event), PersonId(person), state))
            })
            .collect()
    }

    /// Tickets of a caravan with their holders.
    pub(super) async fn roster_tickets(&mut self, caravan: CaravanId) -> Result<Vec<TicketRow>> {
        const SQL: &str = "SELECT t.id, t.person_id, t.short_code, t.revoked_at, p.family_name, p.given_name, p.patronymic, p.class_name, p.birth_date, m.group_id, p.erased_at
            FROM tickets t JOIN persons p ON p.id = t.person_id
                LEFT JOIN group_members m ON m.person_id = t.person_id AND m.left_at IS NULL
            WHERE t.caravan_id = $1";
        type Columns = (
            Uuid,
            Uuid,
            String,
            Option<i64>,
            String,
            String,
            Option<String>,
            String,
            String,
            Option<Uuid>,
            Option<i64>,
        );
        let rows: Vec<Columns> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, person, code, revoked, family, given, patronymic, class_name, birth, group, erased)| {
                Ok(TicketRow {
                    id: TicketId(id),
                    person: PersonId(person),
                    code: parsed(ShortCode::parse(&code).ok(), "tickets", "short_code")?,
                    mark: if revoked.is_some() { TicketMark::Revoked } else { TicketMark::Valid },
                    holder: match erased {
                        Some(_) => None,
                        None => Some((person_name(&family, &given, patronymic.as_deref())?, birth_date(&birth)?)),
                    },
                    class_name,
                    group: group.map(GroupId),
                })
            })
            .collect()
    }
}
