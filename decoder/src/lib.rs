//! Reads the QR code in one grey camera frame: the fallback for browsers without `BarcodeDetector`.
//!
//! It calls rxing's low-level functions. Its usual readers stamp every result with the time of day,
//! which panics in a wasm without a clock, and read fewer of our frames besides.

use rxing::common::{DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::{
    decoder::Decode,
    detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR},
};
use rxing::{Binarizer, Luma8Source, LuminanceSource};

#[cfg(target_family = "wasm")]
#[expect(unsafe_code, reason = "a raw wasm exports by `no_mangle`, which counts as unsafe code")]
mod wasm;

/// The largest number of pixels that is looked at (4096 × 4096): more is a mistake of the caller.
const MAX_PIXELS: usize = 1 << 24;

/// Candidate triples of finder patterns tried per look: a frame full of squares must not take seconds.
const MAX_CANDIDATES: usize = 64;

/// How far around a pixel its surroundings reach when a blur is undone: three pixels at half scale.
const AROUND: usize = 3;

/// How much of the difference to its surroundings a pixel gets on top.
const SHARPER: i32 = 4;

/// One way of looking at a frame. A slow phone makes one attempt per frame, in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Dark modules on a light ground, as tickets are drawn.
    Plain,
    /// Light modules on a dark ground: a phone in dark mode, a photographed negative.
    Inverted,
    /// At half width and height, from the darkest to the lightest: averaging removes noise and moiré, and what is dim
    /// becomes clear.
    Half,
    /// At a quarter: cracks in a glass and hairs on a lens vanish.
    Quarter,
    /// At half scale with edges drawn sharper: a code out of focus, a hand that moves.
    Sharp,
}

impl Attempt {
    /// In order of what they give for their time.
    pub const ALL: [Self; 5] = [Self::Half, Self::Plain, Self::Quarter, Self::Sharp, Self::Inverted];
}

/// The bytes of the first QR code found in `grey`: `width` × `height` luminances, row by row, 0 is black.
///
/// Exactly what the code holds, spaces at the ends included. `None` when there is no readable code, and
/// when `grey` is not `width` × `height` long.
pub fn read_grey(width: usize, height: usize, grey: &[u8]) -> Option<Vec<u8>> {
    Attempt::ALL.into_iter().find_map(|attempt| read_once(width, height, grey, attempt))
}

/// The same with a single attempt.
pub fn read_once(width: usize, height: usize, grey: &[u8], attempt: Attempt) -> Option<Vec<u8>> {
    let pixels = width.checked_mul(height)?;
    if pixels != grey.len() || pixels > MAX_PIXELS {
        return None;
    }
    match attempt {
        Attempt::Plain => look(source(width, height, grey)?),
        Attempt::Inverted => {
            let mut source = source(width, height, grey)?;
            source.invert();
            look(source)
        }
        Attempt::Half => {
            let (width, height, mut grey) = shrink(2, width, height, grey);
            stretch(&mut grey);
            look(source(width, height, &grey)?)
        }
        Attempt::Quarter => {
            let (width, height, mut grey) = shrink(4, width, height, grey);
            stretch(&mut grey);
            look(source(width, height, &grey)?)
        }
        Attempt::Sharp => {
            let (width, height, grey) = shrink(2, width, height, grey);
            look(source(width, height, &sharpen(width, height, &grey))?)
        }
    }
}

fn source(width: usize, height: usize, grey: &[u8]) -> Option<Luma8Source<'_>> {
    let (width, height) = (width.try_into().ok()?, height.try_into().ok()?);
    Luma8Source::new_with_slice(grey, width, height).ok()
}

fn look(source: Luma8Source<'_>) -> Option<Vec<u8>> {
    let binarizer = HybridBinarizer::new(source);
    let black = binarizer.get_black_matrix().ok()?;
    let mut patterns = FindFinderPatterns(black, true, 0);
    GenerateFinderPatternSets(&mut patterns)
        .iter()
        .take(MAX_CANDIDATES)
        .find_map(|candidate| {
            let sampled = SampleQR(black, candidate).ok()?;
            let result = Decode(sampled.getBits()).ok()?;
            result.isValid().then(|| result.content().bytes().to_vec())
        })
        .filter(|bytes| !bytes.is_empty())
}

