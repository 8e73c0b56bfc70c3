//! What the screens show, as signals: the engine writes them, the screens read them.

use keruen_domain::api::{DeviceRole, HeldEvent, Operator, ReadyCheck, RosterStop};
use keruen_domain::fact::{Direction, Fact};
use keruen_domain::field::{FieldErrors, FieldProblem};
use keruen_domain::handed::BadFile;
use keruen_domain::id::EventId;
use keruen_domain::scan::{Colour, Decision, RosterEvent, Verdict};
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use keruen_domain::walk_in::WalkInForm;
use leptos::prelude::*;

use super::agreeing::Compared;
use super::class_view::ClassView;
use super::door::Serving;
use super::finding::Found;

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
    /// The phone itself: who holds it, whether it is ready, what it still owes.
    Phone,
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
    /// The server does not know this phone any more.
    Unknown,
    /// The server refuses what this phone sends.
    Refused,
    /// Another tab holds an older version of the store.
    OtherTab,
    /// The mark could not be written down.
    LogFailed,
    /// The typed code has the wrong shape.
    CodeBad,
    /// What was typed or read is no pairing link.
    LinkBad,
    /// The file of another phone's log was not taken.
    File(BadFile),
    /// What was written beside a mark is no note.
    Note(FieldProblem),
    /// Too late to take a mark back.
    UndoLate,
    /// The browser had thrown the phone's log away: it was paired, and its store is empty.
    Evicted,
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

/// Whether the page works without a network, and in which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Build {
    /// Not known yet.
    Unknown,
    /// All of it is on the phone.
    Kept,
    /// All of it is on the phone, and a newer one beside it.
    NewerReady,
    /// The browser cannot keep it.
    NotKept,
}

/// Whether the camera's lamp can be lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Torch {
    /// There is none.
    None,
    /// It is off.
    Off,
    /// It is lit.
    On,
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
    pub(super) scan: Fact,
    /// The event that it is about.
    pub(super) event: RosterEvent,
    /// The phone serves a gate: say which event.
    pub(super) at_gate: bool,
    /// Way in or out.
    pub(super) direction: Direction,
    /// The person was written down at this phone and registered nowhere: nobody need ask why.
    pub(super) new_here: bool,
    /// Events where the person has a place today.
    pub(super) elsewhere: Vec<RosterEvent>,
    /// Age of the roster.
    pub(super) as_of: Option<Timestamp>,
}

impl Shown {
    /// The verdicts in the order of their weight, less what goes without saying.
    pub(super) fn said(&self) -> impl Iterator<Item = Verdict> {
        let plain = self.new_here && self.decision.colour == Colour::Ask;
        let told = move |verdict: &Verdict| !(plain && *verdict == Verdict::NotRegistered);
        self.decision.verdicts.iter().copied().filter(told)
    }
}

/// One line of the latest marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The scan.
    pub(super) scan: Fact,
    /// When, by the phone's corrected clock.
    pub(super) at: Timestamp,
    /// Minutes to add to UTC there.
    pub(super) offset_minutes: i32,
    /// Way in or out.
    pub(super) direction: Direction,
    /// Name of the holder.
    pub(super) name: String,
    /// What the volunteer wrote beside it.
    pub(super) note: Option<String>,
}

/// What was just taken from another phone's file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Taken {
    /// New on this phone.
    pub(super) fresh: i64,
    /// On this phone already.
    pub(super) known: i64,
}

