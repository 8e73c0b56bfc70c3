//! Accounts: one-time links, passwords, sessions. Memberships are in `members`, programs' tokens in `tokens`.

mod guard;
mod members;
mod pass;
mod password;
mod sql;
mod sql_members;
mod tokens;

use keruen_domain::email::Email;
use keruen_domain::field::FieldProblem;
use keruen_domain::form::{self, FormErrors, Shape};
use keruen_domain::id::AccountId;
use keruen_domain::time::{DAY, HOUR, MINUTE, Timestamp};
use serde::{Deserialize, Serialize};

use crate::chance::Secret;
use crate::error::{Error, Refusal, Result};
use crate::store::Tx;
use crate::{Actor, Backend};

pub use guard::Guard;
pub use members::{Member, MemberForm, member_add, member_list, member_remove};
pub use pass::{Pass, pass_actor};
pub use tokens::{ApiToken, ApiTokenForm, api_token_actor, api_token_create, api_token_list, api_token_revoke};

/// A one-time link lives this long.
pub const LINK_LIFE: i64 = DAY;
/// A session ends after this long without a request.
pub const SESSION_IDLE: i64 = 14 * DAY;
/// A session ends this long after the sign-in, whatever happens.
pub const SESSION_LIFE: i64 = 90 * DAY;
/// How exactly a session's last request is known.
const SEEN_STEP: i64 = MINUTE;

/// The sign-in form as it came.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// E-mail.
    pub email: String,
    /// Password; the page never shows it again.
    pub password: String,
}

/// The form for a new password as it came.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The new password.
    pub password: String,
    /// The same again.
    pub password_again: String,
}

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// E-mail.
    pub email: String,
    /// Name.
    pub name: String,
    /// Whether a password was ever set; without one, only links sign in.
    pub has_password: bool,
}

/// Who a session belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// What they may.
    pub actor: Actor,
    /// Who they are.
    pub account: AccountView,
}

/// Makes a one-time link for an organiser, and the account when it is new; the account may open projects.
/// For the console only. Without a name, the e-mail stands for it.
pub async fn organiser_link(backend: &Backend, actor: &Actor, email: &str, name: Option<&str>) -> Result<Secret> {
    actor.require_system()?;
    let email = read_email(email).map_err(|problem| Error::input("email", problem))?;
    let name = form::clean(name.unwrap_or_default(), Shape::Line).map_err(|problem| Error::input("name", problem))?;
    let now = backend.now();
    let mut tx = backend.write().await?;
    let account = account_with(backend, &mut tx, &email, &name, now).await?;
    tx.account_let_open_projects(account).await?;
    let link = link_make(backend, &mut tx, account, now).await?;
    tx.commit().await?;
    Ok(link)
}

/// Whether a one-time link would work; changes nothing, so that a messenger's preview does not spend it.
pub async fn link_peek(backend: &Backend, token: &str) -> Result<()> {
    let now = backend.now();
    let mut tx = backend.read().await?;
    match tx.link(&Secret::given(token).hash()).await? {
        None => Err(Refusal::LinkUnknown.into()),
        Some(link) if link.used_at.is_some() => Err(Refusal::LinkUsed.into()),
        Some(link) if now.millis() >= link.expires_at => Err(Refusal::LinkExpired.into()),
        Some(_) => Ok(()),
    }
}

