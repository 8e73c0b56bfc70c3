// The phone around the scanner: camera, lamp, decoder, sound, vibration, wake lock, files.
// Speaks with the island by events on window: it is told `keruen:camera` (start | stop | other), `keruen:torch` (lit or not),
// `keruen:verdict` (colour, sound), `keruen:check` (a function that takes what was found) and `keruen:save` (name, text);
// it tells `keruen:code` (the exact text of a QR code), `keruen:camera-state` (on | denied | missing | busy | insecure),
// `keruen:cameras` (how many there are), `keruen:torch-state` (none | off | on) and `keruen:file` (the text of a chosen file).

const { worker: workerUrl, decoder: decoderUrl } = document.getElementById("scanner-device").dataset;
const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));

let worker = null;
let ready = null;
let waiting = null;
let stream = null;
/** Grows with each start and stop: what was begun before is not gone on with. */
let generation = 0;
let running = false;
let wakeLock = null;
let audio = null;
/** The camera that was chosen among several; none: the one that looks away from the screen. */
let lens = null;
try {
  lens = localStorage.getItem("keruen-camera");
} catch {
  // A browser without storage for pages begins with the usual camera.
}

function startWorker() {
  if (ready) return ready;
  worker = new Worker(workerUrl);
  const failed = (resolve) => {
    // Tried again at the next start.
    worker?.terminate();
    [worker, ready] = [null, null];
    waiting?.();
    waiting = null;
    resolve?.(false);
  };
  ready = new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "ready") return resolve(true);
      if (data.type === "failed") return failed(resolve);
      if (data.type === "code") tell("keruen:code", data.text);
      waiting?.();
      waiting = null;
    };
    worker.onerror = () => {
      failed(resolve);
      if (running) {
        stop();
        tell("keruen:camera-state", "missing");
      }
    };
  });
  worker.postMessage({ type: "init", decoder: new URL(decoderUrl, location.href).href });
  return ready;
}

// Sends one frame and waits for the answer, so that frames never pile up on a slow phone.
function read(message, transfer) {
  return new Promise((resolve) => {
    waiting = resolve;
    worker.postMessage(message, transfer);
  });
}

async function readFrame(video, canvas) {
  if ("VideoFrame" in window) {
    const frame = new VideoFrame(video);
    return read({ type: "frame", frame }, [frame]);
  }
  const { videoWidth: width, videoHeight: height } = video;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0);
  const data = context.getImageData(0, 0, width, height).data.buffer;
  return read({ type: "rgba", width, height, data }, [data]);
}

const nextFrame = (video) =>
  new Promise((resolve) =>
    video.requestVideoFrameCallback ? video.requestVideoFrameCallback(resolve) : requestAnimationFrame(resolve),
  );

async function loop(video, mine) {
  const canvas = document.createElement("canvas");
  while (generation === mine) {
    await nextFrame(video);
    if (generation !== mine || video.readyState < 2 || !video.videoWidth) continue;
    try {
      await readFrame(video, canvas);
    } catch {
      // A frame that cannot be taken (a camera that is just closing) is no reason to stop reading.
    }
  }
}

const keepAwake = () =>
  navigator.wakeLock?.request("screen").then((lock) => (running ? (wakeLock = lock) : lock.release())).catch(() => {});

async function start() {
  const video = document.getElementById("camera");
  if (!video) return;
  if (running && video.srcObject === stream) return;
  stop();
  const mine = ++generation;
  if (!navigator.mediaDevices?.getUserMedia) return tell("keruen:camera-state", "insecure");
  let opened;
  try {
    // A chosen camera that is gone is no reason to have none.
    const which = lens ? { deviceId: { ideal: lens } } : { facingMode: "environment" };
    opened = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    const states = { NotAllowedError: "denied", NotFoundError: "missing", NotReadableError: "busy" };
    if (generation === mine) tell("keruen:camera-state", states[error.name] ?? "missing");
    return;
  }
  const read = await startWorker();
  if (generation !== mine || !read) {
    opened.getTracks().forEach((track) => track.stop());
    if (generation === mine) tell("keruen:camera-state", "missing");
    return;
  }
  stream = opened;
  running = true;
  video.srcObject = stream;
  const [track] = stream.getVideoTracks();
  // Unplugged, or taken by another program.
  track.onended = () => {
    stop();
    tell("keruen:camera-state", "busy");
  };
  await video.play().catch(() => {});
  if (generation !== mine) return;
  tell("keruen:camera-state", "on");
  tell("keruen:torch-state", track.getCapabilities?.().torch ? "off" : "none");
  tell("keruen:cameras", (await cameras()).length);
  keepAwake();
  loop(video, mine);
}

/** The phone's cameras, by id; browsers tell them once one is open. */
async function cameras() {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter((device) => device.kind === "videoinput").map((device) => device.deviceId);
}

