### Words of every page: the name, ways around, buttons, what went wrong.

## The product

app-name = Keruen
app-tagline = Travelling youth programmes: registration, tickets, attendance
app-title = { $page } · Keruen
demo-notice = This is a demonstration caravan. Its people, phone numbers and events are invented.
demo-badge = Demo

## Languages

language-name = English

## Ways around

skip-to-content = Skip to content
nav-main = Main menu
nav-languages = Choose a language
nav-footer = More pages
nav-breadcrumbs = You are here
nav-home = Home
nav-tickets = Tickets
nav-desk = For organisers
nav-sign-out = Sign out

## Buttons

back = Back
copy = Copy
copied = Copied
save = Save
saved = Saved
search = Search
share = Share
loading = Loading…

## Small words

common-optional = (optional)
common-day = Day
common-month = Month
common-year = Year
common-date = Date
common-time = Time
common-total = Total
common-choose = Choose
count-events = { $n ->
       [one] { $n } event
      *[other] { $n } events
    }
count-stops = { $n ->
       [one] { $n } stop
      *[other] { $n } stops
    }
meter-taken-of = { $n-taken } of { $n-total } places taken
meter-taken = Registered: { $n }
meter-waiting = waiting: { $n }
route-title = The caravan's route
route-done = done
route-today = today
route-ahead = ahead

## Forms

form-errors-title = { $n ->
       [one] { $n } field needs correcting
      *[other] { $n } fields need correcting
    }
form-error-line = { $field }: { $problem }
form-offline = There is no network. What you typed is still on this page: send it again when you are back online.

## Errors of fields: what to do next

field-error-empty = Fill in this field.
field-error-no-contact = Give a phone number or an e-mail address.
field-error-too-long = { $max ->
       [one] Too long. At most { $max } character.
      *[other] Too long. At most { $max } characters.
    }
field-error-bad-phone = Write the number like this: +7 701 123 45 67.
field-error-bad-email = Write the address like this: name@example.org.
field-error-bad-date = There is no such date. Check the day, month and year.
field-error-date-in-future = This date lies in the future. Check the year.
field-error-too-old = Check the year of birth.
field-error-not-a-name = Use letters only, without digits or signs.
field-error-not-text = This holds invisible characters. Type the text again by hand.
field-error-contains-iin = This seems to hold an IIN. Please remove it: we do not collect IINs.
field-error-outside-stop = The stop is not there on this day. Its days: { $days }
field-error-not-chosen = Choose one.
field-error-must-agree = We cannot register you without this consent. Tick the box if you agree.
field-error-same-as-participant = The legal representative's number must differ from the participant's.
field-error-too-young = This event is for people aged { $min } and over.
field-error-too-old-for-event = This event is for people aged up to { $max }.
field-error-unknown-value = Choose from the list.
field-error-bad-number = Write a whole number.
field-error-out-of-range = Write a whole number from { $min } to { $max }.
field-error-repeats-line = The same person as in line { $n }.
field-error-coordinators-only = A stop is for coordinators only: choose that role, or no stop.
field-error-runs-all-stops = They run all stops already. To limit them, remove them from the members first.
field-error-bad-time = Write the time like this: 09:30.
field-error-bad-link = The link must begin with https://.
field-error-bad-slug = Lower-case Latin letters, digits and hyphens only: taraz-2022.
field-error-bad-bin = A BIN has 12 digits.
field-error-password-short = { $min ->
       [one] The password needs at least { $min } character.
      *[other] The password needs at least { $min } characters.
    }
field-error-password-common = This password is easy to guess. Choose another one.
field-error-passwords-differ = The two passwords differ.

## Refusals: why it was not done, and what to do