/// Spends a one-time link for a session. Of several who try at once, one succeeds.
pub async fn link_use(backend: &Backend, token: &str) -> Result<Secret> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    let Some(account) = tx.link_use(&Secret::given(token).hash(), now).await? else {
        drop(tx);
        // Whatever made it fail is still so, except that a link which ran out this moment looks unknown.
        return link_peek(backend, token).await.and(Err(Refusal::LinkUnknown.into()));
    };
    let session = session_make(backend, &mut tx, account, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Sets the account's own password. All its sessions end; the answer is a new one.
pub async fn password_set(backend: &Backend, actor: &Actor, form: &PasswordForm) -> Result<Secret> {
    let account = actor.account()?;
    let mut tx = backend.read().await?;
    let row = tx.account(account).await?.ok_or(Refusal::SignInNeeded)?;
    drop(tx);
    let mut errors = FormErrors::default();
    if let Err(problem) = password::acceptable(&form.password, &row.email) {
        errors.add("password", problem);
    } else if form.password != form.password_again {
        errors.add("password_again", FieldProblem::PasswordsDiffer);
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let hash = password::hash(backend, form.password.clone()).await?;
    let now = backend.now();
    let mut tx = backend.write().await?;
    tx.account_set_password(account, &hash).await?;
    tx.session_delete_all(account).await?;
    tx.link_delete_unused(account).await?;
    let session = session_make(backend, &mut tx, account, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Signs in by e-mail and password; `source` is the client's address. Takes as long for an unknown e-mail as for a
/// wrong password. After ten failures within fifteen minutes for one e-mail from one source, refuses to look at all.
pub async fn sign_in(backend: &Backend, form: &SignInForm, source: &str) -> Result<Secret> {
    let email = read_email(&form.email).ok();
    let key = (email.clone().unwrap_or_default(), source.to_owned());
    if !backend.sign_in_guard().may_try(&key, backend.now()) {
        return Err(Refusal::TooManyRequests.into());
    }
    let account = match &email {
        Some(email) => backend.read().await?.account_by_email(email).await?,
        None => None,
    };
    let known = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = password::verify(form.password.clone(), known).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(Refusal::BadCredentials.into());
    };
    backend.sign_in_guard().succeeded(&key);
    let mut tx = backend.write().await?;
    let session = session_make(backend, &mut tx, AccountId(account.id), backend.now()).await?;
    tx.commit().await?;
    Ok(session)
}

/// Who a session's token belongs to; none when it has run out or was never one.
pub async fn session_actor(backend: &Backend, token: &str) -> Result<Option<SignedIn>> {
    let now = backend.now();
    let hash = Secret::given(token).hash();
    let mut tx = backend.look().await?;
    let Some(row) = tx.session(&hash).await? else { return Ok(None) };
    if is_over(&row, now) {
        return Ok(None);
    }
    let id = AccountId(row.account_id);
    let memberships = tx.memberships(id).await?;
    drop(tx);
    if now.since(Timestamp::from_millis(row.seen_at)) >= SEEN_STEP {
        let mut tx = backend.write().await?;
        tx.session_touch(&hash, now).await?;
        tx.commit().await?;
    }
    let account = AccountView { id, email: row.email, name: row.name, has_password: row.has_password };
    Ok(Some(SignedIn { actor: Actor::Account { id, memberships }, account }))
}

/// Whether a session has run out.
fn is_over(session: &sql::SessionRow, now: Timestamp) -> bool {
    let [created, seen] = [session.created_at, session.seen_at].map(Timestamp::from_millis);
    now.since(created) >= SESSION_LIFE || now.since(seen) >= SESSION_IDLE
}

/// Ends a session; one that has ended already is no error.
pub async fn sign_out(backend: &Backend, token: &str) -> Result<()> {
    let mut tx = backend.write().await?;
    tx.session_delete(&Secret::given(token).hash()).await?;
    Ok(tx.commit().await?)
}

/// Reads an e-mail; accounts know it in lower case only.
fn read_email(text: &str) -> Result<String, FieldProblem> {
    Ok(Email::parse(text)?.as_str().to_lowercase())
}

/// The account with this e-mail, made when there is none. An empty name: the e-mail.
async fn account_with(backend: &Backend, tx: &mut Tx, email: &str, name: &str, now: Timestamp) -> Result<AccountId> {
    let id = AccountId(backend.new_id(now));
    let name = if name.is_empty() { email } else { name };
    if tx.account_insert(id, email, name, now).await? {
        return Ok(id);
    }
    let account = tx.account_by_email(email).await?.ok_or(Refusal::Conflict)?;
    Ok(AccountId(account.id))
}

async fn link_make(backend: &Backend, tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<Secret> {
    let link = backend.draw_secret();
    tx.link_insert(&link.hash(), account, now.plus(LINK_LIFE)).await?;
    Ok(link)
}

async fn session_make(backend: &Backend, tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<Secret> {
    let session = backend.draw_secret();
    tx.session_delete_stale(account, now.plus(-SESSION_LIFE), now.plus(-SESSION_IDLE)).await?;
    tx.session_insert(&session.hash(), account, now).await?;
    Ok(session)
}

/// The span after which a failed attempt is forgotten.
const FORGIVEN_AFTER: i64 = HOUR / 4;