/** Goes on with the next camera, and begins with it the next time. */
async function otherCamera() {
  const ids = await cameras();
  const now = stream?.getVideoTracks()[0]?.getSettings().deviceId;
  lens = ids[(ids.indexOf(now) + 1) % ids.length] ?? null;
  try {
    localStorage.setItem("keruen-camera", lens ?? "");
  } catch {
    // Chosen again the next time.
  }
  stop();
  await start();
}

async function torch(lit) {
  const [track] = stream?.getVideoTracks() ?? [];
  try {
    await track?.applyConstraints({ advanced: [{ torch: lit }] });
    tell("keruen:torch-state", lit ? "on" : "off");
  } catch {
    tell("keruen:torch-state", "none");
  }
}

function stop() {
  generation++;
  running = false;
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
  stream = null;
  wakeLock?.release();
  wakeLock = null;
}

// One short high tone, two middle ones, one long low one: told apart without looking.
const tones = { admit: [[880, 0.12]], ask: [[587, 0.12], [587, 0.12]], refuse: [[196, 0.45]] };
const buzzes = { admit: 60, ask: [60, 60, 60], refuse: 400 };

function sound(colour) {
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [frequency, length] of tones[colour] ?? []) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.4, at);
    volume.gain.exponentialRampToValueAtTime(0.01, at + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.08;
  }
}

/** Whether `promise` comes out true; a failure is a no. */
const holds = (promise) => promise.then(Boolean, () => false);

async function cameraOpens() {
  if (running) return true;
  const tried = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment" } });
  tried.getTracks().forEach((track) => track.stop());
  return true;
}

async function canBeHeard() {
  audio ??= new AudioContext();
  await audio.resume();
  sound("admit");
  return audio.state === "running";
}

// A code that says «KERUEN», version 1-M, 21 modules a side: rows of bits. Drawn for the decoder as a camera would show it.
const TEST_TEXT = "KERUEN";
const TEST_CODE = [
  "111111100011101111111",
  "100000101101101000001",
  "101110100101001011101",
  "101110100011101011101",
  "101110101010101011101",
  "100000100010101000001",
  "111111101010101111111",
  "000000000111100000000",
  "101010100001000010010",
  "011101000100001100010",
  "111011111000100011111",
  "101011000110001100001",
  "001111110000101011100",
  "000000001001010101010",
  "111111100001011010011",
  "100000100011110110011",
  "101110101111011101111",
  "101110100110001100010",
  "101110101100100111101",
  "100000100000001000010",
  "111111101110101110111",
];

async function readsCode() {
  if (!(await startWorker())) return false;
  const unit = 12;
  const side = (TEST_CODE.length + 8) * unit;
  const grey = new Uint8Array(side * side).fill(225);
  TEST_CODE.forEach((row, y) => [...row].forEach((bit, x) => {
    if (bit === "0") return;
    for (let line = 0; line < unit; line++) {
      const from = ((y + 4) * unit + line) * side + (x + 4) * unit;
      grey.fill(30, from, from + unit);
    }
  }));
  const found = new Promise((resolve) => window.addEventListener("keruen:code", ({ detail }) => resolve(detail), { once: true }));
  const none = read({ type: "grey", width: side, height: side, data: grey.buffer }, [grey.buffer]).then(() => null);
  return (await Promise.race([found, none])) === TEST_TEXT;
}

async function check(done) {
  const [code, camera, heard, storage, offline] = await Promise.all([
    holds(readsCode()),
    holds(cameraOpens()),
    holds(canBeHeard()),
    holds(navigator.storage?.persist?.() ?? Promise.resolve(false)),
    holds(caches.has("scanner-in-use")),
  ]);
  done({ code, camera, sound: heard, storage, offline });
}

function save({ name, text }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Larger files are no logs (`handed::FILE_MAX`). */
const LOG_MAX = 8 * 1024 * 1024;

/** Another phone's log was chosen: tells its text, or nothing when it is too large to be one. */
async function chosen(input) {
  const [file] = input.files;
  if (!file) return;
  const text = file.size > LOG_MAX ? null : await file.text().catch(() => "");
  // The same file can be chosen again.
  input.value = "";
  tell("keruen:file", text);
}

document.addEventListener("change", ({ target }) => target.matches?.("[data-take]") && chosen(target));
window.addEventListener("keruen:torch", ({ detail }) => torch(detail));
window.addEventListener("keruen:check", ({ detail }) => check(detail));
window.addEventListener("keruen:save", ({ detail }) => save(detail));
window.addEventListener("keruen:camera", ({ detail }) => ({ start, stop, other: otherCamera })[detail]());
window.addEventListener("keruen:verdict", ({ detail }) => {
  navigator.vibrate?.(buzzes[detail.colour] ?? 0);
  if (detail.sound) sound(detail.colour);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && running) keepAwake();
});
