### Words of every page: the name, ways around, buttons, what went wrong.

## The product

app-name = Керуен
app-tagline = Выездные программы для молодёжи: регистрация, билет, учёт участия
app-title = { $page } · Керуен
demo-notice = Это демонстрационный караван. Люди, телефоны и мероприятия здесь вымышлены.
demo-badge = Демонстрация

## Languages

language = Язык
language-name = Русский
language-kk = казахский
language-ru = русский
language-en = английский

## Ways around

skip-to-content = Перейти к содержанию
nav-main = Главное меню
nav-languages = Выбор языка
nav-footer = Дополнительные страницы
nav-breadcrumbs = Где вы находитесь
nav-home = Главная
nav-programme = Программа
nav-tickets = Билеты
nav-desk = Организатору
nav-board = Табло
nav-scanner = Сканер
nav-people = Участники
nav-direct = Прямые участники
nav-sign-in = Войти
nav-sign-out = Выйти

## Buttons

back = Назад
cancel-dialog = Отмена
close = Закрыть
copy = Скопировать
copied = Скопировано
delete = Удалить
download = Скачать
edit = Изменить
forward = Продолжить
open = Открыть
print = Печать
retry = Повторить
save = Сохранить
saved = Сохранено
search = Найти
send = Отправить
share = Поделиться
show-all = Показать все
more = Подробнее
loading = Загрузка…
yes = Да
no = Нет

## Small words

common-optional = (необязательно)
common-day = День
common-month = Месяц
common-year = Год
common-hour = Час
common-minute = Минута
common-date = Дата
common-time = Время
common-total = Всего
common-choose = Выберите
common-not-given = не указано
common-unknown = неизвестно
common-as-of = По состоянию на { $time }
common-local-time = Местное время
count-people = { $n ->
       [one] { $n } человек
       [few] { $n } человека
       [many] { $n } человек
      *[other] { $n } человека
    }
count-participants = { $n ->
       [one] { $n } участник
       [few] { $n } участника
       [many] { $n } участников
      *[other] { $n } участника
    }
count-events = { $n ->
       [one] { $n } мероприятие
       [few] { $n } мероприятия
       [many] { $n } мероприятий
      *[other] { $n } мероприятия
    }
count-stops = { $n ->
       [one] { $n } остановка
       [few] { $n } остановки
       [many] { $n } остановок
      *[other] { $n } остановки
    }
count-visits = { $n ->
       [one] { $n } посещение
       [few] { $n } посещения
       [many] { $n } посещений
      *[other] { $n } посещения
    }
meter-taken-of = Занято { $n-taken } из { $n-total } мест
meter-taken = Зарегистрировано: { $n }
meter-waiting = в списке ожидания: { $n }
route-title = Маршрут каравана
route-done = прошла
route-today = сегодня
route-ahead = впереди

## Forms

form-errors-title = { $n ->
       [one] Нужно исправить { $n } поле
       [few] Нужно исправить { $n } поля
       [many] Нужно исправить { $n } полей
      *[other] Нужно исправить { $n } поля
    }
form-error-line = { $field }: { $problem }
form-kept = Введённое сохранено, исправьте только отмеченные поля.
form-offline = Нет сети. Введённое осталось на странице: отправьте ещё раз, когда связь появится.

## Errors of fields: what to do next

field-error-empty = Заполните это поле.
field-error-no-contact = Укажите телефон или электронную почту.
field-error-too-long = { $max ->
       [one] Слишком длинно. Не больше { $max } знака.
       [few] Слишком длинно. Не больше { $max } знаков.
       [many] Слишком длинно. Не больше { $max } знаков.
      *[other] Слишком длинно. Не больше { $max } знака.
    }
