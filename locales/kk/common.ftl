### Words of every page: the name, ways around, buttons, what went wrong.

## The product

app-name = Керуен
app-tagline = Жастардың көшпелі бағдарламалары: тіркелу, билет, қатысу есебі
app-title = { $page } · Керуен
demo-notice = Бұл – демо керуен. Мұндағы адамдар, телефон нөмірлері мен іс-шаралар ойдан шығарылған.
demo-badge = Демо

## Languages

language-name = Қазақша

## Ways around

skip-to-content = Мазмұнға өту
nav-main = Негізгі мәзір
nav-languages = Тілді таңдау
nav-footer = Қосымша беттер
nav-breadcrumbs = Бет орны
nav-home = Басты бет
nav-tickets = Билеттер
nav-desk = Ұйымдастырушыға
nav-sign-out = Шығу

## Buttons

back = Артқа
copy = Көшіру
copied = Көшірілді
save = Сақтау
saved = Сақталды
search = Іздеу
share = Бөлісу
loading = Жүктелуде…

## Small words

common-optional = (міндетті емес)
common-day = Күні
common-month = Айы
common-year = Жылы
common-date = Күні
common-time = Уақыты
common-total = Барлығы
common-choose = Таңдаңыз
count-events = { $n } іс-шара
count-stops = { $n } аялдама
meter-taken-of = Алынған орын: { $n-taken } / { $n-total }
meter-taken = Тіркелгендер: { $n }
meter-waiting = күту тізімінде: { $n }
route-title = Керуен маршруты
route-done = өтті
route-today = бүгін
route-ahead = алда

## Forms

form-errors-title = Түзету керек өрістер: { $n }
form-error-line = { $field }: { $problem }
form-offline = Желі жоқ. Енгізгеніңіз осы бетте тұр: желі қосылғанда қайта жіберіңіз.

## Errors of fields: what to do next

field-error-empty = Осы өрісті толтырыңыз.
field-error-no-contact = Телефон нөмірін немесе электрондық поштаны жазыңыз.
field-error-too-long = Тым ұзын. Ең көбі – { $max } таңба.
field-error-bad-phone = Нөмірді +7 701 123 45 67 үлгісімен жазыңыз.
field-error-bad-email = Мекенжайды aty@example.org үлгісімен жазыңыз.
field-error-bad-date = Мұндай күн жоқ. Күнін, айын және жылын тексеріңіз.
field-error-date-in-future = Бұл күн әлі келген жоқ. Жылын тексеріңіз.
field-error-too-old = Туған жылын тексеріңіз.
field-error-not-a-name = Тек әріппен жазыңыз: цифр мен белгі қоспаңыз.
field-error-not-text = Мұнда көрінбейтін таңбалар бар. Мәтінді қолмен қайта теріңіз.
field-error-contains-iin = Мұнда ЖСН бар сияқты. Оны өшіріңіз: ЖСН жинамаймыз.
field-error-outside-stop = Аялдама бұл күні жұмыс істемейді. Оның күндері: { $days }
field-error-not-chosen = Біреуін таңдаңыз.
field-error-must-agree = Бұл келісімсіз тіркеу мүмкін емес. Келіссеңіз, белгі қойыңыз.
field-error-same-as-participant = Заңды өкілдің нөмірі қатысушының нөмірінен басқа болуы керек.
field-error-too-young = Бұл іс-шараға { $min } жастан бастап қатысуға болады.
field-error-too-old-for-event = Бұл іс-шараға { $max } жастан аспағандар қатысады.
field-error-unknown-value = Тізімнен таңдаңыз.
field-error-bad-number = Бүтін сан жазыңыз.
field-error-out-of-range = Бүтін сан жазыңыз: { $min } – { $max }.
field-error-repeats-line = { $n }-жолдағы адамның өзі.
field-error-coordinators-only = Аялдама тек үйлестірушіге таңдалады: осы рөлді таңдаңыз немесе аялдаманы алып тастаңыз.
field-error-runs-all-stops = Бұл адам барлық аялдаманы жүргізеді. Шектеу үшін алдымен оны команда құрамынан шығарыңыз.
field-error-bad-time = Уақытты 09:30 үлгісімен жазыңыз.
field-error-bad-link = Сілтеме https:// деп басталуы керек.
field-error-bad-slug = Тек кіші латын әріптері, цифрлар және сызықша: taraz-2022.
field-error-bad-bin = БСН 12 цифрдан тұрады.
field-error-password-short = Құпиясөз кемінде { $min } таңбадан тұруы керек.
field-error-password-common = Бұл құпиясөзді табу оңай. Басқасын ойлап табыңыз.
field-error-passwords-differ = Екі құпиясөз бірдей емес.

