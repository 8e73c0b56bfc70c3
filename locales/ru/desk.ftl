### The organiser's desk: sign-in, forms, lists, devices.

## Signing in

sign-in-title = Вход для организатора
sign-in-email = Электронная почта
sign-in-password = Пароль
sign-in-button = Войти
sign-in-help = Нет пароля? Попросите одноразовую ссылку у организатора проекта.
sign-in-link-title = Одноразовый вход
sign-in-link-text = Ссылка сработает, только когда вы нажмёте кнопку. Затем вы зададите пароль.
sign-in-link-button = Войти
set-password-title = Задайте пароль
set-password-rules = { $min ->
       [one] Не меньше { $min } знака. Несколько слов подряд легче запомнить.
       [few] Не меньше { $min } знаков. Несколько слов подряд легче запомнить.
       [many] Не меньше { $min } знаков. Несколько слов подряд легче запомнить.
      *[other] Не меньше { $min } знака. Несколько слов подряд легче запомнить.
    }
set-password-again = Новый пароль ещё раз
set-password-button = Сохранить пароль
set-password-done = Пароль сохранён
signed-out = Вы вышли из системы
signed-in-as = Вход выполнен: { $name }

## The desk's first page

desk-title = Кабинет организатора
desk-projects = Проекты
desk-caravans = Караваны
desk-stops = Остановки
desk-events = Мероприятия
desk-no-projects = Проектов пока нет
desk-no-projects-text = Начните с проекта: в нём грантодатель, срок и план. Затем добавьте караван, остановки и мероприятия.
desk-no-projects-ask = Вас ещё не добавили ни в один проект. Попросите об этом организатора.
desk-no-caravans = В проекте нет караванов
desk-no-caravans-text = Караван – поездка с остановками и мероприятиями. Создайте первый.
desk-no-events = Мероприятий нет
desk-no-events-text = Добавьте мероприятие и опубликуйте его: откроется регистрация.
desk-people-invented = Люди этого каравана вымышлены
desk-open-public = Открыть публичную страницу

## Project form

desk-project-new = Новый проект
desk-project-edit = Изменить проект
desk-project-create = Создать проект
desk-title-kk = Название на казахском
desk-title-ru = Название на русском
desk-title-en = Название на английском
desk-about-kk = Описание на казахском
desk-about-ru = Описание на русском
desk-about-en = Описание на английском
desk-translation-help = Если оставить пустым, будет показан казахский текст.
desk-grantor-kk = Грантодатель на казахском
desk-grantor-ru = Грантодатель на русском
desk-grantor-en = Грантодатель на английском
desk-contract-no = Номер договора
desk-first-day = Первый день
desk-last-day = Последний день
desk-operator-kk = Оператор на казахском
desk-operator-ru = Оператор на русском
desk-operator-en = Оператор на английском
desk-operator-help = Согласие даётся этой организации: её название стоит в тексте.
desk-bin = БИН
desk-bin-help = 12 цифр
desk-consent-text-kk = Текст согласия на казахском
desk-consent-text-ru = Текст согласия на русском
desk-consent-text-en = Текст согласия на английском
desk-consent-text-help = При изменении текста появится новый номер версии; прежние согласия останутся со своей версией.
desk-plan = План
desk-plan-for = План: { $indicator }
desk-fact = Факт
desk-plan-share = Выполнение
desk-plan-beside-fact = План и факт
desk-plan-indicator = Показатель
desk-plan-none = План не задан

## Caravan form

desk-caravan-new = Новый караван
desk-caravan-edit = Изменить караван
desk-caravan-create = Создать караван
desk-slug = Адрес страницы
desk-slug-help = Строчные латинские буквы, цифры, дефис. Например: askeri-keruen-2022
desk-people-kind = Люди
desk-people-kind-real = настоящие
desk-people-kind-invented = вымышленные (демо)

## Stop form

desk-stop-new = Новая остановка
desk-stop-edit = Изменить остановку
desk-stop-create = Добавить остановку
desk-position = Порядковый номер
desk-region = Регион
desk-city-kk = Город на казахском
desk-city-ru = Город на русском
desk-city-en = Город на английском
desk-venue-kk = Место проведения на казахском
desk-venue-ru = Место проведения на русском
desk-venue-en = Место проведения на английском
desk-zone = Часовой пояс
desk-zone-help = Ставится по региону. Всё время указано местное.

## Event form

