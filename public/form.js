// Improves the forms of the public pages, which work without it: an adult is not asked for a representative, what is
// wrong is shown without a new page, and nothing typed is lost when the network is gone.

const ADULT = 18;

/** Whole years from birth to day, each [year, month, day]. */
function ageOn([year, month, day], [birthYear, birthMonth, birthDay]) {
  const hadBirthday = month > birthMonth || (month === birthMonth && day >= birthDay);
  return year - birthYear - (hadBirthday ? 0 : 1);
}

/** Hides what does not concern this age, once the date of birth is whole. */
function watchAge(form) {
  const eventDay = form.dataset.eventDate?.split('-').map(Number);
  if (!eventDay) return;
  const show = () => {
    const birth = ['year', 'month', 'day'].map((part) => Number(form.elements[`birth_${part}`].value));
    const whole = birth[0] > 1900 && birth[1] > 0 && birth[2] > 0;
    const kind = ageOn(eventDay, birth) < ADULT ? 'minor' : 'adult';
    for (const part of form.querySelectorAll('[data-for]')) part.hidden = whole && part.dataset.for !== kind;
  };
  form.addEventListener('input', show);
  form.addEventListener('change', show);
  show();
}

/** Says in the form that there is no network. */
function sayOffline(form) {
  let note = form.querySelector('[data-offline-note]');
  if (!note) {
    note = document.createElement('p');
    note.className = 'wrong';
    note.dataset.offlineNote = '';
    note.setAttribute('role', 'alert');
    form.append(note);
  }
  note.textContent = '';
  note.textContent = form.dataset.offline;
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector('button[type=submit]');
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (answer.redirected && new URL(answer.url).origin === location.origin) {
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // A captive portal's page is no answer of ours.
    const main = page.querySelector('main#main');
    if (!main) throw new Error('not our page');
    document.title = page.title;
    document.getElementById('main').replaceWith(document.adoptNode(main));
    start();
    if (!document.getElementById('error-summary')) document.getElementById('main').focus();
  } catch {
    sayOffline(form);
  }
  button.disabled = false;
}

function start() {
  for (const form of document.querySelectorAll('form[data-offline]')) {
    watchAge(form);
    form.addEventListener('submit', send);
  }
  document.getElementById('error-summary')?.focus();
}

// Back from the next page: the button that was pressed may be pressed again.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('form[data-offline] button')) button.disabled = false;
});

start();
