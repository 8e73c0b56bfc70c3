### Dates, times and lists: the patterns and names that app/src/format.rs fills in (CLDR 48).

## Patterns

date-long = { $month } { $day }, { $year }
date-full = { $weekday }, { $date }
date-day-month = { $month } { $day }
date-weekday-day = { $weekday }, { $day }
date-time = { $date }, { $time }
date-range = { $first } – { $last }
date-range-days = { $month } { $first } – { $last }, { $year }
date-range-months = { $first } – { $last }, { $year }
list-two = { $first } and { $second }
list-last = { $rest }, and { $last }
date-today = today
date-tomorrow = tomorrow

## Months inside a date (genitive in Russian)

month-01 = January
month-02 = February
month-03 = March
month-04 = April
month-05 = May
month-06 = June
month-07 = July
month-08 = August
month-09 = September
month-10 = October
month-11 = November
month-12 = December

## Months, short

month-short-01 = Jan
month-short-02 = Feb
month-short-03 = Mar
month-short-04 = Apr
month-short-05 = May
month-short-06 = Jun
month-short-07 = Jul
month-short-08 = Aug
month-short-09 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## Weekdays; 1 is Monday

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## Weekdays, short

weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
