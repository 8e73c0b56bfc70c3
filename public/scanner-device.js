// The phone around the scanner: camera, decoder, sound, vibration, wake lock.
// Speaks with the island by events on window: it is told `keruen:camera` (start | stop) and `keruen:verdict` (colour, sound);
// it tells `keruen:code` (the exact text of a QR code) and `keruen:camera-state` (on | denied | missing | busy | insecure).

const { worker: workerUrl, decoder: decoderUrl } = document.getElementById("scanner-device").dataset;
const tell = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));

let worker = null;
let ready = null;
let waiting = null;
let stream = null;
let running = false;
let wakeLock = null;
let audio = null;

function startWorker() {
  if (ready) return ready;
  worker = new Worker(workerUrl);
  ready = new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "ready" || data.type === "failed") return resolve(data.type === "ready");
      if (data.type === "code") tell("keruen:code", data.text);
      waiting?.();
      waiting = null;
    };
    worker.onerror = () => resolve(false);
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

async function loop(video) {
  const canvas = document.createElement("canvas");
  while (running) {
    await nextFrame(video);
    if (!running || video.readyState < 2 || !video.videoWidth) continue;
    try {
      await readFrame(video, canvas);
    } catch {
      // A frame that cannot be taken (a camera that is just closing) is no reason to stop reading.
    }
  }
}

async function start() {
  if (running) return;
  const video = document.getElementById("camera");
  if (!video) return;
  if (!navigator.mediaDevices?.getUserMedia) return tell("keruen:camera-state", "insecure");
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    const states = { NotAllowedError: "denied", NotFoundError: "missing", NotReadableError: "busy" };
    return tell("keruen:camera-state", states[error.name] ?? "missing");
  }
  video.srcObject = stream;
  await video.play().catch(() => {});
  if (!(await startWorker())) return tell("keruen:camera-state", "missing");
  running = true;
  tell("keruen:camera-state", "on");
  navigator.wakeLock?.request("screen").then((lock) => (wakeLock = lock)).catch(() => {});
  loop(video);
}

function stop() {
  running = false;
  stream?.getTracks().forEach((track) => track.stop());
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

window.addEventListener("keruen:camera", ({ detail }) => (detail === "start" ? start() : stop()));
window.addEventListener("keruen:verdict", ({ detail }) => {
  navigator.vibrate?.(buzzes[detail.colour] ?? 0);
  if (detail.sound) sound(detail.colour);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && running) {
    navigator.wakeLock?.request("screen").then((lock) => (wakeLock = lock)).catch(() => {});
  }
});