field-error-bad-phone = Напишите номер по образцу: +7 701 123 45 67.
field-error-foreign-phone = Это иностранный номер. Если ошибки нет, оставьте как есть.
field-error-bad-email = Напишите адрес по образцу: imya@example.org.
field-error-bad-date = Такой даты нет. Проверьте день, месяц и год.
field-error-date-in-future = Эта дата ещё не наступила. Проверьте год.
field-error-too-old = Проверьте год рождения.
field-error-not-a-name = Напишите только буквами, без цифр и знаков.
field-error-not-text = Здесь есть невидимые знаки. Наберите текст заново вручную.
field-error-contains-iin = Похоже, здесь есть ИИН. Удалите его: мы не собираем ИИН.
field-error-not-chosen = Выберите один из вариантов.
field-error-must-agree = Без этого согласия зарегистрировать нельзя. Если согласны, поставьте отметку.
field-error-same-as-participant = Номер законного представителя должен отличаться от номера участника.
field-error-too-young = { $min ->
       [one] В этом мероприятии участвуют с { $min } года.
       [few] В этом мероприятии участвуют с { $min } лет.
       [many] В этом мероприятии участвуют с { $min } лет.
      *[other] В этом мероприятии участвуют с { $min } лет.
    }
field-error-too-old-for-event = { $max ->
       [one] В этом мероприятии участвуют до { $max } года включительно.
       [few] В этом мероприятии участвуют до { $max } лет включительно.
       [many] В этом мероприятии участвуют до { $max } лет включительно.
      *[other] В этом мероприятии участвуют до { $max } лет включительно.
    }
field-error-unknown-value = Выберите из списка.
field-error-bad-number = Напишите целое число.
field-error-bad-time = Напишите время по образцу: 09:30.
field-error-bad-link = Ссылка должна начинаться с https://.
field-error-bad-slug = Только строчные латинские буквы, цифры и дефис: taraz-2022.
field-error-bad-bin = БИН состоит из 12 цифр.
field-error-password-short = { $min ->
       [one] Пароль должен содержать не меньше { $min } знака.
       [few] Пароль должен содержать не меньше { $min } знаков.
       [many] Пароль должен содержать не меньше { $min } знаков.
      *[other] Пароль должен содержать не меньше { $min } знака.
    }
field-error-password-common = Такой пароль легко угадать. Придумайте другой.
field-error-passwords-differ = Пароли не совпадают.

## Refusals: why it was not done, and what to do

refusal-not-found = Такой записи нет. Проверьте ссылку.
refusal-forbidden = На это у вас нет прав. Обратитесь к организатору проекта.
refusal-sign-in-needed = Сначала войдите в систему.
refusal-event-closed = Регистрация на это мероприятие закрыта.
refusal-event-cancelled = Это мероприятие отменено. Выберите другое.
refusal-event-draft = Это мероприятие ещё не опубликовано.
refusal-event-over = Это мероприятие уже прошло.
refusal-already-registered = Вы уже зарегистрированы на это мероприятие. Откройте свой билет.
refusal-link-used = Эта ссылка уже использована. Попросите новую.
refusal-link-expired = Срок этой ссылки истёк. Попросите новую.
refusal-link-unknown = Такой ссылки нет. Проверьте, что она скопирована целиком.
refusal-too-many-requests = Слишком много запросов. Повторите через минуту.
refusal-wrong-password = Неверная почта или пароль.
refusal-weak-password = Такой пароль легко подобрать. Возьмите пароль не короче 10 знаков, который трудно угадать.
refusal-stale-form = Эту запись успел изменить кто-то другой. Посмотрите новые значения и сохраните ещё раз.
refusal-slug-taken = Такой адрес уже занят. Выберите другой.
refusal-capacity-negative = Вместимость не может быть меньше нуля.
refusal-ends-before-start = Окончание раньше начала. Проверьте время.
refusal-not-in-caravan = Эта запись относится к другому каравану.
refusal-already-has-password = У этой учётной записи уже есть пароль. Войдите с ним.
refusal-consent-already-given = Согласие уже дано.
refusal-conflict = Запись тем временем изменилась. Обновите страницу и повторите.
refusal-body-too-large = Отправлено слишком много данных.
refusal-wrong-content-type = Такой вид данных не принимается. Отправьте через форму.
refusal-internal = У нас произошла ошибка. Повторите позже. Номер запроса: { $request }

