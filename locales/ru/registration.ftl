### The registration form, its answers, and "continue as".

## The form

register = Зарегистрироваться
register-join-waiting = Встать в список ожидания
register-title = Регистрация на мероприятие
register-intro = Это займёт около трёх минут. ИИН и копии документов не нужны.
register-who = О вас
register-where = Откуда вы
register-reach = Как с вами связаться
register-reach-help = Телефон или электронная почта: достаточно одного. Те, кому нет 18 лет, могут оставить оба поля пустыми.
register-representative = Законный представитель
register-representative-help = Для тех, кому нет 18 лет. После регистрации появится ссылка для представителя; пока он не согласится, билет ждёт согласия.
register-consents = Согласия
register-submit = Зарегистрироваться
register-submit-waiting = Встать в список ожидания
register-places-left = Свободных мест: { $n }
register-full = Мест не осталось. Встаньте в список ожидания: когда место освободится, билет станет действительным.

## Labels and help

field-family-name = Фамилия
field-given-name = Имя
field-patronymic = Отчество (при наличии)
field-birth-date = Дата рождения
field-birth-date-help = Например: 5, сентябрь, 2008
field-sex = Пол
field-region = Регион проживания
field-place = Где вы живёте
field-institution-kind = Учёба или работа
field-institution = Название учебного заведения или организации
field-institution-help = Например: школа № 5
field-class-name = Класс или группа
field-class-name-help = Например: 9 «А»
field-phone = Телефон
field-phone-help = Например: +7 701 123 45 67. Братья и сёстры могут указать один номер.
field-email = Электронная почта
field-language = Язык сообщений
field-rep-name = ФИО представителя
field-rep-relation = Кем приходится участнику
field-rep-phone = Телефон представителя
field-rep-phone-help = Номер, отличный от номера участника
field-consent-data = Согласие на персональные данные
field-consent-photo = Согласие на фото- и видеосъёмку

## Consents

consent-data-tick = Даю согласие на сбор и обработку моих персональных данных
consent-photo-tick = Даю согласие на фото- и видеосъёмку
consent-photo-help = Необязательно: участвовать можно и без этого согласия.
consent-minor-note = За участника младше 18 лет согласие даёт законный представитель. Ссылка для него появится после регистрации.
consent-read-text = Прочитать текст согласия
consent-operator = Оператор: { $operator }, БИН { $bin }

## Continue as somebody known

continue-title = Кто регистрируется?
continue-text = В этом браузере есть билет. Если продолжить от имени этого человека, форму заполнять не нужно.
continue-as = Продолжить: { $name }
continue-someone-else = Другой человек

## Answers

registered-title = Вы зарегистрированы
registered-confirmed = Место за вами. Сохраните билет в телефоне.
registered-waiting-title = Вы в списке ожидания
registered-waiting = Ваше место в очереди: { $n }. Когда место освободится, этот билет станет действительным; регистрироваться заново не нужно.
registered-awaiting-consent-title = Нужно согласие законного представителя
registered-awaiting-consent = Место за вами. Отправьте ссылку ниже законному представителю: он откроет её и даст согласие.
registered-awaiting-approval-title = Заявка получена
registered-awaiting-approval = Билет станет действительным, когда организатор одобрит заявку. Проверьте эту страницу позже.
register-not-open = Регистрация не открыта
