### The scanner's phone: who holds it, whether it is ready, what it owes, which gate it serves.

## The phone itself

phone-title = This phone
phone-list-size = { $n ->
       [one] { $n } ticket
      *[other] { $n } tickets
    }
phone-who = Who is scanning
phone-who-new = Another volunteer
phone-who-button = Take over the phone
phone-who-now = Now: { $name }

## The check of the evening before

phone-check-title = Is the phone ready?
phone-check-text = Check the evening before, where there is a network. Pairing needs one, scanning does not.
phone-check-button = Check
phone-check-running = Checking…
phone-check-passed = Ready
phone-check-failed = Not ready yet
phone-check-at = Checked: { $time }
phone-check-camera = Camera
phone-check-camera-bad = Allow the camera in the browser's settings.
phone-check-storage = Storage
phone-check-storage-bad = Install the scanner on the home screen, so that the browser does not delete the marks.
phone-check-clock = Clock
phone-check-clock-bad = Switch automatic time on in the settings.
phone-check-sound = Sound
phone-check-sound-bad = Turn the sound on.
phone-check-roster = List
phone-check-roster-bad = Refresh the list where there is a network.
phone-check-code = Reading a code
phone-check-code-bad = Update the browser or take another phone.
phone-check-offline = Opening without a network
phone-check-offline-bad = Open the page again where there is a network.
phone-check-yes = yes
phone-check-no = no

## Marks, versions, habits

phone-log-title = Marks on this phone
phone-log-quarantined = Marks that the server could not read: { $n }
phone-log-export = Save the marks to a file
phone-log-export-text = If the phone cannot send the marks, give the file to the organiser.
phone-version-title = Working without a network
phone-version-unknown = Checking…
phone-version-kept = The page is kept on the phone: it opens without a network.
phone-version-not-kept = The page is not kept on the phone: open it once more with a network.
phone-habits-title = Settings
phone-rapid = Green goes by itself
phone-sound = Sound
phone-on = on
phone-off = off
phone-evicted = The browser has deleted the marks on this phone. Tell the organiser and pair the phone again.
phone-unknown = The server does not know this phone. Pair it again; the marks stay.
phone-refused = The server refuses this phone's marks. Tell the organiser; the marks stay on the phone.
phone-other-tab = The scanner is open in another tab. Close that one.

## A link without a tap on it

phone-link-label = Pairing link or its code
phone-link-button = Continue
phone-link-camera = Scan the link's QR code
phone-link-bad = This is neither a pairing link nor its code. A code has 12 characters: K7Q2-9MXP-4TRA.

## The gate of a stop

gate-title = Gate: { $place }
gate-text = Shows each person's own event
gate-event = { $event }, { $place }
gate-next = The event has ended. Next: { $event }
gate-next-button = Go to the next one
door-inside = Inside: { $n }
door-undo-late = 15 minutes have passed: only an organiser can undo the mark.
door-torch-on = Turn the torch on
door-torch-off = Turn the torch off

## Phones on the board and in the list

board-phones-owe = marks they still owe: { $n }
board-phone-ready = ✓ ready
board-phone-missing = not ready: { $points }
board-phone-unchecked = not checked
desk-device-unsent = Unsent
desk-device-ready = Readiness
desk-device-clock = Clock
desk-device-roster = List
desk-device-clock-off = { $n } s

## What the server has

phone-held-received = received: { $received } of { $own }
phone-held-sum = check code: { $code }, records in all: { $n }
phone-held-differs = The server's records differ from this phone's. Tell the organiser; the marks stay on the phone.

## A log in other hands

handed-title = Take a phone's marks from a file
handed-lead = If a phone cannot send its marks, save them to a file and upload it here. A file may be uploaded again: nothing counts twice.
handed-file = File saved on the phone
handed-button = Take the file
handed-done = The file was taken
handed-stored = New marks: { $n }
handed-already = Known already: { $n }
handed-unproven = Without a proof: { $n }. They do not count until somebody accepts them on the review page.
handed-contested = With a second version: { $n }. Both are kept.
handed-malformed = Unreadable, or of another project: { $n }. Keep the file.
handed-bad-file = This is not a scanner's file. Choose one that was saved on a phone with “Save the marks to a file”.
handed-bad-version = The file was saved by another version of Keruen. Update the scanner on the phone and save the file again.
handed-bad-size = The file is too large: 8 megabytes at most.
phone-handed-title = Another phone's marks
phone-handed-text = If another phone cannot send its marks, take its file here: they are sent from this phone.
phone-handed-button = Take another phone's file
phone-handed-took = Taken: { $n } new, { $n-known } known already
phone-handed-waiting = Other phones' marks not yet sent: { $n }
phone-handed-sent = Other phones' marks are sent
phone-handed-unproven = Without a proof: { $n }. They do not count until an organiser accepts them.
phone-handed-malformed = The server could not read: { $n }. Give the file to the organiser.
phone-handed-union = Let in by all these phones
phone-handed-people = { $n ->
       [one] { $n } ticket
      *[other] { $n } tickets
    }
