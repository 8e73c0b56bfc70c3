### The organiser's desk: sign-in, forms, lists, devices.

## Signing in

sign-in-title = Ұйымдастырушы ретінде кіру
sign-in-email = Электрондық пошта
sign-in-password = Құпиясөз
sign-in-button = Кіру
sign-in-help = Құпиясөз жоқ па? Жоба ұйымдастырушысынан бір реттік сілтеме сұраңыз.
sign-in-link-title = Бір реттік кіру
sign-in-link-text = Сілтеме батырманы басқанда ғана пайдаланылады. Содан кейін құпиясөз қоясыз.
sign-in-link-button = Кіру
set-password-title = Құпиясөз қойыңыз
set-password-rules = Кемінде { $min } таңба. Бірнеше сөзден құрасаңыз, есте сақтау оңай.
set-password-again = Жаңа құпиясөз тағы бір рет
set-password-button = Құпиясөзді сақтау
set-password-done = Құпиясөз сақталды
signed-out = Сіз жүйеден шықтыңыз
signed-in-as = Кірген адам: { $name }

## The desk's first page

desk-title = Ұйымдастырушы кабинеті
desk-projects = Жобалар
desk-caravans = Керуендер
desk-stops = Аялдамалар
desk-events = Іс-шаралар
desk-no-projects = Жоба әлі жоқ
desk-no-projects-text = Жобадан бастаңыз: онда грант беруші, мерзім мен жоспар жазылады. Содан кейін керуен, аялдама, іс-шара қосыңыз.
desk-no-projects-ask = Сізді әлі ешбір жобаға қоспаған. Ұйымдастырушыдан қосуды сұраңыз.
desk-no-caravans = Бұл жобада керуен жоқ
desk-no-caravans-text = Керуен – аялдамалары мен іс-шаралары бар сапар. Бірінші керуенді құрыңыз.
desk-no-events = Іс-шара жоқ
desk-no-events-text = Іс-шара қосып, жариялаңыз: тіркелу ашылады.
desk-people-invented = Бұл керуеннің адамдары ойдан шығарылған
desk-open-public = Жалпыға ашық бетке өту

## Project form

desk-project-new = Жаңа жоба
desk-project-edit = Жобаны өзгерту
desk-project-create = Жоба құру
desk-title-kk = Атауы қазақша
desk-title-ru = Атауы орысша
desk-title-en = Атауы ағылшынша
desk-about-kk = Сипаттамасы қазақша
desk-about-ru = Сипаттамасы орысша
desk-about-en = Сипаттамасы ағылшынша
desk-translation-help = Бос қалса, қазақшасы көрсетіледі.
desk-grantor-kk = Грант беруші қазақша
desk-grantor-ru = Грант беруші орысша
desk-grantor-en = Грант беруші ағылшынша
desk-contract-no = Шарт нөмірі
desk-first-day = Басталатын күні
desk-last-day = Аяқталатын күні
desk-operator-kk = Оператор атауы қазақша
desk-operator-ru = Оператор атауы орысша
desk-operator-en = Оператор атауы ағылшынша
desk-operator-help = Келісім осы ұйымға беріледі: атауы келісім мәтінінде тұрады.
desk-bin = БСН
desk-bin-help = 12 цифр
desk-consent-text-kk = Келісім мәтіні қазақша
desk-consent-text-ru = Келісім мәтіні орысша
desk-consent-text-en = Келісім мәтіні ағылшынша
desk-consent-text-help = Мәтін өзгерсе, жаңа нұсқа нөмірі беріледі; бұрынғы келісімдер өз нұсқасымен қалады.
desk-plan = Жоспар
desk-plan-for = Жоспар: { $indicator }
desk-fact = Нақты
desk-plan-share = Орындалуы
desk-plan-beside-fact = Жоспар мен нақты көрсеткіштер
desk-plan-indicator = Көрсеткіш
desk-plan-none = Жоспар қойылмаған

## Caravan form

