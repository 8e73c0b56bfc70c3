//! Taking letters from the outbox, writing and sending them. Any number of servers may do it at once.

use keruen_domain::letter::{Failure, LetterState, TAKEN_FOR};

use super::post::Post;
use super::read::letter;
use super::sql::Taken;
use super::{Content, Letter};
use crate::Backend;
use crate::error::Result;

/// Most letters of one round: a stopping server waits for no more.
const MOST: usize = 200;

/// Puts a letter into words.
pub trait Writer: Send + Sync {
    /// What the letter says. Whatever it needs besides is looked up now.
    fn write(&self, letter: &Letter) -> impl Future<Output = Result<Content>> + Send;
}

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drained {
    /// Letters that a mail server took, or that lie in the folder.
    pub sent: usize,
    /// Letters that were not true any more.
    pub withdrawn: usize,
    /// Letters that are tried again later, or given up.
    pub failed: usize,
    /// No mail server answers: the others wait without being tried.
    pub outage: bool,
}

/// Sends what is due. A letter is taken by one conditional UPDATE, so that no two servers send it; a server that dies
/// between sending and saying so leaves a letter that is sent once more, under the same Message-ID.
pub async fn drain(backend: &Backend, writer: &impl Writer, post: &Post) -> Result<Drained> {
    let mut drained = Drained::default();
    for _ in 0..MOST {
        let Some(next) = backend.look().await?.outbox_next(backend.now()).await? else { break };
        let mut tx = backend.write().await?;
        let taken = tx.outbox_take(next, backend.now().plus(TAKEN_FOR)).await?;
        tx.commit().await?;
        let Some(taken) = taken else { continue };
        match one(backend, writer, post, &taken).await? {
            Ok(LetterState::Sent) => drained.sent += 1,
            Ok(_) => drained.withdrawn += 1,
            Err(failure) => {
                drained.failed += 1;
                drained.outage = failure == Failure::Unreachable;
            }
        }
        if drained.outage {
            break;
        }
    }
    Ok(drained)
}

async fn one(
    backend: &Backend,
    writer: &impl Writer,
    post: &Post,
    taken: &Taken,
) -> Result<Result<LetterState, Failure>> {
    let done = match letter(backend, taken).await? {
        None => Ok(LetterState::Withdrawn),
        Some(letter) => match writer.write(&letter).await {
            Ok(content) => post.send(&letter, content, backend.now()).await.map(|()| LetterState::Sent),
            Err(error) => {
                tracing::error!(letter = %letter.id, kind = %letter.kind, %error, "a letter could not be written");
                Err(Failure::Unwritten)
            }
        },
    };
    let now = backend.now();
    let mut tx = backend.write().await?;
    match done {
        Ok(state) => tx.outbox_end(taken.id, state, now).await?,
        Err(failure) => {
            let again = (!failure.ends(taken.created_at, now)).then(|| now.plus(failure.wait(taken.tries)));
            tracing::warn!(letter = %taken.id, kind = %taken.kind, tries = taken.tries, %failure, given_up = again.is_none(), "a letter was not sent");
            tx.outbox_failed(taken.id, failure, again, now).await?;
        }
    }
    tx.commit().await?;
    Ok(done)
}