## Refusals: why it was not done, and what to do

refusal-not-found = Мұндай жазба жоқ. Сілтемені тексеріңіз.
refusal-forbidden = Бұған құқығыңыз жоқ. Жоба ұйымдастырушысынан сұраңыз.
refusal-sign-in-needed = Алдымен жүйеге кіріңіз.
refusal-event-closed = Бұл іс-шараға тіркелу жабылды. Басқа іс-шараны таңдаңыз.
refusal-event-cancelled = Бұл іс-шара өтпейді. Басқа іс-шараны таңдаңыз.
refusal-event-draft = Бұл іс-шара әлі жарияланбаған. Басқа іс-шараны таңдаңыз.
refusal-event-over = Бұл іс-шара өтіп кетті. Басқа іс-шараны таңдаңыз.
refusal-already-registered = Бұл іс-шараға бұрын тіркелгенсіз. Билетіңізді ашыңыз.
refusal-link-used = Бұл сілтеме пайдаланылған. Жаңасын сұраңыз.
refusal-link-expired = Бұл сілтеменің мерзімі өтті. Жаңасын сұраңыз.
refusal-link-not-yet = Бұл код әлі жарамайды: ол тек аялдама күндері істейді.
refusal-link-unknown = Мұндай сілтеме жоқ. Толық көшірілгенін тексеріңіз.
refusal-too-many-requests = Сұрау тым көп. Бір минуттан кейін қайталаңыз.
refusal-wrong-password = Пошта немесе құпиясөз дұрыс емес.
refusal-stale-form = Осы арада бұл жазбаны басқа адам өзгертті. Жаңа мәндерді қарап, қайта сақтаңыз.
refusal-slug-taken = Бұл мекенжай бос емес. Басқасын таңдаңыз.
refusal-capacity-negative = Сыйымдылық нөлден кем болмайды. 0 немесе одан үлкен сан жазыңыз.
refusal-ends-before-start = Аяқталуы басталуынан ерте. Уақыттарды тексеріңіз.
refusal-not-in-caravan = Бұл жазба басқа керуенге жатады. Сілтемені тексеріңіз.
refusal-last-organiser = Жобада кемінде бір ұйымдастырушы қалуы керек. Алдымен басқа біреуді ұйымдастырушы етіп қосыңыз.
refusal-conflict = Жазба осы арада өзгерді. Бетті жаңартып, қайталаңыз.

## Pages of errors

