### The scanner: pairing, camera, verdicts, answers, counters. Short words: read at arm's length, in the sun.

## Pairing and setting up

scanner-title = Scanner
scanner-pair-title = Pair this phone
scanner-pair-text = Pair this phone to check tickets of “{ $caravan }”.
scanner-pair-text-plain = Pair this phone to check tickets. The link works once.
scanner-pair-button = Pair the phone
scanner-pair-done = The phone is paired
scanner-pair-failed = Pairing failed. Ask the organiser for a new link.
scanner-not-paired = This phone is not paired
scanner-not-paired-text = Open the pairing link from the organiser on this phone.
scanner-needs-javascript = The scanner needs JavaScript. Switch it on in the browser's settings.
scanner-your-name = Your name
scanner-your-name-help = Each mark is kept with the name of who made it.
scanner-name-missing = Type your name first.
scanner-pair-offline = No network. Pairing needs one: try again where there is a signal.
scanner-choose-event = Choose the event
scanner-no-events = There are no events for this phone
scanner-no-events-text = Refresh the list or ask the organiser.
scanner-start = Start
scanner-change-event = Change the event
scanner-change-name = Change of volunteer
scanner-refresh = Refresh the list
scanner-unpair = Unpair the phone
scanner-roster-loading = Loading the list…
scanner-roster-ready = { $n ->
       [one] List ready: { $n } ticket
      *[other] List ready: { $n } tickets
    }
scanner-direction-in = Entry
scanner-direction-out = Exit

## Camera

scanner-prompt = Scan the QR code
scanner-camera-start = Turn the camera on
scanner-camera-starting = The camera is starting…
scanner-camera-denied = The camera is not allowed
scanner-camera-denied-text = Tap the icon in the address bar and allow the camera. Until then type the code by hand.
scanner-camera-none = No camera was found
scanner-camera-none-text = Type the code by hand or take another phone.
scanner-camera-busy = Another app is using the camera
scanner-camera-busy-text = Close that app and press “Try again”.
scanner-camera-insecure = The camera works only at a secure address (https)
scanner-torch = Torch
scanner-camera-switch = Other camera

## Typing the code

scanner-type-code = Type the code
scanner-code = Short code
scanner-code-help = The 8 characters under the QR code
scanner-code-bad = The code has 8 characters: K7Q2-9MXP
scanner-code-unknown = This code is not on the list
scanner-check = Check

## Verdicts: the headline

verdict-unreadable = Not our code
verdict-forged = Forged ticket
verdict-revoked = Ticket void
verdict-event-cancelled = Event cancelled
verdict-other-caravan = Another caravan's ticket
verdict-unlisted = Genuine, but not on my list
verdict-wrong-day = Not valid on this day
verdict-too-early = Too early
verdict-too-late = Too late
verdict-already-in = Already checked in
verdict-not-in = Was not checked in
verdict-cancelled = Registration cancelled
verdict-awaiting-approval = Not approved yet
verdict-waiting = On the waiting list
verdict-not-registered = Not registered for this event
verdict-full = No places left
verdict-consent-missing = Guardian's consent missing
verdict-admit = Admit

## Verdicts: what to do next

verdict-unreadable-next = Ask to see the ticket's QR code.
verdict-forged-next = Do not admit. Send them to the desk.
verdict-revoked-next = Ask for the new ticket or send them to the desk.
verdict-event-cancelled-next = Choose another event or send them to the desk.
verdict-other-caravan-next = If admitted, they are marked as a guest.
verdict-unlisted-next = May have registered after the list was loaded. You may admit.
verdict-wrong-day-next = Check the day and decide.
verdict-too-early-next = Ask them to wait until the doors open.
verdict-too-late-next = The doors are closed. Decide whether to admit.
verdict-already-in-next = Someone has entered with this ticket. Check the name.
verdict-not-in-next = You may mark the exit.
verdict-cancelled-next = Admit if there is room.
verdict-awaiting-approval-next = Ask the organiser.
verdict-waiting-next = Admit only if a place is free.
verdict-not-registered-next = Point to their own event, or admit.
verdict-full-next = Ask them to wait or tell the organiser.
verdict-consent-missing-next = Ask for the signed paper.
verdict-admit-next = Welcome!

## Verdicts: details

verdict-already-in-at = { $time }, { $place }, { $operator }
verdict-already-in-time = Checked in at { $time }
verdict-registered-for = Registered for: { $event }
verdict-registered-for-at = Registered for: { $event }, { $time }, { $place }
verdict-doors-open-at = Doors open at { $time }
verdict-ended-at = Ended at { $time }
verdict-consents-as-of = Consents after { $time } are unknown here
verdict-unconfirmed = Decided without the server
verdict-also = Also: { $reasons }

## Answers

answer-admit-anyway = Admit anyway
answer-paper-seen = Paper seen
answer-to-follow = To follow
answer-refuse = Refuse
answer-next = Next
answer-admitted = Admitted
answer-turned-away = Turned away
answer-undo = Undo
answer-undone = The mark is undone
answer-undo-late = After 15 minutes only an organiser can undo it.

## Counters and connection

scanner-mine = Mine: { $n }
scanner-unsent = Unsent: { $n }
scanner-all-sent = All sent
scanner-as-of = List: { $time }
scanner-online = Online
scanner-offline = Offline
scanner-offline-text = Keep scanning: marks are kept on the phone and sent when the network is back.
scanner-sending = Sending…
scanner-send-now = Send now
scanner-revoked = This phone has been revoked. Ask the organiser.
scanner-clock-wrong = The phone's clock differs from the server's by { $difference }. Scanning goes on.
scanner-storage-full = The phone is full. Send the marks and free some space.
scanner-log-failed = The mark was not kept. Scan again.
scanner-sound = Sound
scanner-sound-on = Turn the sound on
scanner-sound-off = Turn the sound off
scanner-last = Latest marks
scanner-last-empty = No marks yet
scanner-settings = Settings
scanner-reload-new = A new version is ready
scanner-reload-button = Update
scanner-reload-unsent = Send the unsent marks first: { $n }
