//! What the board asks of the store beside the fold.

use keruen_domain::event::RegistrationState;
use keruen_domain::id::{CaravanId, EventId, PersonId};
use keruen_domain::time::{DAY, Timestamp};
use uuid::Uuid;

use crate::store::{Result, Tx, on};

impl Tx {
    /// Who holds a seat at the caravan's events that have begun and ended no more than a day before `now`.
    pub(super) async fn seats_begun(&mut self, caravan: CaravanId, now: Timestamp) -> Result<Vec<(EventId, PersonId)>> {
        const SQL: &str = "SELECT r.event_id, r.person_id FROM registrations r JOIN events e ON e.id = r.event_id
            WHERE e.caravan_id = $1 AND e.starts_at <= $2 AND e.ends_at > $3 AND r.state NOT IN ($4, $5)";
        let [waiting, cancelled] =
            [RegistrationState::Waiting, RegistrationState::Cancelled].map(RegistrationState::as_str);
        let since = now.plus(-DAY);
        let rows: Vec<(Uuid, Uuid)> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).bind(now.millis())
            .bind(since.millis()).bind(waiting).bind(cancelled).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(event, person)| (EventId(event), PersonId(person))).collect())
    }
}
