//! Rows of `outbox` that people tell.

use keruen_domain::event::RegistrationState;
use keruen_domain::id::{AccountId, CaravanId, PersonId, ProjectId, RegistrationId, StopId};
use keruen_domain::letter::LetterKind;
use keruen_domain::phone::Phone;
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::by_hand::{Reached, Row};
use crate::caravans::{MaybeStop, stop_columns};
use crate::events::{EventRow, event_columns};
use crate::people::person_name;
use crate::store::{Result, Tx, on, parsed};

#[derive(sqlx::FromRow)]
struct ToTellRow {
    letter: Uuid,
    letter_kind: String,
    told_at: Option<i64>,
    person: Uuid,
    family_name: String,
    given_name: String,
    patronymic: Option<String>,
    language: String,
    phone: Option<String>,
    rep_name: Option<String>,
    rep_phone: Option<String>,
    leader_name: Option<String>,
    leader_phone: Option<String>,
    registration: Uuid,
    standing: String,
    #[sqlx(flatten)]
    event: EventRow,
    #[sqlx(flatten)]
    stop: MaybeStop,
}

impl Tx {
    /// What people of a caravan are to be told by hand at `now`, oldest first, and what they were told since `told_since`.
    pub(super) async fn outbox_by_hand(
        &mut self,
        caravan: CaravanId,
        now: Timestamp,
        told_since: Timestamp,
    ) -> Result<Vec<Row>> {
        const SQL: &str = concat!(
            "SELECT o.id AS letter, o.kind AS letter_kind, o.told_at, p.id AS person, p.family_name, p.given_name, p.patronymic,
                p.language, p.phone, p.rep_name, p.rep_phone, g.leader_name, g.leader_phone, r.id AS registration,
                r.state AS standing, ",
            event_columns!(),
            ", ",
            stop_columns!(),
            " FROM outbox o JOIN persons p ON p.id = o.person_id JOIN events e ON e.id = o.event_id
                JOIN registrations r ON r.event_id = o.event_id AND r.person_id = o.person_id LEFT JOIN stops s ON s.id = e.stop_id
                LEFT JOIN group_members m ON m.person_id = p.id AND m.left_at IS NULL LEFT JOIN groups g ON g.id = m.group_id
            WHERE o.caravan_id = $1 AND p.erased_at IS NULL AND e.ends_at > $2 AND ((o.told_at IS NULL AND (
                    (o.by_hand AND o.state = 'queued' AND o.due_at <= $2)
                    OR (o.state = 'gave_up' AND o.kind <> 'reminder')))
                OR o.told_at > $3)
            ORDER BY o.created_at, o.id"
        );
        let rows: Vec<ToTellRow> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).bind(now.millis())
            .bind(told_since.millis()).fetch_all(db).await)?;
        rows.into_iter().map(ToTellRow::read).collect()
    }

    /// Where a letter of a caravan that people tell belongs: project and stop.
    pub(super) async fn outbox_place(
        &mut self,
        letter: Uuid,
        caravan: CaravanId,
    ) -> Result<Option<(ProjectId, Option<StopId>)>> {
        const SQL: &str = "SELECT c.project_id, e.stop_id FROM outbox o JOIN events e ON e.id = o.event_id
            JOIN caravans c ON c.id = o.caravan_id WHERE o.id = $1 AND o.caravan_id = $2";
        let row: Option<(Uuid, Option<Uuid>)> =
            on!(self, db => sqlx::query_as(SQL).bind(letter).bind(caravan.0).fetch_optional(db).await)?;
        Ok(row.map(|(project, stop)| (ProjectId(project), stop.map(StopId))))
    }

    /// Somebody told it at this time; none: nobody did after all. `false` when it is not one of those that people tell.
    pub(super) async fn outbox_told(&mut self, letter: Uuid, by: AccountId, at: Option<Timestamp>) -> Result<bool> {
        const SQL: &str = "UPDATE outbox SET told_at = $2, told_by = $3,
                state = CASE WHEN NOT by_hand THEN 'gave_up' WHEN $2 IS NULL THEN 'queued' ELSE 'sent' END
            WHERE id = $1 AND (by_hand OR state = 'gave_up')";
        let done = on!(self, db => sqlx::query(SQL).bind(letter).bind(at.map(Timestamp::millis)).bind(by.0)
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }
}

impl ToTellRow {
    fn read(self) -> Result<Row> {
        let phone = |text: Option<String>, column| {
            text.filter(|text| !text.is_empty())
                .map(|text| parsed(Phone::parse(&text).ok(), "persons", column))
                .transpose()
        };
        let (own, rep) = (phone(self.phone, "phone")?, phone(self.rep_phone, "rep_phone")?);
        let leader = phone(self.leader_phone, "leader_phone")?;
        let reached = match (own, rep, leader) {
            (Some(own), _, _) => Some(Reached::Themselves(own)),
            (None, Some(rep), _) => Some(Reached::Representative(self.rep_name.unwrap_or_default(), rep)),
            (None, None, Some(leader)) => Some(Reached::Leader(self.leader_name.unwrap_or_default(), leader)),
            (None, None, None) => None,
        };
        Ok(Row {
            letter: self.letter,
            kind: parsed(LetterKind::parse(&self.letter_kind), "outbox", "kind")?,
            person: PersonId(self.person),
            name: person_name(&self.family_name, &self.given_name, self.patronymic.as_deref())?,
            language: parsed(Lang::parse(&self.language), "persons", "language")?,
            reached,
            registration: RegistrationId(self.registration),
            standing: parsed(RegistrationState::parse(&self.standing), "registrations", "state")?,
            event: self.event.read()?,
            stop: self.stop.0,
            told_at: self.told_at.map(Timestamp::from_millis),
        })
    }
}
