### Public pages: home, project, caravan, route, programme, event.

## Home

home-title = Caravans
home-intro = Keruen is a travelling programme for young people: excursions, meetings, contests, master classes. Choose an event near you, register and keep the ticket on your phone.
home-current = Under way now
home-upcoming = Coming up
home-past = Past
home-empty = No caravan has been published yet
home-empty-text = When a caravan is published, its route and programme will appear here.

## Project

project = Project
project-about = About the project
project-grantor = Grantor
project-operator = Carried out by
project-period = Period
project-online-events = Online events

## Caravan

caravan-route = Route
caravan-programme = Programme
caravan-open-programme = See the programme and register
caravan-no-stops = The route has not been published yet
caravan-no-stops-text = Cities and dates will appear here once stops are added.

## Programme and its filters

programme-filter-stop = By stop
programme-filter-day = By day
programme-filter-kind = By kind
programme-all-kinds = All kinds
programme-all-stops = All stops
programme-all-days = All days
programme-online = Online
programme-empty = No events match
programme-empty-text = Try another day, stop or kind.
programme-unpublished = The programme has not been published yet

## Event

event-about = About the event
event-when = When
event-where = Venue
event-local-time = Local time: { $city }, UTC{ $offset }
event-zone-time = Time: UTC{ $offset }
event-for-whom = For whom
event-age-any = No age limits
event-age-from = aged { $min } and over
event-age-to = aged up to { $max }
event-age-range = aged { $min }–{ $max }
event-places-left = Places left: { $n }
event-places-unlimited = No limit on places
event-places = Places
event-full = No places left
event-full-text = Join the waiting list: freed places are given in turn.
event-closed = Registration is closed
event-closed-text = No new registrations. Tickets issued before stay valid.
event-cancelled = The event is cancelled
event-cancelled-text = Look at the other events at this stop.
event-draft = The event is not published yet
event-over = The event is over
event-over-text = Registration is over. Upcoming events are in the programme.
event-online = Takes place online
event-by-entry-text = Publish your work and send its link: an accepted entry counts as taking part.
event-not-counted = Those who come to this event are not counted as direct participants.
event-your-ticket-of = { $name } is registered for this event.
event-open-ticket = Open the ticket
event-others-here = Other events at this stop
event-others-online = Other online events
