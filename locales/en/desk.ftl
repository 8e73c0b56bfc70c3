### The organiser's desk: sign-in, forms, lists, devices.

## Signing in

sign-in-title = Organiser's sign-in
sign-in-email = E-mail
sign-in-password = Password
sign-in-button = Sign in
sign-in-help = No password? Ask the organiser of the project for a one-time link.
sign-in-link-title = One-time sign-in
sign-in-link-text = The link is used up only when you press the button. Then you set a password.
sign-in-link-button = Sign in
set-password-title = Set a password
set-password-rules = At least { $min } characters. Several words are easier to remember.
set-password-again = New password once more
set-password-button = Save the password
set-password-done = The password is saved
signed-out = You have signed out
signed-in-as = Signed in: { $name }

## The desk's first page

desk-title = Organiser's desk
desk-projects = Projects
desk-caravans = Caravans
desk-stops = Stops
desk-events = Events
desk-no-projects = There are no projects yet
desk-no-projects-text = Begin with a project: it holds the grantor, the period and the plan. Then add a caravan, stops and events.
desk-no-projects-ask = You have not been added to a project yet. Ask its organiser to add you.
desk-no-caravans = The project has no caravan
desk-no-caravans-text = A caravan is a journey with stops and events. Create the first one.
desk-no-events = There are no events
desk-no-events-text = Add an event and publish it: registration opens.
desk-people-invented = The people of this caravan are invented
desk-open-public = Open the public page

## Project form

desk-project-new = New project
desk-project-edit = Edit the project
desk-project-create = Create the project
desk-title-kk = Title in Kazakh
desk-title-ru = Title in Russian
desk-title-en = Title in English
desk-about-kk = Description in Kazakh
desk-about-ru = Description in Russian
desk-about-en = Description in English
desk-translation-help = Left empty, the Kazakh text is shown.
desk-grantor-kk = Grantor in Kazakh
desk-grantor-ru = Grantor in Russian
desk-grantor-en = Grantor in English
desk-contract-no = Contract number
desk-first-day = First day
desk-last-day = Last day
desk-operator-kk = Operator in Kazakh
desk-operator-ru = Operator in Russian
desk-operator-en = Operator in English
desk-operator-help = Consent is given to this organisation: its name stands in the text.
desk-bin = BIN
desk-bin-help = 12 digits
desk-consent-text-kk = Text of the consent in Kazakh
desk-consent-text-ru = Text of the consent in Russian
desk-consent-text-en = Text of the consent in English
desk-consent-text-help = A changed text gets a new version number; consents already given keep theirs.
desk-plan = Plan
desk-plan-for = Plan: { $indicator }
desk-fact = Actual
desk-plan-share = Done
desk-plan-beside-fact = Plan and actual
desk-plan-indicator = Indicator
desk-plan-none = No plan is set

## Caravan form

desk-caravan-new = New caravan
desk-caravan-edit = Edit the caravan
desk-caravan-create = Create the caravan
desk-slug = Address of the page
desk-slug-help = Lower-case Latin letters, digits, hyphens. For example: askeri-keruen-2022
desk-people-kind = People
desk-people-kind-real = real
desk-people-kind-invented = invented (a demonstration)

## Stop form

desk-stop-new = New stop
desk-stop-edit = Edit the stop
desk-stop-create = Add the stop
desk-position = Position
desk-region = Region
desk-city-kk = City in Kazakh
desk-city-ru = City in Russian
desk-city-en = City in English
desk-venue-kk = Venue in Kazakh
desk-venue-ru = Venue in Russian
desk-venue-en = Venue in English
desk-zone = Time zone
desk-zone-help = Set by the region. All times are local.

## Event form