refusal-not-found = There is no such record. Check the link.
refusal-forbidden = You may not do this. Ask the organiser of the project.
refusal-sign-in-needed = Sign in first.
refusal-event-closed = Registration for this event is closed. Choose another one.
refusal-event-cancelled = This event has been cancelled. Choose another one.
refusal-event-draft = This event has not been published yet. Choose another one.
refusal-event-over = This event is over. Choose another one.
refusal-already-registered = You are registered for this event already. Open your ticket.
refusal-link-used = This link has been used. Ask for a new one.
refusal-link-expired = This link has expired. Ask for a new one.
refusal-link-not-yet = This code does not work yet: only on the days of its stop.
refusal-link-unknown = There is no such link. Check that it was copied in full.
refusal-too-many-requests = Too many requests. Try again in a minute.
refusal-wrong-password = The e-mail or the password is wrong.
refusal-stale-form = Somebody else changed this record meanwhile. Look at the new values and save again.
refusal-slug-taken = This address is taken. Choose another one.
refusal-capacity-negative = Capacity cannot be below zero. Write 0 or more.
refusal-ends-before-start = It ends before it starts. Check the times.
refusal-not-in-caravan = This record belongs to another caravan. Check the link.
refusal-last-organiser = A project keeps at least one organiser. Add another one first.
refusal-conflict = The record has changed meanwhile. Reload the page and try again.

## Pages of errors

page-error-bad-request-title = We could not read the request
page-error-bad-request-text = What was sent did not arrive whole. Go back and send the form again.
page-error-forbidden-title = Not allowed
page-error-forbidden-text = This page is not for you. Sign in with another account or ask the organiser.
page-error-not-found-title = Page not found
page-error-not-found-text = The link is old or incomplete. Start from the home page.
page-error-conflict-title = The record has changed
page-error-conflict-text = The record changed while you were filling in the form. Open the page again.
page-error-too-large-title = Too large
page-error-too-large-text = More was sent than is allowed. Shorten the text and send it again.
page-error-wrong-type-title = Unsupported kind of content
page-error-wrong-type-text = Send the form from its page on this site.
page-error-invalid-title = Something in the form is wrong
page-error-invalid-text = Go back and correct the marked fields.
held-up-title = Too many forms are coming in right now
held-up-text = All that you typed is still here. Wait about { $n } min and press the button again.
page-error-too-many-title = Too many requests
page-error-too-many-text = Wait a minute and try again.
page-error-internal-title = Something went wrong on our side
page-error-internal-text = What you typed may not have been saved. Try again in a while.
page-error-request = Request number: { $request }
page-error-home = To the home page
page-offline-title = No network
page-offline-text = This page needs a network. Tickets opened before are below.

## Empty lists

empty-search = Nothing matches this filter.
empty-filter-reset = Clear the filter

## Kinds of things: the domain's words

kind-excursion = Excursion
kind-meeting = Meeting
kind-contest = Contest
kind-master-class = Master class
kind-marathon = Social-network marathon
kind-challenge = Challenge
kind-assembly = Assembly
event-state-draft = Not published
event-state-published = Registration open
event-state-closed = Registration closed
event-state-cancelled = Cancelled
caravan-state-draft = Not published
caravan-state-published = Published
registration-state-waiting = On the waiting list
registration-state-awaiting-consent = Awaiting consent
registration-state-awaiting-approval = Awaiting approval
registration-state-confirmed = Registered
registration-state-cancelled = Registration cancelled
sex-female = female
sex-male = male
place-urban = urban
place-rural = rural
institution-school = school
institution-college = college
institution-university = university
institution-work = working
institution-other = other
role-participant = participant
role-contestant = contestant
role-volunteer = volunteer
role-leader = group leader
role-teacher = teacher
role-staff = staff
role-driver = driver
role-guest = guest
role-speaker = speaker
role-press = press
age-under-14 = under 14
age-14-17 = 14–17
age-18-22 = 18–22
age-23-28 = 23–28
age-29-35 = 29–35
age-over-35 = over 35
relation-mother = mother
relation-father = father
relation-guardian = guardian or trustee
relation-other = another legal representative
method-qr = QR code
method-short-code = short code
method-name = by name
method-class-list = class list
method-paper = paper sheet
method-entry = online entry
method-by-hand = marked by hand
direction-in = in
direction-out = out
outcome-admitted = admitted
outcome-turned-away = turned away
outcome-open = undecided
consent-kind-data = personal data
consent-kind-photo = photo and video
consent-way-own = given by the person
consent-way-link = given by the representative through the link
consent-way-weak-link = by the link, perhaps in the participant's own browser
consent-way-paper = on paper
consent-way-leaders-word = the leader holds the papers
consent-way-paper-seen = paper shown at the door
indicator-direct-participants = Direct participants
indicator-attendances = Attendances
indicator-events = Events
indicator-regions = Regions
