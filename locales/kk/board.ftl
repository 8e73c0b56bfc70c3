### The live board, the page of direct participants, a figure's persons and facts.

## Live board

board-title = Табло
board-direct = Тікелей қатысушы
board-direct-note = кемінде бір іс-шараға келген әр адам бір рет саналады
board-visits = Қатысу саны
board-visits-note = бір адам бірнеше іс-шараға келсе, әрқайсысы саналады
board-registered = Тіркелген
board-arrived = Келген
board-inside = Ішінде
board-waiting = Күту тізімінде
board-rate-value = минутына { $n }
board-people-here = Осында келген адам
board-new-here = Алғаш осында
board-stop-visits = Қатысу саны
board-events = Іс-шаралар
board-stops = Аялдамалар
board-not-yet-seen = Әлі белгіленбеген тіркелу: { $n }
board-connection-live = Байланыс бар
board-connection-lost = Байланыс үзілді, қайта қосылуда…
board-connecting = Қосылып жатыр…
board-connection-off = JavaScript өшірілген: сандар бет ашылған уақытқа сай
board-as-of = Деректер уақыты: { $time }
board-held = Салыстыру коды: { $code } · жазба: { $n }
board-phones = Телефондар
board-phones-silent = Байланыссыз телефон: { $n }
board-phone-last = соңғы байланыс: { $time }
board-empty = Әзірге келген адам жоқ
board-empty-text = Бірінші билет сканерленгенде сандар осы жерде өзгере бастайды.
board-empty-action = Телефон қосу

## Direct participants

direct-title = Тікелей қатысушылар
direct-definition-title = Кім тікелей қатысушы
direct-definition = Тікелей қатысушы – есепке алынатын кемінде бір іс-шараға келгені расталған адам. Ол қанша іс-шараға, қанша аялдамаға келсе де, бір рет саналады. Тек тіркелгендер, күту тізіміндегілер, келмегендер, еріктілер, жүргізушілер, баяндамашылар мен БАҚ өкілдері саналмайды.
direct-by-project = Жоба бойынша
direct-by-caravan = Керуен бойынша
direct-unique = Бірегей қатысушылар
direct-visits = Қатысу саны
direct-visits-per-person = Бір адамға шаққанда: { $share }
direct-anonymous = Аты-жөні жазылмаған адамдар: { $n }
direct-anonymous-note = Бөлек саналады: қайталанғанын тексеру мүмкін емес.
direct-wrong-title = Неге басқа қосындылар қате
direct-wrong-intro = Бұл сандарды есепке жазуға болмайды. Олар айырмашылықты көрсету үшін ғана берілген.
direct-wrong-visits = Қатысулардың қосындысы
direct-wrong-visits-why = Бірнеше іс-шараға келген адам бірнеше рет саналады.
direct-wrong-stops = Аялдамалардағы адамдардың қосындысы
direct-wrong-stops-why = Керуенмен бірге жүрген делегаттар әр аялдамада қайта саналады.
direct-wrong-online = Аялдамалар, онлайн іс-шаралар мен жиналыстың қосындысы
direct-wrong-online-why = Онлайн қатысқандардың бір бөлігі аялдамаларда да болған.
direct-wrong-times = { $share } есе көп
direct-right = Дұрысы
direct-empty = Әзірге тікелей қатысушы жоқ
direct-empty-text = Бірінші қатысу расталғанда осы бетте саны, бөліктері және әр адамның дәлелі шығады.
direct-download-xlsx = Кестені жүктеп алу (XLSX)
direct-download-csv = Кестені жүктеп алу (CSV)

## Breakdowns

breakdown-residence = Тұратын өңірі бойынша
breakdown-age = Жасы бойынша
breakdown-sex = Жынысы бойынша
breakdown-institution = Оқу немесе жұмыс орны бойынша
breakdown-place = Қала мен ауыл бойынша
breakdown-method = Расталу тәсілі бойынша
breakdown-method-note = Алғашқы қатысудың тәсілі бойынша.
breakdown-stop = Аялдама бойынша (алғаш келген жері)
breakdown-stop-note = Әр адам алғаш келген аялдамасында саналады, сондықтан бөліктер қосылып, жалпы санды береді.
breakdown-online = Тек онлайн
breakdown-people = Адам
breakdown-share = Үлесі
breakdown-erased = деректері өшірілген

## Persons behind a figure

persons-title = Осы санға кірген адамдар
persons-of = { $what }: { $n } адам
persons-name = Аты-жөні
persons-age = Жасы
persons-region = Өңірі
persons-institution = Оқу орны
persons-first = Алғашқы қатысуы
persons-visits = Қатысуы
persons-role = Рөлі
persons-search = Аты-жөні бойынша іздеу
persons-page = { $first }–{ $last }, барлығы { $total }
persons-next = Келесі бет
persons-previous = Алдыңғы бет
persons-empty = Мұнда адам жоқ

## Facts behind a person

facts-title = Белгілер
facts-intro = Әр жол – біреу жазған белгі. Күші жойылғаны да осында қалады.
facts-event = Іс-шара
facts-method = Тәсілі
facts-device = Телефон
facts-operator = Белгілеген
facts-time = Уақыты
facts-time-device = Телефон сағаты бойынша
facts-verdict = Көрсетілген жауап
facts-outcome = Нәтижесі
facts-annulled = күші жойылған
facts-reason = Себебі
facts-desk = Ұйымдастырушы
facts-kind-scan = Сканерлеу
facts-kind-answer = Жауап
facts-kind-entry = Қолмен енгізілген қатысу
facts-kind-annulment = Белгінің күшін жою
facts-kind-role = Рөлді өзгерту
facts-kind-consent = Келісім
facts-kind-withdrawal = Келісім қайтарып алынды
facts-kind-ticket = Билет беру
facts-kind-merge = Екі жазбаны біріктіру
facts-kind-clock = Сағатты салыстыру
facts-empty = Бұл адам туралы белгі жоқ

## More of the board

board-today = Бүгін
direct-awaiting-consent = Өкілдің келісімі келгенше есепке кірмейтін қатысу: { $n }
direct-sum = Қосынды
direct-difference-title = Айырмасы
direct-why = Себебі
direct-by-event = Іс-шаралар бойынша қатысу
desk-registrations = Тіркелулер
facts-annul = Күшін жою
facts-restore = Қайтару
facts-out-of-service = ажыратылған телефоннан
facts-other-caravan = басқа керуеннің іс-шарасында
facts-unproven = расталмаған
facts-contested = даулы

## Erased people

erased-by-themselves = Өзі сұрады
erased-by-representative = Заңды өкілі сұрады
erased-by-organiser = Ұйымдастырушы өшірді
erased-by-consent-due = Келісім мерзімінде келмеді
erased-by-retention = Сақтау мерзімі аяқталды
