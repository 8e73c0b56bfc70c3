### Dates, times and lists: the patterns and names that app/src/format.rs fills in (CLDR 48).

## Patterns

date-long = { $year } ж. { $day } { $month }
date-full = { $date }, { $weekday }
date-day-month = { $day } { $month }
date-weekday-day = { $weekday }, { $day }
date-time = { $date }, { $time }
date-range = { $first } – { $last }
date-range-days = { $year } ж. { $first }–{ $last } { $month }
date-range-months = { $year } ж. { $first } – { $last }
list-two = { $first } және { $second }
list-last = { $rest }, { $last }
date-today = бүгін
date-tomorrow = ертең

## Months inside a date (genitive in Russian)

month-01 = қаңтар
month-02 = ақпан
month-03 = наурыз
month-04 = сәуір
month-05 = мамыр
month-06 = маусым
month-07 = шілде
month-08 = тамыз
month-09 = қыркүйек
month-10 = қазан
month-11 = қараша
month-12 = желтоқсан

## Months, short

month-short-01 = қаң.
month-short-02 = ақп.
month-short-03 = нау.
month-short-04 = сәу.
month-short-05 = мам.
month-short-06 = мау.
month-short-07 = шіл.
month-short-08 = там.
month-short-09 = қыр.
month-short-10 = қаз.
month-short-11 = қар.
month-short-12 = жел.

## Weekdays; 1 is Monday

weekday-1 = дүйсенбі
weekday-2 = сейсенбі
weekday-3 = сәрсенбі
weekday-4 = бейсенбі
weekday-5 = жұма
weekday-6 = сенбі
weekday-7 = жексенбі

## Weekdays, short

weekday-short-1 = дс
weekday-short-2 = сс
weekday-short-3 = ср
weekday-short-4 = бс
weekday-short-5 = жм
weekday-short-6 = сб
weekday-short-7 = жс
