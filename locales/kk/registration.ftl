### The registration form, its answers, and "continue as".

## The form

register = Тіркелу
register-join-waiting = Күту тізіміне жазылу
register-title = Іс-шараға тіркелу
register-intro = Үш минутқа жуық уақыт кетеді. ЖСН мен құжат көшірмесі керек емес.
register-who = Сіз туралы
register-where = Қай жерденсіз
register-reach = Сізбен байланыс
register-reach-help = Телефон не электрондық пошта: біреуі жеткілікті. 18 жасқа толмағандар екеуін де бос қалдыра алады.
register-representative = Заңды өкіл
register-representative-help = 18 жасқа толмағандар үшін. Тіркелген соң өкілге жіберетін сілтеме шығады; ол келіскенше билетте «келісім күтілуде» деп тұрады.
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
field-birth-date-help = Мысалы: 5, қыркүйек, 2008
field-sex = Жынысы
field-region = Тұратын өңірі
field-place = Тұратын жері
field-institution-kind = Оқу немесе жұмыс орны
field-institution = Оқу орнының немесе ұйымның атауы
field-institution-help = Мысалы: № 5 мектеп
field-class-name = Сынып немесе топ
field-class-name-help = Мысалы: 9 «А»
field-phone = Телефон
field-phone-help = Мысалы: +7 701 123 45 67. Бір отбасының балалары бір нөмірді жаза алады.
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
consent-photo-tick = Фотоға және бейнеге түсірілуіме келісемін
consent-photo-help = Міндетті емес: келіспесеңіз де қатыса аласыз.
consent-minor-note = 18 жасқа толмаған қатысушы үшін келісімді заңды өкіл береді. Тіркелгеннен кейін оған арналған сілтеме шығады.
consent-read-text = Келісім мәтінін оқу
consent-operator = Оператор: { $operator }, БСН { $bin }

## Continue as somebody known

continue-title = Кім тіркеледі?
continue-text = Осы браузерде билет бар. Сол адам ретінде жалғастырсаңыз, форманы қайта толтырудың қажеті жоқ.
continue-as = Жалғастыру: { $name }
continue-someone-else = Басқа адам

## Answers

registered-title = Сіз тіркелдіңіз
registered-confirmed = Орын Сізге сақталды. Билетті телефонға сақтап алыңыз.
registered-waiting-title = Сіз күту тізіміндесіз
registered-waiting = Кезектегі орныңыз: { $n }. Орын босаса, осы билет күшіне енеді; қайта тіркелудің қажеті жоқ.
registered-awaiting-consent-title = Заңды өкілдің келісімі керек
registered-awaiting-consent = Орын Сізге сақталды. Төмендегі сілтемені заңды өкілге жіберіңіз: ол ашып, келісімін береді.
registered-awaiting-approval-title = Өтініміңіз түсті
registered-awaiting-approval = Ұйымдастырушы мақұлдаған соң билет күшіне енеді. Кейінірек осы бетті қайта қараңыз.
register-not-open = Тіркелу ашық емес
