### Words of every page: the name, ways around, buttons, what went wrong.

## The product

app-name = Керуен
app-tagline = Выездные программы для молодёжи: регистрация, билет, учёт участия
app-title = { $page } · Керуен
demo-notice = Это демонстрационный караван. Люди, номера телефонов и мероприятия здесь вымышлены.
demo-badge = Демо

## Languages

language-name = Русский

## Ways around

skip-to-content = Перейти к содержанию
nav-main = Главное меню
nav-languages = Выбор языка
nav-footer = Дополнительные страницы
nav-breadcrumbs = Где вы находитесь
nav-home = Главная
nav-tickets = Билеты
nav-desk = Организатору
nav-sign-out = Выйти

## Buttons

back = Назад
copy = Скопировать
copied = Скопировано
save = Сохранить
saved = Сохранено
search = Найти
share = Поделиться
loading = Загрузка…

## Small words

common-optional = (необязательно)
common-day = День
common-month = Месяц
common-year = Год
common-date = Дата
common-time = Время
common-total = Всего
common-choose = Выберите
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
meter-taken-of = Занято мест: { $n-taken } из { $n-total }
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
form-offline = Нет сети. Введённое осталось на странице: отправьте ещё раз, когда связь появится.

## Errors of fields: what to do next

field-error-empty = Заполните это поле.
field-error-no-contact = Укажите номер телефона или электронную почту.
field-error-too-long = { $max ->
       [one] Слишком длинно. Не больше { $max } знака.
       [few] Слишком длинно. Не больше { $max } знаков.
       [many] Слишком длинно. Не больше { $max } знаков.
      *[other] Слишком длинно. Не больше { $max } знака.
    }
field-error-bad-phone = Напишите номер по образцу: +7 701 123 45 67.
field-error-bad-email = Напишите адрес по образцу: imya@example.org.
field-error-bad-date = Такой даты нет. Проверьте день, месяц и год.
field-error-date-in-future = Эта дата ещё не наступила. Проверьте год.
field-error-too-old = Проверьте год рождения.
field-error-not-a-name = Пишите только буквами, без цифр и знаков.
field-error-not-text = Здесь есть невидимые знаки. Наберите текст заново вручную.
field-error-contains-iin = Похоже, здесь есть ИИН. Удалите его: мы не собираем ИИН.
field-error-outside-stop = Остановка в этот день не работает. Её дни: { $days }
field-error-not-chosen = Выберите один из вариантов.
field-error-must-agree = Без этого согласия зарегистрировать нельзя. Если согласны, поставьте отметку.
field-error-same-as-participant = Номер законного представителя должен отличаться от номера участника.
field-error-too-young = { $min ->
       [one] Участвовать в этом мероприятии можно с { $min } года.
       [few] Участвовать в этом мероприятии можно с { $min } лет.
       [many] Участвовать в этом мероприятии можно с { $min } лет.
      *[other] Участвовать в этом мероприятии можно с { $min } лет.
    }
field-error-too-old-for-event = { $max ->
       [one] Участвовать в этом мероприятии можно до { $max } года включительно.
       [few] Участвовать в этом мероприятии можно до { $max } лет включительно.
       [many] Участвовать в этом мероприятии можно до { $max } лет включительно.
      *[other] Участвовать в этом мероприятии можно до { $max } лет включительно.
    }
field-error-unknown-value = Выберите из списка.
field-error-bad-number = Напишите целое число.
field-error-out-of-range = Напишите целое число от { $min } до { $max }.
field-error-repeats-line = Тот же человек, что в строке { $n }.
field-error-coordinators-only = Остановку выбирают только координатору: выберите эту роль или уберите остановку.
field-error-runs-all-stops = Этот человек уже ведёт все остановки. Чтобы ограничить его, сначала удалите его из участников команды.
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
refusal-event-closed = Регистрация на это мероприятие закрыта. Выберите другое.
refusal-event-cancelled = Это мероприятие отменено. Выберите другое.
refusal-event-draft = Это мероприятие ещё не опубликовано. Выберите другое.
refusal-event-over = Это мероприятие уже прошло. Выберите другое.
refusal-already-registered = Вы уже зарегистрированы на это мероприятие. Откройте свой билет.
refusal-link-used = Эта ссылка уже использована. Попросите новую.
refusal-link-expired = Срок этой ссылки истёк. Попросите новую.
refusal-link-not-yet = Этот код ещё не действует: он работает только в дни остановки.
refusal-link-unknown = Такой ссылки нет. Проверьте, что она скопирована целиком.
refusal-too-many-requests = Слишком много запросов. Повторите через минуту.
refusal-wrong-password = Неверная почта или пароль.
refusal-stale-form = Эту запись успел изменить кто-то другой. Посмотрите новые значения и сохраните ещё раз.
refusal-slug-taken = Такой адрес уже занят. Выберите другой.
refusal-capacity-negative = Вместимость не может быть меньше нуля. Напишите 0 или больше.
refusal-ends-before-start = Окончание раньше начала. Проверьте время.
refusal-not-in-caravan = Эта запись относится к другому каравану. Проверьте ссылку.
refusal-last-organiser = В проекте должен остаться хотя бы один организатор. Сначала добавьте другого.
refusal-conflict = Запись тем временем изменилась. Обновите страницу и повторите.

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
held-up-title = Сейчас приходит слишком много форм
held-up-text = Всё, что вы ввели, на месте. Подождите примерно { $n } мин и нажмите кнопку ещё раз.
page-error-too-many-title = Слишком много запросов
page-error-too-many-text = Подождите минуту и повторите.
page-error-internal-title = Ошибка на нашей стороне
page-error-internal-text = Введённое могло не сохраниться. Повторите немного позже.
page-error-request = Номер запроса: { $request }
page-error-home = На главную
page-offline-title = Нет сети
page-offline-text = Эта страница без сети не открывается. Открытые раньше билеты – ниже.

## Empty lists

empty-search = По этому условию ничего не нашлось.
empty-filter-reset = Сбросить фильтр

## Kinds of things: the domain's words

kind-excursion = Экскурсия
kind-meeting = Встреча
kind-contest = Конкурс
kind-master-class = Мастер-класс
kind-marathon = Марафон в социальных сетях
kind-challenge = Челлендж
kind-assembly = Собрание
event-state-draft = Не опубликовано
event-state-published = Регистрация открыта
event-state-closed = Регистрация закрыта
event-state-cancelled = Отменено
caravan-state-draft = Не опубликован
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
age-under-14 = младше 14 лет
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
method-by-hand = отметка вручную
direction-in = вход
direction-out = выход
outcome-admitted = впущен(а)
outcome-turned-away = не впущен(а)
outcome-open = не решено
consent-kind-data = персональные данные
consent-kind-photo = фото- и видеосъёмка
consent-way-own = дал(а) сам(а)
consent-way-link = законный представитель дал по ссылке
consent-way-weak-link = по ссылке, возможно, в браузере самого участника
consent-way-paper = согласие на бумаге
consent-way-leaders-word = бумаги у руководителя группы
consent-way-paper-seen = бумага показана у входа
indicator-direct-participants = Прямые участники
indicator-attendances = Количество посещений
indicator-events = Мероприятия
indicator-regions = Регионы
