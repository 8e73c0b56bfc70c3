### The live board, the page of direct participants, a figure's persons and facts.

## Live board

board-title = Табло
board-direct = Прямых участников
board-direct-note = каждый, кто пришёл хотя бы на одно мероприятие, считается один раз
board-visits = Посещений
board-visits-note = один человек на нескольких мероприятиях считается несколько раз
board-registered = Зарегистрировано
board-arrived = Пришло
board-inside = Внутри
board-waiting = В списке ожидания
board-rate-value = { $n } в минуту
board-people-here = Людей здесь
board-new-here = Впервые здесь
board-stop-visits = Посещений
board-events = Мероприятия
board-stops = Остановки
board-not-yet-seen = Регистраций, ещё не отмеченных на входе: { $n }
board-connection-live = На связи
board-connection-lost = Связь потеряна, восстанавливаем…
board-connecting = Подключаемся…
board-connection-off = JavaScript выключен: числа на момент открытия страницы
board-as-of = По состоянию на { $time }
board-held = Код сверки: { $code } · записей: { $n }
board-phones = Телефоны
board-phones-silent = Телефонов без связи: { $n }
board-phone-last = последняя связь: { $time }
board-empty = Пока никто не пришёл
board-empty-text = Числа начнут меняться, как только отсканируют первый билет.
board-empty-action = Подключить телефон

## Direct participants

direct-title = Прямые участники
direct-definition-title = Кто считается прямым участником
direct-definition = Прямой участник – человек, чьё участие хотя бы в одном учитываемом мероприятии подтверждено. Он считается один раз, на скольких бы мероприятиях и остановках ни был. Не считаются те, кто только зарегистрирован, ждёт в списке или не пришёл, а также волонтёры, водители, спикеры и представители СМИ.
direct-by-project = По проекту
direct-by-caravan = По каравану
direct-unique = Уникальные участники
direct-visits = Количество посещений
direct-visits-per-person = В среднем на человека: { $share }
direct-anonymous = Без имён: { $n }
direct-anonymous-note = Считаются отдельно: повторы проверить нельзя.
direct-wrong-title = Почему другие суммы неверны
direct-wrong-intro = Эти числа нельзя писать в отчёт. Они здесь, чтобы разница была видна.
direct-wrong-visits = Сумма посещений
direct-wrong-visits-why = Кто был на нескольких мероприятиях, посчитан несколько раз.
direct-wrong-stops = Сумма людей по остановкам
direct-wrong-stops-why = Делегаты, которые едут с караваном, посчитаны на каждой остановке.
direct-wrong-online = Сумма по остановкам, онлайн-мероприятиям и собранию
direct-wrong-online-why = Часть онлайн-участников была и на остановках.
direct-wrong-times = больше в { $share } раза
direct-right = Верно
direct-empty = Прямых участников пока нет
direct-empty-text = После первого подтверждённого посещения здесь будут число, разбивка и подтверждение по каждому.
direct-download-xlsx = Скачать таблицу (XLSX)
direct-download-csv = Скачать таблицу (CSV)

## Breakdowns

breakdown-residence = По региону проживания
breakdown-age = По возрасту
breakdown-sex = По полу
breakdown-institution = По месту учёбы или работы
breakdown-place = По типу местности
breakdown-method = По способу подтверждения
breakdown-method-note = По способу первого посещения.
breakdown-stop = По остановке первого посещения
breakdown-stop-note = Каждый посчитан на остановке первого посещения, поэтому части складываются в общее число.
breakdown-online = Только онлайн
breakdown-people = Человек
breakdown-share = Доля
breakdown-erased = данные удалены

## Persons behind a figure

persons-title = Кто входит в это число
persons-of = { $n ->
       [one] { $what }: { $n } человек
       [few] { $what }: { $n } человека
       [many] { $what }: { $n } человек
      *[other] { $what }: { $n } человека
    }
persons-name = ФИО
persons-age = Возраст
persons-region = Регион
persons-institution = Учебное заведение
persons-first = Первое посещение
persons-visits = Посещений
persons-role = Роль
persons-search = Поиск по ФИО
persons-page = { $first }–{ $last } из { $total }
persons-next = Следующая страница
persons-previous = Предыдущая страница
persons-empty = Здесь никого нет

## Facts behind a person

facts-title = Факты
facts-intro = Каждая строка – то, что кто-то записал. Аннулированное тоже остаётся здесь.
facts-event = Мероприятие
facts-method = Способ
facts-device = Телефон
facts-operator = Кто отметил
facts-time = Время
facts-time-device = По часам телефона
facts-verdict = Показанный ответ
facts-outcome = Итог
facts-annulled = аннулировано
facts-reason = Причина
facts-desk = Организатор
facts-kind-scan = Сканирование
facts-kind-answer = Ответ
facts-kind-entry = Запись вручную
facts-kind-annulment = Аннулирование отметки
facts-kind-role = Смена роли
facts-kind-consent = Согласие
facts-kind-withdrawal = Согласие отозвано
facts-kind-ticket = Выдача билета
facts-kind-merge = Объединение записей
facts-kind-clock = Сверка часов
facts-empty = Фактов об этом человеке нет

## More of the board

board-today = Сегодня
direct-awaiting-consent = Посещений вне счёта, пока нет согласия представителя: { $n }
direct-sum = Сумма
direct-difference-title = Разница
direct-why = Почему
direct-by-event = Посещения по мероприятиям
desk-registrations = Регистрации
facts-annul = Аннулировать
facts-restore = Вернуть
facts-out-of-service = с отключённого телефона
facts-other-caravan = на мероприятии другого каравана
facts-unproven = не подтверждено
facts-contested = спорное

## Erased people

erased-by-themselves = По собственной просьбе
erased-by-representative = По просьбе законного представителя
erased-by-organiser = Удалил организатор
erased-by-consent-due = Согласие не пришло в срок
erased-by-retention = Срок хранения истёк