desk-caravan-new = Жаңа керуен
desk-caravan-edit = Керуенді өзгерту
desk-caravan-create = Керуен құру
desk-slug = Бет мекенжайы
desk-slug-help = Кіші латын әріптері, цифрлар, сызықша. Мысалы: askeri-keruen-2022
desk-people-kind = Адамдары
desk-people-kind-real = шынайы
desk-people-kind-invented = ойдан шығарылған (демо)

## Stop form

desk-stop-new = Жаңа аялдама
desk-stop-edit = Аялдаманы өзгерту
desk-stop-create = Аялдама қосу
desk-position = Реттік нөмірі
desk-region = Өңір
desk-city-kk = Қала қазақша
desk-city-ru = Қала орысша
desk-city-en = Қала ағылшынша
desk-venue-kk = Өтетін орны қазақша
desk-venue-ru = Өтетін орны орысша
desk-venue-en = Өтетін орны ағылшынша
desk-zone = Уақыт белдеуі
desk-zone-help = Өңірге қарай өзі қойылады. Барлық уақыт – жергілікті.

## Event form

desk-event-new = Жаңа іс-шара
desk-event-edit = Іс-шараны өзгерту
desk-event-create = Іс-шара қосу
desk-event-kind = Түрі
desk-event-stop = Аялдама
desk-event-no-stop = Аялдамасыз (онлайн)
desk-room-kk = Залы немесе мекенжайы қазақша
desk-room-ru = Залы немесе мекенжайы орысша
desk-room-en = Залы немесе мекенжайы ағылшынша
desk-capacity = Сыйымдылық
desk-capacity-help = Шектеу болмаса, бос қалдырыңыз.
desk-age-min = Ең кіші жас
desk-age-max = Ең үлкен жас
desk-counting = Есепке алу
desk-counting-direct = тікелей қатысушылар санына кіреді
desk-counting-apart = бөлек, тікелей қатысушыларға кірмейді
desk-state = Күйі
desk-rules-title = Есік алдындағы ережелер
desk-rule-ask = сұрау
desk-rule-admit = кіргізу
desk-rule-refuse = кіргізбеу

## Actions

desk-publish = Жариялау
desk-published = Жарияланды
desk-close-registration = Тіркелуді жабу
desk-reopen-registration = Тіркелуді қайта ашу
desk-cancel-event = Іс-шараны өткізбеу
desk-cancel-event-text = Тіркелгендердің билетінде «іс-шара өтпейді» деп тұрады. Кейін қайтаруға болады.
desk-restore-event = Іс-шараны қайтару
desk-change-capacity = Сыйымдылықты өзгерту
desk-capacity-over = Сыйымдылықтан артық тіркелгені: { $n }. Ешкім шығарылмайды.
desk-event-published = Іс-шара жарияланды, тіркелу ашық
desk-event-closed = Тіркелу жабылды
desk-event-cancelled = Іс-шара өтпейді деп белгіленді

## Participants of an event

desk-list-title = Қатысушылар тізімі
desk-list-search = Аты-жөні немесе қысқа код
desk-list-name = Аты-жөні
desk-list-class = Сынып / топ
desk-list-institution = Оқу орны
desk-list-phone = Телефон
desk-list-state = Күйі
desk-list-consent = Келісім
desk-list-attendance = Қатысуы
desk-list-code = Қысқа код
desk-list-registered-at = Тіркелген уақыты
desk-list-empty = Әзірге ешкім тіркелмеген
desk-list-empty-text = Іс-шара жарияланған соң сілтемесін мектептерге жіберіңіз.
desk-list-consent-held = бар
desk-list-consent-missing = жоқ
desk-list-all = Барлығы
desk-list-arrived = Келгендер
desk-list-not-arrived = Келмегендер
desk-list-print = Тізімді басып шығару
desk-list-signature = Қолы
desk-list-pdf = Есікке арналған тізім (PDF)
desk-list-here = Келді
desk-list-download = Тізімді жүктеп алу (CSV)

## Facts made at the desk

