# Review: what somebody should look at, how it is settled, moving scans.

## Facts

facts-kind-acceptance = Accepted
facts-kind-distinct = Two people
facts-kind-reviewed = Reviewed
facts-kind-move = Scans moved

## The page

review-title = Review
review-tab = To review: { $n }
review-lead = Only what can change a figure of the report is here. Every decision can be undone, and figures follow at once.
review-total = Rows to look at: { $n }
review-more = Shown after these: { $n }
review-empty = Nothing to look at
review-empty-text = Whatever can change a figure will show up here.
review-last = Last decision
review-taken-back = Mark taken back
review-undo = Undo this decision
review-settled = The decision was saved and the figures follow
review-unsettled = The decision was undone and the figures follow
review-side = Side
review-this = Looked at
review-beside = To compare
review-facts-total = Marks in all: { $n }

## Rows

review-two-phones = Two phones let one ticket in
review-two-phones-text = The person counts once. Check that nobody else showed a picture of this ticket.
review-revoked = Let in on a revoked ticket
review-revoked-text = The ticket was replaced or struck off, yet the door let it in.
review-unlisted = Let in though on no list
review-unlisted-text = Not on the phone's list then, and not registered for this event now.
review-cancelled = Let in after giving the place up
review-cancelled-text = The place was given up, yet the door has a mark.
review-consent = Let in without a consent
review-consent-text = Outside the figure until the representative's consent comes. If there is a paper, enter its number on the person's page.
review-contested = Two versions of one mark
review-contested-text = The phone sent one mark in two forms. Both are kept.
review-unheard = Marks that do not count
review-unheard-text = They came from a revoked phone, or from another caravan's. Accepted, these marks count and change the figures.
review-unproven = Marks brought without a proof
review-unproven-text = Somebody else brought the phone's marks, and nothing proves that the phone made them. Accepted, these people count.
review-clock = A phone's clock was never measured
review-clock-text = Which came first is not known, and the age band or the stop's new people depend on it.
review-duplicate = Possibly one person, registered twice
review-duplicate-text = Name, day of birth and contact are the same, and both took part.

## Ways to settle

review-let-stand = Let it stand
review-take-back = Take the mark back
review-take-back-other = Take the compared mark back
review-accept = Count them
review-merge = This is one person
review-distinct = These are two people

## Moving scans

move-title = Move marks to another event
move-lead = If the phone had the wrong event on its screen, move its marks of that time. Times are those of the corrected clock.
move-device = Phone
move-from-event = Where the marks are
move-to-event = Where they belong
move-day = Day
move-from-time = First minute
move-until-time = Last minute
move-button = Move
move-done = The marks were moved and the figures follow

## The role of a person

role-title = Change the role
role-help = Teachers, drivers, volunteers and staff are not counted as direct participants.
role-button = Save the role
role-done = The role was saved and the figures follow
