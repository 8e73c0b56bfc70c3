### The legal representative's page: one page, one button.

## The page

rep-title = Consent of the legal representative
rep-intro = { $name } has registered for “{ $caravan }”. They are under 18, so your consent is needed.
rep-events = Events registered for
rep-operator = Operator
rep-bin = BIN
rep-what = What is collected
rep-what-text = Name, date of birth, sex, region of residence, school and class, a contact phone, attendance at events. No IIN, nothing on health, ethnicity or religion, no copies of documents.
rep-why = What for
rep-why-text = To admit the participant, to reach you for safety, and to report the number of participants to the grantor.
rep-how-long = How long it is kept
rep-how-long-until = Until { $date } at the latest. Then name, contacts and date of birth are erased and only the count stays.
rep-withdraw = Withdrawing consent
rep-withdraw-text = On this page, at any time: the name is erased, the attendance stays counted.
rep-withdraw-paper = At any time, on the page behind the parents' link or by telling the organiser: the name is erased, the attendance stays counted.
rep-full-text = Full text of the consent
rep-text-version = Version of the text: { $version }
rep-your-name = Your full name
rep-your-relation = Your relation to the participant
rep-tick-data = I consent to the collection and processing of the child's personal data
rep-tick-photo = I consent to the child being photographed and filmed
rep-tick-photo-help = Optional. Without it the child is not filmed but takes part.
rep-confirm = I give my consent
rep-same-browser = This page is open in the browser in which the participant registered. If you can, open it on your own phone.

## Outcomes

rep-done-title = Consent received
rep-done-text = Thank you. The ticket is valid; there is nothing more to do.
rep-already-title = Consent has been given already
rep-already-text = Given on { $date }. There is nothing more to do.
rep-photo-given = Consent to photo and video has been given too.
rep-photo-not-given = Consent to photo and video has not been given: the child is not filmed.
rep-unknown-title = There is no such link
rep-unknown-text = Check that the link was copied in full, or ask the participant for it again.
rep-expired-title = The link has expired
rep-expired-text = Take a new link from the participant's ticket or bring signed paper.

## Taking back

rep-withdraw-data = Withdraw the consent
rep-withdraw-sure = If your child has been at an event, name, contacts and date of birth are erased at once and only the count stays. If not, the ticket opens no door until somebody agrees again; without that the name is erased. Days of waiting: { $days }.
rep-withdrawn-title = The consent is withdrawn
rep-withdrawn-text = The ticket is no longer valid. Below you may agree again. Without a consent the data will be erased. Days of waiting: { $days }.
rep-photo-withdrawn = The consent to photo and video is withdrawn
rep-erase = Erase the data now
rep-erase-sure = Name, contacts and date of birth are erased, the ticket is void, the places are given up. Attended events stay only as a count. This cannot be undone.