desk-mark-title = Келгенін қолмен белгілеу
desk-mark-reason = Себебі
desk-mark-reason-help = Мысалы: телефонының қуаты бітті, мұғалімі растады
desk-mark-button = Келгенін белгілеу
desk-mark-done = Келгені белгіленді
desk-mark-undone = Белгі жойылды
desk-entry-title = Онлайн жұмысты қабылдау
desk-entry-link = Жұмыс сілтемесі
desk-entry-link-help = https:// деп басталады
desk-entry-button = Қабылдау
desk-entry-done = Жұмыс қабылданды
desk-consent-title = Қағаз келісім
desk-consent-paper-no = Парақ нөмірі
desk-consent-paper-help = Қол қойылған парақ өзіңізде сақталады; көшірмесі жүктелмейді.
desk-consent-photo = Фото және бейнетүсірілімге де келісім бар
desk-consent-button = Келісімді енгізу
desk-consent-done = Келісім енгізілді
desk-consent-ended = тоқтатылды: { $time }

## Phones

desk-devices-title = Сканерлейтін телефондар
desk-devices-empty = Қосылған телефон жоқ
desk-devices-empty-text = Қосу сілтемесін жасап, еріктіге жіберіңіз. Ол сілтемені ашып, бір рет басады.
desk-device-kind = Қолданылуы
desk-device-kind-door = есік алдында
desk-device-kind-desk = тіркеу үстелінде
desk-device-scope = Қай аялдамаға
desk-device-scope-all = бүкіл керуенге
desk-device-new-link = Қосу сілтемесін жасау
desk-device-link = Қосу сілтемесі
desk-device-state-paired = қосылған
desk-device-state-revoked = ажыратылған
desk-device-operator = Қолында
desk-device-last-seen = Соңғы байланыс
desk-device-never = әлі байланыспаған
desk-device-scans = Жазбалары
desk-device-revoke = Ажырату
desk-device-revoke-text = Телефонда қалған белгілер қабылданады, бірақ Сіз растағанша саналмайды.
desk-device-revoked = Телефон ажыратылды

## Members of a project

desk-members-title = Жоба мүшелері
desk-member-email = Электрондық пошта
desk-member-name = Аты-жөні
desk-member-role = Рөлі
desk-role-organiser = ұйымдастырушы
desk-role-coordinator = аялдама үйлестірушісі
desk-role-volunteer = ерікті
desk-member-stop = Қай аялдама
desk-member-stop-all = барлық аялдама
desk-member-stop-help = Үйлестірушіге бір аялдаманы ғана тапсыруға болады: соның телефондары, бос билеттері, тізімдері. Екінші аялдама үшін сол адамды тағы бір рет қосыңыз.
desk-member-invite = Мүше қосу
desk-member-link = Бір реттік кіру сілтемесі
desk-form-stale = Осы арада бұл жазбаны басқа адам өзгертті. Төменде Сіз енгізген мәндер тұр; қайта сақтасаңыз, солар жазылады.

## Two editors

desk-stale-title = Екі нұсқа
desk-stale-field = Өріс
desk-stale-saved = Қазір сақталғаны
desk-stale-typed = Сіз жазғаныңыз

## More of the forms

desk-starts-day = Басталатын күні
desk-starts-time = Басталатын уақыты (жергілікті)
desk-ends-day = Аяқталатын күні
desk-ends-time = Аяқталатын уақыты (жергілікті)
desk-ends-day-help = Аяқталатын күні бос болса, басталатын күні алынады.
desk-stop-last-day-help = Бос болса, алғашқы күні алынады.
desk-position-help = Бос болса, маршруттың соңына қосылады.
desk-zone-of-region = өңір бойынша
desk-zone-of-stop = аялдама бойынша
desk-rules-help = Әр сары жағдайда есік алдында не істеу керек. Әдепкісі: сұрау.
desk-translation-missing = аудармасы жоқ: { $languages }

## More of the desk

desk-pages = Осы бөлімнің беттері
desk-account = Есептік жазба
desk-no-password = Құпиясөз әлі қойылмаған
set-password-later = Кейін
desk-about-project = Жоба туралы
desk-grantor = Грант беруші
desk-period = Мерзімі
desk-operator = Оператор
desk-events-apart = Аялдамасыз іс-шаралар (онлайн және басқа)
desk-event-title = Іс-шара
desk-seats = Орындар
desk-birth-date = Туған күні
desk-shown-once = Бұл бір-ақ рет көрсетіледі. Беттен кетпей тұрып көшіріп алыңыз немесе жіберіңіз.

