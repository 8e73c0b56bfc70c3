//! A QR as runs of dark modules, which become one path.

use qrcode::{Color, QrCode};

/// Light modules around the code (ISO/IEC 18004).
const QUIET: u16 = 4;

/// Dark modules next to each other, counted in modules from the corner of the quiet zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) length: f32,
}

/// Modules on a side, with the quiet zone.
pub(super) fn modules(code: &QrCode) -> f32 {
    f32::from(u16::try_from(code.width()).unwrap_or(u16::MAX - 2 * QUIET) + 2 * QUIET)
}

/// The dark runs of every row.
pub(super) fn runs(code: &QrCode) -> Vec<Run> {
    let colors = code.to_colors();
    let mut runs = Vec::new();
    for (row, y) in colors.chunks(code.width().max(1)).zip(QUIET..) {
        let mut x = QUIET;
        for run in row.chunk_by(|a, b| a == b) {
            let length = u16::try_from(run.len()).unwrap_or_default();
            if run.first() == Some(&Color::Dark) {
                runs.push(Run { x: f32::from(x), y: f32::from(y), length: f32::from(length) });
            }
            x += length;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finder_pattern_lies_behind_the_quiet_zone() {
        let code = QrCode::new("K7Q2-9MXP").expect("a QR");
        assert!((modules(&code) - 29.0).abs() < f32::EPSILON, "version 1: 21 modules and twice four");
        let runs = runs(&code);
        assert_eq!(runs.first(), Some(&Run { x: 4.0, y: 4.0, length: 7.0 }));
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        let drawn: f32 = runs.iter().map(|run| run.length).sum();
        assert!((drawn - u16::try_from(dark).map_or(0.0, f32::from)).abs() < f32::EPSILON);
        assert!(runs.iter().all(|run| run.x >= 4.0 && run.y >= 4.0 && run.x + run.length <= 25.0));
    }
}