/// Each block of `times` × `times` becomes its mean; odd last rows and columns are dropped.
fn shrink(times: usize, width: usize, height: usize, grey: &[u8]) -> (usize, usize, Vec<u8>) {
    let (small_width, small_height) = (width / times, height / times);
    let area = u32::try_from(times * times).unwrap_or(1);
    let mut small = Vec::with_capacity(small_width * small_height);
    let mut sums = vec![0_u32; small_width];
    for rows in grey.chunks_exact((width * times).max(1)).take(small_height) {
        sums.fill(0);
        for row in rows.chunks_exact(width) {
            for (sum, block) in sums.iter_mut().zip(row.chunks_exact(times)) {
                *sum += block.iter().map(|&pixel| u32::from(pixel)).sum::<u32>();
            }
        }
        small.extend(sums.iter().map(|sum| u8::try_from(sum / area).unwrap_or(u8::MAX)));
    }
    (small_width, small_height, small)
}

/// Spreads the levels from black to white, but for the hundredth at each end.
fn stretch(grey: &mut [u8]) {
    let mut counts = [0_usize; 256];
    for &pixel in grey.iter() {
        counts[usize::from(pixel)] += 1;
    }
    let rest = grey.len() / 100;
    let ends = |passed: &mut usize, level: usize| {
        *passed += counts[level];
        *passed > rest
    };
    let (mut dark, mut light) = (0, 0);
    let low = (0..256).find(|level| ends(&mut dark, *level)).unwrap_or(255);
    let high = (0..256).rev().find(|level| ends(&mut light, *level)).unwrap_or(0);
    if low >= high {
        return;
    }
    let spread = |level: usize| level.saturating_sub(low).min(high - low) * 255 / (high - low);
    let table: [u8; 256] = std::array::from_fn(|level| u8::try_from(spread(level)).unwrap_or(u8::MAX));
    for pixel in grey.iter_mut() {
        *pixel = table[usize::from(*pixel)];
    }
}

/// Draws edges sharper: each pixel is moved away from the mean of its surroundings.
fn sharpen(width: usize, height: usize, grey: &[u8]) -> Vec<u8> {
    let stride = width + 1;
    // Of everything above and to the left.
    let mut sums = vec![0_u32; stride * (height + 1)];
    for (y, row) in grey.chunks_exact(width.max(1)).enumerate() {
        let mut line = 0;
        for (x, &pixel) in row.iter().enumerate() {
            line += u32::from(pixel);
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + line;
        }
    }
    let mut sharp = Vec::with_capacity(grey.len());
    for (y, row) in grey.chunks_exact(width.max(1)).enumerate() {
        let (top, bottom) = (y.saturating_sub(AROUND) * stride, (y + AROUND + 1).min(height) * stride);
        for (x, &pixel) in row.iter().enumerate() {
            let (left, right) = (x.saturating_sub(AROUND), (x + AROUND + 1).min(width));
            let area = u32::try_from((bottom - top) / stride * (right - left)).unwrap_or(1);
            let sum = sums[bottom + right] + sums[top + left] - sums[top + right] - sums[bottom + left];
            let (level, mean) = (i32::from(pixel), i32::try_from(sum / area).unwrap_or(0));
            sharp.push(u8::try_from((level + SHARPER * (level - mean)).clamp(0, 255)).unwrap_or(u8::MAX));
        }
    }
    sharp
}

#[cfg(test)]
mod tests {
    use super::{sharpen, shrink, stretch};

    #[test]
    fn a_block_becomes_its_mean_and_odd_edges_are_dropped() {
        let grey = [0, 4, 9, 8, 8, 9, 9, 9, 9];
        assert_eq!(shrink(2, 3, 3, &grey), (1, 1, vec![5]));
        assert_eq!(shrink(2, 1, 1, &[7]), (0, 0, vec![]));
        assert_eq!(shrink(2, 0, 0, &[]), (0, 0, vec![]));
        assert_eq!(shrink(4, 4, 4, &[3; 16]), (1, 1, vec![3]));
        assert_eq!(shrink(4, 3, 9, &[3; 27]), (0, 2, vec![]));
    }

    #[test]
    fn what_is_dim_is_spread_from_black_to_white() {
        let mut dim = [10, 20, 30, 20];
        stretch(&mut dim);
        assert_eq!(dim, [0, 127, 255, 127]);
        let mut flat = [7; 9];
        stretch(&mut flat);
        assert_eq!(flat, [7; 9]);
        stretch(&mut []);
    }

    #[test]
    fn an_edge_gets_steeper_and_a_plain_stays() {
        assert_eq!(sharpen(4, 2, &[50; 8]), [50; 8]);
        assert_eq!(sharpen(0, 0, &[]), []);
        let edge = sharpen(12, 1, &[100, 100, 100, 100, 100, 100, 120, 120, 120, 120, 120, 120]);
        assert!(edge[5] < 100 && edge[6] > 120 && edge[0] == 100, "{edge:?}");
    }
}
