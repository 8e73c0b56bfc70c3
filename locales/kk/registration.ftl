### The registration form, its answers, and "continue as".

## The form

register = Тіркелу
register-join-waiting = Күту тізіміне жазылу
register-title = Іс-шараға тіркелу
register-intro = Барлығы үш минутқа жуық уақыт алады. ЖСН мен құжат көшірмесі керек емес.
register-who = Сіз туралы
register-where = Қайдансыз
register-reach = Сізбен байланыс
register-reach-help = Телефон не электрондық пошта: біреуі жеткілікті. 18 жасқа толмағандар екеуін де бос қалдыра алады.
register-representative = Заңды өкіл
register-representative-help = 18 жасқа толмағандар үшін. Өкілге келісім беретін сілтеме беріледі; ол келіскенше билет «келісім күтілуде» деп тұрады.
register-consents = Келісімдер
register-submit = Тіркелу
register-submit-waiting = Күту тізіміне жазылу
register-places-left = Бос орын: { $n }
register-full = Бос орын қалмады. Күту тізіміне жазылсаңыз, орын босағанда билетіңіз күшіне енеді.

## Labels and help

field-family-name = Тегі
field-given-name = Аты
field-patronymic = Әкесінің аты (болса)
field-birth-date = Туған күні
field-birth-date-help = Мысалы: 5 қыркүйек 2008
field-sex = Жынысы
field-region = Тұратын өңірі
field-place = Тұратын жері
field-place-help = Қалада ма, ауылда ма
field-institution-kind = Оқу немесе жұмыс орны
field-institution = Оқу орнының немесе ұйымның атауы
field-institution-help = Мысалы: № 5 мектеп
field-class-name = Сынып немесе топ
field-class-name-help = Мысалы: 9 «А»
field-phone = Телефон
field-phone-help = Мысалы: +7 701 123 45 67. Бауырлар бір нөмірмен тіркеле алады.
field-phone-minor-help = Өз телефоныңыз болмаса, бос қалдырыңыз.
field-email = Электрондық пошта
field-language = Хабарламалар тілі
field-rep-name = Өкілдің аты-жөні
field-rep-relation = Қатысушыға кім болады
field-rep-phone = Өкілдің телефоны
field-rep-phone-help = Қатысушының нөмірінен басқа нөмір
field-consent-data = Дербес деректерге келісім
field-consent-photo = Фото және бейнетүсірілімге келісім

## Consents

consent-data-tick = Дербес деректерімді жинауға және өңдеуге келісемін
consent-photo-tick = Мені фото және бейнеге түсіруге келісемін
consent-photo-help = Міндетті емес: келіспесеңіз де қатыса аласыз.
consent-minor-note = 18 жасқа толмаған қатысушы үшін келісімді заңды өкіл береді. Тіркелгеннен кейін оған арналған сілтеме шығады.
consent-read-text = Келісім мәтінін оқу
consent-operator = Оператор: { $operator }, БСН { $bin }

## Continue as somebody known

continue-title = Кім тіркеледі?
continue-text = Осы браузерде билет бар. Сол адам ретінде жалғастырсаңыз, форманы қайта толтырмайсыз.
continue-as = Жалғастыру: { $name }
continue-someone-else = Басқа адам
continue-already-registered = Бұл адам осы іс-шараға тіркелген

## Answers

registered-title = Сіз тіркелдіңіз
registered-confirmed = Орын сізге сақталды. Билетті телефонға сақтап алыңыз.
registered-waiting-title = Сіз күту тізіміндесіз
registered-waiting = Кезектегі орныңыз: { $n }. Орын босаса, осы билет күшіне енеді; бөлек тіркелу керек емес.
registered-awaiting-consent-title = Заңды өкілдің келісімі керек
registered-awaiting-consent = Орын сақталды. Төмендегі сілтемені заңды өкілге жіберіңіз: ол бір батырмамен келісім береді.
registered-awaiting-approval-title = Өтінім қабылданды
registered-awaiting-approval = Ұйымдастырушы мақұлдағаннан кейін билет күшіне енеді. Осы беттен бақылап отырыңыз.
register-not-open = Тіркелу ашық емес
