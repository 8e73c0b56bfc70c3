//! What a verb answers when it does not do what was asked.

use keruen_domain::field::{FieldErrors, FieldProblem};
use keruen_domain::form::FormErrors;

use crate::store::StoreError;

/// Result of every verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule says no; the person is told which.
    #[error("refused: {}", .0.key())]
    Refusal(Refusal),
    /// Fields of the registration form are wrong; all of them are named.
    #[error("fields are wrong")]
    Fields(FieldErrors),
    /// Inputs of an organiser's form are wrong; all of them are named.
    #[error("inputs are wrong")]
    Form(FormErrors),
    /// Something broke; logged with the request's id, never shown.
    #[error(transparent)]
    Internal(#[from] Internal),
}

/// What broke.
#[derive(Debug, thiserror::Error)]
pub enum Internal {
    /// In the store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// In sealing, signing or hashing.
    #[error("crypto: {0}")]
    Crypto(&'static str),
    /// In drawing a picture.
    #[error("picture: {0}")]
    Picture(String),
    /// In drawing a paper.
    #[error("paper: {0}")]
    Paper(#[from] crate::paper::PaperError),
    /// In writing a workbook.
    #[error("workbook: {0}")]
    Workbook(#[from] crate::tables::NotAWorkbook),
    /// In data that came with the program.
    #[error("built-in data: {0}")]
    Data(&'static str),
    /// In a file.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// This engine does it another way; the text says which.
    #[error("{0}")]
    Unsupported(&'static str),
    /// The store cannot be reached; the error itself stands in the log.
    #[error("the store is away")]
    StoreAway,
    /// A background task ended.
    #[error("a task ended early")]
    TaskGone,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Internal(Internal::Store(error))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields(errors)
    }
}

impl From<FormErrors> for Error {
    fn from(errors: FormErrors) -> Self {
        Self::Form(errors)
    }
}

impl Error {
    /// The store itself is away; see [`StoreError::is_outage`].
    pub(crate) const fn is_outage(&self) -> bool {
        matches!(self, Self::Internal(Internal::Store(store)) if store.is_outage())
    }

    /// One wrong input of an organiser's form.
    pub(crate) fn input(name: &'static str, problem: FieldProblem) -> Self {
        Self::Form(FormErrors::one(name, problem))
    }

    /// The rule that said no, if one did.
    pub const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refusal(refusal) => Some(*refusal),
            _ => None,
        }
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $key:literal),+ $(,)?) => {
        /// A rule that said no. Each has words under `refusal-…` in every language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Refusal { $($(#[$doc])* $variant,)+ }

        impl Refusal {
            /// All refusals.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key of its words, without the `refusal-` before it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }
    };
}

refusals! {
    /// It does not exist, or not for you.
    NotFound = "not-found",
    /// You are known, and may not.
    Forbidden = "forbidden",
    /// Nobody is signed in.
    SignInNeeded = "sign-in-needed",
    /// E-mail or password is wrong.
    BadCredentials = "bad-credentials",
    /// Registration was closed.
    EventClosed = "event-closed",
    /// The event was called off.
    EventCancelled = "event-cancelled",
    /// The event is not public yet.
    EventDraft = "event-draft",
    /// The event has ended.
    EventOver = "event-over",
    /// This person is registered already.
    AlreadyRegistered = "already-registered",
    /// The one-time link was used.
    LinkUsed = "link-used",
    /// The link has run out.
    LinkExpired = "link-expired",
    /// The link works on later days.
    LinkNotYet = "link-not-yet",
    /// The link is not one of ours.
    LinkUnknown = "link-unknown",
    /// Slow down.
    TooManyRequests = "too-many-requests",
    /// Somebody else changed it meanwhile.
    StaleForm = "stale-form",
    /// A capacity below zero.
    CapacityNegative = "capacity-negative",
    /// The parts belong to different caravans.
    NotInCaravan = "not-in-caravan",
    /// A project keeps its last organiser.
    LastOrganiser = "last-organiser",
    /// It contradicts what is there.
    Conflict = "conflict",
}
