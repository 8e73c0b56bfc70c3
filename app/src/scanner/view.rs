//! What the screens show, as signals: the engine writes them, the screens read them.

use keruen_domain::fact::{Direction, FactRef};
use keruen_domain::id::{EventId, FactId, TicketId};
use keruen_domain::scan::{Decision, RosterEvent};
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use leptos::prelude::*;

/// Which screen is up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Screen {
    /// Opening the phone's own store.
    Loading,
    /// No pairing link yet.
    Unpaired,
    /// A pairing link was opened; a tap will spend it.
    Pair,
    /// Paired; choosing an event.
    Choose,
    /// At the door.
    Door,
}

/// What went wrong, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// The pairing link did not work.
    PairFailed,
    /// There is no network for what needs one.
    Offline,
    /// A name is needed.
    NameMissing,
    /// This phone may no longer ask.
    Revoked,
    /// The mark could not be written down.
    LogFailed,
    /// The typed code has the wrong shape.
    CodeBad,
}

/// How the camera is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Camera {
    /// Not asked for yet.
    Off,
    /// Asked for.
    Starting,
    /// Sees.
    On,
    /// The person or the browser said no.
    Denied,
    /// There is none.
    Missing,
    /// Another program holds it.
    Busy,
    /// The page is not secure.
    Insecure,
}

/// Whether the server was heard lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// It was.
    Online,
    /// It was not.
    Offline,
}

/// A verdict on the screen.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The verdict.
    pub(super) decision: Decision,
    /// Name of the holder; empty when unknown.
    pub(super) name: String,
    /// Class; empty when unknown.
    pub(super) class: String,
    /// The scan that is kept.
    pub(super) scan: FactId,
    /// The event scanned for.
    pub(super) event: EventId,
    /// Way in or out.
    pub(super) direction: Direction,
    /// Events where the person has a place today.
    pub(super) elsewhere: Vec<RosterEvent>,
    /// Offset of the event's local time, minutes.
    pub(super) offset_minutes: i32,
    /// Age of the roster.
    pub(super) as_of: Option<Timestamp>,
}

/// One line of the latest marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The scan.
    pub(super) scan: FactId,
    /// The answer that let the person in, when there was one.
    pub(super) answer: Option<FactRef>,
    /// The event.
    pub(super) event: EventId,
    /// The ticket.
    pub(super) ticket: TicketId,
    /// Name of the holder.
    pub(super) name: String,
}

/// All that the screens show. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct View {
    /// Language of the screens.
    pub(super) lang: RwSignal<Lang>,
    /// Which screen is up.
    pub(super) screen: RwSignal<Screen>,
    /// Title of the caravan.
    pub(super) caravan: RwSignal<keruen_domain::text::Localized>,
    /// Name of who holds the phone.
    pub(super) operator: RwSignal<String>,
    /// Events of the roster.
    pub(super) events: RwSignal<Vec<RosterEvent>>,
    /// The event served.
    pub(super) event: RwSignal<Option<RosterEvent>>,
    /// Way in or out.
    pub(super) direction: RwSignal<Direction>,
    /// The verdict that covers the screen.
    pub(super) verdict: RwSignal<Option<Shown>>,
    /// People this phone let through, today's page life.
    pub(super) mine: RwSignal<i64>,
    /// Facts not yet acknowledged.
    pub(super) unsent: RwSignal<i64>,
    /// Tickets on the roster.
    pub(super) tickets: RwSignal<i64>,
    /// When the roster was made.
    pub(super) as_of: RwSignal<Option<Timestamp>>,
    /// Whether the server was heard lately.
    pub(super) link: RwSignal<Link>,
    /// How the camera is.
    pub(super) camera: RwSignal<Camera>,
    /// What went wrong.
    pub(super) problem: RwSignal<Option<Problem>>,
    /// Something is under way.
    pub(super) busy: RwSignal<bool>,
    /// Sound is wanted.
    pub(super) sound: RwSignal<bool>,
    /// The last person let through, who can be taken back.
    pub(super) last: RwSignal<Option<Mark>>,
}

impl View {
    /// The first screen.
    pub(super) fn new() -> Self {
        Self {
            lang: RwSignal::new(Lang::Kk),
            screen: RwSignal::new(Screen::Loading),
            caravan: RwSignal::default(),
            operator: RwSignal::default(),
            events: RwSignal::default(),
            event: RwSignal::default(),
            direction: RwSignal::new(Direction::In),
            verdict: RwSignal::default(),
            mine: RwSignal::default(),
            unsent: RwSignal::default(),
            tickets: RwSignal::default(),
            as_of: RwSignal::default(),
            link: RwSignal::new(Link::Online),
            camera: RwSignal::new(Camera::Off),
            problem: RwSignal::default(),
            busy: RwSignal::default(),
            sound: RwSignal::new(true),
            last: RwSignal::default(),
        }
    }
}
