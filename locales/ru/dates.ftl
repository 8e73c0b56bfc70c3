### Dates, times and lists: the patterns and names that app/src/format.rs fills in (CLDR 48).

## Patterns

date-long = { $day } { $month } { $year } г.
date-full = { $weekday }, { $date }
date-day-month = { $day } { $month }
date-weekday-day = { $weekday }, { $day }
date-time = { $date }, { $time }
date-range = { $first } – { $last }
date-range-days = { $first }–{ $last } { $month } { $year } г.
date-range-months = { $first } – { $last } { $year } г.
list-two = { $first } и { $second }
list-last = { $rest } и { $last }
date-today = сегодня
date-tomorrow = завтра

## Months inside a date (genitive in Russian)

month-01 = января
month-02 = февраля
month-03 = марта
month-04 = апреля
month-05 = мая
month-06 = июня
month-07 = июля
month-08 = августа
month-09 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря

## Months, short

month-short-01 = янв.
month-short-02 = февр.
month-short-03 = мар.
month-short-04 = апр.
month-short-05 = мая
month-short-06 = июн.
month-short-07 = июл.
month-short-08 = авг.
month-short-09 = сент.
month-short-10 = окт.
month-short-11 = нояб.
month-short-12 = дек.

## Weekdays; 1 is Monday

weekday-1 = понедельник
weekday-2 = вторник
weekday-3 = среда
weekday-4 = четверг
weekday-5 = пятница
weekday-6 = суббота
weekday-7 = воскресенье

## Weekdays, short

weekday-short-1 = пн
weekday-short-2 = вт
weekday-short-3 = ср
weekday-short-4 = чт
weekday-short-5 = пт
weekday-short-6 = сб
weekday-short-7 = вс