desk-event-new = New event
desk-event-edit = Edit the event
desk-event-create = Add the event
desk-event-kind = Kind
desk-event-stop = Stop
desk-event-no-stop = No stop (online)
desk-room-kk = Room or address in Kazakh
desk-room-ru = Room or address in Russian
desk-room-en = Room or address in English
desk-capacity = Capacity
desk-capacity-help = Leave empty for no limit.
desk-age-min = Age from
desk-age-max = Age to
desk-counting = Counting
desk-counting-direct = counts towards direct participants
desk-counting-apart = apart, not in direct participants
desk-state = State
desk-rules-title = Rules at the door
desk-rule-ask = ask
desk-rule-admit = admit
desk-rule-refuse = refuse

## Actions

desk-publish = Publish
desk-published = Published
desk-close-registration = Close registration
desk-reopen-registration = Reopen registration
desk-cancel-event = Cancel the event
desk-cancel-event-text = Tickets will say “the event is cancelled”. This can be undone.
desk-restore-event = Restore the event
desk-change-capacity = Change the capacity
desk-capacity-over = { $n } more are registered than there are places. Nobody is removed.
desk-event-published = The event is published, registration is open
desk-event-closed = Registration is closed
desk-event-cancelled = The event is cancelled

## Participants of an event

desk-list-title = List of participants
desk-list-search = Name or short code
desk-list-name = Name
desk-list-class = Class
desk-list-institution = School
desk-list-phone = Phone
desk-list-state = State
desk-list-consent = Consent
desk-list-attendance = Attendance
desk-list-code = Short code
desk-list-registered-at = Registered at
desk-list-empty = Nobody has registered yet
desk-list-empty-text = Publish the event and send its link to schools.
desk-list-consent-held = held
desk-list-consent-missing = missing
desk-list-all = All
desk-list-arrived = Arrived
desk-list-not-arrived = Not arrived
desk-list-print = Print the list
desk-list-signature = Signature
desk-list-pdf = List for the door (PDF)
desk-list-here = Here
desk-list-download = Download the list (CSV)

## Facts made at the desk

desk-mark-title = Mark attendance by hand
desk-mark-reason = Reason
desk-mark-reason-help = For example: phone was flat, the teacher confirmed
desk-mark-button = Mark as arrived
desk-mark-done = Marked as arrived
desk-mark-undone = The mark is annulled
desk-entry-title = Accept an online entry
desk-entry-link = Link of the entry
desk-entry-link-help = Begins with https://
desk-entry-button = Accept
desk-entry-done = The entry is accepted
desk-consent-title = Consent on paper
desk-consent-paper-no = Sheet number
desk-consent-paper-help = You keep the signed sheet; no copy is uploaded.
desk-consent-photo = Includes photo and video
desk-consent-button = Record the consent
desk-consent-done = The consent is recorded
desk-consent-ended = ended: { $time }

## Phones

desk-devices-title = Scanning phones
desk-devices-empty = No phone is paired
desk-devices-empty-text = Make a pairing link and send it to a volunteer, who opens it and taps once.
desk-device-kind = Use
desk-device-kind-door = at the door
desk-device-kind-desk = at the desk
desk-device-scope = For which stop
desk-device-scope-all = the whole caravan
desk-device-new-link = Make a pairing link
desk-device-link = Pairing link
desk-device-state-paired = paired
desk-device-state-revoked = revoked
desk-device-operator = Held by
desk-device-last-seen = Last heard
desk-device-never = not heard yet
desk-device-scans = Records
desk-device-revoke = Revoke
desk-device-revoke-text = Marks still on it will be received, but do not count until you accept them.
desk-device-revoked = The phone is revoked

## Members of a project

desk-members-title = Members
desk-member-email = E-mail
desk-member-name = Name
desk-member-role = Role
desk-role-organiser = organiser
desk-role-coordinator = stop coordinator
desk-role-volunteer = volunteer
desk-member-stop = Which stop
desk-member-stop-all = every stop
desk-member-stop-help = A coordinator may be limited to one stop: its phones, blank tickets and lists. Add the same person again for a second stop.
desk-member-invite = Add a member
desk-member-link = One-time sign-in link
desk-form-stale = Somebody else changed this record meanwhile. Your values are below; save again to write them.

