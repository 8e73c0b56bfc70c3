### The scanner: pairing, camera, verdicts, answers, counters. Short words: read at arm's length, in the sun.

## Pairing and setting up

scanner-title = Scanner
scanner-pair-title = Pair this phone
scanner-pair-text-plain = Pair this phone to check tickets: type your name and tap the button.
scanner-pair-button = Pair the phone
scanner-pair-failed = The phone was not paired. The code is wrong, used up, expired, or works only on the days of its stop. Check it or ask the organiser.
scanner-not-paired = This phone is not paired
scanner-not-paired-text = Open the pairing link from the organiser on this phone.
scanner-needs-javascript = The scanner needs JavaScript. Switch it on in the browser's settings.
scanner-your-name = Your name
scanner-your-name-help = Each mark is kept with the name of who made it.
scanner-name-missing = Type your name first.
scanner-pair-offline = No network. Pairing needs one: try again where there is a signal.
scanner-choose-event = Choose the event
scanner-no-events-text = Refresh the list or ask the organiser.
scanner-change-event = Change the event
scanner-refresh = Refresh the list
scanner-roster-loading = Loading the list…
scanner-direction-in = Entry
scanner-direction-out = Exit

## Camera

scanner-prompt = Scan the QR code
scanner-camera-start = Turn the camera on
scanner-camera-starting = The camera is starting…
scanner-camera-denied = The camera is not allowed
scanner-camera-denied-text = Tap the icon in the address bar and allow the camera. Until then, type the code by hand.
scanner-camera-none = No camera was found
scanner-camera-none-text = Type the code by hand or take another phone.
scanner-camera-busy = Another app is using the camera
scanner-camera-busy-text = Close that app and tap “Try again”.
scanner-in-messenger = This page is open inside a messenger, where marks may be lost. Choose “Open in browser” in its menu (⋮ or …).
scanner-camera-other = Other camera
scanner-camera-insecure = The camera works only at a secure address (https). Type the code by hand.

## Typing the code

scanner-code = Short code
scanner-code-bad = The code has 8 characters (K7Q2-9MXP) or 12 digits.
scanner-check = Check
scanner-find = Search by name
scanner-find-none = Nobody with this name is on the list
scanner-find-more = { $n } more: type another letter
walk-in-not-taken = The server did not take these people; tell the organiser: { $names }
walk-in-title = Somebody without registration
walk-in-button = Write down and check
walk-in-consent = Agrees to the processing of personal data (adults)

## Verdicts: the headline

verdict-unreadable = Not our code
verdict-forged = Forged ticket
verdict-revoked = Ticket void
verdict-event-cancelled = Event cancelled
verdict-other-caravan = Another caravan
verdict-unlisted = Not on my list
verdict-wrong-day = Not today
verdict-too-early = Too early
verdict-too-late = Too late
verdict-already-in = Already checked in
verdict-not-in = Was not checked in
verdict-cancelled = Registration cancelled
verdict-awaiting-approval = Not approved yet
verdict-waiting = On the waiting list
verdict-not-registered = Not registered here
verdict-full = No places left
verdict-consent-missing = Consent missing
verdict-admit = Admit

## Verdicts: what to do next

verdict-unreadable-next = Ask to see the ticket's QR code.
verdict-forged-next = Do not admit. Send them to the desk.
verdict-revoked-next = Ask for the new ticket or send them to the desk.
verdict-event-cancelled-next = Choose another event or send them to the desk.
verdict-other-caravan-next = If admitted, they are marked as a guest.
verdict-unlisted-next = The ticket is genuine, perhaps newer than the list. Consent was not checked. You may admit.
verdict-wrong-day-next = The event is on another day. Decide whether to admit.
verdict-too-early-next = Ask them to wait until the doors open.
verdict-too-late-next = The doors are closed. Decide whether to admit.
verdict-already-in-next = Someone has entered with this ticket. Check the name and decide.
verdict-not-in-next = You may mark the exit.
verdict-cancelled-next = Admit if there is room.
verdict-awaiting-approval-next = Ask the organiser and decide.
verdict-waiting-next = Admit only if a place is free.
verdict-not-registered-next = Send them to their own event, or admit.
scanner-written-down = Written down
scanner-written-down-next = Let them in?
verdict-full-next = Ask them to wait or tell the organiser.
verdict-consent-missing-next = Ask for the paper signed by the legal representative.
verdict-admit-next = Let them through and tap “Next”.

## Verdicts: details

verdict-already-in-time = Checked in at { $time }
verdict-registered-for-at = Registered for: { $event }, { $time }, { $place }
verdict-consents-as-of = Consents after { $time } are unknown on this phone
verdict-also = Also: { $reasons }

## Answers

answer-admit = Admit
answer-admit-anyway = Admit anyway
answer-paper-seen = Paper seen
answer-to-follow = Will bring it later
answer-refuse = Refuse
answer-next = Next
answer-undo = Undo

## Counters and connection

scanner-mine = Mine: { $n }
scanner-unsent = Unsent: { $n }
scanner-all-sent = All sent
scanner-as-of = List: { $time }
scanner-online = Online
scanner-offline = Offline
scanner-send-now = Send now
scanner-revoked = This phone has been revoked. Ask the organiser.
scanner-log-failed = The mark was not kept. Scan again.
scanner-note = Add a note
scanner-note-save = Save
scanner-last = Latest marks
scanner-reload-new = A new version is ready
scanner-reload-button = Update
scanner-reload-unsent = Send the unsent marks first: { $n }

## A class at the door
class-title = Class list
class-choose = Show the leader's QR code to the camera, or choose the class.
class-find = Search by school, class or leader
class-none = No class on the list comes here.
class-untick = Untick those who did not come.
class-ticked = { $n } of { $total } ticked
class-heads = Heads that you counted
class-heads-help = Count those who stand at the door yourself, without those who went in before.
class-let-in = Let in: { $n }
class-let-out = Let out: { $n }
class-others = Whoever comes late goes in by their own ticket. Who is not on the list is written down at the desk.
class-consents = How do those without a consent come in?
class-unknown = This class is not on this phone's list, or comes for another event. Check the event and refresh the list.
class-nobody = Nobody is ticked.
class-heads-differ = { $n } are ticked, but you counted another number. Count again and check the ticks.
class-changed = Changed meanwhile: { $names }. Nothing was written down yet. Look at the list and count again.
class-ground-needed = Choose how those without a consent come in.
class-done = The class is in: { $n }
class-done-out = The class is out: { $n }
class-undo = Take all back
