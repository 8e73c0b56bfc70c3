// Improves the forms of the public pages, which work without it: an adult is not asked for a representative, what is
// wrong is shown without a new page, and nothing typed is lost when the language changes or the network is gone.

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

/** Puts the answered page in place of this one, in its own language; the language's button keeps the focus. */
function turn(page, address) {
  history.replaceState(null, '', address);
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceWith(document.adoptNode(page.body));
  start();
  document.querySelector('.languages [aria-current]')?.focus();
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector('button[type=submit]');
  // A language of the header is a button of the form with an address of its own.
  const language = event.submitter?.getAttribute('formaction');
  const fields = new URLSearchParams(new FormData(form));
  if (language) fields.append(event.submitter.name, event.submitter.value);
  button.disabled = true;
  try {
    const answer = await fetch(language ?? form.action, { method: 'POST', body: fields });
    if (answer.redirected && new URL(answer.url).origin === location.origin) {
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // A captive portal's page is no answer of ours.
    const main = page.querySelector('main#main');
    if (!main) throw new Error('not our page');
    document.title = page.title;
    if (language) return turn(page, language);
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
