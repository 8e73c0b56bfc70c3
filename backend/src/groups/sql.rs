//! Rows of `groups`, `group_events` and `group_members`.

use std::collections::BTreeMap;

use keruen_domain::api::RosterGroup;
use keruen_domain::consent::ConsentKind;
use keruen_domain::email::Email;
use keruen_domain::event::RegistrationState;
use keruen_domain::group_form::Leader;
use keruen_domain::id::{CaravanId, EventId, GroupId, PersonId};
use keruen_domain::name::NamePart;
use keruen_domain::phone::Phone;
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::GroupBrief;
use crate::chance::Secret;
use crate::store::{Result, StoreError, Tx, from_json, on, parsed, to_json};

/// A group as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) id: GroupId,
    pub(super) caravan: CaravanId,
    pub(super) leader: Leader,
    /// School and class, as the leader calls them.
    pub(super) title: String,
    pub(super) language: Lang,
    /// Values of the inputs that all its people share.
    pub(super) origin: BTreeMap<String, String>,
}

/// Somebody on a group's list.
#[derive(Debug, Clone)]
pub(super) struct MemberRow {
    pub(super) person: PersonId,
    pub(super) position: i64,
    pub(super) class_name: String,
    pub(super) note: String,
    pub(super) left_at: Option<Timestamp>,
    pub(super) candidate_key: String,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: Uuid,
    caravan_id: Uuid,
    leader_name: String,
    leader_phone: String,
    leader_email: Option<String>,
    title: String,
    language: String,
    origin: String,
}

#[derive(sqlx::FromRow)]
struct BriefRow {
    #[sqlx(flatten)]
    group: GroupRow,
    created_at: i64,
    people: i64,
    lacking: i64,
}

impl TryFrom<GroupRow> for Group {
    type Error = StoreError;
    fn try_from(row: GroupRow) -> Result<Self> {
        let email = row.leader_email.map(|email| parsed(Email::parse(&email).ok(), "groups", "leader_email"));
        Ok(Self {
            id: GroupId(row.id),
            caravan: CaravanId(row.caravan_id),
            leader: Leader {
                name: parsed(NamePart::parse(&row.leader_name).ok(), "groups", "leader_name")?,
                phone: parsed(Phone::parse(&row.leader_phone).ok(), "groups", "leader_phone")?,
                email: email.transpose()?,
            },
            title: row.title,
            language: parsed(Lang::parse(&row.language), "groups", "language")?,
            origin: from_json(&row.origin, "groups", "origin")?,
        })
    }
}