## First steps

desk-steps = Алғашқы сканерге дейінгі қадамдар
desk-step-stop = Аялдама қосу
desk-step-event = Іс-шара қосу
desk-step-publish = Керуенді және іс-шараларды жариялау
desk-step-phone = Сканерлейтін телефонды қосу
desk-step-done = дайын
desk-step-ahead = алда

## More of the actions

desk-counted-people = Есепке алынған адамдар
desk-cancel-event-people = Орны бар тіркелгендер: { $n }
desk-list-unregistered = тіркелмеген
desk-mark-link = Белгілеу
desk-device-uses = Неше телефонға
desk-device-uses-left = Қалған телефон саны: { $n }
desk-device-link-period = Жарамды уақыты: { $from } – { $until }
desk-device-link-made = Жасалды: { $time }
desk-device-code = Қосу коды
desk-device-how = Телефон камерасымен QR-кодты оқытыңыз. Немесе орнатылған сканерде осы кодты жазыңыз.
desk-device-print = Парақты басып шығару
desk-device-links = Жарамды сілтемелер
desk-device-withdraw = Сілтемені жою
desk-device-withdrawn = Сілтеме жойылды. Қосылған телефондар қала береді.
desk-device-valid = Қашан жарамды
desk-device-valid-hours = қазірден бастап бірнеше сағат
desk-device-valid-stop = тек аялдама күндері
desk-device-uses-help = 1-ден 200-ге дейін
desk-device-hours = Неше сағат жарамды
desk-device-hours-help = 1-ден 720-ға дейін
desk-device-message = «{ $caravan }» керуенінің сканері. Сілтемені телефонда ашып, батырманы басыңыз:
desk-member-message = «{ $project }» жобасына кіру сілтемесі:
desk-member-done = Мүше қосылды
desk-member-remove = Шығару

## Candidates

desk-candidates-title = Бір адам болуы мүмкін жазбалар
desk-candidates-text = Аты-жөні, туған күні және байланыс деректері бірдей жазбалар. Ештеңе өздігінен біріктірілмейді.
desk-candidates-empty = Ондай жазбалар жоқ

## Correcting a person

desk-person-edit = Деректерін түзету
desk-person-edit-text = Түзетілген деректер тізімдерде, билетте және есепте бірден көрінеді. Жаңа туған күні бойынша адам кәмелетке толмаған болса, өз келісімі тоқтатылады, заңды өкілінің келісімі керек болады.
desk-person-who = Кім
desk-person-where = Қайдан
desk-person-reach = Байланыс

## Tokens for programs

desk-tokens-title = Бағдарламаларға арналған токендер
desk-tokens-empty = Токен жоқ
desk-tokens-empty-text = Токен бағдарламаға Сіздің атыңыздан /api/v1 пайдалануға рұқсат береді.
desk-token-name = Атауы
desk-token-name-help = Мысалы: мектеп сайты
desk-token-once = Жаңа токен
desk-token-create = Токен жасау
desk-member-remove-text = { $name }: жобадағы барлық рөлі тоқтатылады. Ол жазған деректер қалады.

## Keeping names

desk-consent-days = Келісім күтілетін күн саны
desk-consent-days-help = Кәмелетке толмаған адам келісімсіз кірсе, осынша күннен кейін аты-жөні өшіріліп, аты-жөнсіз бір бас қалады. Бос болса: 14.
desk-keep-until = Аты-жөндер сақталатын соңғы күн
desk-keep-until-help = Мониторинг мерзімінен кейін болсын. Бос болса: жоба аяқталған соң бес жыл.
desk-erase-sure = Аты-жөні, байланыс деректері, туған күні мен жазбалары барлық жерден өшіріледі. Есептегі сандар өзгермейді. Мұны қайтару мүмкін емес.