/// How other phones' facts on this one stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Handed {
    /// All of them.
    pub(super) all: i64,
    /// Not yet answered by the server.
    pub(super) waiting: i64,
    /// Kept by the server as unproven.
    pub(super) unproven: i64,
    /// Not readable by the server.
    pub(super) malformed: i64,
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
    /// Stops of the roster: places with a gate.
    pub(super) gates: RwSignal<Vec<RosterStop>>,
    /// What the phone serves.
    pub(super) serving: RwSignal<Option<Serving>>,
    /// Who was found by name; none: nobody is looked for.
    pub(super) found: RwSignal<Option<Found>>,
    /// The form for somebody who came without registering, as far as it is filled.
    pub(super) walk_in: RwSignal<WalkInForm>,
    /// Names of those whom the server could not read.
    pub(super) not_taken: RwSignal<Vec<String>>,
    /// What is wrong with the form for somebody who came without registering.
    pub(super) walk_in_errors: RwSignal<FieldErrors>,
    /// The event served; at a gate the one of the last verdict, or the next one.
    pub(super) event: RwSignal<Option<RosterEvent>>,
    /// The event to offer when the served one has ended.
    pub(super) next: RwSignal<Option<RosterEvent>>,
    /// Way in or out.
    pub(super) direction: RwSignal<Direction>,
    /// The verdict that covers the screen.
    pub(super) verdict: RwSignal<Option<Shown>>,
    /// People this phone let in today.
    pub(super) mine: RwSignal<i64>,
    /// People inside the served event, as far as the phone knows.
    pub(super) inside: RwSignal<i64>,
    /// Facts not yet acknowledged.
    pub(super) unsent: RwSignal<i64>,
    /// Facts that the server could not read.
    pub(super) quarantined: RwSignal<i64>,
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
    /// Green goes by itself.
    pub(super) rapid: RwSignal<bool>,
    /// The last people let through, the latest first; they can be taken back.
    pub(super) last: RwSignal<Vec<Mark>>,
    /// Everybody who held the phone; the first one paired it.
    pub(super) crew: RwSignal<Vec<Operator>>,
    /// Whether the page works without a network.
    pub(super) build: RwSignal<Build>,
    /// How many cameras the phone has, once one was opened.
    pub(super) cameras: RwSignal<usize>,
    /// The page stands inside a messenger, whose storage and camera are not the phone's own browser's.
    pub(super) messenger: RwSignal<bool>,
    /// Whether the camera's lamp can be lit.
    pub(super) torch: RwSignal<Torch>,
    /// What the evening check found.
    pub(super) ready: RwSignal<Option<ReadyCheck>>,
    /// What the server told with its roster of each event's facts.
    pub(super) held: RwSignal<Vec<HeldEvent>>,
    /// How the phone's own facts compare with it.
    pub(super) compared: RwSignal<Vec<Compared>>,
    /// What the phone may show.
    pub(super) role: RwSignal<DeviceRole>,
    /// What was just taken from another phone's file.
    pub(super) taken: RwSignal<Option<Taken>>,
    /// How other phones' facts on this one stand.
    pub(super) handed: RwSignal<Handed>,
    /// Distinct tickets let in by this phone and those whose logs it took, by event.
    pub(super) union: RwSignal<Vec<(EventId, i64)>>,
    /// The screen of a class.
    pub(super) class: ClassView,
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
            gates: RwSignal::default(),
            serving: RwSignal::default(),
            found: RwSignal::default(),
            walk_in: RwSignal::default(),
            not_taken: RwSignal::default(),
            walk_in_errors: RwSignal::default(),
            event: RwSignal::default(),
            next: RwSignal::default(),
            direction: RwSignal::new(Direction::In),
            verdict: RwSignal::default(),
            mine: RwSignal::default(),
            inside: RwSignal::default(),
            unsent: RwSignal::default(),
            quarantined: RwSignal::default(),
            tickets: RwSignal::default(),
            as_of: RwSignal::default(),
            link: RwSignal::new(Link::Online),
            camera: RwSignal::new(Camera::Off),
            problem: RwSignal::default(),
            busy: RwSignal::default(),
            sound: RwSignal::new(true),
            rapid: RwSignal::new(true),
            last: RwSignal::default(),
            crew: RwSignal::default(),
            build: RwSignal::new(Build::Unknown),
            cameras: RwSignal::default(),
            messenger: RwSignal::default(),
            torch: RwSignal::new(Torch::None),
            ready: RwSignal::default(),
            held: RwSignal::default(),
            compared: RwSignal::default(),
            role: RwSignal::new(DeviceRole::Door),
            taken: RwSignal::default(),
            handed: RwSignal::default(),
            union: RwSignal::default(),
            class: ClassView::new(),
        }
    }
}