desk-event-new = Новое мероприятие
desk-event-edit = Изменить мероприятие
desk-event-create = Добавить мероприятие
desk-event-kind = Вид
desk-event-stop = Остановка
desk-event-no-stop = Без остановки (онлайн)
desk-room-kk = Зал или адрес на казахском
desk-room-ru = Зал или адрес на русском
desk-room-en = Зал или адрес на английском
desk-capacity = Вместимость
desk-capacity-help = Оставьте пустым, если ограничения нет.
desk-age-min = Возраст от
desk-age-max = Возраст до
desk-counting = Учёт
desk-counting-direct = входит в число прямых участников
desk-counting-apart = отдельно, не входит в число прямых участников
desk-state = Состояние
desk-rules-title = Правила у входа
desk-rule-ask = спрашивать
desk-rule-admit = впускать
desk-rule-refuse = не впускать

## Actions

desk-publish = Опубликовать
desk-published = Опубликовано
desk-close-registration = Закрыть регистрацию
desk-reopen-registration = Снова открыть регистрацию
desk-cancel-event = Отменить мероприятие
desk-cancel-event-text = В билетах будет стоять «мероприятие отменено». Потом его можно вернуть.
desk-restore-event = Вернуть мероприятие
desk-change-capacity = Изменить вместимость
desk-capacity-over = Зарегистрировано сверх вместимости: { $n }. Никто не исключается.
desk-event-published = Мероприятие опубликовано, регистрация открыта
desk-event-closed = Регистрация закрыта
desk-event-cancelled = Мероприятие отменено

## Participants of an event

desk-list-title = Список участников
desk-list-search = ФИО или короткий код
desk-list-name = ФИО
desk-list-class = Класс / группа
desk-list-institution = Учебное заведение
desk-list-phone = Телефон
desk-list-state = Состояние
desk-list-consent = Согласие
desk-list-attendance = Посещение
desk-list-code = Короткий код
desk-list-registered-at = Время регистрации
desk-list-empty = Пока никто не зарегистрирован
desk-list-empty-text = Опубликуйте мероприятие и разошлите ссылку школам.
desk-list-consent-held = есть
desk-list-consent-missing = нет
desk-list-all = Все
desk-list-arrived = Пришли
desk-list-not-arrived = Не пришли
desk-list-print = Распечатать список
desk-list-signature = Подпись
desk-list-pdf = Список для входа (PDF)
desk-list-here = Пришёл
desk-list-download = Скачать список (CSV)

## Facts made at the desk

desk-mark-title = Отметить приход вручную
desk-mark-reason = Причина
desk-mark-reason-help = Например: телефон разрядился, подтвердил учитель
desk-mark-button = Отметить приход
desk-mark-done = Приход отмечен
desk-mark-undone = Отметка аннулирована
desk-entry-title = Принять онлайн-работу
desk-entry-link = Ссылка на работу
desk-entry-link-help = Начинается с https://
desk-entry-button = Принять
desk-entry-done = Работа принята
desk-consent-title = Согласие на бумаге
desk-consent-paper-no = Номер листа
desk-consent-paper-help = Подписанный лист хранится у вас; копия не загружается.
desk-consent-photo = Есть согласие и на фото- и видеосъёмку
desk-consent-button = Внести согласие
desk-consent-done = Согласие внесено
desk-consent-ended = прекращено: { $time }

## Phones

desk-devices-title = Телефоны для сканирования
desk-devices-empty = Подключённых телефонов нет
desk-devices-empty-text = Создайте ссылку для подключения и отправьте волонтёру. Он откроет её и нажмёт один раз.
desk-device-kind = Назначение
desk-device-kind-door = у входа
desk-device-kind-desk = за столом регистрации
desk-device-scope = Для какой остановки
desk-device-scope-all = для всего каравана
desk-device-new-link = Создать ссылку для подключения
desk-device-link = Ссылка для подключения
desk-device-state-paired = подключён
desk-device-state-revoked = отключён
desk-device-operator = У кого
desk-device-last-seen = Последняя связь
desk-device-never = ещё не выходил на связь
desk-device-scans = Записей
desk-device-revoke = Отключить
desk-device-revoke-text = Оставшиеся на нём отметки будут приняты, но не засчитаны, пока вы не подтвердите.
desk-device-revoked = Телефон отключён

## Members of a project

desk-members-title = Команда проекта
desk-member-email = Электронная почта
desk-member-name = ФИО
desk-member-role = Роль
desk-role-organiser = организатор
desk-role-coordinator = координатор остановки
desk-role-volunteer = волонтёр
desk-member-stop = Какая остановка
desk-member-stop-all = все остановки
desk-member-stop-help = Координатора можно ограничить одной остановкой: её телефоны, пустые билеты и списки. Для второй остановки добавьте этого человека ещё раз.
desk-member-invite = Добавить в команду
desk-member-link = Одноразовая ссылка для входа
desk-form-stale = Запись успел изменить кто-то другой. Ниже ваши значения; сохраните ещё раз, чтобы записать их.