## Pages of errors

page-error-bad-request-title = Непонятный запрос
page-error-bad-request-text = Данные пришли не полностью. Вернитесь и отправьте форму ещё раз.
page-error-forbidden-title = Нет доступа
page-error-forbidden-text = Эта страница не для вас. Войдите под другой учётной записью или обратитесь к организатору.
page-error-not-found-title = Страница не найдена
page-error-not-found-text = Ссылка устарела или скопирована не полностью. Начните с главной.
page-error-conflict-title = Запись изменилась
page-error-conflict-text = Пока вы заполняли форму, запись изменилась. Откройте страницу заново.
page-error-too-large-title = Слишком большой объём данных
page-error-too-large-text = Отправлено больше, чем разрешено. Сократите текст и отправьте ещё раз.
page-error-wrong-type-title = Неподходящий вид данных
page-error-wrong-type-text = Отправьте форму с её страницы на этом сайте.
page-error-invalid-title = В данных есть ошибка
page-error-invalid-text = Вернитесь и исправьте отмеченные поля.
page-error-too-many-title = Слишком много запросов
page-error-too-many-text = Подождите минуту и повторите.
page-error-internal-title = Ошибка на нашей стороне
page-error-internal-text = Введённое могло не сохраниться. Повторите немного позже.
page-error-request = Номер запроса: { $request }
page-error-home = На главную
page-offline-title = Нет сети
page-offline-text = Эта страница без сети не открывается. Открытые раньше билеты ниже.

## Empty lists

empty-title = Пока пусто
empty-search = Ничего не нашлось.
empty-filter-reset = Сбросить фильтр

## Kinds of things: the domain's words

kind-excursion = Экскурсия
kind-meeting = Встреча
kind-contest = Конкурс
kind-master-class = Мастер-класс
kind-marathon = Марафон в социальных сетях
kind-challenge = Челлендж
kind-assembly = Собрание
event-state-draft = Черновик
event-state-published = Регистрация открыта
event-state-closed = Регистрация закрыта
event-state-cancelled = Отменено
caravan-state-draft = Черновик
caravan-state-published = Опубликован
registration-state-waiting = В списке ожидания
registration-state-awaiting-consent = Ждёт согласия
registration-state-awaiting-approval = Ждёт одобрения
registration-state-confirmed = Зарегистрирован(а)
registration-state-cancelled = Регистрация отменена
sex-female = жен.
sex-male = муж.
place-urban = город
place-rural = село
institution-school = школа
institution-college = колледж
institution-university = вуз
institution-work = работает
institution-other = другое
role-participant = участник
role-contestant = конкурсант
role-volunteer = волонтёр
role-leader = руководитель группы
role-teacher = учитель
role-staff = оргкомитет
role-driver = водитель
role-guest = гость
role-speaker = спикер
role-press = представитель СМИ
age-under-14 = до 14 лет
age-14-17 = 14–17 лет
age-18-22 = 18–22 года
age-23-28 = 23–28 лет
age-29-35 = 29–35 лет
age-over-35 = старше 35 лет
relation-mother = мать
relation-father = отец
relation-guardian = опекун или попечитель
relation-other = другой законный представитель
method-qr = QR-код
method-short-code = короткий код
method-name = по ФИО
method-class-list = список класса
method-paper = бумажный лист
method-entry = онлайн-работа
method-by-hand = отмечено вручную
direction-in = вход
direction-out = выход
outcome-admitted = впущен(а)
outcome-turned-away = не впущен(а)
outcome-open = не решено
consent-kind-data = персональные данные
consent-kind-photo = фото- и видеосъёмка
consent-way-own = дал(а) сам(а)
consent-way-link = дал законный представитель по ссылке
consent-way-weak-link = ссылка открыта в браузере участника
consent-way-paper = согласие на бумаге
consent-way-leaders-word = бумаги у руководителя группы
consent-way-paper-seen = бумага показана у входа
indicator-direct-participants = Прямые участники
indicator-attendances = Количество посещений
indicator-events = Мероприятия
indicator-regions = Регионы
