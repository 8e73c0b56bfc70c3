// Brings the stop that matters now into view on a route that is longer than the screen.

const route = document.querySelector('.route');
const here = route?.querySelector('[aria-current]') ?? route?.querySelector('[data-phase=today]');
const stop = here?.closest('li');
if (stop) route.scrollLeft = stop.offsetLeft - (route.clientWidth - stop.offsetWidth) / 2;
