### The scanner's phone: who holds it, whether it is ready, what it owes, which gate it serves.

## The phone itself

phone-title = Этот телефон
phone-list-size = { $n ->
       [one] { $n } билет
       [few] { $n } билета
      *[many] { $n } билетов
    }
phone-who = Кто сканирует
phone-who-new = Другой волонтёр
phone-who-button = Принять телефон
phone-who-now = Сейчас: { $name }

## The check of the evening before

phone-check-title = Готов ли телефон?
phone-check-text = Проверьте накануне вечером, где есть сеть. Для подключения телефона сеть нужна, для сканирования — нет.
phone-check-button = Проверить
phone-check-running = Проверяем…
phone-check-passed = Готов
phone-check-failed = Пока не готов
phone-check-at = Время проверки: { $time }
phone-check-camera = Камера
phone-check-camera-bad = Разрешите камеру в настройках браузера.
phone-check-storage = Память
phone-check-storage-bad = Установите сканер на главный экран, тогда браузер не удалит отметки.
phone-check-clock = Часы
phone-check-clock-bad = Включите в настройках автоматическое время.
phone-check-sound = Звук
phone-check-sound-bad = Включите звук.
phone-check-roster = Список
phone-check-roster-bad = Обновите список там, где есть сеть.
phone-check-code = Чтение кода
phone-check-code-bad = Обновите браузер или возьмите другой телефон.
phone-check-offline = Работа без сети
phone-check-offline-bad = Откройте страницу ещё раз там, где есть сеть.
phone-check-yes = да
phone-check-no = нет

## Marks, versions, habits

phone-log-title = Отметки на этом телефоне
phone-log-quarantined = Отметки, которые сервер не прочёл: { $n }
phone-log-export = Сохранить отметки в файл
phone-log-export-text = Если телефон не может отправить отметки, передайте файл организатору.
phone-version-title = Работа без сети
phone-version-unknown = Проверяем…
phone-version-kept = Страница сохранена на телефоне: откроется без сети.
phone-version-not-kept = Страница не сохранена на телефоне: откройте её ещё раз при наличии сети.
phone-habits-title = Настройки
phone-rapid = Зелёный экран закрывается сам
phone-sound = Звук
phone-on = включено
phone-off = выключено
phone-evicted = Браузер удалил отметки с этого телефона. Сообщите организатору и подключите телефон заново.
phone-unknown = Сервер не знает этот телефон. Подключите его заново; отметки сохранятся.
phone-refused = Сервер не принимает отметки этого телефона. Сообщите организатору; отметки остаются на телефоне.
phone-other-tab = Сканер открыт в другой вкладке. Закройте её.

## A link without a tap on it

phone-link-label = Ссылка для подключения или её код
phone-link-button = Продолжить
phone-link-camera = Сканировать QR-код ссылки
phone-link-bad = Это не ссылка и не код подключения. В коде 12 знаков: K7Q2-9MXP-4TRA.

## The gate of a stop

gate-title = Вход: { $place }
gate-text = Покажет мероприятие каждого
gate-event = { $event }, { $place }
gate-next = Мероприятие закончилось. Следующее: { $event }
gate-next-button = Перейти к следующему
door-inside = Внутри: { $n }
door-undo-late = Прошло 15 минут: отметку может снять только организатор.
door-torch-on = Включить фонарик
door-torch-off = Выключить фонарик

## Phones on the board and in the list

board-phones-owe = не отправили отметок: { $n }
board-phone-ready = ✓ готов
board-phone-missing = не готов: { $points }
board-phone-unchecked = не проверен
desk-device-unsent = Не отправлено
desk-device-ready = Готовность
desk-device-clock = Часы
desk-device-roster = Список
desk-device-clock-off = { $n } с

## Что есть на сервере

phone-held-received = принято: { $received } из { $own }
phone-held-sum = код сверки: { $code }, всего записей: { $n }
phone-held-differs = Записи на сервере не совпадают с записями этого телефона. Сообщите организатору; отметки остаются в телефоне.

## A log in other hands

handed-title = Принять отметки телефона из файла
handed-lead = Если телефон не может отправить отметки, сохраните их в файл и загрузите его здесь. Файл можно загрузить повторно: дважды ничего не посчитается.
handed-file = Файл, сохранённый на телефоне
handed-button = Принять файл
handed-done = Файл принят
handed-stored = Новых отметок: { $n }
handed-already = Уже были: { $n }
handed-unproven = Без подтверждения: { $n }. Не учитываются, пока их не примут на странице проверки.
handed-contested = Есть вторая версия: { $n }. Сохранены обе.
handed-malformed = Не прочитаны или из другого проекта: { $n }. Сохраните файл у себя.
handed-bad-file = Это не файл сканера. Выберите файл, сохранённый на телефоне кнопкой «Сохранить отметки в файл».
handed-bad-version = Файл сохранён в другой версии Керуена. Обновите сканер на телефоне и сохраните файл снова.
handed-bad-size = Файл слишком большой: он должен быть не больше 8 мегабайт.
phone-handed-title = Отметки другого телефона
phone-handed-text = Если другой телефон не может отправить отметки, примите здесь его файл: они уйдут с этого телефона.
phone-handed-button = Принять файл другого телефона
phone-handed-took = Принято: новых отметок { $n }, уже были { $n-known }
phone-handed-waiting = Отметки других телефонов, ещё не отправлено: { $n }
phone-handed-sent = Отметки других телефонов отправлены
phone-handed-unproven = Без подтверждения: { $n }. Не учитываются, пока их не примет организатор.
phone-handed-malformed = Сервер не прочёл: { $n }. Передайте файл организатору.
phone-handed-union = Впущено всеми телефонами
phone-handed-people = { $n ->
       [one] { $n } билет
       [few] { $n } билета
      *[many] { $n } билетов
    }
