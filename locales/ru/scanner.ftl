### The scanner: pairing, camera, verdicts, answers, counters. Short words: read at arm's length, in the sun.

## Pairing and setting up

scanner-title = Сканер
scanner-pair-title = Подключить этот телефон
scanner-pair-text-plain = Подключите этот телефон, чтобы проверять билеты: напишите имя и нажмите кнопку.
scanner-pair-button = Подключить телефон
scanner-pair-failed = Телефон не подключён. Код неверный, уже использован, истёк или действует только в дни остановки. Проверьте код или спросите организатора.
scanner-not-paired = Этот телефон не подключён
scanner-not-paired-text = Откройте на этом телефоне ссылку для подключения от организатора.
scanner-needs-javascript = Сканеру нужен JavaScript. Включите его в настройках браузера.
scanner-your-name = Ваше имя
scanner-your-name-help = Рядом с каждой отметкой записано, кто её поставил.
scanner-name-missing = Сначала напишите своё имя.
scanner-pair-offline = Нет сети. Для подключения она нужна: повторите там, где есть связь.
scanner-choose-event = Выберите мероприятие
scanner-no-events-text = Обновите список или обратитесь к организатору.
scanner-change-event = Сменить мероприятие
scanner-refresh = Обновить список
scanner-roster-loading = Список загружается…
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
scanner-in-messenger = Страница открыта внутри мессенджера: отметки здесь могут пропасть. Выберите в меню «⋮» или «…» пункт «Открыть в браузере».
scanner-camera-other = Другая камера
scanner-camera-insecure = Камера работает только по защищённому адресу (https). Введите код вручную.

## Typing the code

scanner-code = Короткий код
scanner-code-bad = Код состоит из 8 знаков (K7Q2-9MXP) или 12 цифр.
scanner-check = Проверить
scanner-find = Поиск по имени
scanner-find-none = С таким именем в списке никого нет
scanner-find-more = Ещё { $n }: введите больше букв
walk-in-not-taken = Сервер не принял этих людей, сообщите организатору: { $names }
walk-in-title = Без регистрации: записать на месте
walk-in-button = Записать и проверить
walk-in-consent = Согласие на обработку персональных данных (для взрослых)

## Verdicts: the headline

verdict-unreadable = Не наш код
verdict-forged = Поддельный билет
verdict-revoked = Билет аннулирован
verdict-event-cancelled = Мероприятие отменено
verdict-other-caravan = Другой караван
verdict-unlisted = Нет в списке
verdict-wrong-day = Не сегодня
verdict-too-early = Ещё рано
verdict-too-late = Слишком поздно
verdict-already-in = Уже отмечен(а)
verdict-not-in = Вход не отмечен
verdict-cancelled = Регистрация отменена
verdict-awaiting-approval = Ещё не одобрено
verdict-waiting = В списке ожидания
verdict-not-registered = Сюда не записан(а)
verdict-full = Мест нет
verdict-consent-missing = Нет согласия
verdict-admit = Вход разрешён

## Verdicts: what to do next

verdict-unreadable-next = Попросите показать QR-код билета.
verdict-forged-next = Не впускайте. Направьте к столу регистрации.
verdict-revoked-next = Попросите новый билет или направьте к столу регистрации.
verdict-event-cancelled-next = Выберите другое мероприятие или направьте к столу регистрации.
verdict-other-caravan-next = Если впустить, будет отмечен(а) как гость.
verdict-unlisted-next = Билет настоящий: видимо, список загружен раньше. Согласие не проверено. Можно впустить.
verdict-wrong-day-next = Мероприятие в другой день. Решите, впускать ли.
verdict-too-early-next = Попросите подождать до открытия дверей.
verdict-too-late-next = Двери закрыты. Решите, впускать ли.
verdict-already-in-next = По этому билету уже вошли. Проверьте имя и решите.
verdict-not-in-next = Выход можно отметить.
verdict-cancelled-next = Впустите, если есть место.
verdict-awaiting-approval-next = Спросите организатора и решите.
verdict-waiting-next = Впускайте, только если освободилось место.
verdict-not-registered-next = Направьте на нужное мероприятие или впустите.
scanner-written-down = Записан(а)
scanner-written-down-next = Впустить?
verdict-full-next = Попросите подождать или сообщите организатору.
verdict-consent-missing-next = Попросите бумагу с подписью законного представителя.
verdict-admit-next = Пропустите и нажмите «Следующий».

## Verdicts: details

verdict-already-in-time = Отмечен(а) в { $time }
verdict-registered-for-at = Записан(а): { $event }, { $time }, { $place }
verdict-consents-as-of = Согласия после { $time } этому телефону неизвестны
verdict-also = Также: { $reasons }

## Answers

answer-admit = Впустить
answer-admit-anyway = Всё равно впустить
answer-paper-seen = Бумага показана
answer-to-follow = Принесёт позже
answer-refuse = Не впускать
answer-next = Следующий
answer-undo = Отменить

## Counters and connection

scanner-mine = Мои отметки: { $n }
scanner-unsent = Не отправлено: { $n }
scanner-all-sent = Всё отправлено
scanner-as-of = Список: { $time }
scanner-online = В сети
scanner-offline = Нет сети
scanner-send-now = Отправить сейчас
scanner-revoked = Этот телефон отключён. Обратитесь к организатору.
scanner-log-failed = Отметка не сохранилась. Отсканируйте ещё раз.
scanner-note = Добавить заметку
scanner-note-save = Сохранить
scanner-last = Последние отметки
scanner-reload-new = Готова новая версия
scanner-reload-button = Обновить
scanner-reload-unsent = Сначала отправьте неотправленные отметки: { $n }

## A class at the door
class-title = Список класса
class-choose = Покажите камере QR-код руководителя или выберите класс в списке.
class-find = Поиск по школе, классу или руководителю
class-none = Классов, которые идут сюда, в списке нет.
class-untick = Снимите отметки с тех, кто не пришёл.
class-ticked = Отмечено: { $n } из { $total }
class-heads = Сколько человек вы насчитали
class-heads-help = Посчитайте сами тех, кто стоит у входа; вошедших раньше не считайте.
class-let-in = Впустить: { $n }
class-let-out = Выпустить: { $n }
class-others = Опоздавший войдёт по своему билету. Того, кого нет в списке, запишут на столе регистрации.
class-consents = Как войдут те, у кого нет согласия?
class-unknown = Этого класса нет в списке телефона, или он идёт на другое мероприятие. Проверьте мероприятие и обновите список.
class-nobody = Никто не отмечен.
class-heads-differ = Отмечено { $n }, а насчитали другое число. Пересчитайте и проверьте отметки.
class-changed = За это время изменилось: { $names }. Пока ничего не записано. Посмотрите список и пересчитайте.
class-ground-needed = Выберите, как войдут те, у кого нет согласия.
class-done = Класс вошёл: { $n }
class-done-out = Класс вышел: { $n }
class-undo = Отменить всех
