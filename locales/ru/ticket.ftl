### The ticket page and the tickets kept on this phone.

## Ticket

ticket-title = Билет: { $name }
ticket-qr-label = QR-код билета
ticket-short-code = Короткий код
ticket-code-digits = Для цифровой клавиатуры
ticket-short-code-help = Если камера не читает, назовите волонтёру этот код.
ticket-show-at-door = Покажите QR-код у входа. Один билет – на все мероприятия каравана.
ticket-save-picture = Сохранить картинку
ticket-save-picture-help = Сохраните картинку, чтобы билет открылся и без сети.
ticket-full-screen = Во весь экран
ticket-full-screen-close = Назад к билету
ticket-add-to-calendar = Добавить в календарь
ticket-share = Поделиться
ticket-share-text = { $name }: билет на «{ $caravan }»
ticket-pdf = PDF для печати
ticket-print = Распечатать
ticket-copy-link = Скопировать ссылку на билет
ticket-link-secret = Адрес этой страницы – ваш ключ. Не передавайте его посторонним.
ticket-your-events = Ваши мероприятия
ticket-more-events = Записаться ещё на одно мероприятие
ticket-no-events = В этом билете нет мероприятий
ticket-no-events-text = Выберите мероприятие в программе, и оно появится здесь.
ticket-cancel-registration = Отменить регистрацию
ticket-cancel-sure = Ваше место на мероприятии «{ $event }» освободится. Отменить регистрацию?
ticket-cancelled-done = Регистрация отменена
ticket-void = Билет аннулирован
ticket-void-text = Вместо него выдан новый. Обратитесь к организатору.
ticket-printed-note = Этот лист можно показать у входа.

## States of an event on the ticket

ticket-state-registered = зарегистрирован(а)
ticket-state-arrived-at = пришёл(ла), { $time }
ticket-state-waiting = в списке ожидания, очередь: { $n }
ticket-state-awaiting-consent = ждёт согласия
ticket-state-awaiting-approval = ждёт одобрения
ticket-state-cancelled = регистрация отменена
ticket-state-event-cancelled = мероприятие отменено
ticket-state-entry-accepted = работа принята

## Consent still missing

ticket-consent-missing = Нет согласия законного представителя
ticket-consent-missing-text = Отправьте ссылку родителю или другому законному представителю: он откроет её и даст согласие. Подписанное бумажное согласие тоже принимается.
ticket-consent-link = Ссылка для представителя
ticket-consent-share = Отправить представителю
ticket-consent-share-text = Зарегистрирован участник: { $name }, «{ $caravan }». Нужно ваше согласие, откройте ссылку: { $link }
ticket-consent-make = Получить ссылку для представителя
ticket-consent-paper = Билет уже готов. Подписанное бумажное согласие можно показать и у входа.
ticket-consent-whatsapp = WhatsApp
ticket-consent-telegram = Telegram
ticket-consent-sms = SMS
ticket-consent-held = Согласие законного представителя есть

## Tickets on this phone

tickets-title = Билеты на этом телефоне
tickets-intro = Билеты, которые открывали на этом телефоне. Они открываются и без сети.
tickets-empty = На этом телефоне билетов нет
tickets-empty-text = Билет появится здесь после регистрации или когда вы откроете его ссылку.
tickets-forget = Удалить с этого телефона
tickets-forget-help = Билет останется действительным, но исчезнет с этого телефона. Сохраните ссылку.
tickets-forgotten = Билет удалён с этого телефона
tickets-saved-offline = Открывается без сети
tickets-shared-phone = Если телефоном пользуются другие, удалите с него билет.

## The holder's own data

own-title = Мои данные
own-contact = Контакты
own-download = Скачать мои данные (JSON)
own-photo = Отозвать согласие на фото и видео
own-photo-done = Согласие на фото и видео отозвано.
own-cancel-all = Отменить все регистрации
own-cancel-all-sure = Освободятся ваши места на всех будущих мероприятиях. Билет останется.
own-erase = Удалить данные
own-erase-sure = Ваши имя, контакты и дата рождения удаляются, билет аннулируется, места освобождаются. Посещённые мероприятия остаются в счёте только числом. Вернуть это нельзя.
own-represented = Отозвать согласие и удалить данные может законный представитель по своей ссылке.
own-erased-title = Данные удалены
own-erased-text = Имя, контакты и дата рождения больше нигде не хранятся. Билет не действует.
