### Public pages: home, project, caravan, route, programme, event.

## Home

home-title = Караваны
home-intro = Керуен – передвижная программа для молодёжи: экскурсии, встречи, конкурсы, мастер-классы. Выберите мероприятие рядом, зарегистрируйтесь и сохраните билет в телефоне.
home-current = Идут сейчас
home-upcoming = Предстоящие
home-past = Прошедшие
home-empty = Опубликованных караванов пока нет
home-empty-text = Когда караван опубликуют, здесь появятся его маршрут и программа.

## Project

project = Проект
project-about = О проекте
project-grantor = Грантодатель
project-operator = Исполнитель
project-period = Срок проекта
project-online-events = Онлайн-мероприятия

## Caravan

caravan-route = Маршрут
caravan-programme = Программа
caravan-open-programme = Смотреть программу и зарегистрироваться
caravan-no-stops = Маршрут ещё не опубликован
caravan-no-stops-text = Когда добавят остановки, здесь появятся города и даты.

## Programme and its filters

programme-filter-stop = По остановке
programme-filter-day = По дню
programme-filter-kind = По виду
programme-all-kinds = Все виды
programme-all-stops = Все остановки
programme-all-days = Все дни
programme-online = Онлайн
programme-empty = По этому условию мероприятий нет
programme-empty-text = Выберите другой день, остановку или вид.
programme-unpublished = Программа ещё не опубликована

## Event

event-about = О мероприятии
event-when = Когда
event-where = Место проведения
event-local-time = Местное время: { $city }, UTC{ $offset }
event-zone-time = Время: UTC{ $offset }
event-for-whom = Для кого
event-age-any = Без ограничений по возрасту
event-age-from = { $min ->
       [one] с { $min } года
       [few] с { $min } лет
       [many] с { $min } лет
      *[other] с { $min } лет
    }
event-age-to = { $max ->
       [one] до { $max } года
       [few] до { $max } лет
       [many] до { $max } лет
      *[other] до { $max } лет
    }
event-age-range = { $max ->
       [one] { $min }–{ $max } год
       [few] { $min }–{ $max } года
       [many] { $min }–{ $max } лет
      *[other] { $min }–{ $max } лет
    }
event-places-left = Свободных мест: { $n }
event-places-unlimited = Число мест не ограничено
event-places = Места
event-full = Мест не осталось
event-full-text = Встаньте в список ожидания: освободившиеся места отдаются по очереди.
event-closed = Регистрация закрыта
event-closed-text = Новых регистраций нет. Полученные раньше билеты действительны.
event-cancelled = Мероприятие отменено
event-cancelled-text = Посмотрите другие мероприятия этой остановки.
event-draft = Мероприятие ещё не опубликовано
event-over = Мероприятие прошло
event-over-text = Регистрация завершена. Предстоящие мероприятия есть в программе.
event-online = Проходит онлайн
event-by-entry-text = Опубликуйте свою работу и пришлите ссылку: принятая работа засчитывается как участие.
event-not-counted = Пришедшие на это мероприятие не входят в число прямых участников.
event-your-ticket-of = { $name }: регистрация на это мероприятие есть.
event-open-ticket = Открыть билет
event-others-here = Другие мероприятия этой остановки
event-others-online = Другие онлайн-мероприятия
