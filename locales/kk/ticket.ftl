### The ticket page and the tickets kept on this phone.

## Ticket

ticket-title = Билет: { $name }
ticket-qr-label = Билеттің QR-коды
ticket-short-code = Қысқа код
ticket-code-digits = Цифрмен теру үшін
ticket-short-code-help = Камера оқымаса, еріктіге осы кодты айтыңыз.
ticket-show-at-door = Есік алдында QR-кодты көрсетіңіз. Бір билет – керуеннің барлық іс-шарасына.
ticket-save-picture = Суретін сақтау
ticket-save-picture-help = Желі болмаса да ашылуы үшін суретін сақтап алыңыз.
ticket-full-screen = Толық экранда
ticket-full-screen-close = Билетке қайту
ticket-add-to-calendar = Күнтізбеге қосу
ticket-share = Бөлісу
ticket-share-text = { $name }: «{ $caravan }» билеті
ticket-pdf = Басып шығаруға арналған PDF
ticket-print = Басып шығару
ticket-copy-link = Билет сілтемесін көшіру
ticket-link-secret = Бұл бет мекенжайы – Сіздің кілтіңіз. Оны бөгде адамға бермеңіз.
ticket-your-events = Сіздің іс-шараларыңыз
ticket-more-events = Тағы бір іс-шараға тіркелу
ticket-no-events = Бұл билетте іс-шара жоқ
ticket-no-events-text = Бағдарламадан іс-шара таңдасаңыз, ол осы жерде көрінеді.
ticket-cancel-registration = Тіркелуден бас тарту
ticket-cancel-sure = «{ $event }» іс-шарасындағы орныңыз босайды. Тіркелуден бас тартасыз ба?
ticket-cancelled-done = Сіз тіркелуден бас тарттыңыз
ticket-void = Билеттің күші жойылған
ticket-void-text = Оның орнына жаңа билет берілген. Ұйымдастырушыға хабарласыңыз.
ticket-printed-note = Осы парақты есік алдында көрсетуге болады.

## States of an event on the ticket

ticket-state-registered = тіркелген
ticket-state-arrived-at = келді, { $time }
ticket-state-waiting = күту тізімінде, кезегі: { $n }
ticket-state-awaiting-consent = келісім күтілуде
ticket-state-awaiting-approval = мақұлдау күтілуде
ticket-state-cancelled = тіркелуі жойылған
ticket-state-event-cancelled = іс-шара өтпейді
ticket-state-entry-accepted = жұмысы қабылданды

## Consent still missing

ticket-consent-missing = Заңды өкілдің келісімі жоқ
ticket-consent-missing-text = Сілтемені ата-анаңызға немесе басқа заңды өкілге жіберіңіз: ол ашып, келісімін береді. Қол қойылған қағаз келісім де қабылданады.
ticket-consent-link = Өкілге арналған сілтеме
ticket-consent-share = Өкілге жіберу
ticket-consent-share-text = { $name } «{ $caravan }» іс-шараларына тіркелді. Келісіміңіз керек, сілтемені ашыңыз: { $link }
ticket-consent-make = Өкілге арналған сілтеме алу
ticket-consent-paper = Билетіңіз дайын. Қол қойылған қағаз келісімді есік алдында да көрсетуге болады.
ticket-consent-whatsapp = WhatsApp
ticket-consent-telegram = Telegram
ticket-consent-sms = SMS
ticket-consent-held = Заңды өкілдің келісімі бар

## Tickets on this phone

tickets-title = Осы телефондағы билеттер
tickets-intro = Осы телефонда ашылған билеттер. Олар желісіз де ашылады.
tickets-empty = Бұл телефонда билет жоқ
tickets-empty-text = Тіркелгеннен кейін немесе билет сілтемесін ашқанда билет осы жерде көрінеді.
tickets-forget = Осы телефоннан өшіру
tickets-forget-help = Билет жарамды қалады, тек осы телефоннан өшеді. Сілтемесін сақтап қойыңыз.
tickets-forgotten = Билет осы телефоннан өшірілді
tickets-saved-offline = Желісіз ашылады
tickets-shared-phone = Телефон ортақ болса, билетіңізді өшіріп кетіңіз.

## The holder's own data

own-title = Менің деректерім
own-contact = Байланыс
own-download = Деректерді жүктеп алу (JSON)
own-photo = Фото мен бейнеге келісімді қайтарып алу
own-photo-done = Фото мен бейнеге келісім қайтарып алынды.
own-cancel-all = Барлық тіркеуден бас тарту
own-cancel-all-sure = Алдағы іс-шаралардағы орындарыңыздың бәрі босайды. Билет қалады.
own-erase = Деректерді жою
own-erase-sure = Аты-жөніңіз, байланыс деректеріңіз бен туған күніңіз өшіріледі, билет жойылады, орындар босайды. Болған іс-шаралар есепте тек сан ретінде қалады. Мұны қайтару мүмкін емес.
own-represented = Келісімді қайтарып алуды және деректерді жоюды заңды өкіл өзінің сілтемесі арқылы жасайды.
own-erased-title = Деректер өшірілді
own-erased-text = Аты-жөні, байланыс деректері мен туған күні енді ешқай жерде сақталмайды. Билет жарамайды.
