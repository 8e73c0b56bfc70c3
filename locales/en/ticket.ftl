### The ticket page and the tickets kept on this phone.

## Ticket

ticket-title = Ticket: { $name }
ticket-qr-label = QR code of the ticket
ticket-short-code = Short code
ticket-code-digits = For a numeric keypad
ticket-short-code-help = If the camera cannot read it, tell the volunteer this code.
ticket-show-at-door = Show the QR code at the door. One ticket serves the whole caravan.
ticket-save-picture = Save the picture
ticket-save-picture-help = Save the picture so that the ticket opens without a network.
ticket-full-screen = Full screen
ticket-full-screen-close = Back to the ticket
ticket-add-to-calendar = Add to calendar
ticket-share = Share
ticket-share-text = { $name }: ticket for “{ $caravan }”
ticket-pdf = PDF to print
ticket-print = Print
ticket-copy-link = Copy the ticket's link
ticket-link-secret = The address of this page is your key. Do not give it to strangers.
ticket-your-events = Your events
ticket-more-events = Register for another event
ticket-no-events = There are no events on this ticket
ticket-no-events-text = Choose an event from the programme and it will appear here.
ticket-cancel-registration = Cancel my registration
ticket-cancel-sure = Your place at “{ $event }” will be given up. Cancel the registration?
ticket-cancelled-done = The registration is cancelled
ticket-void = This ticket is void
ticket-void-text = A new one has been issued instead. Ask the organiser.
ticket-printed-note = This sheet can be shown at the door.

## States of an event on the ticket

ticket-state-registered = registered
ticket-state-arrived-at = arrived, { $time }
ticket-state-waiting = on the waiting list, place { $n }
ticket-state-awaiting-consent = awaiting consent
ticket-state-awaiting-approval = awaiting approval
ticket-state-cancelled = registration cancelled
ticket-state-event-cancelled = the event is cancelled
ticket-state-entry-accepted = entry accepted

## Consent still missing

ticket-consent-missing = The legal representative's consent is missing
ticket-consent-missing-text = Send the link to a parent or another legal representative, who opens it and consents. Signed paper is accepted too.
ticket-consent-link = Link for the representative
ticket-consent-share = Send to the representative
ticket-consent-share-text = { $name } is registered for “{ $caravan }”. Your consent is needed, please open the link: { $link }
ticket-consent-make = Get a link for the representative
ticket-consent-paper = Your ticket is ready. A signed paper consent can also be shown at the door.
ticket-consent-whatsapp = WhatsApp
ticket-consent-telegram = Telegram
ticket-consent-sms = SMS
ticket-consent-held = The legal representative has consented

## Tickets on this phone

tickets-title = Tickets on this phone
tickets-intro = Tickets that were opened on this phone. They open without a network too.
tickets-empty = There are no tickets on this phone
tickets-empty-text = A ticket will appear here after you register or open its link.
tickets-forget = Remove from this phone
tickets-forget-help = The ticket stays valid; it only leaves this phone. Keep its link.
tickets-forgotten = The ticket has been removed from this phone
tickets-saved-offline = Opens without a network
tickets-shared-phone = If others use this phone, remove your ticket from it.

## The holder's own data

own-title = My data
own-contact = Contact
own-download = Download my data (JSON)
own-photo = Withdraw the consent to photo and video
own-photo-done = The consent to photo and video is withdrawn.
own-cancel-all = Cancel all registrations
own-cancel-all-sure = Your places at all coming events are given up. The ticket stays.
own-erase = Erase the data
own-erase-sure = Your name, contacts and date of birth are erased, the ticket is void, your places are given up. Attended events stay only as a count. This cannot be undone.
own-represented = The legal representative withdraws the consent or erases the data by their own link.
own-erased-title = The data is erased
own-erased-text = Name, contacts and date of birth are kept nowhere any more. The ticket is void.
