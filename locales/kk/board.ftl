### The live board, the page of direct participants, a figure's persons and facts.

## Live board

board-title = Тікелей тақта
board-direct = Тікелей қатысушы
board-direct-note = кемінде бір іс-шараға келген әр адам бір рет саналады
board-visits = Қатысу саны
board-visits-note = бір адам бірнеше іс-шараға келсе, әрқайсысы саналады
board-registered = Тіркелген
board-registered-note = орны бар тіркелулер
board-arrived = Келген
board-arrived-note = осы іс-шарада белгіленгендер
board-inside = Ішінде
board-inside-note = кіргендер мен шыққандар айырмасы
board-waiting = Күту тізімінде
board-rate = Минутына
board-rate-value = минутына { $n }
board-people-here = Осында келген адам
board-people-here-note = осы аялдамада кемінде бір рет белгіленген
board-new-here = Алғаш осында
board-new-here-note = бірінші қатысуы осы аялдамада
board-stop-visits = Қатысу саны
board-stop-visits-note = осы аялдама іс-шараларына қатысулардың қосындысы
board-events = Іс-шаралар
board-stops = Аялдамалар
board-not-yet-seen = Тіркелген, әлі келмегендер: { $n }
board-connection-live = Тікелей
board-connection-lost = Байланыс үзілді, қайта қосылуда…
board-connection-off = JavaScript өшірулі: сандар бет ашылған уақытқа сай
board-as-of = Жағдай: { $time }
board-phones = Телефондар
board-phones-silent = Үнсіз телефон: { $n }
board-phone-last = соңғы байланыс { $time }
board-phone-unsent = жіберілмегені: { $n }
board-empty = Әзірге келген адам жоқ
board-empty-text = Бірінші билет сканерленгенде сандар осы жерде өзгере бастайды.
board-empty-action = Телефон қосу
board-last-arrivals = Соңғы келгендер

## Direct participants

direct-title = Тікелей қатысушылар
direct-definition-title = Кім тікелей қатысушы
direct-definition = Тікелей қатысушы – есепке алынатын кемінде бір іс-шараға келгені расталған адам. Ол қанша іс-шараға, қанша аялдамаға келсе де, бір рет саналады. Тек тіркелгендер, күту тізіміндегілер, келмегендер, еріктілер, жүргізушілер, баяндамашылар мен БАҚ өкілдері саналмайды.
direct-by-project = Жоба бойынша
direct-by-caravan = Керуен бойынша
direct-unique = Бірегей қатысушылар
direct-visits = Қатысу саны
direct-visits-per-person = Бір адамға шаққанда: { $share }
direct-anonymous = Аты жазылмаған адамдар: { $n }
direct-anonymous-note = Бөлек саналады: қайталанғанын тексеру мүмкін емес.
direct-wrong-title = Неге басқа қосындылар қате
direct-wrong-intro = Осы сандарды есепке жазуға болмайды. Олар айырмашылығы көрінсін деп тұр.
direct-wrong-visits = Қатысулардың қосындысы
direct-wrong-visits-why = Бірнеше іс-шараға келген адам бірнеше рет саналады.
direct-wrong-stops = Аялдамалардағы адамдардың қосындысы
direct-wrong-stops-why = Керуенмен бірге жүрген делегаттар әр аялдамада қайта саналады.
direct-wrong-online = Аялдамалар, онлайн іс-шаралар мен жиналыстың қосындысы
direct-wrong-online-why = Онлайн қатысқандардың бір бөлігі аялдамаларда да болған.
direct-wrong-times = { $share } есе көп
direct-right = Дұрысы
direct-wrong = Қате
direct-difference = Айырмасы: { $n }
direct-adds-up = Бөліктердің қосындысы: { $n }
direct-empty = Әзірге тікелей қатысушы жоқ
direct-empty-text = Бірінші қатысу расталғанда осы бетте саны, бөліктері және әр адамның дәлелі шығады.
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
breakdown-other = Басқа іс-шаралар
breakdown-people = Адам
breakdown-share = Үлесі
breakdown-erased = деректері өшірілген
breakdown-kind = Іс-шара түрі бойынша

## Persons behind a figure

persons-title = Сан артындағы адамдар
persons-of = { $what }: { $n } адам
persons-name = Аты-жөні
persons-age = Жасы
persons-region = Өңірі
persons-institution = Оқу орны
persons-first = Алғашқы қатысуы
persons-visits = Қатысуы
persons-evidence = Дәлелі
persons-role = Рөлі
persons-search = Аты-жөні бойынша іздеу
persons-page = { $first }–{ $last }, барлығы { $total }
persons-next = Келесі бет
persons-previous = Алдыңғы бет
persons-empty = Мұнда адам жоқ

## Facts behind a person

facts-title = Деректері мен белгілері
facts-of = { $name }: белгілер
facts-attendances = Қатысулары
facts-intro = Әр жол – біреу жазған белгі. Жойылған белгі де осында қалады.
facts-event = Іс-шара
facts-method = Тәсілі
facts-device = Телефон
facts-operator = Белгілеген
facts-time = Уақыты
facts-time-corrected = Түзетілген уақыт
facts-time-device = Телефон сағаты бойынша
facts-received = Серверге келген уақыты
facts-verdict = Көрсетілген жауап
facts-outcome = Нәтижесі
facts-counted = саналады
facts-not-counted = саналмайды
facts-annulled = жойылған
facts-reason = Себебі
facts-paper-no = Парақ нөмірі
facts-link = Жұмыс сілтемесі
facts-desk = Ұйымдастырушы
facts-kind-scan = Сканерлеу
facts-kind-answer = Жауап
facts-kind-entry = Қолмен енгізілген қатысу
facts-kind-annulment = Белгіні жою
facts-kind-role = Рөлді өзгерту
facts-kind-consent = Келісім
facts-kind-ticket = Билет беру
facts-kind-merge = Екі жазбаны біріктіру
facts-kind-clock = Сағатты өлшеу
facts-empty = Бұл адам туралы белгі жоқ

## More of the board

board-today = Бүгін
direct-awaiting-consent = Өкілдің келісімі күтілуде, сондықтан есепке кірмеген қатысу: { $n }
direct-sum = Қосынды
direct-difference-title = Айырмасы
direct-why = Себебі
direct-by-event = Іс-шаралар бойынша қатысу
desk-registrations = Тіркелулер
facts-annul = Күшін жою
facts-restore = Қайтару
facts-out-of-service = ажыратылған телефоннан
facts-contested = даулы
