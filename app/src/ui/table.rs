//! A table with a caption and a head; on a phone each row becomes a card (`data-label`).

use super::Maybe;
use leptos::prelude::*;

/// A column's heading.
#[derive(Clone, Debug)]
pub struct Column {
    pub words: String,
    /// Aligned at its end, in tabular figures.
    pub numeric: bool,
    /// Address that sorts by this column, and which way it is sorted now (`ascending`, `descending`).
    pub sort: Option<(String, Option<&'static str>)>,
}

impl Column {
    /// A column of words.
    pub fn text(words: impl Into<String>) -> Self {
        Self { words: words.into(), numeric: false, sort: None }
    }

    /// A column of numbers.
    pub fn number(words: impl Into<String>) -> Self {
        Self { words: words.into(), numeric: true, sort: None }
    }
}

/// A row: one view per column. The first cell is the row's heading.
pub struct TableRow {
    pub cells: Vec<AnyView>,
    /// The sum or total line.
    pub total: bool,
}

impl TableRow {
    /// An ordinary row.
    pub fn new(cells: Vec<AnyView>) -> Self {
        Self { cells, total: false }
    }

    /// A total line.
    pub fn total(cells: Vec<AnyView>) -> Self {
        Self { cells, total: true }
    }
}

/// `caption` is always there; `hide_caption` keeps it for screen readers only (a heading stands above).
#[component]
pub fn DataTable(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    rows: Vec<TableRow>,
    #[prop(optional)] hide_caption: bool,
    /// Stays a table on a phone: two or three short columns.
    #[prop(optional)]
    small: bool,
    /// Said under the table: how it was counted, as of when.
    #[prop(optional, into)]
    note: Maybe,
) -> AnyView {
    let labels: Vec<(String, bool)> = columns.iter().map(|c| (c.words.clone(), c.numeric)).collect();
    let head: Vec<_> = columns.into_iter().map(heading).collect();
    let body: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> =
                row.cells.into_iter().enumerate().map(|(i, cell)| body_cell(i, cell, labels.get(i))).collect();
            view! { <tr data-total=row.total.then_some("")>{cells}</tr> }
        })
        .collect();
    view! {
        <div class="table-box">
            <table class=if small { "table table-small" } else { "table" }>
                <caption class=if hide_caption { "visually-hidden" } else { "" }>{caption}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
            {note.into_inner().map(|note| view! { <p class="help">{note}</p> })}
        </div>
    }
    .into_any()
}

fn heading(column: Column) -> AnyView {
    let numeric = column.numeric.then_some("");
    match column.sort {
        Some((href, sorted)) => view! {
            <th scope="col" data-numeric=numeric aria-sort=sorted><a href=href>{column.words}</a></th>
        }
        .into_any(),
        None => view! { <th scope="col" data-numeric=numeric>{column.words}</th> }.into_any(),
    }
}

fn body_cell(index: usize, cell: AnyView, column: Option<&(String, bool)>) -> AnyView {
    let label = column.map(|(words, _)| words.clone());
    let numeric = column.is_some_and(|(_, numeric)| *numeric).then_some("");
    if index == 0 {
        view! { <th scope="row" data-numeric=numeric data-label=label>{cell}</th> }.into_any()
    } else {
        view! { <td data-numeric=numeric data-label=label>{cell}</td> }.into_any()
    }
}
