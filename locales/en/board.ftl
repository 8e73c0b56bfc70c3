### The live board, the page of direct participants, a figure's persons and facts.

## Live board

board-title = Live board
board-direct = Direct participants
board-direct-note = everyone who came to at least one event, counted once
board-visits = Attendances
board-visits-note = one person at several events is counted several times
board-registered = Registered
board-arrived = Arrived
board-inside = Inside
board-waiting = Waiting
board-rate-value = { $n } per minute
board-people-here = People here
board-new-here = New here
board-stop-visits = Visits
board-events = Events
board-stops = Stops
board-not-yet-seen = Registrations not yet checked in: { $n }
board-connection-live = Live
board-connection-lost = Connection lost, reconnecting…
board-connecting = Connecting…
board-connection-off = JavaScript is off: figures as of when the page was opened
board-as-of = As of { $time }
board-held = Check code: { $code } · records: { $n }
board-phones = Phones
board-phones-silent = Silent phones: { $n }
board-phone-last = last heard: { $time }
board-empty = Nobody has arrived yet
board-empty-text = Figures begin to move here with the first ticket scanned.
board-empty-action = Pair a phone

## Direct participants

direct-title = Direct participants
direct-definition-title = Who is a direct participant
direct-definition = A direct participant is a person whose presence at one or more counted events is confirmed. Each is counted once, however many events and stops they attend. Not counted: those only registered, waiting or absent, volunteers, drivers, speakers, press.
direct-by-project = In the project
direct-by-caravan = In the caravan
direct-unique = Unique persons
direct-visits = Attendances
direct-visits-per-person = Per person: { $share }
direct-anonymous = Anonymous heads: { $n }
direct-anonymous-note = Kept apart: repeats cannot be told.
direct-wrong-title = Why other sums are wrong
direct-wrong-intro = These numbers must not go into the report. They are here to show the difference.
direct-wrong-visits = Sum of attendances
direct-wrong-visits-why = Whoever came to several events is counted several times.
direct-wrong-stops = Sum of people at the stops
direct-wrong-stops-why = Delegates who travel with the caravan are counted at every stop.
direct-wrong-online = Stops, online events and assembly added up
direct-wrong-online-why = Some of those online had been at a stop as well.
direct-wrong-times = { $share } times too many
direct-right = Right
direct-empty = There are no direct participants yet
direct-empty-text = With the first confirmed attendance the number, its parts and everyone's evidence will appear here.
direct-download-xlsx = Download the table (XLSX)
direct-download-csv = Download the table (CSV)

## Breakdowns

breakdown-residence = By region of residence
breakdown-age = By age
breakdown-sex = By sex
breakdown-institution = By school or work
breakdown-place = By kind of place
breakdown-method = By method
breakdown-method-note = By the method of the first attendance.
breakdown-stop = By stop of the first attendance
breakdown-stop-note = Everyone is counted at the stop of their first attendance, so the parts add up to the whole.
breakdown-online = Online only
breakdown-people = People
breakdown-share = Share
breakdown-erased = data erased

## Persons behind a figure

persons-title = The people in this figure
persons-of = { $n ->
       [one] { $what }: { $n } person
      *[other] { $what }: { $n } people
    }
persons-name = Name
persons-age = Age
persons-region = Region
persons-institution = Institution
persons-first = First attendance
persons-visits = Visits
persons-role = Role
persons-search = Search by name
persons-page = { $first }–{ $last } of { $total }
persons-next = Next page
persons-previous = Previous page
persons-empty = There is nobody here

## Facts behind a person

facts-title = Facts
facts-intro = Each line is something that somebody recorded. What was annulled stays here too.
facts-event = Event
facts-method = Method
facts-device = Phone
facts-operator = Operator
facts-time = Time
facts-time-device = By the phone's clock
facts-verdict = Verdict shown
facts-outcome = Outcome
facts-annulled = annulled
facts-reason = Reason
facts-desk = Organiser
facts-kind-scan = Scan
facts-kind-answer = Answer
facts-kind-entry = Entry
facts-kind-annulment = Annulment
facts-kind-role = Change of role
facts-kind-consent = Consent
facts-kind-withdrawal = Consent withdrawn
facts-kind-ticket = Ticket issued
facts-kind-merge = Merge
facts-kind-clock = Clock measured
facts-empty = There are no facts about this person

## More of the board

board-today = Today
direct-awaiting-consent = Attendances left out until the representative consents: { $n }
direct-sum = Sum
direct-difference-title = Difference
direct-why = Why
direct-by-event = Attendances by event
desk-registrations = Registrations
facts-annul = Annul
facts-restore = Restore
facts-out-of-service = from a revoked phone
facts-other-caravan = at another caravan's event
facts-unproven = unproven
facts-contested = contested

## Erased people

erased-by-themselves = At their own request
erased-by-representative = At their representative's request
erased-by-organiser = By an organiser
erased-by-consent-due = No consent came in time
erased-by-retention = The time of keeping is over
