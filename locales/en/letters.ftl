### Letters that people get by e-mail. Each tells what a page shows too.

## Subjects

letter-subject-registered = You are registered: { $event }
letter-subject-waiting = You are on the waiting list: { $event }
letter-subject-promoted = A place has come to you: { $event }
letter-subject-changed = The time or the place has changed: { $event }
letter-subject-cancelled = The event is cancelled: { $event }
letter-subject-reminder = Reminder: { $day }

## Texts

letter-hello = Hello { $name },
letter-registered = You are registered and your place is kept. The ticket is in this letter.
letter-awaiting-consent = Your place is kept, but your legal representative's consent is still missing. Open the ticket's page and send them the link.
letter-waiting = All places are taken and you are on the waiting list. Your place in the queue: { $n }. We will write when a place is free; you need not register again.
letter-promoted = A place has been freed and it is yours now. The ticket is in this letter.
letter-changed = The event has another time or another place. Below is how it is now.
letter-cancelled = Sadly, this event does not take place. Your places at other events stay yours.
letter-reminder = We expect you: { $day }. Open your ticket beforehand.
letter-give-up = If you cannot come, cancel the registration on the ticket's page: the place goes to somebody who waits.
letter-ticket = Page of the ticket
letter-picture = Picture of the ticket. If you see no QR code, open the page of the ticket or tell the short code.
letter-automatic = A program has sent this letter; please do not answer it. Organiser: { $operator }.

## For organisers

desk-letters-unsent = { $n ->
    [one] { $n } letter has not been sent.
   *[other] { $n } letters have not been sent.
} The oldest is from { $since }. The mail server does not answer. Letters are not lost; they go when it does.
desk-letters-given-up = { $n ->
    [one] { $n } letter could not be delivered.
   *[other] { $n } letters could not be delivered.
} The address may be wrong: call these people.

## People to tell

tell-title = People to tell
tell-intro = These people have no e-mail, or no letter reached them. Send the text or call, then tick them off.
tell-empty = Everybody has been told
tell-empty-text = People without e-mail appear here when a place comes to them, or when their event moves or is cancelled.
tell-for = For: { $name }
tell-promoted = Your turn on the waiting list has come: the place is yours. The ticket is valid.
tell-kind-promoted = a place was freed
tell-kind-changed = another time or place
tell-kind-cancelled = event cancelled
tell-kind-unreached = no letter arrived
tell-representative = Legal representative: { $name }
tell-leader = Leader: { $name }
tell-nobody = Nobody left a telephone number
tell-done = Told
tell-undo = Not told yet
tell-told = told: { $time }