## Two editors

desk-stale-title = The two versions
desk-stale-field = Field
desk-stale-saved = Saved now
desk-stale-typed = Typed by you

## More of the forms

desk-starts-day = Day of the start
desk-starts-time = Time of the start (local)
desk-ends-day = Day of the end
desk-ends-time = Time of the end (local)
desk-ends-day-help = An empty day of the end means the day of the start.
desk-stop-last-day-help = Left empty, the first day is taken.
desk-position-help = Left empty, it goes to the end of the route.
desk-zone-of-region = by the region
desk-zone-of-stop = by the stop
desk-rules-help = What the door does in each amber case. By default it asks.
desk-translation-missing = not translated: { $languages }

## More of the desk

desk-pages = Pages of this section
desk-account = Account
desk-no-password = No password is set yet
set-password-later = Later
desk-about-project = About the project
desk-grantor = Grantor
desk-period = Period
desk-operator = Operator
desk-events-apart = Events apart from the stops (online and others)
desk-event-title = Event
desk-seats = Places
desk-birth-date = Date of birth
desk-shown-once = This is shown once. Copy or send it before you leave the page.

## First steps

desk-steps = Steps to the first scan
desk-step-stop = Add a stop
desk-step-event = Add an event
desk-step-publish = Publish the caravan and its events
desk-step-phone = Pair a phone that scans
desk-step-done = done
desk-step-ahead = ahead

## More of the actions

desk-counted-people = People who count
desk-cancel-event-people = Registered with a place: { $n }
desk-list-unregistered = not registered
desk-mark-link = Mark
desk-device-uses = For how many phones
desk-device-uses-left = Phones left: { $n }
desk-device-link-period = Works from { $from } until { $until }
desk-device-link-made = Made: { $time }
desk-device-code = Join code
desk-device-how = Point the phone camera at the QR code. Or type this code in the installed scanner.
desk-device-print = Print the sheet
desk-device-links = Links that work
desk-device-withdraw = Withdraw the link
desk-device-withdrawn = The link is withdrawn. Phones that it paired stay.
desk-device-valid = When it works
desk-device-valid-hours = some hours from now
desk-device-valid-stop = only on the days of the stop
desk-device-uses-help = From 1 to 200
desk-device-hours = Valid for how many hours
desk-device-hours-help = From 1 to 720
desk-device-message = Scanner of the caravan “{ $caravan }”. Open the link on the phone and tap the button:
desk-member-message = Sign-in link to the project “{ $project }”:
desk-member-done = The member is added
desk-member-remove = Remove

## Candidates

desk-candidates-title = Records that may be one person
desk-candidates-text = Records with equal name, date of birth and contact. Nothing is merged by itself.
desk-candidates-empty = There are none

## Correcting a person

desk-person-edit = Correct the record
desk-person-edit-text = Corrections show at once in the lists, on the ticket and in the figures. If the new date of birth makes the person a minor, their own consent ends and the legal representative’s is needed.
desk-person-who = Who
desk-person-where = Where from
desk-person-reach = Contacts

## Tokens for programs

desk-tokens-title = Tokens for programs
desk-tokens-empty = There are no tokens
desk-tokens-empty-text = A token lets a program use /api/v1 in your name.
desk-token-name = Name
desk-token-name-help = For example: the school's site
desk-token-once = The new token
desk-token-create = Make a token
desk-member-remove-text = { $name }: every role in this project ends. What they recorded stays.

## Keeping names

desk-consent-days = Days to wait for a consent
desk-consent-days-help = When a minor came in without a consent, the name is erased after so many days and one head without a name stays. Left empty: 14.
desk-keep-until = Last day on which names are kept
desk-keep-until-help = After the monitoring period. Left empty: five years after the project.
desk-erase-sure = Name, contacts, date of birth and notes are erased everywhere. No figure changes. This cannot be undone.
