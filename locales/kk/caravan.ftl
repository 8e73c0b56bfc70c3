### Public pages: home, project, caravan, route, programme, event.

## Home

home-title = Керуендер
home-intro = Керуен – жастарға арналған көшпелі бағдарлама: экскурсия, кездесу, байқау, шеберлік сабағы. Жақын маңдағы іс-шараны таңдап, тіркеліп, билетіңізді телефонға сақтап алыңыз.
home-current = Қазір өтіп жатқан керуендер
home-upcoming = Алдағы керуендер
home-past = Өткен керуендер
home-empty = Әзірге жарияланған керуен жоқ
home-empty-text = Керуен жарияланғанда осы жерде маршруты мен бағдарламасы шығады.

## Project

project = Жоба
project-about = Жоба туралы
project-grantor = Грант беруші
project-operator = Іске асырушы
project-period = Жоба мерзімі
project-online-events = Онлайн іс-шаралар

## Caravan

caravan-route = Маршрут
caravan-programme = Бағдарлама
caravan-open-programme = Бағдарламаны көру және тіркелу
caravan-no-stops = Маршрут әлі жарияланбаған
caravan-no-stops-text = Аялдамалар қосылғанда қалалар мен күндер осы жерде көрінеді.

## Programme and its filters

programme-filter-stop = Аялдама бойынша
programme-filter-day = Күні бойынша
programme-filter-kind = Түрі бойынша
programme-all-kinds = Барлық түрі
programme-all-stops = Барлық аялдама
programme-all-days = Барлық күн
programme-online = Онлайн
programme-empty = Бұл шартқа сай іс-шара жоқ
programme-empty-text = Басқа күнді, аялдаманы не түрді таңдап көріңіз.
programme-unpublished = Бағдарлама әлі жарияланбаған

## Event

event-about = Іс-шара туралы
event-when = Уақыты
event-where = Өтетін орны
event-local-time = Жергілікті уақыт: { $city }, UTC{ $offset }
event-zone-time = Уақыты: UTC{ $offset }
event-for-whom = Кімге арналған
event-age-any = Жас шектеуі жоқ
event-age-from = { $min } жастан бастап
event-age-to = { $max } жасқа дейін (қоса алғанда)
event-age-range = { $min }–{ $max } жас
event-places-left = Бос орын: { $n }
event-places-unlimited = Орын саны шектелмеген
event-places = Орындар
event-full = Бос орын қалмады
event-full-text = Күту тізіміне жазылыңыз: орын босағанда кезек бойынша беріледі.
event-closed = Тіркелу жабылды
event-closed-text = Жаңадан тіркелуге болмайды. Бұрын алынған билеттер жарамды.
event-cancelled = Іс-шара өтпейді
event-cancelled-text = Осы аялдаманың басқа іс-шараларын қарап көріңіз.
event-draft = Іс-шара әлі жарияланбаған
event-over = Іс-шара өтті
event-over-text = Тіркелу аяқталды. Алдағы іс-шаралар бағдарламада.
event-online = Онлайн өтеді
event-by-entry-text = Жұмысыңызды жариялап, сілтемесін жіберіңіз: қабылданған жұмыс қатысу болып есептеледі.
event-not-counted = Бұл іс-шараға келгендер тікелей қатысушылар санына қосылмайды.
event-your-ticket-of = { $name } бұл іс-шараға тіркелген.
event-open-ticket = Билетті ашу
event-others-here = Осы аялдамадағы басқа іс-шаралар
event-others-online = Басқа онлайн іс-шаралар
