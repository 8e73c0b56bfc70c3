### The scanner: pairing, camera, verdicts, answers, counters. Short words: read at arm's length, in the sun.

## Pairing and setting up

scanner-title = Сканер
scanner-pair-title = Подключить этот телефон
scanner-pair-text = Подключите этот телефон, чтобы проверять билеты: «{ $caravan }».
scanner-pair-text-plain = Подключите этот телефон, чтобы проверять билеты. Ссылка действует один раз.
scanner-pair-button = Подключить телефон
scanner-pair-done = Телефон подключён
scanner-pair-failed = Не удалось подключить. Попросите у организатора новую ссылку.
scanner-not-paired = Этот телефон не подключён
scanner-not-paired-text = Откройте на этом телефоне ссылку для подключения от организатора.
scanner-needs-javascript = Сканеру нужен JavaScript. Включите его в настройках браузера.
scanner-your-name = Ваше имя
scanner-your-name-help = Рядом с каждой отметкой записано, кто её поставил.
scanner-name-missing = Сначала напишите своё имя.
scanner-pair-offline = Нет сети. Для привязки она нужна: повторите там, где есть связь.
scanner-choose-event = Выберите мероприятие
scanner-no-events = Для этого телефона нет мероприятий
scanner-no-events-text = Обновите список или обратитесь к организатору.
scanner-start = Начать
scanner-change-event = Сменить мероприятие
scanner-change-name = Сменился волонтёр
scanner-refresh = Обновить список
scanner-unpair = Отключить телефон
scanner-roster-loading = Загружаем список…
scanner-roster-ready = { $n ->
       [one] Список готов: { $n } билет
       [few] Список готов: { $n } билета
       [many] Список готов: { $n } билетов
      *[other] Список готов: { $n } билета
    }
scanner-direction-in = Вход
scanner-direction-out = Выход

## Camera

scanner-prompt = Отсканируйте QR-код
scanner-camera-start = Включить камеру
scanner-camera-starting = Камера включается…
scanner-camera-denied = Нет доступа к камере
scanner-camera-denied-text = Нажмите на значок в адресной строке и разрешите камеру. Пока вводите код вручную.
scanner-camera-none = Камера не найдена
scanner-camera-none-text = Вводите код вручную или возьмите другой телефон.
scanner-camera-busy = Камеру занимает другая программа
scanner-camera-busy-text = Закройте ту программу и нажмите «Повторить».
scanner-camera-insecure = Камера работает только по защищённому адресу (https)
scanner-torch = Фонарик
scanner-camera-switch = Другая камера

## Typing the code

scanner-type-code = Ввести код вручную
scanner-code = Короткий код
scanner-code-help = 8 знаков под QR-кодом
scanner-code-bad = В коде 8 знаков: K7Q2-9MXP
scanner-code-unknown = Такого кода в списке нет
scanner-check = Проверить

## Verdicts: the headline

verdict-unreadable = Это не наш код
verdict-forged = Поддельный билет
verdict-revoked = Билет аннулирован
verdict-event-cancelled = Мероприятие отменено
verdict-other-caravan = Билет другого каравана
verdict-unlisted = Билет настоящий, но его нет в списке
verdict-wrong-day = Билет не на этот день
verdict-too-early = Ещё рано
verdict-too-late = Слишком поздно
verdict-already-in = Уже отмечен(а)
verdict-not-in = Вход не отмечен
verdict-cancelled = Регистрация отменена
verdict-awaiting-approval = Ещё не одобрено
verdict-waiting = В списке ожидания
verdict-not-registered = На это мероприятие не записан(а)
verdict-full = Мест нет
verdict-consent-missing = Нет согласия законного представителя
verdict-admit = Вход разрешён

## Verdicts: what to do next

verdict-unreadable-next = Попросите показать QR-код билета.
verdict-forged-next = Не впускайте. Направьте к столу регистрации.
verdict-revoked-next = Попросите новый билет или направьте к столу регистрации.
verdict-event-cancelled-next = Выберите другое мероприятие или направьте к столу регистрации.
verdict-other-caravan-next = Если впустить, будет отмечен(а) как гость.
verdict-unlisted-next = Возможно, регистрация позже загрузки списка. Можно впустить.
verdict-wrong-day-next = Проверьте день и решите.
verdict-too-early-next = Попросите подождать до открытия дверей.
verdict-too-late-next = Двери закрыты. Решите, впускать ли.
verdict-already-in-next = По этому билету уже вошли. Проверьте имя.
verdict-not-in-next = Выход можно отметить.
verdict-cancelled-next = Впустите, если есть место.
verdict-awaiting-approval-next = Спросите организатора.
verdict-waiting-next = Впускайте, только если освободилось место.
verdict-not-registered-next = Направьте на своё мероприятие или впустите.
verdict-full-next = Попросите подождать или сообщите организатору.
verdict-consent-missing-next = Попросите показать подписанную бумагу.
verdict-admit-next = Добро пожаловать!

## Verdicts: details

verdict-already-in-at = { $time }, { $place }, { $operator }
verdict-already-in-time = Отмечен(а) в { $time }
verdict-registered-for = Записан(а): { $event }
verdict-registered-for-at = Записан(а): { $event }, { $time }, { $place }
verdict-doors-open-at = Двери открываются в { $time }
verdict-ended-at = Закончилось в { $time }
verdict-consents-as-of = Согласия после { $time } этому телефону неизвестны
verdict-unconfirmed = Решено без сервера
verdict-also = Также: { $reasons }

## Answers

answer-admit-anyway = Всё равно впустить
answer-paper-seen = Видел(а) бумагу
answer-to-follow = Принесёт позже
answer-refuse = Не впускать
answer-next = Следующий
answer-admitted = Впущен(а)
answer-turned-away = Не впущен(а)
answer-undo = Отменить
answer-undone = Отметка снята
answer-undo-late = Через 15 минут отменить может только организатор.

## Counters and connection

scanner-mine = Мои отметки: { $n }
scanner-unsent = Не отправлено: { $n }
scanner-all-sent = Всё отправлено
scanner-as-of = Список: { $time }
scanner-online = В сети
scanner-offline = Нет сети
scanner-offline-text = Продолжайте сканировать: отметки сохраняются в телефоне и уйдут, когда появится сеть.
scanner-sending = Отправляется…
scanner-send-now = Отправить сейчас
scanner-revoked = Этот телефон отключён. Обратитесь к организатору.
scanner-clock-wrong = Часы телефона расходятся с сервером: { $difference }. Сканировать можно.
scanner-storage-full = На телефоне нет места. Отправьте отметки и освободите память.
scanner-log-failed = Отметка не сохранилась. Отсканируйте ещё раз.
scanner-sound = Звук
scanner-sound-on = Включить звук
scanner-sound-off = Выключить звук
scanner-last = Последние отметки
scanner-last-empty = Отметок пока нет
scanner-settings = Настройки
scanner-reload-new = Готова новая версия
scanner-reload-button = Обновить
scanner-reload-unsent = Сначала отправьте отметки: { $n }
