### The registration form, its answers, and "continue as".

## The form

register = Register
register-join-waiting = Join the waiting list
register-title = Register for an event
register-intro = It takes about three minutes. No IIN and no copies of documents are needed.
register-who = About you
register-where = Where you come from
register-reach = How to reach you
register-reach-help = A phone number or an e-mail address: one is enough. Those under 18 may leave both empty.
register-representative = Legal representative
register-representative-help = For those under 18. After registration you get a link to send to the representative; until they consent, the ticket awaits consent.
register-consents = Consents
register-submit = Register
register-submit-waiting = Join the waiting list
register-places-left = Places left: { $n }
register-full = No places left. Join the waiting list: your ticket becomes valid when a place is freed.

## Labels and help

field-family-name = Family name
field-given-name = Given name
field-patronymic = Patronymic (if any)
field-birth-date = Date of birth
field-birth-date-help = For example: 5, September, 2008
field-sex = Sex
field-region = Region of residence
field-place = Where you live
field-institution-kind = Study or work
field-institution = Name of the school or organisation
field-institution-help = For example: School No. 5
field-class-name = Class or study group
field-class-name-help = For example: 9A
field-phone = Phone
field-phone-help = For example: +7 701 123 45 67. Siblings may share one number.
field-email = E-mail
field-language = Language of messages
field-rep-name = Representative's full name
field-rep-relation = Relation to the participant
field-rep-phone = Representative's phone
field-rep-phone-help = A number other than the participant's
field-consent-data = Consent to personal data
field-consent-photo = Consent to photo and video

## Consents

consent-data-tick = I consent to the collection and processing of my personal data
consent-photo-tick = I consent to being photographed and filmed
consent-photo-help = Optional: you can take part without it.
consent-minor-note = For a participant under 18 the legal representative consents. The link for them appears after registration.
consent-read-text = Read the text of the consent
consent-operator = Operator: { $operator }, BIN { $bin }

## Continue as somebody known

continue-title = Who is registering?
continue-text = This browser holds a ticket. Continue as that person and the form need not be filled in again.
continue-as = Continue as { $name }
continue-someone-else = Someone else

## Answers

registered-title = You are registered
registered-confirmed = Your place is kept. Save the ticket on your phone.
registered-waiting-title = You are on the waiting list
registered-waiting = Your place in the queue: { $n }. When a place is freed this ticket becomes valid; you need not register again.
registered-awaiting-consent-title = The legal representative's consent is needed
registered-awaiting-consent = Your place is kept. Send the link below to your legal representative, who opens it and consents.
registered-awaiting-approval-title = We have your application
registered-awaiting-approval = The ticket becomes valid when the organiser approves. Look at this page again later.
register-not-open = Registration is not open