## Two editors

desk-stale-title = Две версии
desk-stale-field = Поле
desk-stale-saved = Сохранено сейчас
desk-stale-typed = Введено вами

## More of the forms

desk-starts-day = День начала
desk-starts-time = Время начала (местное)
desk-ends-day = День окончания
desk-ends-time = Время окончания (местное)
desk-ends-day-help = Пустой день окончания означает день начала.
desk-stop-last-day-help = Пустое поле означает первый день.
desk-position-help = Пустое поле: в конец маршрута.
desk-zone-of-region = по региону
desk-zone-of-stop = по остановке
desk-rules-help = Что делать у входа в каждом жёлтом случае. По умолчанию: спрашивать.
desk-translation-missing = нет перевода: { $languages }

## More of the desk

desk-pages = Страницы раздела
desk-account = Учётная запись
desk-no-password = Пароль ещё не задан
set-password-later = Позже
desk-about-project = О проекте
desk-grantor = Грантодатель
desk-period = Срок
desk-operator = Оператор
desk-events-apart = Мероприятия без остановки (онлайн и другие)
desk-event-title = Мероприятие
desk-seats = Места
desk-birth-date = Дата рождения
desk-shown-once = Это показывается один раз. Скопируйте или отправьте, пока страница открыта.

## First steps

desk-steps = Шаги до первого сканирования
desk-step-stop = Добавить остановку
desk-step-event = Добавить мероприятие
desk-step-publish = Опубликовать караван и мероприятия
desk-step-phone = Подключить телефон для сканирования
desk-step-done = готово
desk-step-ahead = впереди

## More of the actions

desk-counted-people = Учтённые люди
desk-cancel-event-people = Зарегистрировано с местом: { $n }
desk-list-unregistered = без регистрации
desk-mark-link = Отметить
desk-device-uses = На сколько телефонов
desk-device-uses-left = Осталось телефонов: { $n }
desk-device-link-period = Действует с { $from } до { $until }
desk-device-link-made = Создана: { $time }
desk-device-code = Код подключения
desk-device-how = Наведите камеру телефона на QR-код. Или введите этот код в установленном сканере.
desk-device-print = Распечатать лист
desk-device-links = Действующие ссылки
desk-device-withdraw = Отозвать ссылку
desk-device-withdrawn = Ссылка отозвана. Подключённые телефоны остаются.
desk-device-valid = Когда действует
desk-device-valid-hours = несколько часов, начиная с этой минуты
desk-device-valid-stop = только в дни остановки
desk-device-uses-help = От 1 до 200
desk-device-hours = Сколько часов действует
desk-device-hours-help = От 1 до 720
desk-device-message = Сканер каравана «{ $caravan }». Откройте ссылку на телефоне и нажмите кнопку:
desk-member-message = Ссылка для входа в проект «{ $project }»:
desk-member-done = Человек добавлен в команду
desk-member-remove = Исключить

## Candidates

desk-candidates-title = Записи, которые могут быть одним человеком
desk-candidates-text = Записи с одинаковыми именем, датой рождения и контактом. Ничего не объединяется само.
desk-candidates-empty = Таких записей нет

## Correcting a person

desk-person-edit = Исправить данные
desk-person-edit-text = Исправленные данные сразу видны в списках, на билете и в отчёте. Если по новой дате рождения человек несовершеннолетний, его собственное согласие прекращается и нужно согласие законного представителя.
desk-person-who = Кто
desk-person-where = Откуда
desk-person-reach = Связь

## Tokens for programs

desk-tokens-title = Токены для программ
desk-tokens-empty = Токенов нет
desk-tokens-empty-text = Токен разрешает программе пользоваться /api/v1 от вашего имени.
desk-token-name = Название
desk-token-name-help = Например: сайт школы
desk-token-once = Новый токен
desk-token-create = Создать токен
desk-member-remove-text = { $name }: все роли в проекте прекратятся. Всё, что записано, останется.

## Keeping names

desk-consent-days = Сколько дней ждать согласия
desk-consent-days-help = Если несовершеннолетний вошёл без согласия, через столько дней имя удаляется и остаётся один человек без имени. Пусто: 14.
desk-keep-until = Последний день хранения имён
desk-keep-until-help = Позже срока мониторинга. Пусто: пять лет после конца проекта.
desk-erase-sure = Имя, контакты, дата рождения и заметки удаляются отовсюду. Числа в отчёте не меняются. Вернуть это нельзя.