impl Tx {
    /// `false` when a group with this page is there already; one that is being written is waited for.
    pub(super) async fn group_insert(&mut self, group: &Group, page: &Secret, now: Timestamp) -> Result<bool> {
        const SQL: &str = "INSERT INTO groups (id, caravan_id, page_hash, leader_name, leader_phone, leader_email, title, language, origin, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (page_hash) DO NOTHING";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(group.id.0)
            .bind(group.caravan.0)
            .bind(page.hash())
            .bind(group.leader.name.as_str())
            .bind(group.leader.phone.e164())
            .bind(group.leader.email.as_ref().map(Email::as_str))
            .bind(group.title.as_str())
            .bind(group.language.code())
            .bind(to_json(&group.origin))
            .bind(now.millis())
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// The group whose page this secret opens.
    pub(super) async fn group_by_page(&mut self, page: &Secret) -> Result<Option<Group>> {
        const SQL: &str = "SELECT id, caravan_id, leader_name, leader_phone, leader_email, title, language, origin
            FROM groups WHERE page_hash = $1 AND leader_name <> ''";
        let row: Option<GroupRow> = on!(self, db => sqlx::query_as(SQL).bind(page.hash()).fetch_optional(db).await)?;
        row.map(Group::try_from).transpose()
    }

    /// Another page opens the group from now on. `false`: the caravan has no such group, or this page opens it already.
    pub(super) async fn group_page_set(&mut self, group: GroupId, caravan: CaravanId, page: &Secret) -> Result<bool> {
        const SQL: &str = "UPDATE groups SET page_hash = $3 WHERE id = $1 AND caravan_id = $2 AND page_hash <> $3";
        let done = on!(self, db => sqlx::query(SQL).bind(group.0).bind(caravan.0).bind(page.hash()).execute(db).await
            .map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// The groups of a caravan with what an organiser asks first.
    pub(super) async fn group_briefs(&mut self, caravan: CaravanId) -> Result<Vec<GroupBrief>> {
        const SQL: &str = "SELECT g.id, g.caravan_id, g.leader_name, g.leader_phone, g.leader_email, g.title, g.language, g.origin, g.created_at,
                (SELECT COUNT(*) FROM group_members m WHERE m.group_id = g.id AND m.left_at IS NULL) AS people,
                (SELECT COUNT(DISTINCT m.person_id) FROM group_members m JOIN registrations r ON r.person_id = m.person_id
                    WHERE m.group_id = g.id AND m.left_at IS NULL AND r.state = 'awaiting_consent') AS lacking
            FROM groups g WHERE g.caravan_id = $1 AND g.leader_name <> ''";
        let rows: Vec<BriefRow> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        let read = |row: BriefRow| {
            let Group { id, title, leader, .. } = row.group.try_into()?;
            let registered_at = Timestamp::from_millis(row.created_at);
            Ok(GroupBrief { id, title, leader, people: row.people, lacking: row.lacking, registered_at })
        };
        rows.into_iter().map(read).collect()
    }

    /// Locks the group's row until commit: its list changes in one place at a time. `false`: this page does not open it any
    /// more.
    pub(super) async fn group_lock(&mut self, group: GroupId, page: &Secret) -> Result<bool> {
        const SQL: &str = "UPDATE groups SET title = title WHERE id = $1 AND page_hash = $2";
        let done = on!(self, db => sqlx::query(SQL).bind(group.0).bind(page.hash()).execute(db).await
            .map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    pub(super) async fn group_event_insert(&mut self, group: GroupId, event: EventId) -> Result<()> {
        const SQL: &str = "INSERT INTO group_events (group_id, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(group.0).bind(event.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// The events for which the group is registered, in order of id (the order of locking).
    pub(super) async fn group_events(&mut self, group: GroupId) -> Result<Vec<EventId>> {
        const SQL: &str = "SELECT event_id FROM group_events WHERE group_id = $1 ORDER BY event_id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(group.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(EventId).collect())
    }

    pub(super) async fn group_member_insert(
        &mut self,
        group: GroupId,
        person: PersonId,
        position: i64,
        note: Option<&str>,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO group_members (person_id, group_id, position, note) VALUES ($1, $2, $3, $4)";
        on!(self, db => sqlx::query(SQL).bind(person.0).bind(group.0).bind(position).bind(note)
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Somebody leaves the list. `false` when they are not on it.
    pub(super) async fn group_member_leave(
        &mut self,
        group: GroupId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<bool> {
        const SQL: &str =
            "UPDATE group_members SET left_at = $3 WHERE group_id = $1 AND person_id = $2 AND left_at IS NULL";
        let done = on!(self, db => sqlx::query(SQL).bind(group.0).bind(person.0).bind(now.millis()).execute(db).await
            .map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// The whole list, who left it too.
    pub(super) async fn group_members(&mut self, group: GroupId) -> Result<Vec<MemberRow>> {
        const SQL: &str = "SELECT m.person_id, m.position, p.class_name, m.note, m.left_at, p.candidate_key
            FROM group_members m JOIN persons p ON p.id = m.person_id
            WHERE m.group_id = $1 AND p.erased_at IS NULL ORDER BY m.position, m.person_id";
        type Row = (Uuid, i64, Option<String>, Option<String>, Option<i64>, String);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(group.0).fetch_all(db).await)?;
        let read = |(person, position, class_name, note, left_at, candidate_key): Row| MemberRow {
            person: PersonId(person),
            position,
            class_name: class_name.unwrap_or_default(),
            note: note.unwrap_or_default(),
            left_at: left_at.map(Timestamp::from_millis),
            candidate_key,
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// Where the people of a group stand with their events.
    pub(super) async fn group_standings(
        &mut self,
        group: GroupId,
    ) -> Result<Vec<(PersonId, EventId, RegistrationState)>> {
        const SQL: &str = "SELECT r.person_id, r.event_id, r.state FROM registrations r
            JOIN group_members m ON m.person_id = r.person_id WHERE m.group_id = $1";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(group.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(person, event, state)| {
                let state = parsed(RegistrationState::parse(&state), "registrations", "state")?;
                Ok((PersonId(person), EventId(event), state))
            })
            .collect()
    }

    /// The groups of a caravan with each of their events, group by group.
    pub(crate) async fn roster_groups(&mut self, caravan: CaravanId) -> Result<Vec<(EventId, RosterGroup)>> {
        const SQL: &str = "SELECT e.event_id, g.id, g.title, g.leader_name
            FROM groups g JOIN group_events e ON e.group_id = g.id WHERE g.caravan_id = $1 ORDER BY g.id, e.event_id";
        let rows: Vec<(Uuid, Uuid, String, String)> =
            on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        let read = |(event, id, title, leader)| (EventId(event), RosterGroup { id: GroupId(id), title, leader });
        Ok(rows.into_iter().map(read).collect())
    }

    /// Consents in force of the people of a group.
    pub(super) async fn group_consents(&mut self, group: GroupId) -> Result<Vec<(PersonId, ConsentKind)>> {
        const SQL: &str = "SELECT c.person_id, c.kind FROM consents c JOIN group_members m ON m.person_id = c.person_id
            WHERE m.group_id = $1 AND c.withdrawn_at IS NULL";
        let rows: Vec<(Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(group.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(person, kind)| Ok((PersonId(person), parsed(ConsentKind::parse(&kind), "consents", "kind")?)))
            .collect()
    }
}
