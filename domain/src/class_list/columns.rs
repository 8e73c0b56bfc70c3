//! Which column of a list holds what: by its head where there is one, else by what most of its cells look like.

use super::{cells, heads};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Running numbers.
    Number,
    /// Family name, given name and patronymic.
    FullName,
    /// Family name.
    FamilyName,
    /// Given name, perhaps with the patronymic.
    GivenName,
    /// Patronymic.
    Patronymic,
    /// Day of birth.
    BirthDate,
    /// Sex.
    Sex,
    /// Class or group.
    ClassName,
    /// Telephone.
    Phone,
    /// Anything that the teacher wrote.
    Note,
    /// IINs, which are never kept.
    Iin,
    /// What nobody asks for, or nothing.
    Other,
}

/// How many lines of a title may stand over the heads.
const TITLE_LINES: usize = 4;

/// The columns of a list whose rows are tidy and not empty.
pub(super) struct Layout {
    /// What each column holds.
    pub(super) columns: Vec<Column>,
    /// The heads; none: the list has people from its first row on.
    pub(super) heads: Vec<String>,
    /// The first row with a person.
    pub(super) start: usize,
}

impl Layout {
    pub(super) fn of(rows: &[Vec<String>]) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let head = head_row(rows);
        let start = head.map_or_else(|| classes_over(rows), |at| at + 1);
        let body = |at: usize| -> Body<'_> {
            let cells = rows[start..].iter().filter_map(|row| row.get(at));
            Body(cells.map(String::as_str).filter(|cell| !cell.is_empty()).collect())
        };
        let bodies: Vec<Body<'_>> = (0..width).map(body).collect();
        let mut heads = head.map(|at| rows[at].clone()).unwrap_or_default();
        let columns = if head.is_some() {
            heads.resize(width, String::new());
            by_heads(&heads, &bodies)
        } else {
            by_cells(&bodies)
        };
        Self { columns, heads, start }
    }
}

/// The row with the heads: the first, or the first below a title that has one cell in a line.
fn head_row(rows: &[Vec<String>]) -> Option<usize> {
    for (at, row) in rows.iter().take(TITLE_LINES + 1).enumerate() {
        let filled: Vec<&str> = row.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let known: Vec<Column> =
            filled.iter().map(|cell| heads::column(cell)).filter(|column| *column != Column::Other).collect();
        // A note may hold a word that heads have. So one known head is enough only where it stands over names.
        let enough = known.len() > 1 || (at == 0 && known.iter().any(|column| is_name(*column)));
        if enough && !filled.iter().any(|cell| is_data(cell)) {
            return Some(at);
        }
        if filled.len() > 1 {
            return None;
        }
    }
    None
}

/// How many rows over a list without heads say its class and nothing else.
fn classes_over(rows: &[Vec<String>]) -> usize {
    let says = |row: &&Vec<String>| {
        let mut filled = row.iter().filter(|cell| !cell.is_empty());
        filled.next().is_some_and(|cell| cells::is_class(cell)) && filled.next().is_none()
    };
    rows.iter().take_while(says).count()
}

fn is_name(column: Column) -> bool {
    matches!(column, Column::FullName | Column::FamilyName | Column::GivenName | Column::Patronymic)
}

/// What no head says.
fn is_data(cell: &str) -> bool {
    let kinds = [cells::is_iin, cells::is_day, cells::is_phone, cells::is_class];
    kinds.iter().any(|is| is(cell)) || cells::sex(cell).is_some() || cells::line_number(cell).is_some()
}

/// Whether a cell looks like something.
type Look = fn(&str) -> bool;

/// The cells of a column that hold anything.
struct Body<'a>(Vec<&'a str>);

