//! Writes pages as PDF with krilla. No time, no random numbers: the same pages are the same bytes.

use krilla::color::{luma, rgb};
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::{Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use super::font::cut;
use super::page::{Area, Mark, Paper, Pen};
use super::qr::Run;
use super::text::{Ink, Line, POINT};
use super::{PaperError, Result};

/// One pair of horns: its width and height, and its curves (two controls and the end) from the top of the stem; the left one,
/// the right one mirrors it. The same drawing as the site's.
const UNIT: (f32, f32) = (40.0, 20.0);
const STEM: [(f32, f32); 2] = [(20.0, 19.0), (20.0, 10.0)];
const HORN: [[(f32, f32); 3]; 4] = [
    [(20.0, 4.0), (15.0, 2.0), (11.0, 3.0)],
    [(7.0, 4.0), (4.0, 9.0), (6.0, 12.0)],
    [(8.0, 15.0), (12.0, 14.0), (12.0, 11.0)],
    [(12.0, 8.0), (10.0, 8.0), (9.0, 9.0)],
];
/// Pairs in a line of horns.
const PAIRS: u8 = 24;

/// The ornament's height for its width.
pub(super) fn ornament_height(width: f32) -> f32 {
    width / f32::from(PAIRS) * UNIT.1 / UNIT.0
}

impl Paper {
    /// The PDF.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        if self.sheets.is_empty() {
            return Err(PaperError::Nothing);
        }
        let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        let metadata = Metadata::new().title(self.title).language(self.language);
        document.set_metadata(metadata.text_direction(TextDirection::LeftToRight));
        let size = PageSettings::from_wh(self.size.width / POINT, self.size.height / POINT)
            .ok_or_else(|| PaperError::Pdf("a page without size".to_owned()))?;
        for sheet in &self.sheets {
            let mut page = document.start_page_with(size.clone());
            let mut surface = page.surface();
            for mark in &sheet.marks {
                draw(&mut surface, mark)?;
            }
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|error| PaperError::Pdf(error.to_string()))
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) -> Result<()> {
    match mark {
        Mark::Text { x, baseline, line } => text(surface, *x, *baseline, line)?,
        Mark::Rule { from, to, pen } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0 / POINT, from.1 / POINT);
            path.line_to(to.0 / POINT, to.1 / POINT);
            stroked(surface, path.finish(), stroke(*pen));
        }
        Mark::Frame { area, pen } => {
            let mut path = PathBuilder::new();
            rectangle(&mut path, area);
            stroked(surface, path.finish(), stroke(*pen));
        }
        Mark::Qr { area, modules, runs } => qr(surface, area, *modules, runs),
        Mark::Ornament { x, y, width } => ornament(surface, *x, *y, *width),
    }
    Ok(())
}

fn text(surface: &mut Surface<'_>, x: f32, baseline: f32, line: &Line) -> Result<()> {
    if line.glyphs.is_empty() {
        return Ok(());
    }
    let font = cut(line.style.weight)?.font();
    surface.set_stroke(None);
    surface.set_fill(Some(fill(grey(line.style.ink).into())));
    let start = Point::from_xy(x / POINT, baseline / POINT);
    surface.draw_glyphs(start, &line.glyphs, font, &line.text, line.style.size, false);
    Ok(())
}

fn qr(surface: &mut Surface<'_>, area: &Area, modules: f32, runs: &[Run]) {
    let mut quiet = PathBuilder::new();
    rectangle(&mut quiet, area);
    filled(surface, quiet.finish(), luma::Color::white());
    // In units of modules the numbers are short, and with them the file.
    let module = area.width / modules / POINT;
    let mut path = PathBuilder::new();
    for run in runs {
        path.move_to(run.x, run.y);
        path.line_to(run.x + run.length, run.y);
        path.line_to(run.x + run.length, run.y + 1.0);
        path.line_to(run.x, run.y + 1.0);
        path.close();
    }
    surface.push_transform(&Transform::from_row(module, 0.0, 0.0, module, area.x / POINT, area.y / POINT));
    filled(surface, path.finish(), luma::Color::black());
    surface.pop();
}

fn ornament(surface: &mut Surface<'_>, x: f32, y: f32, width: f32) {
    let unit = width / f32::from(PAIRS);
    let scale = unit / UNIT.0 / POINT;
    let mut path = PathBuilder::new();
    for pair in 0..PAIRS {
        let left = (x + f32::from(pair) * unit) / POINT;
        for mirrored in [false, true] {
            let place = |(px, py): (f32, f32)| {
                let px = if mirrored { UNIT.0 - px } else { px };
                (left + px * scale, y / POINT + py * scale)
            };
            let [foot, top] = STEM.map(place);
            if mirrored {
                path.move_to(top.0, top.1);
            } else {
                path.move_to(foot.0, foot.1);
                path.line_to(top.0, top.1);
            }
            for curve in HORN {
                let [a, b, end] = curve.map(place);
                path.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1);
            }
        }
    }
    // The flag's blue; it is not read, so its contrast does not matter.
    let paint = rgb::Color::new(0x00, 0xaf, 0xca).into();
    stroked(surface, path.finish(), Stroke { paint, width: 1.6 * scale, ..round() });
}

fn rectangle(path: &mut PathBuilder, area: &Area) {
    let (left, top) = (area.x / POINT, area.y / POINT);
    let (right, bottom) = ((area.x + area.width) / POINT, (area.y + area.height) / POINT);
    path.move_to(left, top);
    path.line_to(right, top);
    path.line_to(right, bottom);
    path.line_to(left, bottom);
    path.close();
}

/// A path without length has nothing to draw.
fn filled(surface: &mut Surface<'_>, path: Option<Path>, color: luma::Color) {
    if let Some(path) = path {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(color.into())));
        surface.draw_path(&path);
    }
}

fn stroked(surface: &mut Surface<'_>, path: Option<Path>, stroke: Stroke) {
    if let Some(path) = path {
        surface.set_fill(None);
        surface.set_stroke(Some(stroke));
        surface.draw_path(&path);
    }
}

fn fill(paint: Paint) -> Fill {
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn stroke(pen: Pen) -> Stroke {
    let dash = pen.dash.map(|dash| StrokeDash { array: vec![dash / POINT, dash / POINT], offset: 0.0 });
    Stroke { paint: grey(pen.ink).into(), width: pen.width / POINT, dash, ..Stroke::default() }
}

fn round() -> Stroke {
    Stroke { line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() }
}

fn grey(ink: Ink) -> luma::Color {
    luma::Color::new(match ink {
        Ink::Black => 0,
        Ink::Grey => 0x55,
        Ink::Light => 0xa0,
    })
}
