// Reads QR codes off the page's thread. One message in, one answer out; the page sends the next frame only
// after the answer. In: {type:'init', decoder}, {type:'frame', frame: VideoFrame} (transferred),
// {type:'grey' | 'rgba', width, height, data: ArrayBuffer} (transferred).
// Out: {type:'ready', native} | {type:'failed', why} to init, {type:'code', text, ms} | {type:'none', ms} to the rest.
// `text` holds exactly the code's bytes, one character each (latin1); it is never trimmed.
'use strict';

// A ticket's text: 81 bytes in Base45 (`domain::ticket`). BarcodeDetector is believed only at this length: whatever
// an implementation trims, decodes or guesses otherwise is read again by our own decoder from the same frame.
const TICKET_LENGTH = 122;
const SLOW_MS = 40; // above this all attempts at one frame are too much: one per frame, in turn
const NATIVE_LIMIT_MS = 800; // BarcodeDetector asks a system service, which may be absent or hang

let compiled = null; // WebAssembly.Module
let decoder = null; // its exports
let ways = 1; // of looking at a frame that it knows
let detector = null; // BarcodeDetector
let started = Promise.resolve();
let busy = false;
let attemptMs = 0;
let turn = 0;
let scratch = new Uint8Array(0);
let canvas = null;

self.onmessage = async ({ data: message }) => {
  if (message.type === 'init') {
    started = start(message.decoder);
    return self.postMessage(await started);
  }
  const began = performance.now();
  let text = null;
  const mine = !busy;
  if (mine) {
    busy = true;
    try {
      await started;
      text = await read(message);
    } catch {
      // Nobody can act on one unreadable frame; the next one comes in a moment.
    }
    busy = false;
  }
  message.frame?.close();
  const ms = performance.now() - began;
  self.postMessage(text === null ? { type: 'none', ms } : { type: 'code', text, ms });
};

async function start(url) {
  detector = await nativeDetector();
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`decoder: ${response.status}`);
    compiled = await WebAssembly.compile(await response.arrayBuffer());
    await instantiate();
  } catch (error) {
    if (!detector) return { type: 'failed', why: String(error) };
  }
  return { type: 'ready', native: detector !== null };
}

async function nativeDetector() {
  try {
    const formats = await within(NATIVE_LIMIT_MS, BarcodeDetector.getSupportedFormats());
    return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
  } catch {
    return null;
  }
}

async function instantiate() {
  decoder = (await WebAssembly.instantiate(compiled)).exports;
  ways = decoder.keruen_attempts();
}

async function read(message) {
  let oneAttempt = attemptMs * ways > SLOW_MS;
  if (message.frame && detector) {
    try {
      const found = await within(NATIVE_LIMIT_MS, detector.detect(message.frame));
      const ticket = found.find((code) => code.rawValue.length === TICKET_LENGTH);
      if (ticket) return ticket.rawValue;
      // Without a decoder of ours its word is all there is.
      if (!decoder) return found[0]?.rawValue ?? null;
      oneAttempt ||= found.length === 0;
    } catch {
      detector = null;
    }
  }
  if (!decoder) return null;
  const picture = message.frame ? await greyOf(message.frame) : message.type === 'rgba' ? greyOfRgba(message) : packed(message);
  return attempts(picture, oneAttempt);
}

async function attempts({ width, height, grey }, oneAttempt) {
  for (let i = 0; i < (oneAttempt ? 1 : ways); i++) {
    const attempt = oneAttempt ? turn++ % ways : i;
    const began = performance.now();
    try {
      const frame = decoder.keruen_frame(grey.length);
      new Uint8Array(decoder.memory.buffer, frame, grey.length).set(grey);
      const length = decoder.keruen_read(width, height, attempt);
      // A running mean, so that one hiccup does not change the way of working.
      attemptMs += (performance.now() - began - attemptMs) / 4;
      if (length >= 0) return latin1(new Uint8Array(decoder.memory.buffer, decoder.keruen_text(), length));
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      await instantiate(); // a panic leaves the instance in an unknown state
    }
  }
  return null;
}

// The Y plane of a VideoFrame is the grey picture.
async function greyOf(frame) {
  const planar = /^(I420A?|I422A?|I444A?|NV12A?)$/.test(frame.format ?? '');
  if (!planar && !/^(RGB|BGR)[AX]$/.test(frame.format ?? '')) return drawn(frame);
  const { width, height } = frame.visibleRect;
  try {
    const size = frame.allocationSize();
    if (scratch.length !== size) scratch = new Uint8Array(size);
    const [{ offset, stride }] = await frame.copyTo(scratch);
    const data = scratch.subarray(offset);
    return planar ? packed({ width, height, data, stride }) : greyOfRgba({ width, height, data, stride, format: frame.format });
  } catch {
    return drawn(frame); // a texture that cannot be mapped
  }
}

// Opaque and 10-bit frames: let the browser convert them.
function drawn(frame) {
  const { displayWidth: width, displayHeight: height } = frame;
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(frame, 0, 0, width, height);
  return greyOfRgba({ width, height, data: context.getImageData(0, 0, width, height).data });
}

function packed({ width, height, data, stride = width }) {
  const source = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  if (stride === width) return { width, height, grey: source.subarray(0, width * height) };
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) grey.set(source.subarray(y * stride, y * stride + width), y * width);
  return { width, height, grey };
}

function greyOfRgba({ width, height, data, stride = width * 4, format = 'RGBA' }) {
  const source = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  const [red, blue] = format.startsWith('RGB') ? [0, 2] : [2, 0];
  const grey = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = y * stride; x < width; x++, from += 4) {
      grey[to++] = (77 * source[from + red] + 150 * source[from + 1] + 29 * source[from + blue]) >> 8;
    }
  }
  return { width, height, grey };
}

// Not TextDecoder('latin1'): that is windows-1252, which changes the bytes 0x80 to 0x9F.
function latin1(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function within(limit, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
