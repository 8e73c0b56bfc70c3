// Replaces the camera by a canvas whose picture a test can change while it runs; for journeys with many tickets.
//
//   await context.addInitScript({ path: 'tools/overrideCamera.js' });
//   await page.evaluate((modules) => window.__camera.show(modules), modulesOf(svg));
//
// It draws squares and decodes blobs, so that a page's img-src and connect-src do not matter.
(() => {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  let draw = () => {};
  let ticks = 0;

  const paint = () => {
    context.fillStyle = '#606060';
    context.fillRect(0, 0, canvas.width, canvas.height);
    draw();
    // captureStream sends a frame only when something was painted anew.
    context.fillStyle = ticks++ % 2 ? '#606060' : '#616161';
    context.fillRect(0, 0, 1, 1);
  };

  window.__camera = {
    /** How often the page has asked for the camera. */
    opened: 0,
    /** Shows modules (rows of booleans, without quiet zone) or a PNG's data URL. */
    async show(what) {
      if (typeof what === 'string') {
        const bytes = Uint8Array.from(atob(what.split(',')[1]), (character) => character.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const scale = Math.min(440 / picture.height, 600 / picture.width);
        const [width, height] = [picture.width * scale, picture.height * scale];
        draw = () => context.drawImage(picture, (640 - width) / 2, (480 - height) / 2, width, height);
        return;
      }
      const unit = Math.floor(440 / (what.length + 8));
      const side = unit * (what.length + 8);
      const [left, top] = [(640 - side) / 2, (480 - side) / 2];
      draw = () => {
        context.fillStyle = '#e1e1e1';
        context.fillRect(left, top, side, side);
        context.fillStyle = '#1e1e1e';
        what.forEach((row, y) => row.forEach((dark, x) => {
          if (dark) context.fillRect(left + (x + 4) * unit, top + (y + 4) * unit, unit, unit);
        }));
      };
    },
    /** An empty table. */
    blank() {
      draw = () => {};
    },
  };

  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = async () => {
    window.__camera.opened += 1;
    const timer = setInterval(paint, 33);
    paint();
    const stream = canvas.captureStream(30);
    const [track] = stream.getVideoTracks();
    const stop = track.stop.bind(track);
    track.stop = () => {
      clearInterval(timer);
      stop();
    };
    return stream;
  };
})();
