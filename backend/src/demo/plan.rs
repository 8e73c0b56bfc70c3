//! Who the demo's people are, and what each attends: pure, from one seed.
//!
//! Only four figures come from a real report; the structure below is invented and says so on the demo's first page.
//! Every total is asserted against `tests/data/demo_figures.json`.

use keruen_domain::event::EventKind;
use keruen_domain::person::{InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::time::CivilDate;

use super::rng::Rng;

/// The four events of a stop, in the order in which participants take them.
pub(super) const KINDS: [EventKind; 4] =
    [EventKind::Excursion, EventKind::Meeting, EventKind::Contest, EventKind::MasterClass];
/// How many events local participant `i` attends: `ATTENDS[i mod 10]`.
const ATTENDS: [usize; 10] = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4];
/// Seed of everything that is drawn.
const SEED: u64 = 2646;
/// Delegates who travel along, two per region of residence.
pub(super) const DELEGATES: usize = 40;
/// Entries of people seen at stops before, by marathon and challenge.
const OVERLAP: [usize; 2] = [85, 69];
/// Entries of people seen only online, of the marathon; the rest is the challenge's.
const MARATHON_NEW: usize = 115;
/// Partners at the final meeting.
const PARTNERS: usize = 90;

/// A stop as `data/stops.tsv` describes it.
#[derive(Debug, Clone)]
pub(super) struct StopPlan {
    pub(super) region: Region,
    pub(super) city: [String; 3],
    pub(super) day: CivilDate,
    pub(super) local: usize,
    pub(super) no_show: usize,
    pub(super) cancelled: usize,
    pub(super) waiting: usize,
    pub(super) online_only: usize,
}

/// An invented person.
#[derive(Debug, Clone)]
pub(super) struct PersonPlan {
    pub(super) sex: Sex,
    /// Days since 1970-01-01.
    pub(super) birth_days: i64,
    pub(super) region: Region,
    pub(super) place: PlaceKind,
    pub(super) institution: InstitutionKind,
    /// Number within the demo: names and telephones come from it.
    pub(super) number: usize,
    /// Chance from which the name is chosen.
    pub(super) name: u64,
}

/// What a person does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Attends these events (0 to 3, of [`KINDS`]) of stop `stop`.
    Local { stop: usize, events: Vec<usize> },
    /// Attends the meeting of every stop.
    Delegate,
    /// Sends an entry and is seen nowhere else.
    OnlineOnly,
    /// Registers for event `event` of `stop` and does not come.
    NoShow { stop: usize, event: usize },
    /// Registers for event `event` of `stop` and cancels.
    Cancels { stop: usize, event: usize },
    /// Waits for a seat in the master class of `stop`.
    Waits { stop: usize },
    /// Comes to the final meeting, which does not count.
    Partner,
}

/// The whole plan, in the order of registration.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) stops: Vec<StopPlan>,
    pub(super) people: Vec<(PersonPlan, Part)>,
    /// Indices into `people`: those who send an entry to the marathon and to the challenge.
    pub(super) entries: [Vec<usize>; 2],
    /// Indices into `people`: those at the founding assembly.
    pub(super) assembly: Vec<usize>,
}

/// The rows of `data/stops.tsv`; a row that cannot be read is left out, and the figures' test fails.
pub(super) fn stops() -> Vec<StopPlan> {
    include_str!("data/stops.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let number = |i: usize| cells.get(i).and_then(|cell| cell.parse().ok());
            Some(StopPlan {
                region: Region::parse(cells.first()?)?,
                city: [(*cells.get(1)?).to_owned(), (*cells.get(2)?).to_owned(), (*cells.get(3)?).to_owned()],
                day: CivilDate::parse(cells.get(4)?).ok()?,
                local: number(5)?,
                no_show: number(6)?,
                cancelled: number(7)?,
                waiting: number(8)?,
                online_only: number(9)?,
            })
        })
        .collect()
}

/// The kind of institution together with the ages it goes with.
type Walk = (InstitutionKind, [i16; 2]);
const SCHOOL: Walk = (InstitutionKind::School, [14, 17]);
const COLLEGE_MINOR: Walk = (InstitutionKind::College, [14, 17]);
const COLLEGE: Walk = (InstitutionKind::College, [18, 22]);
const UNIVERSITY: Walk = (InstitutionKind::University, [18, 22]);
const UNIVERSITY_LATE: Walk = (InstitutionKind::University, [23, 28]);
const WORK: Walk = (InstitutionKind::Work, [29, 35]);

fn repeated<T: Clone>(parts: &[(T, usize)]) -> Vec<T> {
    parts.iter().flat_map(|(item, n)| std::iter::repeat_n(item.clone(), *n)).collect()
}