page-error-bad-request-title = Сұрау түсініксіз
page-error-bad-request-text = Мәлімет толық келмеді. Артқа қайтып, форманы қайта жіберіңіз.
page-error-forbidden-title = Рұқсат жоқ
page-error-forbidden-text = Бұл бет Сізге арналмаған. Басқа есептік жазбамен кіріп көріңіз немесе ұйымдастырушыдан сұраңыз.
page-error-not-found-title = Бет табылмады
page-error-not-found-text = Сілтеме ескірген немесе толық емес. Басты беттен бастаңыз.
page-error-conflict-title = Жазба өзгерді
page-error-conflict-text = Сіз толтырып жатқанда бұл жазба өзгерді. Бетті қайта ашыңыз.
page-error-too-large-title = Мәлімет тым үлкен
page-error-too-large-text = Жіберілген мәлімет рұқсат етілген мөлшерден асады. Мәтінді қысқартып, қайта жіберіңіз.
page-error-wrong-type-title = Мәлімет түрі жарамсыз
page-error-wrong-type-text = Форманы осы сайттағы бетінен жіберіңіз.
page-error-invalid-title = Мәліметте қате бар
page-error-invalid-text = Артқа қайтып, белгіленген өрістерді түзетіңіз.
held-up-title = Қазір тым көп форма келіп жатыр
held-up-text = Енгізгеніңіздің бәрі сақталды. Шамамен { $n } минут күтіп, түймені қайта басыңыз.
page-error-too-many-title = Сұрау тым көп
page-error-too-many-text = Бір минут күтіп, қайталап көріңіз.
page-error-internal-title = Біздің жақта қате шықты
page-error-internal-text = Енгізгеніңіз сақталмаған болуы мүмкін. Біраздан кейін қайталап көріңіз.
page-error-request = Сұрау нөмірі: { $request }
page-error-home = Басты бетке
page-offline-title = Желі жоқ
page-offline-text = Бұл бет желісіз ашылмайды. Бұрын ашылған билеттер төменде.

## Empty lists

empty-search = Бұл шартқа сай ештеңе табылмады.
empty-filter-reset = Сүзгіні алып тастау

## Kinds of things: the domain's words

kind-excursion = Экскурсия
kind-meeting = Кездесу
kind-contest = Байқау
kind-master-class = Шеберлік сабағы
kind-marathon = Әлеуметтік желі марафоны
kind-challenge = Челлендж
kind-assembly = Жиналыс
event-state-draft = Жарияланбаған
event-state-published = Тіркелу ашық
event-state-closed = Тіркелу жабық
event-state-cancelled = Өтпейді
caravan-state-draft = Жарияланбаған
caravan-state-published = Жарияланған
registration-state-waiting = Күту тізімінде
registration-state-awaiting-consent = Келісім күтілуде
registration-state-awaiting-approval = Мақұлдау күтілуде
registration-state-confirmed = Тіркелген
registration-state-cancelled = Тіркелуі жойылған
sex-female = әйел
sex-male = ер
place-urban = қала
place-rural = ауыл
institution-school = мектеп
institution-college = колледж
institution-university = жоғары оқу орны
institution-work = жұмыс істейді
institution-other = басқа
role-participant = қатысушы
role-contestant = байқауға қатысушы
role-volunteer = ерікті
role-leader = топ жетекшісі
role-teacher = мұғалім
role-staff = ұйымдастыру тобы
role-driver = жүргізуші
role-guest = қонақ
role-speaker = баяндамашы
role-press = БАҚ өкілі
age-under-14 = 14 жасқа толмаған
age-14-17 = 14–17 жас
age-18-22 = 18–22 жас
age-23-28 = 23–28 жас
age-29-35 = 29–35 жас
age-over-35 = 35 жастан асқан
relation-mother = анасы
relation-father = әкесі
relation-guardian = қорғаншысы немесе қамқоршысы
relation-other = басқа заңды өкіл
method-qr = QR-код
method-short-code = қысқа код
method-name = аты-жөні бойынша
method-class-list = сынып тізімі
method-paper = қағаз парақ
method-entry = онлайн жұмыс
method-by-hand = қолмен белгіленген
direction-in = кірді
direction-out = шықты
outcome-admitted = кіргізілді
outcome-turned-away = кіргізілмеді
outcome-open = шешілмеген
consent-kind-data = дербес деректер
consent-kind-photo = фото және бейнетүсірілім
consent-way-own = өзі берген
consent-way-link = заңды өкіл сілтеме арқылы берген
consent-way-weak-link = сілтеме арқылы, бәлкім, қатысушының өз браузерінде
consent-way-paper = қағаз келісім
consent-way-leaders-word = қағаздары топ жетекшісінде
consent-way-paper-seen = қағаз есік алдында көрсетілген
indicator-direct-participants = Тікелей қатысушылар
indicator-attendances = Қатысу саны
indicator-events = Іс-шаралар
indicator-regions = Өңірлер
