//! Correcting a person's record: the form's own rules, no edit over another one, and what a new date of birth entails.

use keruen_domain::consent::ADULT_AGE;
use keruen_domain::id::{CaravanId, PersonId, ProjectId};
use keruen_domain::person_form::PersonForm;
use keruen_domain::registration::{FormContext, Lacks, NewPerson, RegistrationForm};
use sha2::{Digest as _, Sha256};

use super::change::{change, lock, touch};
use crate::actor::{Actor, MemberRole};
use crate::error::{Refusal, Result};
use crate::store::{Tx, to_json};
use crate::{Backend, zone};

/// A person's record as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// The person.
    pub person: PersonId,
    /// The project that knows them.
    pub project: ProjectId,
    /// Family name, given name, patronymic.
    pub name: String,
    /// The record.
    pub form: PersonForm,
}

/// A person's record, to be corrected. For coordinators and above.
pub async fn person_record(backend: &Backend, actor: &Actor, person: PersonId) -> Result<PersonRecord> {
    let found = backend.look().await?.person_record(person).await?;
    let (known, project) = actor.require_found(found, |(_, project)| *project, MemberRole::Coordinator)?;
    let form = PersonForm::of(&known, version(&known));
    Ok(PersonRecord { person, project, name: known.name.full(), form })
}

/// Corrects a person's record. For coordinators and above. Of a person written down at a door, contact and representative
/// may go on missing.
///
/// [`Refusal::StaleForm`] when it is no longer what the form was made from. Figures follow, since they are made of what
/// is known of people. Whom the new date of birth makes a minor could not consent for themselves: their own consents
/// end, and their places wait for the representative.
pub async fn person_edit(backend: &Backend, actor: &Actor, person: PersonId, form: &PersonForm) -> Result<()> {
    change(backend, || edit_once(backend, actor, person, form)).await
}

/// Answers the caravans that this touched. None: the person's list of events changed meanwhile, try again.
async fn edit_once(
    backend: &Backend,
    actor: &Actor,
    person: PersonId,
    form: &PersonForm,
) -> Result<Option<Vec<CaravanId>>> {
    let mut tx = backend.write().await?;
    let found = tx.person_project(person).await?;
    actor.require_found(found, |project| *project, MemberRole::Coordinator)?;
    if lock(&mut tx, person).await?.is_none() {
        return Ok(None);
    }
    let (before, _) = tx.person_record(person).await?.ok_or(Refusal::NotFound)?;
    let context = context(backend, &mut tx, person, &before).await?;
    let after = form.parse(&context)?;
    if form.version != version(&before) {
        return Err(Refusal::StaleForm.into());
    }
    let changed = changed(&before, &after);
    if changed.is_empty() {
        return Ok(Some(Vec::new()));
    }
    tx.person_update(person, &after).await?;
    if is_minor(&context, &after) && !is_minor(&context, &before) {
        tx.person_own_consents_end(person, backend.now()).await?;
        tx.person_awaits_consent(person).await?;
    }
    let caravans = touch(&mut tx, person).await?;
    tx.commit().await?;
    // Who changed what and when, in ids and names of fields: the log holds no personal data.
    let by = actor.account().map_or_else(|_| "console".to_owned(), |account| account.to_string());
    tracing::info!(%person, by, fields = changed.join(","), "a person's record was corrected");
    Ok(Some(caravans))
}

/// Who is a minor at the first event that they mean to attend needs a representative. The ages that an event takes are
/// no matter here: what is true is written down.
async fn context(backend: &Backend, tx: &mut Tx, person: PersonId, known: &NewPerson) -> Result<FormContext> {
    let today = zone::today(zone::DEFAULT, backend.now());
    let event_date = tx.person_first_event(person).await?.map_or(today, |(at, zone)| zone::today(&zone, at));
    let open = FormContext {
        today,
        event_date,
        age_min: None,
        age_max: None,
        default_lang: known.language,
        lacks: Lacks::default(),
    };
    let lacks = Lacks {
        contact: known.phone.is_none() && known.email.is_none() && known.representative.is_none(),
        representative: is_minor(&open, known) && known.representative.is_none(),
    };
    Ok(FormContext { lacks, ..open })
}

fn is_minor(context: &FormContext, person: &NewPerson) -> bool {
    context.event_date.age_of(person.birth_date) < ADULT_AGE
}

/// Names a record by its content: whatever verb changes it, a form made before is noticed.
fn version(person: &NewPerson) -> String {
    let digest = Sha256::digest(to_json(&RegistrationForm::of(person)));
    digest.iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Names of the fields in which the two differ.
fn changed(before: &NewPerson, after: &NewPerson) -> Vec<String> {
    let fields = |person| match serde_json::to_value(RegistrationForm::of(person)) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let before = fields(before);
    fields(after).into_iter().filter(|(name, value)| before.get(name) != Some(value)).map(|(name, _)| name).collect()
}