/// Draws the plan.
pub(super) fn plan() -> Plan {
    let mut rng = Rng::new(SEED);
    let stops = stops();
    // Delegates are 18 to 28; what they take is missing from the common pool.
    let mut travelling = repeated(&[(COLLEGE, 20), (UNIVERSITY, 10), (UNIVERSITY_LATE, 10)]);
    let mut walks = repeated(&[
        (SCHOOL, 1186),
        (COLLEGE_MINOR, 216),
        (COLLEGE, 708),
        (UNIVERSITY, 74),
        (UNIVERSITY_LATE, 258),
        (WORK, 164),
    ]);
    let mut sexes = repeated(&[(Sex::Female, 1298), (Sex::Male, 1348)]);
    let mut places = repeated(&[(PlaceKind::Urban, 1882), (PlaceKind::Rural, 764)]);
    rng.shuffle(&mut travelling);
    rng.shuffle(&mut walks);
    rng.shuffle(&mut sexes);
    rng.shuffle(&mut places);

    let mut people: Vec<(PersonPlan, Part)> = Vec::new();
    let mut counted = |rng: &mut Rng, people: &mut Vec<(PersonPlan, Part)>, region: Region, part: Part| {
        let pool = if part == Part::Delegate { &mut travelling } else { &mut walks };
        let walk = pool.pop().unwrap_or(SCHOOL);
        let sex = sexes.pop().unwrap_or(Sex::Female);
        let place = places.pop().unwrap_or(PlaceKind::Urban);
        people.push((person(rng, people.len(), walk, sex, place, region), part));
    };
    for stop in &stops {
        for _ in 0..DELEGATES / stops.len() {
            counted(&mut rng, &mut people, stop.region, Part::Delegate);
        }
    }
    for (index, stop) in stops.iter().enumerate() {
        for i in 0..stop.local {
            let events = (0..ATTENDS[i % 10]).map(|k| (i + k) % 4).collect();
            counted(&mut rng, &mut people, stop.region, Part::Local { stop: index, events });
        }
    }
    let online_from = people.len();
    for stop in &stops {
        for _ in 0..stop.online_only {
            counted(&mut rng, &mut people, stop.region, Part::OnlineOnly);
        }
    }
    let mut online: Vec<usize> = (online_from..people.len()).collect();
    rng.shuffle(&mut online);

    for (index, stop) in stops.iter().enumerate() {
        let mut bystander = |rng: &mut Rng, part: Part| {
            let walk = [SCHOOL, SCHOOL, COLLEGE, UNIVERSITY][rng.below(4)];
            let sex = Sex::ALL[rng.below(2)];
            let place = PlaceKind::ALL[rng.below(2)];
            people.push((person(rng, people.len(), walk, sex, place, stop.region), part));
        };
        for i in 0..stop.no_show {
            bystander(&mut rng, Part::NoShow { stop: index, event: i % 3 });
        }
        for i in 0..stop.cancelled {
            bystander(&mut rng, Part::Cancels { stop: index, event: i % 3 });
        }
        for _ in 0..stop.waiting {
            bystander(&mut rng, Part::Waits { stop: index });
        }
    }
    for i in 0..PARTNERS {
        let region = stops.get(i % stops.len().max(1)).map_or_else(|| Region::ALL[0], |stop| stop.region);
        let sex = Sex::ALL[rng.below(2)];
        let who = person(&mut rng, people.len(), (InstitutionKind::Work, [36, 60]), sex, PlaceKind::Urban, region);
        people.push((who, Part::Partner));
    }

    let locals = |skip: usize, every: usize| {
        let mut index = 0;
        people
            .iter()
            .enumerate()
            .filter_map(|(n, (_, part))| if let Part::Local { .. } = part { Some(n) } else { None })
            .filter(|_| {
                index += 1;
                index % every == skip
            })
            .collect::<Vec<usize>>()
    };
    let mut seen_before = locals(5, 12);
    rng.shuffle(&mut seen_before);
    let marathon = [&online[..MARATHON_NEW.min(online.len())], &seen_before[..OVERLAP[0]]].concat();
    let challenge =
        [&online[MARATHON_NEW.min(online.len())..], &seen_before[OVERLAP[0]..OVERLAP[0] + OVERLAP[1]]].concat();
    let assembly = locals(7, 39).into_iter().take(60).collect();
    Plan { stops, people, entries: [marathon, challenge], assembly }
}

/// A person whose birthday lies between January and early September, so that nobody changes the age band while the
/// caravan travels and the online events last (5 September to 25 November 2022).
fn person(
    rng: &mut Rng,
    number: usize,
    (institution, [youngest, oldest]): Walk,
    sex: Sex,
    place: PlaceKind,
    region: Region,
) -> PersonPlan {
    let span = usize::try_from(oldest - youngest + 1).unwrap_or(1);
    let age = youngest + i16::try_from(number % span).unwrap_or(0);
    let january = CivilDate::new(2022 - age, 1, 1).map_or(0, CivilDate::days);
    let birth_days = january + i64::try_from(rng.below(246)).unwrap_or(0);
    PersonPlan { sex, birth_days, region, place, institution, number, name: rng.next() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_the_same_each_time_and_adds_up() {
        let (first, second) = (plan(), plan());
        assert_eq!(format!("{first:?}"), format!("{second:?}"));
        let counted = first
            .people
            .iter()
            .filter(|(_, p)| matches!(p, Part::Local { .. } | Part::Delegate | Part::OnlineOnly))
            .count();
        assert_eq!(counted, 2646);
        assert_eq!((first.entries[0].len(), first.entries[1].len(), first.assembly.len()), (200, 200, 60));
        let mut everyone = first.entries.concat();
        everyone.sort_unstable();
        everyone.dedup();
        assert_eq!(everyone.len(), 400, "the entries are 400 different people");
    }
}