impl Body<'_> {
    fn mostly(&self, is: impl Fn(&str) -> bool) -> bool {
        self.0.iter().filter(|cell| is(cell)).count() * 2 > self.0.len()
    }

    /// Whether most cells hold several words.
    fn has_full_names(&self) -> bool {
        self.mostly(|cell| cells::name_words(cells::unnumbered(cell)).nth(1).is_some())
    }

    /// 1, 2, 3…
    fn runs(&self) -> bool {
        let Some(first) = self.0.first().and_then(|cell| cells::line_number(cell)) else { return false };
        let due = self.0.iter().zip(first..).filter(|(cell, due)| cells::line_number(cell) == Some(*due)).count();
        due * 2 > self.0.len() && (first == 1 || due > 1)
    }

    /// What can be told without a head and without the other columns.
    fn kind(&self) -> Option<Column> {
        let kinds: [(Column, Look); 5] = [
            (Column::Iin, cells::is_iin),
            (Column::BirthDate, cells::is_day),
            (Column::Sex, |cell| cells::sex(cell).is_some()),
            (Column::Phone, cells::is_phone),
            (Column::ClassName, cells::is_class),
        ];
        if self.0.is_empty() {
            return Some(Column::Other);
        }
        kinds.into_iter().find(|(_, is)| self.mostly(is)).map(|(column, _)| column)
    }
}

fn by_heads(heads: &[String], bodies: &[Body<'_>]) -> Vec<Column> {
    let column = |(head, body): (&String, &Body<'_>)| {
        if body.0.is_empty() || body.mostly(cells::is_iin) {
            return body.kind().unwrap_or(Column::Other);
        }
        match heads::column(head) {
            Column::Other if head.is_empty() && body.runs() => Column::Number,
            Column::Other if head.is_empty() => body.kind().unwrap_or(Column::Note),
            column => column,
        }
    };
    let mut columns: Vec<Column> = heads.iter().zip(bodies).map(column).collect();
    names_that_fit(&mut columns, bodies);
    once(&mut columns, Column::Other);
    columns
}

/// «Name» beside a family name is the given name alone; «Имя» or «Тегі» over two words is all of the name.
fn names_that_fit(columns: &mut [Column], bodies: &[Body<'_>]) {
    let find = |column: Column| columns.iter().position(|other| *other == column);
    let [full, family, given] = [Column::FullName, Column::FamilyName, Column::GivenName].map(find);
    let whole = |at: usize| bodies[at].has_full_names();
    match (full, family, given) {
        (Some(full), Some(_), Some(_)) => columns[full] = Column::Other,
        (Some(full), Some(family), None) if whole(full) => columns[family] = Column::Other,
        (Some(full), Some(_), None) => columns[full] = Column::GivenName,
        (Some(_), None, Some(given)) => columns[given] = Column::Other,
        (None, Some(only), None) | (None, None, Some(only)) if whole(only) => columns[only] = Column::FullName,
        _ => {}
    }
}

fn by_cells(bodies: &[Body<'_>]) -> Vec<Column> {
    let numbers = bodies.iter().position(|body| !body.0.is_empty()).filter(|at| bodies[*at].runs());
    let kind = |(at, body): (usize, &Body<'_>)| if numbers == Some(at) { Some(Column::Number) } else { body.kind() };
    let kinds: Vec<Option<Column>> = bodies.iter().enumerate().map(kind).collect();
    let one = |at: usize| kinds.get(at) == Some(&None) && bodies[at].mostly(cells::is_one_name);
    let full = |at: usize| kinds[at].is_none() && bodies[at].mostly(cells::is_full_name);
    let mut columns: Vec<Column> = kinds.iter().map(|kind| kind.unwrap_or(Column::Note)).collect();
    let first = (0..bodies.len()).find(|at| one(*at) || full(*at));
    match (first, (0..bodies.len()).find(|at| full(*at))) {
        (Some(first), _) if one(first) && one(first + 1) => {
            let usual = [Column::FamilyName, Column::GivenName, Column::Patronymic];
            for (at, column) in (first..).zip(usual).take_while(|(at, _)| one(*at)) {
                columns[at] = column;
            }
        }
        (_, Some(full)) => columns[full] = Column::FullName,
        (Some(first), None) => columns[first] = Column::FamilyName,
        (None, None) => {
            let small = |at: &usize| kinds[*at].is_none() && bodies[*at].mostly(cells::may_be_full_name);
            if let Some(at) = (0..bodies.len()).find(small) {
                columns[at] = Column::FullName;
            }
        }
    }
    once(&mut columns, Column::Note);
    columns
}

/// Of two columns for the same input the first is taken.
fn once(columns: &mut [Column], spare: Column) {
    for at in 1..columns.len() {
        let many = matches!(columns[at], Column::Number | Column::Note | Column::Iin | Column::Other);
        if !many && columns[..at].contains(&columns[at]) {
            columns[at] = spare;
        }
    }
}
